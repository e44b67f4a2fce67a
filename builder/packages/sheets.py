"""Sheets of workbooks as cells with their places; the only importer of openpyxl."""

import base64
import datetime
import io
import json
import math
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as OpenedCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

Value: TypeAlias = str | Decimal | datetime.date | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """A cell as the program that saved it meant it."""

    place: str
    """A1 notation."""
    value: Value = None
    is_percent: bool = False
    """True if the sheet shows the number times a hundred with %."""
    comment: str | None = None
    merged_with: str | None = None
    """The first cell of the merged range that it is a part of, if it is another one."""

    @property
    def text(self) -> str:
        """The value as a text, without white space around it."""
        return "" if self.value is None else str(self.value).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet by rows and columns counted from 1."""

    name: str
    rows: tuple[tuple[SheetCell, ...], ...] = field(default=())


def read_workbook(content: bytes) -> Mapping[str, Sheet] | None:
    """Every sheet of an XLSX file by name; None if it is no such file."""
    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError):
        return None
    return {
        sheet.title: Sheet(
            name=sheet.title,
            rows=tuple(tuple(_cell(cell, merged) for cell in row) for row in sheet.iter_rows()),
        )
        for sheet in book.worksheets
        for merged in [dict(_merged(sheet.merged_cells.ranges))]
    }


def place_name(row: int, column: int) -> str:
    """A cell in A1 notation, row and column counted from 1."""
    return f"{get_column_letter(column)}{row}"


def _merged(ranges: object) -> Iterator[tuple[str, str]]:
    for area in ranges:  # type: ignore[attr-defined]  # openpyxl has no types
        first, *others = [cell for row in area.rows for cell in row]
        for row, column in others:
            yield f"{row},{column}", f"{first[0]},{first[1]}"


def _cell(cell: OpenedCell | MergedCell, merged: Mapping[str, str]) -> SheetCell:
    first = merged.get(f"{cell.row},{cell.column}")
    value = cell.value
    if isinstance(value, datetime.datetime):
        value = value.date()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(repr(value))
    return SheetCell(
        place=cell.coordinate,
        value=value or None if isinstance(value, str) else value,
        is_percent="%" in str(getattr(cell, "number_format", "")),
        comment=cell.comment.text if getattr(cell, "comment", None) else None,
        merged_with=first,
    )


def workbook_rows(content: bytes) -> dict[str, list[list[str]]] | None:
    """The rows of each sheet of an XLSX file as texts, blank ends left out; None if it is none."""
    try:
        book = load_workbook(io.BytesIO(content), data_only=True, read_only=True)
        return {
            sheet.title: _trimmed(
                [value_text(value) for value in row] for row in sheet.iter_rows(values_only=True)
            )
            for sheet in book.worksheets
        }
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError):
        return None


def _trimmed(rows: Iterator[list[str]]) -> list[list[str]]:
    """Rows without the empty cells and rows behind the last filled ones."""
    kept = list(rows)
    while kept and not any(kept[-1]):
        kept.pop()
    width = max((number for row in kept for number, cell in enumerate(row, 1) if cell), default=0)
    return [[*row[:width], *[""] * (width - len(row))] for row in kept]


def value_text(value: object) -> str:
    """A value of a workbook or a Parquet file as a CSV file has it; nothing where it is missing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, datetime.date | datetime.time):
        return _time_text(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=value_text)
    return "" if value is None else str(value)


def _float_text(value: float) -> str:
    if math.isnan(value):  # how pandas says that a value is missing
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)


def _time_text(value: datetime.date | datetime.time) -> str:
    """A day or time as ISO 8601; midnight without a zone is how a workbook keeps a day."""
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        return (value.date() if value.time() == datetime.time() else value).isoformat()
    return value.isoformat().replace("+00:00", "Z")
