"""A package as an Excel workbook: a sheet a resource, its columns explained, and what it is.

XlsxWriter writes it, which only writes: a cell has the type that it is given, so that a text
that begins with = is never a formula, and the only date in file and properties is the one it is
given. openpyxl would stamp both with the present time, and takes four times as long.
Left out on purpose: times and times of day, which Excel keeps rounded and without a zone, are
ISO 8601 texts; so are days before March 1900, which Excel counts wrongly, and numbers with more
digits than Excel keeps. A cell that is missing for a reason is empty, with the reason as a note.
A package with a text that is longer than a cell has no workbook.
"""

import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from builder.exports.downloads.cells import category_texts, missing_texts
from builder.exports.downloads.raw_schema import list_delimiter, raw_fields
from builder.language.text import Localised
from builder.language.words import Words
from builder.model import Cell, Field, Package, Table
from builder.packages.cell_texts import text_cell

LONGEST_NAME = 31
"""Characters of the name of a sheet."""

LONGEST_TEXT = 32_767
"""Characters that Excel keeps in a cell, as UTF-16 counts them."""

MOST_ROWS = 1_048_576
"""Rows of a sheet, its header included."""

MOST_COLUMNS = 16_384
"""Columns of a sheet."""

MOST_NOTES = 10_000
"""Notes on cells of a sheet: with more of them Excel no longer opens it in a moment."""

EXCEL_DIGITS = 15
"""Significant digits of a number."""

EXCEL_SHOWN = 9
"""Characters of a number up to which Excel shows it whole without being told."""

FIRST_DAY = datetime.date(1900, 3, 1)
"""The first day that Excel counts as the calendar does."""

_NARROWEST, _WIDEST = 10, 60
"""Widths of columns in characters; a longer text is wrapped."""

_REFUSED = ("", "history")
"""Names that Excel refuses for a sheet."""


_Row = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What one sheet shows."""

    name: str
    header: _Row
    rows: Sequence[_Row]
    separators: Sequence[str] = ()
    """What stands between the items of a list in each column; a semicolon where none is said."""
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Why a cell is empty, by its row and column from 0."""

    def text(self, place: int, cell: Cell) -> str:
        """A cell of a column as text."""
        if type(cell) is str:
            return cell
        return text_cell(cell, self.separators[place]) if self.separators else text_cell(cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formats:
    """How cells look."""

    header: Format
    text: Format
    date: Format
    numbers: Mapping[int, Format]
    """By the places behind the point that a number is shown with."""


SHORT = ("boolean", "date", "datetime", "integer", "number", "time", "year", "yearmonth")
"""Types of fields whose texts are short: numbers have their own limit (`number-unprintable`)."""


def fits_excel(package: Package) -> bool:
    """True if a package has tables and each of them fits on a sheet, to the last character."""
    tables = [resource.table for resource in package.resources if resource.table]
    return bool(tables) and all(_fits(table) for table in tables)


def _fits(table: Table) -> bool:
    return (
        not table.is_large
        and len(table.rows) < MOST_ROWS
        and len(table.schema.fields) <= MOST_COLUMNS
        and all(
            _length(text_cell(cell)) <= LONGEST_TEXT
            for place, field in enumerate(table.schema.fields)
            if field.type not in SHORT
            for cell in table.column(place)
            if not isinstance(cell, str) or len(cell) > LONGEST_TEXT // 2
        )
    )


def _length(text: str) -> int:
    """Characters as UTF-16 counts them."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def xlsx_workbook(package: Package, words: Sequence[Words], address: str) -> bytes:
    """The workbook of a package; the same package gives the same bytes.

    `words` are those of each language of the site, `address` is where the package is published.
    Shape: a sheet a table, names of fields in row 1; missing values are empty cells, lists are
    texts with semicolons. Then a sheet with a row a field, and one about the package.
    """
    stream = io.BytesIO()
    workbook = Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties(_properties(package, address))
    formats = _formats(workbook)
    for sheet in _sheets(package, words, address):
        _write_sheet(workbook.add_worksheet(sheet.name), sheet, formats)
    workbook.close()
    return stream.getvalue()


def _properties(package: Package, address: str) -> dict[str, object]:
    licence = package.licence
    terms = f"{licence.title} {licence.url or ''}".strip() if licence else ""
    return {
        "title": " / ".join(package.title.values()),
        "subject": f"{package.id} {package.version}",
        "comments": "\n".join(line for line in (address, terms) if line),
        "created": datetime.datetime.combine(package.modified, datetime.time()),
    }


def _formats(workbook: Workbook) -> _Formats:
    top = {"text_wrap": True, "valign": "top"}
    return _Formats(
        header=workbook.add_format({**top, "bold": True, "bg_color": "#DCE6F1", "bottom": 1}),
        text=workbook.add_format(top),
        date=workbook.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
        numbers={
            places: workbook.add_format({**top, "num_format": f"{0:.{places}f}"})
            for places in range(EXCEL_DIGITS + 1)
        },
    )


def _sheets(package: Package, words: Sequence[Words], address: str) -> Iterator[_Sheet]:
    tables = [(resource, resource.table) for resource in package.resources if resource.table]
    about = " · ".join(word("nav.about") for word in words)
    asked = [*(resource.name for resource, _ in tables), _both("xlsx.columns", words), about]
    *names, columns, about = _sheet_names(asked)
    for name, (resource, table) in zip(names, tables, strict=True):
        raws = raw_fields(package, resource)
        yield _Sheet(
            name=name,
            header=[column.name for column in table.schema.fields],
            rows=table.rows,
            separators=[
                list_delimiter(column, raws.get(column.name, {})) or ";"
                for column in table.schema.fields
            ],
            notes=table.reasons if len(table.reasons) <= MOST_NOTES else {},
        )
    explained = [
        _column(name, column, words)
        for name, (_, table) in zip(names, tables, strict=True)
        for column in table.schema.fields
    ]
    yield _Sheet(name=columns, header=_column_header(words), rows=explained)
    header, *rows = _about(package, words, address)
    yield _Sheet(name=about, header=header, rows=rows)


def _sheet_names(asked: Iterable[str]) -> list[str]:
    """Names that Excel takes: short, without []:*?/\\, and none twice in whatever case."""
    names: list[str] = []
    taken = set(_REFUSED)
    for text in asked:
        bare = re.sub(r"[\[\]:*?/\\]", "-", text).strip("'")
        name, number = bare[:LONGEST_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{bare[: LONGEST_NAME - 4]} {number}"
        taken.add(name.lower())
        names.append(name)
    return names


def _both(key: str, words: Sequence[Words]) -> str:
    return " · ".join(word(key) for word in words)


def _column_header(words: Sequence[Words]) -> list[Cell]:
    return [
        _both("xlsx.sheet", words),
        *(" · ".join(word(key) for word in words) for key in ("column.name", "column.type")),
        *(word("column.title") for word in words),
        *(word("column.description") for word in words),
        " · ".join(word("column.values").rstrip(":") for word in words),
    ]


def _column(sheet: str, field: Field, words: Sequence[Words]) -> list[Cell]:
    return [
        sheet,
        field.name,
        " · ".join(word(f"type.{field.type}") for word in words),
        *_texts(field.title, words),
        *_texts(field.description, words),
        (*category_texts(field), *missing_texts(field)) or None,
    ]


def _texts(text: Localised | None, words: Sequence[Words]) -> list[str | None]:
    return [text[word.language] if text else None for word in words]


def _about(package: Package, words: Sequence[Words], address: str) -> Iterator[list[Cell]]:
    """A row a fact: its name, and its value in each language or once."""

    def name(key: str) -> str:
        return " · ".join(word(key) for word in words)

    licence = package.licence
    yield [name("nav.dataset"), *_texts(package.title, words)]
    yield [name("column.description"), *_texts(package.description, words)]
    yield [name("meta.version"), package.version]
    yield [name("meta.modified"), package.modified]
    if licence:
        yield [name("meta.licence"), licence.title, licence.url]
    else:
        yield [name("meta.licence"), *(word("licence.none") for word in words)]
    yield ["URL", address]


def _write_sheet(worksheet: Worksheet, sheet: _Sheet, formats: _Formats) -> None:
    for place, cell in enumerate(sheet.header):
        column = (row[place] for row in sheet.rows if place < len(row))
        width = _width([text_cell(cell), *(sheet.text(place, part) for part in column)])
        worksheet.set_column(place, place, width)
        worksheet.write_string(0, place, text_cell(cell), formats.header)
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            if cell is None:
                continue
            if type(cell) is str:  # most are
                worksheet.write_string(number, place, _fitted(cell), formats.text)
            elif not _write_typed(worksheet, (number, place), cell, formats):
                text = _fitted(sheet.text(place, cell))
                worksheet.write_string(number, place, text, formats.text)
    for (number, place), reason in sorted(sheet.notes.items()):
        worksheet.write_comment(number + 1, place, reason)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)


def _width(texts: Iterable[str]) -> int:
    longest = max((len(text) for text in texts), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _write_typed(
    worksheet: Worksheet, place: tuple[int, int], cell: Cell, formats: _Formats
) -> bool:
    """Write a cell that Excel has a type for; False for any other, which is a text."""
    if isinstance(cell, bool):
        worksheet.write_boolean(*place, cell, formats.text)
    elif isinstance(cell, int | float | Decimal) and _is_kept(cell):
        # Not as a float: XlsxWriter writes 16 digits, and those of 8.2 are 8.199999999999999.
        number = Decimal(str(cell))
        worksheet.write_number(*place, number, _number_format(number, formats))
    elif type(cell) is datetime.date and cell >= FIRST_DAY:
        worksheet.write_datetime(*place, cell, formats.date)
    else:
        return False
    return True


def _number_format(number: Decimal, formats: _Formats) -> Format:
    """The format that shows every digit where Excel's own does not: 7.50, 0.0000001."""
    places = -int(number.as_tuple().exponent)
    shown = f"{number:f}"
    is_usual = len(shown) < EXCEL_SHOWN and not (places > 0 and shown.endswith("0"))
    return formats.text if is_usual else formats.numbers.get(max(places, 0), formats.text)


def _is_kept(number: int | float | Decimal) -> bool:
    """True if Excel, with its 15 digits and its range, keeps the whole number and its sign."""
    exact = Decimal(str(number))
    return (
        exact.is_finite()
        and len(exact.normalize().as_tuple().digits) <= EXCEL_DIGITS
        and Decimal(str(float(exact))) == exact
        and not (exact.is_zero() and exact.is_signed())
    )


def _fitted(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
