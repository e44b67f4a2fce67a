"""Sheets of an OpenDocument spreadsheet (ODS), as cells, or as rows of texts."""

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from xml.etree import ElementTree

from builder.packages.sheets import Sheet, SheetCell, Value, place_name, read_workbook

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

MOST = 2000
"""Cells or rows that one repeated element may stand for; more is the empty rest of a sheet."""


def read_sheets(content: bytes) -> Mapping[str, Sheet] | None:
    """Every sheet of an XLSX or ODS file by name; None if it is neither."""
    return read_workbook(content) or _read_ods(content)


def ods_rows(content: bytes) -> dict[str, list[list[str]]] | None:
    """The rows of each sheet by its name, as they are shown; None if it is no such file."""
    sheets = _tables(content)
    if sheets is None:
        return None
    return {name: _trimmed(_texts(sheet)) for name, sheet in sheets.items()}


def _tables(content: bytes) -> dict[str, ElementTree.Element] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            xml = archive.read("content.xml")
    except (zipfile.BadZipFile, KeyError, OSError):
        return None
    if b"<!DOCTYPE" in xml:  # entities have no place in a spreadsheet
        return None
    try:
        sheets = list(ElementTree.fromstring(xml).iter(f"{_TABLE}table"))
    except ElementTree.ParseError:
        return None
    return {sheet.get(f"{_TABLE}name", ""): sheet for sheet in sheets} or None


def _texts(sheet: ElementTree.Element) -> Iterator[list[str]]:
    for cells in _rows(sheet):
        row = [_shown(cell) for cell in cells]
        while row and not row[-1]:
            row.pop()
        yield row


def _trimmed(rows: Iterator[list[str]]) -> list[list[str]]:
    kept = list(rows)
    while kept and not any(kept[-1]):
        kept.pop()
    return kept


def _rows(sheet: ElementTree.Element) -> Iterator[Sequence[ElementTree.Element]]:
    """The cells of each row; what is repeated stands as often as it is."""
    for element in sheet.iter(f"{_TABLE}table-row"):
        cells: list[ElementTree.Element] = []
        for cell in element:
            if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                cells += [cell] * _repeated(cell, "columns")
        for _ in range(_repeated(element, "rows")):
            yield cells


def _repeated(element: ElementTree.Element, what: str) -> int:
    count = int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
    return count if count <= MOST else 1


def _shown(cell: ElementTree.Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "float":
        return cell.get(f"{_OFFICE}value", "")
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
    return _paragraphs(cell)


def _paragraphs(element: ElementTree.Element) -> str:
    """The paragraphs of a cell itself; those of a comment stand deeper."""
    return "\n".join("".join(part.itertext()) for part in element.findall(f"{_TEXT}p"))


def _read_ods(content: bytes) -> Mapping[str, Sheet] | None:
    tables = _tables(content)
    if tables is None:
        return None
    return {name: Sheet(name=name, rows=tuple(_cells(sheet))) for name, sheet in tables.items()}


def _cells(sheet: ElementTree.Element) -> Iterator[tuple[SheetCell, ...]]:
    """The rows of a sheet, each merged cell with the first one of its range."""
    first_of: dict[tuple[int, int], str] = {}
    for row_number, cells in enumerate(_rows(sheet), start=1):
        row = []
        for number, cell in enumerate(cells, start=1):
            place = place_name(row_number, number)
            for offset in range(int(cell.get(f"{_TABLE}number-rows-spanned", "1"))):
                for step in range(int(cell.get(f"{_TABLE}number-columns-spanned", "1"))):
                    first_of.setdefault((row_number + offset, number + step), place)
            first = first_of.pop((row_number, number), place)
            row.append(_cell(cell, place, None if first == place else first))
        yield tuple(row)


def _cell(cell: ElementTree.Element, place: str, merged_with: str | None) -> SheetCell:
    kind = cell.get(f"{_OFFICE}value-type")
    note = cell.find(f"{_OFFICE}annotation")
    return SheetCell(
        place=place,
        value=_value(cell, kind),
        is_percent=kind == "percentage",
        comment=(_paragraphs(note) or None) if note is not None else None,
        merged_with=merged_with,
    )


def _value(cell: ElementTree.Element, kind: str | None) -> Value:
    if kind in ("float", "percentage", "currency"):
        return Decimal(cell.get(f"{_OFFICE}value", "0"))
    if kind == "date":
        return datetime.date.fromisoformat(cell.get(f"{_OFFICE}date-value", "")[:10])
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    return _paragraphs(cell) or None
