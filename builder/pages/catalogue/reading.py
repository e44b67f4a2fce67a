"""Tables of running text, such as the points of a strategy, to be read whole on their page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

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
    named = {field.name: field for field in fields}
    records = [
        {name: _text(cell, named[name], view) for name, cell in record.items()}
        for record in table.records()
    ]
    rows = groupby(records, key=lambda record: _joined(record, headings, " · "))
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


def _text(cell: Cell, field: Field, view: View) -> str | None:
    """A cell as it is read; a whole number is one of a list and has no thousands mark."""
    if cell is None:
        return None
    return str(cell) if type(cell) is int else view.cell(cell, field)


def _joined(record: Mapping[str, str | None], names: Sequence[str], separator: str) -> str:
    return separator.join(text for name in names if (text := record[name]) is not None)
