"""Sheets of an OpenDocument spreadsheet (ODS) as rows of texts, as LibreOffice saves them."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

MOST = 2000
"""Cells or rows that one repeated element may stand for; more is the empty rest of a sheet."""


def ods_rows(content: bytes) -> dict[str, list[list[str]]] | None:
    """The rows of each sheet by its name, as they are shown; None if it is no such file."""
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
    return {sheet.get(f"{_TABLE}name", ""): _sheet(sheet) for sheet in sheets} or None


def _sheet(sheet: ElementTree.Element) -> list[list[str]]:
    rows = [row for element in sheet.iter(f"{_TABLE}table-row") for row in _rows(element)]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _rows(element: ElementTree.Element) -> Iterator[list[str]]:
    cells: list[str] = []
    for cell in element:
        if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            count = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            cells += [_cell(cell)] * (count if count <= MOST else 1)
    while cells and not cells[-1]:
        cells.pop()
    count = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
    for _ in range(count if count <= MOST else 1):
        yield list(cells)


def _cell(cell: ElementTree.Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "float":
        return cell.get(f"{_OFFICE}value", "")
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
    return "\n".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p"))
