"""The fields of a table that no schema describes, from its cells; a type that loses nothing.

`007` stays a text, and so does a number of more digits than every program keeps.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from builder.language.text import folded

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,14})", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d{1,2})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?", re.ASCII)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_YEARS = ("year", "nam")
"""What a column of years is called."""


def inferred_fields(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[dict[str, Any]]:
    """A field for each name of a header, with the narrowest type that all its cells have."""
    columns: list[list[str]] = [[] for _ in header]
    for row in rows:
        for column, cell in zip(columns, row, strict=False):
            if cell:
                column.append(cell)
    pairs = zip(header, columns, strict=True)
    return [{"name": name, "type": _type(name, cells)} for name, cells in pairs]


def _type(name: str, cells: Sequence[str]) -> str:
    if not cells:
        return "string"
    if folded(name) in _YEARS and all(map(_YEAR.fullmatch, cells)):
        return "year"
    return next((kind for kind, fits in _FITS.items() if all(map(fits, cells))), "string")


def _is_number(cell: str) -> bool:
    digits = re.sub(r"[eE].*|\D", "", cell).lstrip("0")
    return bool(_NUMBER.fullmatch(cell)) and len(digits) <= 15


def _is_day(cell: str) -> bool:
    return bool(_DAY.fullmatch(cell)) and _is_in_calendar(cell)


def _is_time(cell: str) -> bool:
    return bool(_TIME.fullmatch(cell)) and _is_in_calendar(cell)


def _is_in_calendar(cell: str) -> bool:
    try:
        datetime.datetime.fromisoformat(cell)
    except ValueError:
        return False
    return True


_FITS: Mapping[str, Callable[[str], Any]] = {
    "integer": _INTEGER.fullmatch,
    "number": _is_number,
    "date": _is_day,
    "datetime": _is_time,
    "boolean": ("true", "false").__contains__,
}
"""Types from the narrowest on, and whether a cell has them."""


def named_columns(labels: Sequence[str]) -> list[str]:
    """Names for the columns of a header: a blank one by its place, a repeated one numbered."""
    names: list[str] = []
    for place, label in enumerate(labels, start=1):
        bare = " ".join(label.split()) or f"column_{place}"
        name, count = bare, 1
        while name in names:
            count += 1
            name = f"{bare}_{count}"
        names.append(name)
    return names
