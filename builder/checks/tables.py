"""What frictionless leaves to others: categories, unique keys, and the contract of the kinds."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

from builder.language.text import MISSING
from builder.model import Cell, Rows, Schema
from builder.problem import Place, Problem


def unknown_category(schema: Schema, rows: Rows, file: str) -> Iterator[Problem]:
    """Cells whose field lists categories, outside that list."""
    for column, field in enumerate(schema.fields, start=1):
        if not field.categories:
            continue
        for row_number, row in enumerate(rows, start=2):
            cell = row[column - 1]
            if cell is not None and str(cell) not in field.categories:
                place = Place(file=file, row=row_number, field=field.name, column=column)
                details = {"allowed": ", ".join(field.categories)}
                yield Problem(
                    code="category-unknown", place=place, value=str(cell), details=details
                )


def duplicate_unique_key(schema: Schema, rows: Rows, file: str) -> Iterator[Problem]:
    """Rows that repeat a unique key; keys with a missing part are not compared."""
    for key in schema.unique_keys:
        columns = [schema.position(name) for name in key]
        first_seen: dict[tuple[Cell, ...], int] = {}
        for row_number, row in enumerate(rows, start=2):
            cells = tuple(row[column] for column in columns)
            if None in cells:
                continue
            earlier = first_seen.setdefault(cells, row_number)
            if earlier != row_number:
                place = Place(file=file, row=row_number, field=key[0], column=columns[0] + 1)
                details = {"row": str(earlier), "key": ", ".join(key)}
                value = ", ".join(str(cell) for cell in cells)
                yield Problem(code="duplicate-key", place=place, value=value, details=details)


def incomplete_key(schema: Schema, rows: Rows, file: str) -> Iterator[Problem]:
    """Rows whose primary key of several fields has a part empty: frictionless lets them pass.

    A dimension may be empty: that is the whole.
    """
    columns = [
        position
        for position in map(schema.position, schema.primary_key)
        if schema.fields[position].breakdown is None
    ]
    if len(columns) < 2:
        return
    for row_number, row in enumerate(rows, start=2):
        empty = [column for column in columns if row[column] is None]
        if empty and len(empty) < len(columns):
            name = schema.fields[empty[0]].name
            place = Place(file=file, row=row_number, field=name, column=empty[0] + 1)
            details = {"key": ", ".join(schema.primary_key)}
            yield Problem(code="key-missing", place=place, details=details)


def not_a_number(schema: Schema, rows: Rows, file: str) -> Iterator[Problem]:
    """NaN and INF: numbers by the standard, but neither a value nor a missing one."""
    for row_number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row, start=1):
            if isinstance(cell, Decimal) and not cell.is_finite():
                place = Place(
                    file=file, row=row_number, field=schema.fields[column - 1].name, column=column
                )
                details = {"type": "number", "suggestion": MISSING}
                yield Problem(code="type-number", place=place, value=str(cell), details=details)


def broken_contract(
    canonical: Mapping[str, Any], resource: Mapping[str, Any], place: Place
) -> Iterator[Problem]:
    """Where a schema is not the one of its kind; further fields may follow the canonical ones.

    What lacks and what differs is told once each: one `portal schemas` mends it all.
    """
    schema = resource.get("schema")
    fields = schema.get("fields", []) if isinstance(schema, dict) else []
    found = {field.get("name"): field for field in fields if isinstance(field, dict)}
    wanted = {str(field["name"]): field for field in canonical["fields"]}
    table = str(canonical["name"])
    missing = [name for name in wanted if name not in found]
    if missing:
        details = {"missing": ", ".join(missing), "table": table}
        yield Problem(code="field-missing", place=place, value=details["missing"], details=details)
    parts = {
        name: [key for key in field | found[name] if field.get(key) != found[name].get(key)]
        for name, field in wanted.items()
        if name in found and found[name] != field
    }
    if isinstance(schema, dict) and schema.get("primaryKey") != canonical.get("primaryKey"):
        parts["primaryKey"] = ["primaryKey"]
    if parts:
        details = {"table": table, "parts": ", ".join(sorted({*chain(*parts.values())}))}
        yield Problem(
            code="field-definition-differs", place=place, value=", ".join(parts), details=details
        )
