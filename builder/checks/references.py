"""References between packages: every id that a cell or a descriptor names must exist."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from builder.language.text import MISSING, folded
from builder.model import Cell, Package, Resource, Table
from builder.problem import Place, Problem
from builder.settings import FILE_NAME, Settings

ORGANISATION = "organisations/organisations/organisation_id"
TOPIC = "topics/topics/topic_id"
DOCUMENT = "documents/documents/document_id"


_NAMING = ("name_", "short_name_", "title_", "aliases_", "abbreviation", "number")
"""Beginnings of columns by which people call a thing."""


def _texts(cell: Cell) -> tuple[str, ...]:
    if cell is None:
        return ()
    return cell if isinstance(cell, tuple) else tuple(str(cell).split(";"))


def _folded(text: str) -> str:
    return " ".join(folded(text).split())


class Keys:
    """The ids that references can point to, by `package/resource/field`, each read once.

    Where no package has the name, the portal's tables whose key is the field are meant, in any
    package: a portal may call its list of organisations or its register as it likes.
    """

    def __init__(self, packages: Iterable[Package], broken: frozenset[str]) -> None:
        self._packages = {package.id: package for package in packages}
        self._broken = broken
        self._values: dict[str, frozenset[str]] = {}
        self._named: dict[str, Mapping[str, str]] = {}

    def of(self, target: str) -> frozenset[str]:
        """Every value of the target field; empty where package, resource or field is missing."""
        if target not in self._values:
            self._values[target] = self._read(target)
        return self._values[target]

    def cannot_tell(self, target: str) -> bool:
        """True if the target's own package has problems: then those are the ones to mend."""
        package_id, _, field = target.split("/")
        if package_id in self._packages or package_id in self._broken:
            return package_id in self._broken
        return bool(self._broken) and not self._keyed_by(field)

    def suggested(self, target: str, value: str) -> str | None:
        """The ids of the things that a text names: «Bộ TTTT» → mic, «mic và mps» → mic;mps."""
        names = self._names(target)
        parts = [part for part in re.split(r"\s*[,;]\s*|\s+(?:và|and)\s+", value) if part]
        found = [names.get(_folded(part)) for part in (value, *parts)]
        if found and found[0]:
            return found[0]
        ids = [name for name in found[1:] if name]
        return ";".join(ids) if ids and len(ids) == len(parts) else None

    def _names(self, target: str) -> Mapping[str, str]:
        """The id of each thing of the target's table by each of its names, unless two share it."""
        if target not in self._named:
            found: dict[str, set[str]] = {}
            field = target.split("/")[2]
            for record in self._records(target):
                for column, cell in record.items():
                    is_name = column == field or column.startswith(_NAMING)
                    for text in _texts(cell) if is_name else ():
                        found.setdefault(_folded(text), set()).add(str(record[field]))
            self._named[target] = {
                name: min(owners) for name, owners in found.items() if len(owners) == 1
            }
        return self._named[target]

    def _read(self, target: str) -> frozenset[str]:
        field = target.split("/")[2]
        return frozenset(
            str(record[field]) for record in self._records(target) if record.get(field) is not None
        )

    def _records(self, target: str) -> list[dict[str, Cell]]:
        """Rows of the table that a target names."""
        package_id, resource_name, field = target.split("/")
        package = self._packages.get(package_id)
        named = package.resource(resource_name) if package else None
        tables = self._keyed_by(field) if package is None else [named] if named else []
        return [
            record
            for resource in tables
            if resource.table is not None
            for record in resource.table.records()
        ]

    def _keyed_by(self, field: str) -> list[Resource]:
        return [
            resource
            for package in self._packages.values()
            for resource in package.resources
            if resource.table_kind
            and resource.table is not None
            and resource.table.schema.primary_key == (field,)
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
                suggested = keys.suggested(target, str(value))
                yield _unknown(str(value), target, known, place, suggested)


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


def _unknown(
    value: str,
    target: str,
    known: frozenset[str],
    place: Place,
    suggested: str | None = None,
) -> Problem:
    nearest = ", ".join(get_close_matches(value, sorted(known), n=3)) or MISSING
    details = {"target": target, "suggestion": suggested or nearest}
    return Problem(code="reference-unknown", place=place, value=value, details=details)
