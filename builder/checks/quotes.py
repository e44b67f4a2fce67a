"""Quotes of a CSV file that do not enclose whole cells: each reader makes another text of them.

By the rules (RFC 4180) a quote opens a cell, the next one closes it, and one within it stands
twice. What is written otherwise mostly ends with some rows swallowed by one cell.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from builder.problem import Place, Problem

_OPTIONS: Mapping[str, str] = {
    "delimiter": "delimiter",
    "doubleQuote": "doublequote",
    "escapeChar": "escapechar",
    "quoteChar": "quotechar",
    "skipInitialSpace": "skipinitialspace",
}
"""Properties of a dialect by the names that Python has for them."""


def stray_quote(content: bytes, resource: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """The first row with a text after its closing quote, or with a quote that nothing closes."""
    if _quote(resource).encode() not in content:
        return
    lines, options = _lines(content.decode("utf-8", errors="replace"), resource)
    row, begin = _broken_row(lines, options)
    if row:
        found = Place(file=place.file, row=row)
        yield Problem(code="quote-stray", place=found, value=lines[begin].rstrip("\r\n")[:200])


def _quote(resource: Mapping[str, Any]) -> str:
    """The mark without which no quote is wrong; nothing, which is in every text, if unsure."""
    dialect = resource.get("dialect")
    raw = dialect if isinstance(dialect, dict) else {}
    quote = raw.get("quoteChar", '"')
    return quote if isinstance(quote, str) and not raw.get("escapeChar") else ""


def spot(text: str, resource: Mapping[str, Any]) -> tuple[int, int]:
    """Row and column of the cell that a text of a table, cut somewhere, ends in."""
    lines, options = _lines(f"{text}x", resource)
    row, column = 1, 1
    try:
        for number, cells in enumerate(csv.reader(lines, **options), start=1):
            row, column = number, len(cells)
    except (csv.Error, TypeError, ValueError):
        return text.count("\n") + 1, 1
    return row, column


def _lines(text: str, resource: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """The lines of a table, comments blank, and how Python reads its dialect."""
    dialect = resource.get("dialect")
    raw = dialect if isinstance(dialect, dict) else {}
    lines = list(io.StringIO(text, newline=""))
    if raw.get("commentChar"):
        lines = ["\n" if line.startswith(str(raw["commentChar"])) else line for line in lines]
    return lines, {name: raw[key] for key, name in _OPTIONS.items() if key in raw}


def _broken_row(lines: list[str], options: Mapping[str, Any]) -> tuple[int | None, int]:
    """The first row whose quotes are wrong and the line that it begins on; None where none is."""
    row, line = 0, 0
    try:
        reader = csv.reader(lines, strict=True, **options)
        for _ in reader:
            row, line = row + 1, reader.line_num
    except csv.Error as error:
        return (None, 0) if "limit" in str(error) else (row + 1, line)
    except (TypeError, ValueError):
        return None, 0  # a dialect that is none is told where it stands
    return None, 0
