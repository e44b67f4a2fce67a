"""A table as Excel saves it → as the portal wants it; what is not clear is told, never guessed.

Source: findings of what Vietnamese Excel writes: `;` or tab between cells, UTF-16, byte order
marks, old encodings, decimal commas, days first, titles above the header, blank rows.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from typing import TypeAlias

from builder.language.encodings import decoded, old_parts
from builder.model import Schema
from builder.stewarding.edits import table_text
from builder.stewarding.lying import DELIMITERS
from builder.stewarding.wanted_cells import CANONICAL, Wanted, is_thousands

HEADER_WITHIN = 20
"""Rows among which the header is looked for."""

_DECIMAL_COMMA = re.compile(r"-?\d+,\d+%?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A cell, or with `row` 0 the file, that is not clear."""

    row: int
    """Row of the file as it was saved; the first is 1."""
    column: str
    value: str
    reason: str
    """Key of the words `fix.doubt.<reason>`."""
    codes: tuple[str, ...] = ()
    """What the column takes, where that is told with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A cell that was written anew."""

    row: int
    column: str
    old: str
    new: str


@dataclass(slots=True, kw_only=True)
class Repair:
    """What was done to a table, and what is left open."""

    text: str = ""
    """The table as the portal wants it."""
    notes: list[tuple[str, str]] = part(default_factory=list)
    """Key of the words `fix.note.<key>` and what they name."""
    changed: list[Changed] = part(default_factory=list)
    doubts: list[Doubtful] = part(default_factory=list)


Answers: TypeAlias = Mapping[tuple[int, str], str]
"""What a steward says of doubtful cells, by row and column."""

Header: TypeAlias = Sequence[str | None]
"""The column that each heading names; None where it names none."""


def repaired(content: bytes, wanted: Wanted, answers: Answers | None = None) -> Repair:
    """The table in the bytes of a CSV or text file."""
    mender = _Mender(wanted, answers or {})
    found = decoded(content)
    if found is None:
        mender.doubt(0, "", "", "encoding")
        return mender.repair
    if found.encoding != "UTF-8":
        mender.note("encoding", found.encoding)
    text = unicodedata.normalize("NFC", found.text)
    if text != found.text and found.encoding.startswith("UTF"):
        mender.note("nfc")
    for old in [*old_parts(text)] if found.encoding.startswith("UTF") else ():
        mender.note("encoding", old.read.encoding)
        text = text.replace(old.written, old.read.text)
    delimiter, rows = _rows(text, wanted.schema)
    if "\r\n" in text:
        mender.note("lines")
    if delimiter != ",":
        mender.note("delimiter", "Tab" if delimiter == "\t" else delimiter)
    return mender.mended(rows)


def repaired_rows(
    rows: Sequence[Sequence[str]], wanted: Wanted, answers: Answers | None = None
) -> Repair:
    """The table in the rows of a sheet."""
    normal = [[unicodedata.normalize("NFC", cell) for cell in row] for row in rows]
    return _Mender(wanted, answers or {}).mended(normal)


def _rows(text: str, schema: Schema) -> tuple[str, list[list[str]]]:
    """The delimiter by which most columns of the schema are found, and the rows."""
    readings = []
    for delimiter in DELIMITERS:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        best = max((_known(row, schema) for row in rows[:HEADER_WITHIN]), default=0)
        readings.append((best, delimiter, rows))
    _, delimiter, rows = max(readings, key=lambda reading: reading[0])
    return delimiter, rows


def _known(row: Sequence[str], schema: Schema) -> int:
    return sum(name is not None for name in _header(row, schema))


def _header(row: Sequence[str], schema: Schema) -> list[str | None]:
    """The columns that headings name: by their names, or by their titles in a language."""
    by_name = {field.name.casefold(): field.name for field in schema.fields}
    by_title: dict[str, set[str]] = {}
    for field in schema.fields:
        for title in field.title.values():
            by_title.setdefault(title.casefold(), set()).add(field.name)
    found: list[str | None] = []
    for cell in row:
        plain = " ".join(cell.split()).casefold()
        titled = by_title.get(plain, set())
        found.append(by_name.get(plain) or (min(titled) if len(titled) == 1 else None))
    return found


class _Mender:
    """Mends the rows of one table and keeps what was done and what is open."""

    def __init__(self, wanted: Wanted, answers: Answers) -> None:
        self.wanted, self.schema, self.answers = wanted, wanted.schema, answers
        self.fields = {field.name: field for field in wanted.schema.fields}
        self.repair = Repair()
        self.is_vietnamese = False
        """True if a number of the table is written with a decimal comma."""

    def note(self, key: str, text: str = "") -> None:
        self.repair.notes.append((key, text))

    def doubt(self, row: int, column: str, value: str, reason: str) -> None:
        told = Doubtful(row=row, column=column, value=value, reason=reason)
        self.repair.doubts.append(told)

    def mended(self, rows: Sequence[Sequence[str]]) -> Repair:
        """The table in rows that begin with a header, perhaps below titles."""
        if not any(cell.strip() for row in rows for cell in row):
            self.doubt(0, "", "", "empty")
            return self.repair
        place = self._header_place(rows)
        if place is None and self._has_lost_header(rows):
            self.note("header")
            return self.mended([list(self.fields), *rows])
        if place is None:
            self.doubt(0, "", "", "header")
            return self.repair
        header = _header(rows[place], self.schema)
        self._tell_header(rows[place], header, place)
        if not self.repair.doubts:
            kept = list(self._kept(rows, header, place))
            self.is_vietnamese = self._has_decimal_comma(kept, header)
            body = [self._mended_row(number, row, header) for number, row in kept]
            self.repair.text = table_text(list(self.fields), body)
        return self.repair

    def _header_place(self, rows: Sequence[Sequence[str]]) -> int | None:
        """Index of the row that names most columns, at least half of them."""
        counted = [
            (_known(row, self.schema), -place) for place, row in enumerate(rows[:HEADER_WITHIN])
        ]
        best, place = max(counted, default=(0, 0))
        return -place if best >= max(1, len(self.fields) // 2) else None

    def _has_lost_header(self, rows: Sequence[Sequence[str]]) -> bool:
        """True if every row fits the columns in their order, and could not fit many others."""
        names = list(self.fields)
        kept = [row for row in rows if any(cell.strip() for cell in row)]
        typed = [field for field in self.schema.fields if field.type in CANONICAL]
        return bool(kept and (typed or any(field.categories for field in self.schema.fields))) and (
            all(len(row) == len(names) and self._fits(row, names) for row in kept)
        )

    def _tell_header(self, raw: Sequence[str], header: Header, place: int) -> None:
        if place:
            self.note("above", str(place))
        for cell, name in zip(raw, header, strict=True):
            if (name is None and cell.strip()) or (list(header).count(name) > 1 and name):
                self.doubt(place + 1, cell, cell, "column")
            elif name is not None and cell != name:
                self.note("heading", f"{cell.strip()} → {name}")
        for field in self.schema.fields:
            if field.name not in header and field.required:
                self.doubt(place + 1, field.name, "", "missing_column")
        if [name for name in header if name] != list(self.fields):
            self.note("order")

    def _kept(
        self, rows: Sequence[Sequence[str]], header: Header, place: int
    ) -> Iterator[tuple[int, Sequence[str]]]:
        """Rows below the header, with their numbers: not the blank ones, nor the header again."""
        blank, repeated = 0, []
        for number, row in enumerate(rows[place + 1 :], start=place + 2):
            if not any(cell.strip() for cell in row):
                blank += 1
            elif _header(row, self.schema) == list(header):
                repeated.append(str(number))
            else:
                whole = self._joined(row, header)
                if any(cell.strip() for cell in whole[len(header) :]):
                    self.doubt(number, "", ", ".join(row), "cells")
                yield number, whole
        if blank:
            self.note("blank", str(blank))
        if repeated:
            self.note("repeated", ", ".join(repeated))

    def _joined(self, row: Sequence[str], header: Header) -> Sequence[str]:
        """A row with one cell too many, put right if only one decimal comma can have split it."""
        if len(row) != len(header) + 1:
            return row
        fitting = []
        for place, name in enumerate(header):
            is_number = name is not None and self.fields[name].type == "number"
            if is_number and row[place].strip().lstrip("-").isdigit():
                candidate = [*row[:place], f"{row[place]},{row[place + 1]}", *row[place + 2 :]]
                if self._fits(candidate, header):
                    fitting.append(candidate)
        return fitting[0] if len(fitting) == 1 else row

    def _fits(self, row: Sequence[str], header: Header) -> bool:
        """True if every number, day and code of a row can be read."""
        cells = [(self.fields[name], cell) for name, cell in zip(header, row, strict=True) if name]
        return all(
            self.wanted.cell(field, cell) is not None and bool(cell.strip() or not field.required)
            for field, cell in cells
            if field.type in CANONICAL or field.categories
        )

    def _has_decimal_comma(self, rows: Iterable[tuple[int, Sequence[str]]], header: Header) -> bool:
        return any(
            name and self.fields[name].type in ("number", "integer")
            for _, row in rows
            for name, cell in zip(header, row, strict=False)
            if _DECIMAL_COMMA.fullmatch(cell.strip())
        )

    def _mended_row(self, number: int, row: Sequence[str], header: Header) -> dict[str, str]:
        given = {name: cell for name, cell in zip(header, row, strict=False) if name}
        meant = self.wanted.without_dash(given)
        for name in (name for name in meant if meant[name] != given.get(name, "")):
            old = given.get(name, "")
            self.repair.changed.append(Changed(row=number, column=name, old=old, new=meant[name]))
        mended = {
            name: self._mended_cell(number, name, meant.get(name, "")) for name in self.fields
        }
        for name, words in self.wanted.kept_words(given, mended):
            self.repair.changed.append(Changed(row=number, column=name, old="", new=words))
            mended[name] = words
        return mended

    def _mended_cell(self, number: int, name: str, raw: str) -> str:
        field, answer = self.fields[name], self.answers.get((number, name))
        if answer is not None:
            new = self.wanted.cell(field, answer)
        elif self.is_vietnamese and is_thousands(field, raw):
            new = None
        else:
            new = self.wanted.cell(field, raw)
        if new is None:
            reason = "category" if field.categories else field.type
            self.doubt(number, name, raw, "period" if name == "period" else reason)
            return raw
        if new != raw:
            self.repair.changed.append(Changed(row=number, column=name, old=raw, new=new))
        return new
