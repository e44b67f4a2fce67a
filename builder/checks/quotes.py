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
    dialect = resource.get("dialect")
    raw = dialect if isinstance(dialect, dict) else {}
    lines = list(io.StringIO(content.decode("utf-8", errors="replace"), newline=""))
    if raw.get("commentChar"):
        lines = ["\n" if line.startswith(str(raw["commentChar"])) else line for line in lines]
    row, begin = _broken_row(
        lines, {name: raw[key] for key, name in _OPTIONS.items() if key in raw}
    )
    if row:
        found = Place(file=place.file, row=row)
        yield Problem(code="quote-stray", place=found, value=lines[begin].rstrip("\r\n")[:200])


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
