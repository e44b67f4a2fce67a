"""Rows of a file as it lies: a sheet of Excel or LibreOffice, or text in any encoding."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from builder.language.encodings import decoded
from builder.packages.open_document import ods_rows
from builder.packages.sheets import SheetCell, read_workbook

DELIMITERS = (",", ";", "\t", "|")
"""What may stand between cells."""

_LOOKED_AT = 50
"""Rows by which the delimiter of a text is told."""


def lying_rows(content: bytes) -> list[list[str]] | None:
    """The rows of a table that no schema describes yet; None if they cannot be read."""
    if content.startswith(b"PK\x03\x04"):
        rows = workbook_rows(content)
    else:
        found = decoded(content)
        rows = _delimited(found.text) if found else None
    return rows and [[unicodedata.normalize("NFC", cell) for cell in row] for row in rows]


def _delimited(text: str) -> list[list[str]]:
    """The rows of the delimiter by which most rows have the same number of cells, above one."""
    readings = [
        (_agreement(rows), rows)
        for delimiter in DELIMITERS
        for rows in [list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))]
    ]
    return max(readings, key=lambda reading: reading[0])[1]


def _agreement(rows: Sequence[Sequence[str]]) -> int:
    widths = Counter(len(row) for row in rows[:_LOOKED_AT] if len(row) > 1)
    return max(widths.values(), default=0)


def workbook_rows(content: bytes) -> list[list[str]] | None:
    """The rows of the first sheet of an XLSX or ODS file as texts; None if it is neither."""
    sheets = read_workbook(content)
    if sheets:
        sheet = next(iter(sheets.values()))
        rows = [[_sheet_text(cell) for cell in row] for row in sheet.rows]
        while rows and not any(rows[-1]):
            rows.pop()
        return rows
    opened = ods_rows(content)
    return next(iter(opened.values())) if opened else None


def _sheet_text(cell: SheetCell) -> str:
    if isinstance(cell.value, Decimal):
        return f"{(cell.value * 100).normalize():f}%" if cell.is_percent else f"{cell.value:f}"
    return cell.text
