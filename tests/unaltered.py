"""What each published form says of each cell, beside what the CSV file says.

The file is read by the standard library alone, and so is each form by a reader that is not ours.
"""

import csv
import datetime
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
import pyarrow.parquet

from builder.exports.downloads.xlsx import LONGEST_TEXT
from builder.language.words import words

Raw: TypeAlias = Mapping[str, Any]
Text: TypeAlias = str | None
"""A cell in the one form that all readers are compared in; None where it is missing."""

NUMBERS = ("integer", "number", "year")

MARKS = {"vi": ".,", "en": ",."}
"""Thousands and decimal mark of a language."""

SECTIONS = {"vi": "du-lieu", "en": "en/datasets"}
"""Where pages of datasets stand."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A table as its CSV file and its schema say it."""

    package: str
    raw: Raw
    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    reasons: tuple[tuple[str, ...], ...]
    """Why each cell is missing, where the schema says it; else nothing."""

    @property
    def name(self) -> str:
        return str(self.raw["name"])

    @property
    def fields(self) -> Sequence[Raw]:
        """A text with a `delimiter` holds a list."""
        return [
            {**field, "type": "list"} if "delimiter" in field else field
            for field in self.raw["schema"]["fields"]
        ]


def said_tables(site: Path, package: str = "*") -> Iterator[Said]:
    """Every table of a site or one of its packages, read from its published CSV file."""
    for path in sorted((site / "data").glob(f"{package}/datapackage.json")):
        descriptor = json.loads(path.read_text("utf-8"))
        for raw in descriptor["resources"]:
            content = (path.parent / raw["path"]).read_bytes().decode("utf-8")
            if "schema" in raw:
                yield said_table(path.parent.name, raw, content)


def said_table(package: str, raw: Raw, content: str) -> Said:
    """The cells of a CSV file; those that stand for nothing are None."""
    dialect = raw.get("dialect", {})
    reader = csv.reader(
        io.StringIO(content, newline=""),
        delimiter=dialect.get("delimiter", ","),
        quotechar=dialect.get("quoteChar", '"'),
    )
    comment = dialect.get("commentChar")
    header, *rows = [row for row in reader if not (comment and row[0].startswith(comment))]
    missing = [missing_values(field, raw) for field in raw["schema"]["fields"]]
    return Said(
        package=package,
        raw=raw,
        header=tuple(header),
        rows=tuple(
            tuple(
                None if cell in absent else cell for cell, absent in zip(row, missing, strict=True)
            )
            for row in rows
        ),
        reasons=tuple(
            tuple(
                missing_labels(field, raw).get(cell, "")
                for field, cell in zip(raw["schema"]["fields"], row, strict=True)
            )
            for row in rows
        ),
    )


def missing_labels(field: Raw, raw: Raw) -> Mapping[str, str]:
    """What the schema says of texts that stand for nothing."""
    listed = field.get("missingValues", raw["schema"].get("missingValues", [""]))
    return {value["value"]: value["label"] for value in listed if isinstance(value, dict)}


def missing_values(field: Raw, raw: Raw) -> list[str]:
    """Texts that stand for nothing: those of the field, else those of the table."""
    listed = field.get("missingValues", raw["schema"].get("missingValues", [""]))
    return [value["value"] if isinstance(value, dict) else value for value in listed]


Canon: TypeAlias = Mapping[tuple[str, str], str]
"""Name of a field and text of a cell → the form of the standard, where it is another."""


def compared(site: Path, said: Said, canon: Canon | None = None) -> Counter[str]:
    """How many cells of a table each form was compared in; raises AssertionError at the first."""
    canon = canon or {}
    expected = [
        [
            cell and canon.get((name, cell), cell)
            for name, cell in zip(said.header, row, strict=True)
        ]
        for row in said.rows
    ]
    counts: Counter[str] = Counter()
    for form, read in FORMS.items():
        if form == "xlsx" and is_too_long(site, said):
            assert not (site / "data" / f"{said.package}.xlsx").exists()
            continue
        header, rows = read(site, said)
        assert header == list(said.header), (form, said.package, said.name)
        assert len(rows) == len(expected), (form, said.package, said.name)
        for number, (row, wanted) in enumerate(zip(rows, expected, strict=True), start=2):
            for field, cell, text in zip(said.fields, row, wanted, strict=True):
                where = (form, said.package, said.name, number, field["name"], cell, text)
                assert says(cell, text, field, is_exact=form in EXACT), where
                counts[form] += 1
    return counts


EXACT = ("json", "jsonl")
"""Forms that hold numbers with zeros at their end."""


def is_too_long(site: Path, said: Said) -> bool:
    """True for a package with a text that is longer than a cell of Excel."""
    tables = said_tables(site, said.package)
    texts = (cell for table in tables for row in table.rows for cell in row if cell)
    return any(len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT for text in texts)


def says(cell: Any, text: Text, field: Raw, *, is_exact: bool) -> bool:
    """True if what a reader found says a text."""
    if text is None or cell is None:
        return cell is text
    if field.get("type") in NUMBERS or isinstance(cell, Decimal):
        return same_number(Decimal(str(cell)), Decimal(text), is_exact=is_exact)
    return seen(cell, field) == text


def seen(cell: Any, field: Raw) -> str:
    """A cell that is no number as the file would write it."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, list | tuple):
        return str(field.get("delimiter", ",")).join(cell)
    if isinstance(cell, datetime.datetime) and field["type"] == "date":
        return cell.date().isoformat()  # Excel has days as moments
    return iso(cell) if isinstance(cell, datetime.date | datetime.time) else str(cell)


def iso(moment: datetime.date | datetime.time) -> str:
    """A day or time as ISO 8601, with no zero at the end of a fraction."""
    text = moment.isoformat().replace("+00:00", "Z")
    return re.sub(r"(\.\d*?)0+(?!\d)", r"\1", text)


def same_number(one: Decimal, other: Decimal, *, is_exact: bool) -> bool:
    """True for the same value, and for the same digits where these are asked for."""
    return one.as_tuple() == other.as_tuple() if is_exact else one == other


Read: TypeAlias = tuple[list[str], Sequence[Sequence[Any]]]


def read_json(site: Path, said: Said) -> Read:
    text = (site / "data" / said.package / f"{said.name}.json").read_text("utf-8")
    return _records(_parsed(text), said)


def read_json_lines(site: Path, said: Said) -> Read:
    text = (site / "data" / said.package / f"{said.name}.jsonl").read_text("utf-8")
    return _records([_parsed(line) for line in text.split("\n")[:-1]], said)


def _parsed(text: str) -> Any:
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def _records(records: Sequence[Mapping[str, Any]], said: Said) -> Read:
    names = list(records[0]) if records else list(said.header)
    assert all(list(record) == names for record in records)
    return names, [list(record.values()) for record in records]


def read_parquet(site: Path, said: Said) -> Read:
    path = site / "data" / said.package / f"{said.name}.parquet"
    table = pyarrow.parquet.read_table(path)
    return table.column_names, list(
        zip(*(column.to_pylist() for column in table.columns), strict=True)
    )


def read_xlsx(site: Path, said: Said) -> Read:
    book = openpyxl.load_workbook(site / "data" / f"{said.package}.xlsx", read_only=True)
    sheet = next(sheet for sheet in book if said.name[:31] == sheet.title)
    header, *rows = sheet.iter_rows()
    for row, texts in zip(rows, said.rows, strict=True):
        for cell, text, field in zip(row, texts, said.fields, strict=False):
            assert shows_digits(cell, text, field), (said.name, cell.value, text)
    width = len(header)
    found = [[cell.value for cell in row] for row in rows]
    return [str(cell.value) for cell in header], [
        [*row, *([None] * (width - len(row)))] for row in found
    ]


def shows_digits(cell: Any, text: Text, field: Raw) -> bool:
    """True if Excel shows a number with the places behind the point that the file has."""
    if field.get("type") != "number" or not isinstance(cell.value, int | float) or text is None:
        return True
    places = cell.number_format.partition(".")[2]
    return cell.number_format == "General" or len(places) == places_of(text, field)


def places_of(text: str, field: Raw) -> int:
    """Places behind the point of a printed number."""
    return sum(char.isdigit() for char in text.partition(field.get("decimalChar", "."))[2])


def read_zip(site: Path, said: Said) -> Read:
    """The CSV file in the ZIP, by the descriptor beside it there; canonical forms are its own."""
    with zipfile.ZipFile(site / "data" / f"{said.package}.zip") as archive:
        descriptor = json.loads(archive.read(f"{said.package}/datapackage.json"))
        raw = next(raw for raw in descriptor["resources"] if raw["name"] == said.name)
        content = archive.read(f"{said.package}/{raw['path']}").decode("utf-8")
    again = said_table(said.package, raw, content)
    assert again.rows == said.rows
    return list(again.header), again.rows


FORMS = {
    "json": read_json,
    "jsonl": read_json_lines,
    "parquet": read_parquet,
    "xlsx": read_xlsx,
}
"""How each form is read."""


class _Previews(HTMLParser):
    """Cells of the tables of a dataset's page by resource."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: dict[str, list[list[str]]] = {}
        self._name = ""
        self._is_open = self._is_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "h2":
            self._name = (values.get("id") or "").removeprefix("r-")
        elif tag == "table":
            self._is_open = values.get("class") == "preview"
        elif self._is_open and tag == "tr":
            self.rows.setdefault(self._name, []).append([])
        elif self._is_open and tag in ("td", "th"):
            self.rows[self._name][-1].append("")
            self._is_cell = True
        elif self._is_cell and tag == "code":  # the code itself, after its name
            self.rows[self._name][-1][-1] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._is_open = False
        if tag in ("td", "th"):
            self._is_cell = False

    def handle_data(self, data: str) -> None:
        if self._is_open and self._is_cell:
            self.rows[self._name][-1][-1] += data


Shown: TypeAlias = Mapping[tuple[str, str], tuple[str, str | None]]
"""Name of a field and text of a cell → the form of the standard, and what the page shows of it."""


def compared_page(site: Path, said: Said, language: str, shown: Shown | None = None) -> int:
    """How many cells of the page of a dataset were compared; raises AssertionError at the first."""
    parser = _Previews()
    page = site / SECTIONS[language] / said.package / "index.html"
    parser.feed(page.read_text("utf-8"))
    header, *rows = parser.rows[said.name]
    places = shown_places(said, language)
    assert len(header) == len(places), (said.package, said.name, header)
    assert len(rows) == min(len(said.rows), 8)
    count = 0
    for row, texts, reasons in zip(rows, said.rows, said.reasons, strict=False):
        for cell, place in zip(row, places, strict=True):
            field, text = said.fields[place], texts[place]
            if text is None and reasons[place]:
                text, field = f"({reasons[place]})", {"name": field["name"], "type": "string"}
            canon, wanted = (shown or {}).get((field["name"], text or ""), (text or "", None))
            where = (said.package, said.name, field["name"], cell, text)
            is_shown = cell == wanted if wanted else shows(cell, text and canon, field, language)
            assert is_shown, where
            count += 1
    return count


def shown_places(said: Said, language: str) -> list[int]:
    """Columns of a page: not the twins in another language, nor those empty in every row."""
    other = "_en" if language == "vi" else "_vi"
    names = {field["name"] for field in said.fields}

    def has_twin(name: str) -> bool:
        return name.endswith(other) and f"{name.rpartition('_')[0]}_{language}" in names

    return [
        place
        for place, field in enumerate(said.fields)
        if not has_twin(field["name"])
        and (not said.rows or any(row[place] is not None for row in said.rows))
    ]


def shows(cell: str, text: Text, field: Raw, language: str) -> bool:
    """True if a page says a text in its language: with all digits, days in words, cut with `…`."""
    if text is None:
        return cell == ""
    if cell.endswith(" …"):
        return shown_texts(text, field, language)[0].startswith(cell.removesuffix(" …"))
    return cell in shown_texts(text, field, language)


def shown_texts(text: str, field: Raw, language: str) -> tuple[str, ...]:
    """What a page may show of a cell."""
    kind = field.get("type", "any")
    if kind in ("number", "integer"):
        bare = text.removeprefix("+")
        return bare, grouped(bare, language)
    if kind == "boolean":
        return (words(language)(f"boolean.{text}"),)
    if kind == "date":
        return (day_text(datetime.date.fromisoformat(text), language),)
    return ("; ".join(text.split(field.get("delimiter", ","))) if kind == "list" else text,)


def grouped(text: str, language: str) -> str:
    """A number of the file with the marks of a language: -1234.50 → -1.234,50."""
    try:
        Decimal(text)
    except InvalidOperation:
        return text
    thousands, decimal = MARKS[language]
    whole, point, places = text.lstrip("-").partition(".")
    groups = [whole[max(end - 3, 0) : end] for end in range(len(whole), 0, -3)]
    sign = "-" * text.startswith("-")
    return sign + thousands.join(reversed(groups)) + decimal * len(point) + places


def day_text(day: datetime.date, language: str) -> str:
    """A day as a reader of the language writes it."""
    if language == "vi":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def every(parts: Iterable[Counter[str]]) -> Counter[str]:
    """Counts added up."""
    return sum(parts, Counter())
