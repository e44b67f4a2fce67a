"""Tables of running text, such as the points of a strategy, to be read whole on their page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from builder.model import Cell, Field, Resource
from builder.packages.records import source
from builder.view import SourceLink, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One row as a reader sees it: its number and its text."""

    number: str
    text: str
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Passages under one heading; a heading alone has none."""

    heading: str
    passages: tuple[Passage, ...]


def reading(resource: Resource, view: View) -> tuple[Part, ...]:
    """The rows of a table whose schema names a field of text, by heading; empty for all others.

    `portal.reading` of a field says that it is a heading, a number or the text.
    """
    table = resource.table
    if table is None or not _names("text", table.schema.fields, view):
        return ()
    fields = table.schema.fields
    headings, numbers, texts = (
        _names(role, fields, view) for role in ("heading", "number", "text")
    )
    rows = groupby(table.records(), key=lambda record: _joined(record, headings, " · "))
    return tuple(
        Part(
            heading=heading,
            passages=tuple(
                Passage(
                    number=_joined(record, numbers, " "),
                    text=_joined(record, texts, " "),
                    source=view.source(source(record)) if record.get("source_id") else None,
                )
                for record in records
                if _joined(record, texts, " ")
            ),
        )
        for heading, records in rows
    )


def _names(role: str, fields: Sequence[Field], view: View) -> tuple[str, ...]:
    """Fields of a role, those of other languages left out."""
    others = tuple(
        f"_{language}" for language in view.routes.languages if language != view.language
    )
    return tuple(
        field.name for field in fields if field.reading == role and not field.name.endswith(others)
    )


def _joined(record: Mapping[str, Any], names: Sequence[str], separator: str) -> str:
    return separator.join(_cells(record, names))


def _cells(record: Mapping[str, Any], names: Sequence[str]) -> Iterator[str]:
    cells: list[Cell] = [record[name] for name in names]
    return (str(cell) for cell in cells if cell is not None)
