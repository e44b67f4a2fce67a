"""References between packages: every id that a cell or a descriptor names must exist."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from builder.language.text import MISSING, folded
from builder.large_file import LargeFile
from builder.model import Breakdown, Cell, Field, Package, Resource, Table
from builder.packages.code_lists import CodeLists, targets
from builder.problem import Place, Problem
from builder.settings import FILE_NAME, Settings

MOST_TOLD = 1000
"""Unknown ids that are told of a column of a table on disk."""

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


NEAR = 0.75
"""How alike two ids must be for one to be suggested: `mpi` is not meant by `mic`."""


_BETWEEN_NAMES = re.compile(r"\s*[,;/]\s*")
_AND = re.compile(r"\s+(?:và|and)\s+")


class Keys:
    """The ids that references can point to, by `package/resource/field`, each read once."""

    def __init__(self, packages: Iterable[Package], broken: frozenset[str]) -> None:
        self._lists = CodeLists(packages)
        self._broken = broken
        self._values: dict[str, frozenset[str]] = {}
        self._named: dict[str, Mapping[str, str]] = {}

    def of(self, target: str) -> frozenset[str]:
        """Every value of the target field; empty where package, resource or field is missing."""
        if target not in self._values:
            self._values[target] = self._read(target)
        return self._values[target]

    def has_list(self, target: str) -> bool:
        """True if there is a table that a target names, with that field."""
        return self._lists.knows(target)

    def lists(self) -> frozenset[str]:
        """Every table that a reference may point to, with its key."""
        return self._lists.all_targets()

    def cannot_tell(self, target: str) -> bool:
        """True if the target's own package has problems: then those are the ones to mend."""
        package_id, _, field = target.split("/")
        if self._lists.has(package_id) or package_id in self._broken:
            return package_id in self._broken
        return bool(self._broken) and not self._lists.keyed_by(field)

    def named(self, target: str, value: str) -> str | None:
        """The ids of the things that a text names: «Bộ TTTT» → mic, «mic và mps» → mic;mps."""
        names = self._names(target)
        found: list[str | None] = []
        text = re.sub(r"\s*&\s*", " và ", value)
        if whole := names.get(_folded(text)):
            return whole
        for part in filter(None, _BETWEEN_NAMES.split(text)):
            known = names.get(_folded(part))
            pieces = [known] if known else [names.get(_folded(piece)) for piece in _AND.split(part)]
            found += pieces
        ids = [name for name in found if name]
        return ";".join(ids) if ids and len(ids) == len(found) else None

    def _names(self, target: str) -> Mapping[str, str]:
        """The id of each thing of the target's table by each of its names, unless two share it."""
        if target not in self._named:
            found: dict[str, set[str]] = {}
            field = target.split("/")[2]
            for record in self._lists.records(target):
                for column, cell in record.items():
                    is_name = column == field or column.startswith(_NAMING)
                    for text in _texts(cell) if is_name and record.get(field) else ():
                        found.setdefault(_folded(text), set()).add(str(record[field]))
            self._named[target] = {
                name: min(owners) for name, owners in found.items() if len(owners) == 1
            }
        return self._named[target]

    def _read(self, target: str) -> frozenset[str]:
        field = target.split("/")[2]
        return frozenset(
            str(record[field])
            for record in self._lists.records(target)
            if record.get(field) is not None
        )


def unknown_reference(package: Package, keys: Keys) -> Iterator[Problem]:
    """Cells of a package that point to an id nobody has."""
    for resource in package.resources:
        if resource.table is None:
            continue
        for column, field in enumerate(resource.table.schema.fields):
            if field.references:
                file = f"datasets/{package.id}/{resource.path}"
                found = _unknown_in_column(package.id, resource.table, column, file, keys)
                if isinstance(resource.content, LargeFile):
                    found = islice(found, MOST_TOLD)
                first = next(found, None)
                if first is not None:
                    yield from _lost_lists(package, resource, field, keys) or (first, *found)


def _lost_lists(
    package: Package, resource: Resource, field: Field, keys: Keys
) -> Sequence[Problem]:
    """Lists that a column points to and nobody has: each is one problem, not one a cell."""
    assert resource.table is not None, "only tables have fields"
    part, number = package.resources.index(resource), resource.table.schema.fields.index(field)
    portal = f"resources[{part}].schema.fields[{number}].portal"
    file = f"datasets/{package.id}/datapackage.json"
    found = []
    for place, target in enumerate(_lists(package.id, field)):
        if not keys.has_list(target):
            named = f"dimension.also[{place - 1}]" if place else "references"
            where = Place(file=file, field=f"{portal}.{named}")
            found.append(_unknown(target, "datasets", keys.lists(), where))
    return found


def _lists(package_id: str, field: Field) -> tuple[str, ...]:
    """The lists that a column points to."""
    breakdown = field.breakdown or Breakdown()
    return targets(package_id, field.references or "", breakdown.also)


def _unknown_in_column(
    package_id: str, table: Table, column: int, file: str, keys: Keys
) -> Iterator[Problem]:
    field = table.schema.fields[column]
    breakdown = field.breakdown or Breakdown()
    lists = _lists(package_id, field)
    if any(keys.cannot_tell(target) for target in lists):
        return
    whole = {breakdown.total} if breakdown.total else set()
    known = frozenset(whole).union(*(keys.of(target) for target in lists))
    distinct = set(table.column(column)) - {None}
    if not any(str(value) not in known for cell in distinct for value in _values(cell)):
        return
    for row_number, cell in enumerate(table.column(column), start=2):
        for value in _values(cell):
            if value is not None and str(value) not in known:
                place = Place(file=file, row=row_number, field=field.name, column=column + 1)
                suggested = keys.named(lists[0], str(value))
                yield _unknown(str(value), ", ".join(lists), known, place, suggested)


def _values(cell: Cell) -> tuple[Cell, ...]:
    return cell if isinstance(cell, tuple) else (cell,)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """Columns of a kind of table that name a package, or a row of a package."""

    package: str | None
    row: str | None = None
    """None where the package itself is meant; a row alone is written `package/row`."""


NAMINGS: Mapping[str, tuple[_Naming, ...]] = {
    "form-rows": (_Naming(package="indicator_package", row="indicator_id"),),
    "issue-statements": (_Naming(package="package_id", row="row_id"),),
    "known-issues": (_Naming(package="package_ids"),),
    "matches": (_Naming(package="package_id", row="row_id"),),
    "register": (_Naming(package="lead_package"),),
    "tasks": (_Naming(package=None, row="related_tasks"),),
}
"""Columns by kind of table whose ids are of any package of the portal."""


class Rows:
    """The ids of the rows of every package, whatever its tables are called."""

    def __init__(self, packages: Iterable[Package], unread: Collection[str]) -> None:
        self._packages = {package.id: package for package in packages}
        self._ids: dict[str, frozenset[str]] = {}
        """Ids of the packages that were asked for."""
        self._unread = unread
        """Packages with problems, and those that the build makes."""

    def has(self, package: str, row: str | None) -> bool:
        """True if the package is there and has the row; or if that cannot be told."""
        if package in self._unread:
            return True
        return package in self._packages and (row is None or row in self._of(package))

    def near(self, package: str, row: str | None) -> str:
        """Ids like the one that is not there."""
        is_package = row is None or package not in self._packages
        wanted = package if is_package else row
        known = self._packages if is_package else self._of(package)
        return ", ".join(get_close_matches(str(wanted), sorted(known), n=3)) or MISSING

    def _of(self, package: str) -> frozenset[str]:
        if package not in self._ids:
            self._ids[package] = frozenset(_row_ids(self._packages[package]))
        return self._ids[package]


def _row_ids(package: Package) -> Iterator[str]:
    for resource in package.resources:
        if resource.table is not None and resource.table.schema.primary_key:
            key = resource.table.schema.position(resource.table.schema.primary_key[0])
            yield from (str(row[key]) for row in resource.table.rows)


def unknown_row(package: Package, rows: Rows) -> Iterator[Problem]:
    """Cells of the portal's own tables that name a package or a row that nobody has."""
    for resource in package.resources:
        for naming in NAMINGS.get(resource.table_kind or "", ()):
            if resource.table is None:
                continue
            for number, record in enumerate(resource.table.records(), start=2):
                for named, row in _named(naming, record):
                    if rows.has(named, row):
                        continue
                    is_row = row is not None and rows.has(named, None)
                    field = naming.row if is_row or naming.package is None else naming.package
                    assert field is not None
                    yield Problem(
                        code="reference-unknown",
                        place=_cell_place(package, resource, resource.table, (number, field)),
                        value=str(row if is_row else named),
                        details={
                            "target": named if is_row else "datasets",
                            "suggestion": rows.near(named, row),
                        },
                    )


def _cell_place(package: Package, resource: Resource, table: Table, cell: tuple[int, str]) -> Place:
    """Where a cell stands, by the number of its row and the name of its field."""
    row, field = cell
    column = table.schema.position(field) + 1
    file = f"datasets/{package.id}/{resource.path}"
    return Place(file=file, row=row, field=field, column=column)


def _named(naming: _Naming, record: Mapping[str, Cell]) -> Iterator[tuple[str, str | None]]:
    """Package and row that a record names."""
    if naming.package is None:
        for text in _texts(record.get(naming.row or "")):
            package, _, task = text.partition("/")
            yield package, task
        return
    row = record.get(naming.row) if naming.row else None
    for package in _texts(record.get(naming.package)):
        yield package, None if row is None else str(row)


ABOVE = ("parent_id", "successor_id")
"""Columns of which each names a row of the same table: following them must come to an end."""


def endless_chain(package: Package) -> Iterator[Problem]:
    """Rows that are, through others, above themselves."""
    for resource in package.resources:
        for field in _of_own_table(resource):
            assert resource.table is not None, "only tables have fields"
            key = resource.table.schema.primary_key
            records = list(resource.table.records())
            above = {str(record[key[0]]): record[field] for record in records}
            seen: set[str] = set()
            for number, record in enumerate(records, start=2):
                chain = _chain(str(record[key[0]]), above)
                if chain and chain[0] == chain[-1] and not seen & set(chain):
                    seen |= set(chain)
                    yield Problem(
                        code="own-parent",
                        place=_cell_place(package, resource, resource.table, (number, field)),
                        value=str(record[field]),
                        details={"chain": " → ".join(chain)},
                    )


def _of_own_table(resource: Resource) -> Iterator[str]:
    """The columns of a table that name one row of the same table as standing above."""
    if resource.table is None or len(resource.table.schema.primary_key) != 1:
        return
    (key,) = resource.table.schema.primary_key
    for field in resource.table.schema.fields:
        target = (field.references or "").split("/")
        if field.name in ABOVE and target[1:] in ([resource.name, key], [resource.table_kind, key]):
            yield field.name


def _chain(first: str, above: Mapping[str, Cell]) -> list[str]:
    """The ids that follow one another from a row on, until one is there twice."""
    chain = [first]
    while (following := above.get(chain[-1])) is not None:
        chain.append(str(following))
        if chain[-1] in chain[:-1]:
            return chain
    return []


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
    nearest = ", ".join(get_close_matches(value, sorted(known), n=3, cutoff=NEAR)) or MISSING
    details = {"target": target, "suggestion": suggested or nearest}
    return Problem(code="reference-unknown", place=place, value=value, details=details)
