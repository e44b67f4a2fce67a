"""References between packages: every id that a cell or a descriptor names must exist."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from builder.language.text import MISSING
from builder.model import Package, Resource, Table
from builder.problem import Place, Problem
from builder.settings import FILE_NAME, Settings

ORGANISATION = "organisations/organisations/organisation_id"
TOPIC = "topics/topics/topic_id"
DOCUMENT = "documents/documents/document_id"


class Keys:
    """The ids that references can point to, by `package/resource/field`, each read once.

    Where no package has the name, a table of the kind `resource` in any package is meant: a portal
    may call its list of organisations as it likes.
    """

    def __init__(self, packages: Iterable[Package], broken: frozenset[str]) -> None:
        self._packages = {package.id: package for package in packages}
        self._broken = broken
        self._values: dict[str, frozenset[str]] = {}

    def of(self, target: str) -> frozenset[str]:
        """Every value of the target field; empty where package, resource or field is missing."""
        if target not in self._values:
            self._values[target] = self._read(target)
        return self._values[target]

    def cannot_tell(self, target: str) -> bool:
        """True if the target's own package has problems: then those are the ones to mend."""
        package_id, resource_name, _ = target.split("/")
        if package_id in self._packages or package_id in self._broken:
            return package_id in self._broken
        return bool(self._broken) and not self._of_kind(resource_name)

    def _read(self, target: str) -> frozenset[str]:
        package_id, resource_name, field = target.split("/")
        package = self._packages.get(package_id)
        named = package.resource(resource_name) if package else None
        tables = self._of_kind(resource_name) if package is None else [named] if named else []
        return frozenset(
            str(record[field])
            for resource in tables
            if resource.table is not None
            for record in resource.table.records()
            if record.get(field) is not None
        )

    def _of_kind(self, table_kind: str) -> list[Resource]:
        return [
            resource
            for package in self._packages.values()
            for resource in package.resources
            if resource.table_kind == table_kind
        ]


def unknown_reference(package: Package, keys: Keys) -> Iterator[Problem]:
    """Cells of a package that point to an id nobody has."""
    for resource in package.resources:
        if resource.table is None:
            continue
        for column, field in enumerate(resource.table.schema.fields):
            if field.references:
                target = field.references.replace("./", f"{package.id}/")
                file = f"datasets/{package.id}/{resource.path}"
                yield from _unknown_in_column(resource.table, column, target, file, keys)


def _unknown_in_column(
    table: Table, column: int, target: str, file: str, keys: Keys
) -> Iterator[Problem]:
    if keys.cannot_tell(target):
        return
    known = keys.of(target)
    for row_number, row in enumerate(table.rows, start=2):
        cell = row[column]
        for value in cell if isinstance(cell, tuple) else (cell,):
            if value is not None and str(value) not in known:
                name = table.schema.fields[column].name
                place = Place(file=file, row=row_number, field=name, column=column + 1)
                yield _unknown(str(value), target, known, place)


def unknown_metadata_reference(package: Package, keys: Keys) -> Iterator[Problem]:
    """Ids in a descriptor's `portal` that point to nothing."""
    named: Mapping[str, tuple[str, tuple[str | None, ...]]] = {
        "publisher": (ORGANISATION, (package.publisher,)),
        "creator": (ORGANISATION, (package.creator,)),
        "topics": (TOPIC, package.topics),
        "sources": (DOCUMENT, package.sources),
    }
    file = f"datasets/{package.id}/datapackage.json"
    for name, (target, values) in named.items():
        if keys.cannot_tell(target):
            continue
        known = keys.of(target)
        for value in values:
            if value is not None and value not in known:
                yield _unknown(value, target, known, Place(file=file, field=f"portal.{name}"))


def unknown_publisher(settings: Settings, keys: Keys) -> Iterator[Problem]:
    """A portal's publisher that is no organisation."""
    known = keys.of(ORGANISATION)
    if not keys.cannot_tell(ORGANISATION) and settings.publisher not in known:
        place = Place(file=FILE_NAME, field="portal.publisher")
        yield _unknown(settings.publisher, ORGANISATION, known, place)


def unknown_series(package: Package, settings: Settings) -> Iterator[Problem]:
    """A series that portal.toml does not describe."""
    if package.series is not None and package.series not in settings.series:
        place = Place(file=f"datasets/{package.id}/datapackage.json", field="portal.series")
        known = frozenset(settings.series)
        yield _unknown(package.series, f"{FILE_NAME} [series]", known, place)


def _unknown(value: str, target: str, known: frozenset[str], place: Place) -> Problem:
    nearest = ", ".join(get_close_matches(value, sorted(known), n=3)) or MISSING
    details = {"target": target, "nearest": nearest}
    return Problem(code="reference-unknown", place=place, value=value, details=details)
