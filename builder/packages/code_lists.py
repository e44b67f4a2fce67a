"""Tables that columns point to (`portal.references`): which they are, and their rows."""

from collections.abc import Iterable

from builder.model import Boundaries, Cell, Package, Resource
from builder.packages.boundaries import boundaries_of


class CodeLists:
    """The tables of a portal by `package/resource/field`.

    Where no package has the name, the portal's tables whose key is the field are meant, in any
    package: a portal may call its list of organisations or its register as it likes.
    """

    def __init__(self, packages: Iterable[Package]) -> None:
        self._packages = {package.id: package for package in packages}

    def has(self, package_id: str) -> bool:
        """True if there is a package of that id."""
        return package_id in self._packages

    def records(self, target: str) -> list[dict[str, Cell]]:
        """Rows of the table that a target names; none where there is no such table."""
        return [
            record
            for resource in self.tables(target)
            if resource.table is not None
            for record in resource.table.records()
        ]

    def tables(self, target: str) -> list[Resource]:
        """The tables that a target names."""
        package_id, resource_name, field = target.split("/")
        package = self._packages.get(package_id)
        named = package.resource(resource_name) if package else None
        return self.keyed_by(field) if package is None else [named] if named else []

    def boundaries(self, target: str) -> list[Boundaries]:
        """The shapes that the tables of a target name."""
        found = (
            boundaries_of(self._packages, resource.boundaries)
            for resource in self.tables(target)
            if resource.boundaries
        )
        return [shapes for shapes in found if shapes is not None]

    def knows(self, target: str) -> bool:
        """True if there is a table that a target names, with that field."""
        field = target.split("/")[2]
        tables = (resource.table for resource in self.tables(target))
        return any(
            field in (each.name for each in table.schema.fields) for table in tables if table
        )

    def all_targets(self) -> frozenset[str]:
        """What references may name: every table with a key of one field."""
        return frozenset(
            f"{package.id}/{resource.name}/{resource.table.schema.primary_key[0]}"
            for package in self._packages.values()
            for resource in package.resources
            if resource.table is not None and len(resource.table.schema.primary_key) == 1
        )

    def keyed_by(self, field: str) -> list[Resource]:
        """The portal's tables whose key is the field."""
        return [
            resource
            for package in self._packages.values()
            for resource in package.resources
            if resource.table_kind
            and resource.table is not None
            and resource.table.schema.primary_key == (field,)
        ]


def targets(package_id: str, references: str, also: Iterable[str]) -> tuple[str, ...]:
    """The lists that a column points to, those of its own package by its id."""
    return tuple(target.replace("./", f"{package_id}/") for target in (references, *also))
