"""Rows of tables that tell of no thing with an address: calendar, provinces, figures and others.

Columns keep their names; `…_vi` and `…_en` become one text by language, `source_…` one source.
Further columns of a portal's own are there too.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from builder.exports.api.values import Thing
from builder.exports.downloads.cells import json_cell
from builder.model import Cell, Package, Resource, Schema
from builder.portal import Portal


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

SOURCE = {"document": "source_id", "locator": "source_locator", "lines": "source_lines"}
"""Column of each part of a source."""


def found_tables(portal: Portal, table_kind: str) -> list[tuple[Package, Resource]]:
    """Every table of a kind, with its package."""
    return [
        (package, resource)
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


def rows_of(collection: RowCollection, portal: Portal) -> Iterator[Thing]:
    """The rows of a collection, in their order."""
    languages = portal.settings.languages
    parts: dict[str, list[Thing]] = defaultdict(list)
    name, kind = collection.parts or ("", "")
    for _, resource in found_tables(portal, kind):
        for row in _records(resource):
            key = next(iter(row))
            own = {column: cell for column, cell in row.items() if column != key}
            parts[str(row[key])].append(row_value(own, languages))
    for package, resource in found_tables(portal, collection.table_kind):
        for row in _records(resource):
            row_id = str(next(iter(row.values())))
            yield {
                "id": row_id,
                "dataset": package.id,
                "page": _pages(collection, package, row_id, portal),
                **row_value(row, languages),
                **({name: parts[row_id]} if name else {}),
            }


def _records(resource: Resource) -> list[dict[str, Cell]]:
    assert resource.table is not None
    return resource.table.records()


def _pages(
    collection: RowCollection, package: Package, row_id: str, portal: Portal
) -> dict[str, str]:
    addresses, section = portal.addresses, collection.section
    if section is None:
        return {
            language: addresses.page(language, "datasets", package.id).value
            for language in addresses.languages
        }
    return {
        language: f"{addresses.page(language, section).value}#{row_id}"
        for language in addresses.languages
    }


def row_value(row: Mapping[str, Cell], languages: Sequence[str]) -> Thing:
    """One row as JSON."""
    value: Thing = {}
    stems = dict(chain.from_iterable(_columns(row, languages)))
    for column, cell in row.items():
        stem = stems.get(column)
        if stem is None:
            value[column] = json_cell(cell)
        elif stem not in value:
            texts = {name: row[f"{stem}_{name}"] for name in languages if f"{stem}_{name}" in row}
            value[stem] = {name: text for name, text in texts.items() if text} or None
    if all(column in row for column in SOURCE.values()):
        for column in SOURCE.values():
            del value[column]
        value["source"] = {part: row[column] for part, column in SOURCE.items()}
    return value


def _columns(
    columns: Mapping[str, object], languages: Sequence[str]
) -> Iterator[list[tuple[str, str]]]:
    """Each column of a text in several languages, with what it is called without the language."""
    for language in languages:
        ending = f"_{language}"
        yield [(column, column[: -len(ending)]) for column in columns if column.endswith(ending)]


def schema_columns(schema: Schema, languages: Sequence[str]) -> Mapping[str, str]:
    """Type of each property of a row: that of its field, `text` or `source`."""
    types = {field.name: field.type for field in schema.fields}
    stems = dict(chain.from_iterable(_columns(types, languages)))
    found = {
        stems.get(name, name): "text" if name in stems else kind for name, kind in types.items()
    }
    if all(column in types for column in SOURCE.values()):
        found = {name: kind for name, kind in found.items() if name not in SOURCE.values()}
        found["source"] = "source"
    return found
