"""Rows of tables that tell of no thing with an address: calendar, provinces, figures and others.

Columns keep their names; `…_vi` and `…_en` become one text by language, `source_…` one source.
Further columns of a portal's own are there too.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from builder.addresses import API
from builder.exports.api.values import Thing
from builder.exports.downloads.cells import json_cell
from builder.model import Cell, Package, Schema, Table
from builder.portal import Portal
from builder.programme.reporting import reporting_events


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCollection:
    """Which tables a collection of rows is made from."""

    table_kind: str
    about: str
    """What it holds, for the description of the API."""
    section: str | None = None
    """Section whose page shows each row under its id; None: the page of its dataset."""
    parts: tuple[str, str] | None = None
    """Name and kind of a table whose rows belong to each row, by the same first column."""


ROW_COLLECTIONS: Mapping[str, RowCollection] = {
    "calendar": RowCollection(
        table_kind="calendar", about="Days by which something is reported", section="calendar"
    ),
    "figures": RowCollection(
        table_kind="figures", about="Figures in the prose of documents, with their sentences"
    ),
    "known-issues": RowCollection(
        table_kind="known-issues",
        about="Where documents contradict one another, and what is published in spite of it",
        section="discrepancies",
        parts=("statements", "issue-statements"),
    ),
    "provinces": RowCollection(
        table_kind="provinces", about="Provinces of the time of the documents"
    ),
    "provinces-2025": RowCollection(
        table_kind="provinces-2025", about="Provinces since the mergers of 2025"
    ),
    "quality": RowCollection(
        table_kind="quality-scores",
        about="Points of each dataset after the method of data.europa.eu, metric by metric",
        parts=("metrics", "quality"),
    ),
}
"""Collections by name; a portal has those whose tables it has."""

_IN_AN_ADDRESS = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*")
"""Ids that name a file on every system."""

MOST_FILES = 5000
"""Rows of a collection that have files of their own."""

SOURCE = {"document": "source_id", "locator": "source_locator", "lines": "source_lines"}
"""Column of each part of a source."""


def found_tables(portal: Portal, table_kind: str) -> list[tuple[Package, Table]]:
    """Every table of a kind, with its package."""
    return [
        (package, resource.table)
        for package in portal.packages
        for resource in package.resources
        if resource.table_kind == table_kind and resource.table is not None
    ]


def row_collections(portal: Portal) -> Mapping[str, RowCollection]:
    """The collections that a portal has."""
    return {
        name: collection
        for name, collection in ROW_COLLECTIONS.items()
        if found_tables(portal, collection.table_kind)
    }


class CollectionRows:
    """The rows of a collection, in their order, each with the address of its own as `self`; each
    is made when it is asked for.

    A row whose id stands twice in its dataset, or is no part of an address, has none, nor has any
    of so many that their files would be most of the site.
    """

    def __init__(self, name: str, portal: Portal) -> None:
        self._name, self._portal = name, portal
        self._collection = ROW_COLLECTIONS[name]
        self._tables = found_tables(portal, self._collection.table_kind)
        self._starts = [0, *accumulate(len(table.rows) for _, table in self._tables)]
        self.count = self._starts[-1]

    def __iter__(self) -> Iterator[Thing]:
        return map(self._at, range(self.count))

    def some(self, places: Iterable[int]) -> list[Thing]:
        """The rows at these places, counted from 0."""
        return [self._at(place) for place in places]

    def one(self, key: tuple[str, str]) -> Thing:
        """The row of a dataset and an id that stands in it once."""
        return self._at(self._by_key[key])

    def _at(self, place: int) -> Thing:
        number = bisect_right(self._starts, place) - 1
        package, table = self._tables[number]
        row = table.record(place - self._starts[number])
        row_id = str(next(iter(row.values())))
        uri = self._uris.get((package.id, row_id))
        fragment = row_id if row_id in self._shown else ""
        name = self._collection.parts[0] if self._collection.parts else ""
        return {
            "id": row_id,
            **({"self": self._portal.settings.base_url + uri} if uri else {}),
            "dataset": package.id,
            "page": _pages(self._collection, package, fragment, self._portal),
            **row_value(row, self._stems[number]),
            **({name: self._parts_of(row_id)} if name else {}),
        }

    def _parts_of(self, row_id: str) -> list[Thing]:
        """The rows of other tables that belong to a row."""
        found = []
        for number, place in self._parts.get(row_id, ()):
            table = self._part_tables[number]
            key, *_ = row = table.record(place)
            own = {column: cell for column, cell in row.items() if column != key}
            found.append(row_value(own, self._part_stems[number]))
        return found

    @cached_property
    def _stems(self) -> Sequence[Mapping[str, str]]:
        """The texts in several languages of each table."""
        return self._stems_of(table for _, table in self._tables)

    @cached_property
    def _part_stems(self) -> Sequence[Mapping[str, str]]:
        return self._stems_of(self._part_tables)

    def _stems_of(self, tables: Iterable[Table]) -> Sequence[Mapping[str, str]]:
        languages = self._portal.settings.languages
        return [text_stems(table.schema, languages) for table in tables]

    @cached_property
    def _uris(self) -> Mapping[tuple[str, str], str]:
        return row_uris(self._name, self._portal)

    @cached_property
    def _shown(self) -> Collection[str]:
        return _shown(self._collection, self._portal)

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], int]:
        """The place of each row by its dataset and its id."""
        return {
            (package.id, str(cell)): place
            for start, (package, table) in zip(self._starts, self._tables, strict=False)
            for place, cell in enumerate(table.column(0), start)
        }

    @cached_property
    def _part_tables(self) -> Sequence[Table]:
        kind = self._collection.parts[1] if self._collection.parts else ""
        return [table for _, table in found_tables(self._portal, kind)]

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Table and row of each part, by the id that it belongs to."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, table in enumerate(self._part_tables):
            for place, row in enumerate(table.rows):
                found[str(row[0])].append((number, place))
        return found


def rows_count(name: str, portal: Portal) -> int:
    """How many rows a collection has, by its name."""
    tables = found_tables(portal, ROW_COLLECTIONS[name].table_kind)
    return sum(len(table.rows) for _, table in tables)


def row_uris(name: str, portal: Portal) -> Mapping[tuple[str, str], str]:
    """Uri of the file of each row that has one of its own, by its dataset and its id."""
    if rows_count(name, portal) > MOST_FILES:
        return {}
    tables = found_tables(portal, ROW_COLLECTIONS[name].table_kind)
    counts = Counter((package.id, str(row[0])) for package, table in tables for row in table.rows)
    return {
        (package_id, row_id): f"{API}/{name}/{package_id}/{row_id}.json"
        for (package_id, row_id), count in counts.items()
        if count == 1 and _IN_AN_ADDRESS.fullmatch(row_id)
    }


def _shown(collection: RowCollection, portal: Portal) -> Collection[str]:
    """Ids of the rows that have a place of their own on the page of their section."""
    if collection.section == "calendar":  # a day that two rows print is shown once
        events = reporting_events(portal.packages, portal.settings.languages)
        return {event.id for event in events}
    if collection.section is None:
        return ()
    tables = found_tables(portal, collection.table_kind)
    return {str(next(iter(row.values()))) for _, table in tables for row in table.records()}


def _pages(
    collection: RowCollection, package: Package, fragment: str, portal: Portal
) -> dict[str, str]:
    addresses = portal.addresses
    ids = (collection.section,) if collection.section else ("datasets", package.id)
    mark = f"#{fragment}" if fragment else ""
    return {
        language: f"{addresses.page(language, *ids).value}{mark}"
        for language in addresses.languages
    }


def row_value(row: Mapping[str, Cell], stems: Mapping[str, str]) -> Thing:
    """One row as JSON; `stems` are those of its table."""
    value: Thing = {}
    for column, cell in row.items():
        stem = stems.get(column)
        if stem is None:
            value[column] = json_cell(cell)
        else:
            texts = value.setdefault(stem, {})
            if cell:
                texts[column.removeprefix(f"{stem}_")] = json_cell(cell)
    for stem in set(stems.values()):
        value[stem] = value.get(stem) or None
    if all(column in row for column in SOURCE.values()):
        for column in SOURCE.values():
            del value[column]
        value["source"] = {part: row[column] for part, column in SOURCE.items()}
    return value


def text_stems(schema: Schema, languages: Sequence[str]) -> Mapping[str, str]:
    """Columns of a text in one of several languages, with what they are called without it."""
    types = {field.name: field.type for field in schema.fields}
    return {
        name: name[: -len(language) - 1]
        for language in languages
        for name, kind in types.items()
        if name.endswith(f"_{language}")
        and kind in ("string", "list")
        and name[: -len(language) - 1] not in types
    }


def schema_columns(schema: Schema, languages: Sequence[str]) -> Mapping[str, str]:
    """Type of each property of a row: that of its field, of that by language, or `source`."""
    types = {field.name: field.type for field in schema.fields}
    stems = text_stems(schema, languages)
    found = {
        stems.get(name, name): f"{kind}s by language" if name in stems else kind
        for name, kind in types.items()
    }
    if all(column in types for column in SOURCE.values()):
        found = {name: kind for name, kind in found.items() if name not in SOURCE.values()}
        found["source"] = "source"
    return found
