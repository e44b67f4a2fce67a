"""A table of one's own, as it lies in a file → columns with their types, rows as the portal wants.

A number that can be read in two ways (`1.234`) is told with the flag that decides it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from builder.language.spelling import Doubt, read_day, read_number
from builder.language.text import Localised
from builder.language.words import Words
from builder.model import Field, Schema
from builder.packages.shapes.inference import inferred_fields
from builder.packages.shapes.names import free_name, plain_name
from builder.stewarding.edits import Cells, read_table
from builder.stewarding.repair import Doubtful, repaired_rows
from builder.stewarding.wanted_cells import Wanted

HEADER_WITHIN = 20
"""Rows among which the names of the columns are looked for."""

TYPES = ("string", "integer", "number", "date", "year", "boolean")
"""Types that a column may be given."""

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}([.,]\d{3})+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person says of a column: its name, perhaps its type and its title in a language."""

    name: str
    type: str | None = None
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A table read: its columns, its rows, and what is not clear."""

    fields: tuple[Field, ...]
    rows: tuple[Cells, ...]
    doubts: tuple[Doubtful, ...] = ()


def own_table(
    rows: Sequence[Sequence[str]],
    wishes: Mapping[str, Wish],
    spoken: Sequence[Words],
    answers: Mapping[tuple[int, str], str],
) -> Gathered:
    """The table of rows that no schema describes; `wishes` are by heading."""
    place = header_place(rows)
    if place is None:
        return _unread("header")
    header, body = [" ".join(cell.split()) for cell in rows[place]], rows[place + 1 :]
    nameless = [number for number, label in enumerate(header) if not label]
    if any(_cells(body, number) for number in nameless):
        return _unread("column", row=place + 1)
    labels = [label for label in header if label]
    columns = [_cells(body, number) for number, label in enumerate(header) if label]
    language = spoken[0].language
    fields: list[Field] = []
    doubts: list[Doubtful] = []
    for label, cells in zip(labels, columns, strict=True):
        wish = wishes.get(label)
        kind = (wish.type if wish else None) or _type(label, cells, columns)
        if kind is None:
            odd = next(cell for cell in cells if read_number(cell) is Doubt.THOUSANDS)
            doubts.append(Doubtful(row=place + 1, column=label, value=odd, reason="thousands"))
            kind = "string"
        name = wish.name if wish else column_name(label, [field.name for field in fields])
        title = {language: _title(label, cells, kind), **(wish.titles if wish else {})}
        fields.append(Field(name=name, type=kind, title=Localised(title), description=None))
    if doubts:
        return Gathered(fields=tuple(fields), rows=(), doubts=tuple(doubts))
    return _mended(rows, place, fields, spoken, answers)


def _unread(reason: str, row: int = 0) -> Gathered:
    doubt = Doubtful(row=row, column="", value="", reason=reason)
    return Gathered(fields=(), rows=(), doubts=(doubt,))


def header_place(rows: Sequence[Sequence[str]]) -> int | None:
    """Index of the first row that names more than half of the columns: titles name one."""
    widest = max((_filled(row) for row in rows), default=0)
    return next(
        (
            place
            for place, row in enumerate(rows[:HEADER_WITHIN])
            if widest and 2 * _filled(row) > widest
        ),
        None,
    )


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _cells(rows: Sequence[Sequence[str]], number: int) -> list[str]:
    """The filled cells of a column."""
    found = (row[number].strip() for row in rows if number < len(row))
    return [cell for cell in found if cell]


def column_name(label: str, taken: Sequence[str]) -> str:
    """The name of a column by its heading: «Số hộ» → so_ho."""
    return free_name(plain_name(label).replace("-", "_").replace(".", "_"), taken)


def _title(label: str, cells: Sequence[str], kind: str) -> str:
    """The heading, with the % that its cells lose when they become numbers."""
    is_share = kind == "number" and any(cell.endswith("%") for cell in cells)
    return f"{label} (%)" if is_share and "%" not in label else label


def _type(label: str, cells: Sequence[str], columns: Sequence[Sequence[str]]) -> str | None:
    """The type that all cells of a column have; None where that is a person's to say.

    `1.234` is a whole number beside `1.234.567`, and a fraction beside `1.5`; alone it is either.
    """
    (found,) = inferred_fields([label], [[cell] for cell in cells])
    kind = str(found["type"])
    if not cells or kind in ("year", "integer", "date", "datetime", "boolean"):
        return kind
    if all(not isinstance(read_day(cell), Doubt) for cell in cells):
        return "date"
    if any(re.match(r"-?0\d", cell) for cell in cells):  # 007 is a code
        return "string"
    numbers = [read_number(cell) for cell in cells]
    if Doubt.NUMBER in numbers:
        return "string"
    if Doubt.THOUSANDS not in numbers:
        whole = [isinstance(number, Decimal) and number % 1 == 0 for number in numbers]
        return "integer" if all(whole) and not any("%" in cell for cell in cells) else "number"
    return _grouped(cells, columns)


def _grouped(cells: Sequence[str], columns: Sequence[Sequence[str]]) -> str | None:
    """Type of a column with cells such as 1.234, where something else in it decides."""
    is_plain = all(re.fullmatch(r"-?\d+([.,]\d+)?", cell, re.ASCII) for cell in cells)
    marks = {mark for cell in cells for mark in ".," if mark in cell}
    others = [cell for cell in cells if not _THOUSANDS.fullmatch(cell)]
    if any(len(re.findall("[.,]", cell)) > 1 for cell in cells) and len(marks) == 1:
        return "integer"
    has_fraction = any(mark in cell for cell in others for mark in marks)
    is_english = not any(
        re.fullmatch(r"-?\d+,\d+%?", cell) for column in columns for cell in column
    )
    return "number" if is_plain and has_fraction and marks == {"."} and is_english else None


def _mended(
    rows: Sequence[Sequence[str]],
    place: int,
    fields: Sequence[Field],
    spoken: Sequence[Words],
    answers: Mapping[tuple[int, str], str],
) -> Gathered:
    """The rows below the header as their columns want them."""
    header = rows[place]
    kept = [number for number, label in enumerate(header) if label.strip()]
    names = [field.name for field in fields]
    plain = [[""]] * place + [
        [row[number] if number < len(row) else "" for number in kept] for row in rows[place + 1 :]
    ]
    plain.insert(place, names)
    wanted = Wanted(schema=Schema(fields=tuple(fields)), spoken=spoken)
    repair = repaired_rows(plain, wanted, answers)
    found = tuple(read_table(repair.text)[1]) if repair.text and not repair.doubts else ()
    return Gathered(fields=tuple(fields), rows=found, doubts=tuple(repair.doubts))


def declared(wishes: Mapping[str, Wish], language: str) -> Iterator[Field]:
    """The columns of a table that has no rows yet."""
    for label, wish in wishes.items():
        title = Localised({language: label, **wish.titles})
        yield Field(name=wish.name, type=wish.type or "string", title=title, description=None)
