"""A cell and its text: the value that a table keeps of it, and where that says something else.

A value says what its text says if it prints back to it or to another form that the standard
declares for the type: `1.234,50` is 1234.50 where the schema names the marks, `Z` is `+00:00`.
What does not (the zero of `007` as a number, the hour of a date) is told, never lost in silence.
Source: https://datapackage.org/standard/table-schema/#field-types
"""

import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

from builder.language.moments import iso_text
from builder.model import Cell

Raw: TypeAlias = Mapping[str, Any]
"""A field as its descriptor has it."""

READ_AS_TEXT = frozenset(
    ("any", "array", "duration", "geojson", "geopoint", "object", "string", "yearmonth")
)
"""Types whose cells stay the texts that they are."""

_PLAIN = re.compile(r"[+-]?((0|[1-9]\d*)(\.\d*)?|\.\d+)([Ee][+-]?\d+)?", re.ASCII)
"""A number without a zero that would be lost."""

_AFFIXES = re.compile(r"(?P<before>[^-\d]*)(?P<number>.*?)(?P<behind>\D*)", re.DOTALL)
"""What the standard takes off a number that is not bare."""

_MINUS = "-\u2010\u2011\u2012\u2013\u2014\u2212"
"""Signs that people write for a minus, of which only the first is read as one."""

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)?(?:(?<=\d)[T ](?=\d))?(?P<clock>\d\d:\d\d:\d\d)"
    r"(?:[.,](?P<fraction>\d+))?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
"""A time or a day with its time as the standard writes them."""

_SAME_PART: Mapping[str, str] = {
    "y": "Y",
    "b": "m",
    "B": "m",
    "h": "m",
    "j": "md",
    "x": "Ymd",
    "X": "H",
    "c": "YmdH",
}
"""Directives of a pattern that stand for others."""

_NEEDED: Mapping[str, str] = {"date": "Ymd", "datetime": "YmdH", "time": "H"}
"""Directives that a pattern needs, so that reading adds nothing of its own."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*|of|at|st|nd|rd|th|t")
"""What may stand in a day besides its month: its day of the week, `24th of`."""


def is_grouped(field: Raw) -> bool:
    """True for whole numbers with thousands marks."""
    return field.get("type") == "integer" and bool(field.get("groupChar"))


def is_whole(text: str, field: Raw) -> bool:
    """True if a cell of such a field is a whole number."""
    digits = _bare(text, field).replace(str(field.get("groupChar", "")), "")
    return bool(re.fullmatch(r"[+-]?\d+", digits, re.ASCII))


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Cells of one column that would be published otherwise than they are written."""

    field: str
    row: int
    """Row of the first of them; the header is row 1."""
    text: str
    again: str
    """How it would have to be written to be published as it is."""
    count: int


@dataclass(slots=True, kw_only=True)
class Column:
    """The cells of one field as they are read, and what they would lose."""

    raw: Raw
    loss: Loss | None = None
    affixes: tuple[str, str] | None = None
    """What stands before and behind the first number that is not bare."""

    def cell(self, row: int, text: str, value: object) -> Cell:
        """The cell that the table keeps of a row, of its text and what was read from it."""
        cell = kept(text, value, self.raw)
        again = altered(text, cell, self.raw) or self._other_affixes(text, cell)
        if again is not None:
            first = self.loss or Loss(
                field=str(self.raw["name"]), row=row, text=text, again=again, count=0
            )
            self.loss = replace(first, count=first.count + 1)
        return cell

    def _other_affixes(self, text: str, cell: Cell) -> str | None:
        """The bare number where its unit is not that of the rows above, as in `1.5M` and `200K`."""
        if self.raw.get("bareNumber", True) or cell is None:
            return None
        parts = _AFFIXES.fullmatch(text)
        assert parts
        found = parts["before"].strip(), parts["behind"].strip()
        self.affixes = self.affixes or found
        return parts["number"] if found != self.affixes else None


def kept(text: str, value: object, field: Raw) -> Cell:
    """The cell that a table keeps, of its text and what was read from it; None where missing."""
    if value is None:
        return None
    if field.get("type", "any") in READ_AS_TEXT:
        return text
    if field["type"] == "list":
        return tuple(text.split(str(field.get("delimiter", ","))))
    if field["type"] == "integer" and isinstance(value, Decimal):
        return int(value)
    return value  # type: ignore[return-value]  # read after the types of `Cell`


def altered(text: str, cell: Cell, field: Raw) -> str | None:
    """How a cell would have to be written to be published as it is; None where it says the same."""
    compare = _COMPARED.get(str(field.get("type", "any")))
    return compare(text, cell, field) if compare and cell is not None else None


def _number(text: str, cell: Cell, field: Raw) -> str | None:
    bare = _bare(text, field)
    marks = str(field.get("groupChar", "")), str(field.get("decimalChar", "."))
    digits = bare.replace(marks[0], "").replace(marks[1], ".") if any(marks) else bare
    is_lost = isinstance(cell, int) and digits == "-0"
    if _PLAIN.fullmatch(digits) and Decimal(digits) == cell and not is_lost:
        return None
    plain = re.sub(r"^([+-]?)0+(?=\d)", r"\1", bare)
    return plain if plain != text else str(cell)


def _bare(text: str, field: Raw) -> str:
    """The number of a cell without what stands before and behind it, unless that says something."""
    if field.get("bareNumber", True):
        return text
    parts = _AFFIXES.fullmatch(text)
    assert parts
    before, behind = parts["before"].strip(), parts["behind"].strip()
    marks = (*_MINUS, "(", str(field.get("decimalChar", ".")))
    says_more = before.endswith(marks) or behind.startswith(tuple(_MINUS))
    return text if says_more else parts["number"]


def _day(text: str, cell: Cell, field: Raw) -> str | None:
    assert isinstance(cell, datetime.date)
    if field.get("format", "default") == "default":
        return None if text == cell.isoformat() else cell.isoformat()
    return _moment(text, cell, field)


def _moment(text: str, cell: Cell, field: Raw) -> str | None:
    assert isinstance(cell, datetime.date | datetime.time)
    pattern = str(field.get("format", "default"))
    if pattern == "default":
        return None if _same_moment(text, cell) else iso_text(cell)
    if pattern == "any":
        return None if _same_anyhow(text, cell) else iso_text(cell)
    again = cell.strftime(pattern)
    return None if _same_in_pattern(text, again, pattern) else again


def _same_moment(text: str, cell: datetime.date | datetime.time) -> bool:
    found = _MOMENT.fullmatch(text)
    if not found:
        return False
    zone = _zone(found["zone"])
    fraction = (found["fraction"] or "").rstrip("0").ljust(6, "0")
    written = f"{found['clock']}.{fraction}{zone}"
    if found["day"]:
        written = f"{found['day']}T{written}"
    assert isinstance(cell, datetime.datetime | datetime.time)
    return cell.isoformat(timespec="microseconds") == written


def _zone(text: str | None) -> str:
    """A zone as Python prints it: Z is +00:00, +07 and +0700 are +07:00."""
    if not text:
        return ""
    digits = "+0000" if text == "Z" else text.replace(":", "").ljust(5, "0")
    return f"{digits[:3]}:{digits[3:]}"


def _same_in_pattern(text: str, again: str, pattern: str) -> bool:
    """True if a text is what its pattern prints, zeros before and behind numbers aside."""
    if "%z" in pattern:  # +07:00 and +0700, Z and +0000
        text, again = (re.sub(r"Z$", "+0000", part).replace(":", "") for part in (text, again))
    if "%f" in pattern:
        text, again = (re.sub(r"(\d*?)0*(?!\d)", r"\1", part) for part in (text, again))
    return _unpadded(text) == _unpadded(again)


def _unpadded(text: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", " ".join(text.split())).casefold()


def is_incomplete(pattern: str, kind: str) -> bool:
    """True if a pattern leaves out a part of its type, which reading would have to make up."""
    found = set(re.findall(r"%([A-Za-z])", pattern))
    parts = set("".join(_SAME_PART.get(name, name) for name in found))
    parts |= {"H"} if found >= {"I", "p"} else set()
    parts |= set("Ymd") if found >= {"G", "V"} and found & set("uwaA") else set()
    return not parts >= set(_NEEDED.get(kind, ""))


def _same_anyhow(text: str, cell: datetime.date | datetime.time) -> bool:
    """True if every number and word of a text is in the value, and it can mean nothing else."""
    if text == cell.isoformat() or _same_moment(text, cell):
        return True
    found = re.search(r"\d{1,2}:\d\d.*$", text)
    day, clock = (text[: found.start()], found.group()) if found else (text, "")
    same_day = _same_day(day, cell) if isinstance(cell, datetime.date) else not day.strip()
    if isinstance(cell, datetime.datetime | datetime.time):
        return same_day and _same_clock(clock, cell)
    return same_day and not clock


def _same_day(text: str, day: datetime.date) -> bool:
    """A month in letters, or the year first: else day and month could stand either way."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    named = [word for word in words if word.startswith(_MONTHS[day.month - 1])]
    if not all(word in named or _WORD.fullmatch(word) for word in words):
        return False
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if named:
        return sorted(numbers) == sorted((day.year, day.day))
    if numbers == [day.year, day.month, day.day]:
        return True
    is_clear = day.day > 12 or day.day == day.month
    return is_clear and numbers in (
        [day.day, day.month, day.year],
        [day.month, day.day, day.year],
    )


def _same_clock(text: str, cell: datetime.datetime | datetime.time) -> bool:
    found = re.fullmatch(
        r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)? ?([AaPp][Mm])? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?",
        text.strip(),
    )
    if not found:
        return False
    hour, minute, second, fraction, half, zone = found.groups()
    wanted = int(hour) % 12 + 12 * (half.lower() == "pm") if half else int(hour)
    offset = _zone(zone and zone.replace("UTC", "Z").replace("GMT", "Z"))
    micros = (fraction or "").rstrip("0").ljust(6, "0")
    again = cell.timetz() if isinstance(cell, datetime.datetime) else cell
    written = f"{wanted:02}:{minute}:{second or '00'}.{micros}{offset}"
    return again.isoformat(timespec="microseconds") == written


def _year(text: str, cell: Cell, field: Raw) -> str | None:
    return None if re.fullmatch(r"\d{4}", text, re.ASCII) else f"{cell:04}"


def _json(text: str, _: Cell, __: Raw) -> str | None:
    """JSON that readers take otherwise: a key that stands twice, NaN, where they refuse it."""
    lost: list[object] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        lost.extend([len(found)] if len(found) < len(pairs) else [])
        return found

    try:
        value = json.loads(text, object_pairs_hook=once, parse_constant=lost.append)
    except (RecursionError, ValueError):
        return None  # told as no value of the type
    return json.dumps(value, ensure_ascii=False) if lost else None


def _month(text: str, _: Cell, __: Raw) -> str | None:
    """A month in two digits: 2024-1 is none for readers that keep to ISO 8601."""
    year, _mark, month = text.rpartition("-")
    again = f"{year:0>4}-{month:0>2}"
    return again if again != text else None


_COMPARED: Mapping[str, Callable[[str, Cell, Raw], str | None]] = {
    "array": _json,
    "date": _day,
    "datetime": _moment,
    "geojson": _json,
    "integer": _number,
    "number": _number,
    "object": _json,
    "time": _moment,
    "year": _year,
    "yearmonth": _month,
}
