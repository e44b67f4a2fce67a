"""Figures of a table without the marks beside them, and which mark stands before fractions."""

import re
from collections.abc import Sequence

_MARK = re.compile(
    r"(?<=[\d%])\s*(?:\*+|\(\*+\)|[¹²³⁴⁵⁶⁷⁸⁹]+|\((?P<in>[A-Za-z]|\d)\)|(?P<out>[A-Za-z])\))$"
)
"""What points to a note: `5,2*`, `100¹`, `102 (p)`, `7 a)`."""

_STATUSES = {"p": "P", "e": "E"}
"""Marks that say that a figure is provisional or estimated."""


def bare_figure(raw: str) -> tuple[str, str]:
    """A figure without the mark of a note, and the status that the mark says; '' for none."""
    found = _MARK.search(raw)
    if found is None:
        return raw, ""
    letter = (found["in"] or found["out"] or "").lower()
    return raw[: found.start()].strip(), _STATUSES.get(letter, "")


def decimal_mark(cells: Sequence[str], unit: str) -> str:
    """The mark before fractions where the whole table shows it; else ''.

    `12.5` shows it, and so do `1.234.567` and `1.234,5`; numbers of things have no fractions.
    """
    marks = set()
    for cell in cells:
        if found := re.search(r"\d([.,])(?:\d{1,2}|\d{4,})%?$", cell):
            marks.add(found[1])
        elif found := re.search(r"\d([.,])\d{3}(?=\1\d{3}|[.,]\d)", cell):
            marks.add(_other(found[1]))
    if not marks and unit == "count":
        grouped = {found[1] for cell in cells if (found := re.search(r"\d([.,])\d{3}$", cell))}
        marks = {_other(mark) for mark in grouped}
    return marks.pop() if len(marks) == 1 else ""


def _other(mark: str) -> str:
    return "," if mark == "." else "."


def plain_figure(raw: str, point: str) -> str:
    """A number with the decimal mark of programs and no marks of thousands."""
    other = _other(point)
    bare = re.sub(r"\s|%$", "", raw)
    if re.fullmatch(rf"-?\d{{1,3}}({re.escape(other)}\d{{3}})*({re.escape(point)}\d+)?", bare):
        return bare.replace(other, "").replace(point, ".")
    return bare.replace(point, ".") if other not in bare else ""
