"""Cells as text: Unicode form, white space, control characters, misread thousands marks."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from builder.model import Cell, Schema
from builder.problem import Place, Problem, Severity

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])")


def faulty_text(schema: Schema, rows: tuple[tuple[Cell, ...], ...], file: str) -> Iterator[Problem]:
    """Cells that are not NFC, begin or end with white space, or hold control characters."""
    for row_number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row, start=1):
            place = Place(
                file=file, row=row_number, field=schema.fields[column - 1].name, column=column
            )
            for text in cell if isinstance(cell, tuple) else (cell,):
                if isinstance(text, str):
                    yield from _faulty_cell(text, place)


def _faulty_cell(cell: str, place: Place) -> Iterator[Problem]:
    if not unicodedata.is_normalized("NFC", cell):
        yield Problem(code="not-nfc", place=place, value=cell)
    if cell != cell.strip():
        yield Problem(code="white-space", place=place, value=cell)
    control = _CONTROL.search(cell)
    if control:
        details = {"character": f"U+{ord(control.group()):04X}"}
        yield Problem(code="control-character", place=place, value=cell, details=details)


def misread_thousands(
    schema: Schema, rows: tuple[tuple[Cell, ...], ...], file: str
) -> Iterator[Problem]:
    """A printed 1.234 (Vietnamese for 1234) that stands as 1.234 in the typed column."""
    names = [field.name for field in schema.fields]
    if "value" not in names or "value_raw" not in names:
        return
    column, raw_column = names.index("value"), names.index("value_raw")
    for row_number, row in enumerate(rows, start=2):
        value, raw = row[column], row[raw_column]
        if not isinstance(value, Decimal) or not isinstance(raw, str):
            continue
        printed = _THOUSANDS.search(raw)
        if printed and value == Decimal(
            printed.group().replace(".", "", printed.group().count(".") - 1)
        ):
            place = Place(file=file, row=row_number, field="value", column=column + 1)
            details = {"raw": raw, "suggestion": printed.group().replace(".", "")}
            yield Problem(
                code="thousands-misread",
                place=place,
                value=str(value),
                details=details,
                severity=Severity.WARNING,
            )
