"""The header of a table as it stands in its file: there once, in row 1, without blanks."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from builder.checks.quotes import spot
from builder.packages.lines import first_line
from builder.problem import Place, Problem

SOUGHT = 20
"""Rows among which the header is looked for."""

_HEAD = 1 << 16
"""Bytes of a file that are read for it."""

_TYPED: Mapping[str, re.Pattern[str]] = {
    "number": re.compile(r"-?\d+([.,]\d+)?%?", re.ASCII),
    "integer": re.compile(r"-?\d+", re.ASCII),
    "date": re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}", re.ASCII),
}
"""Cells that no column is called."""


def faulty_header(content: bytes, resource: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """What is wrong with where the header stands; its names are compared later."""
    if not content or content.isspace():
        return
    yield from _header_again(content, resource, place)
    blank = list(_blank_header(content, resource, place))
    displaced = _displaced(content, resource, place)
    yield from [displaced] if displaced else blank
    yield from _white_space_in_header(content, resource, place)


def _displaced(content: bytes, resource: Mapping[str, Any], place: Place) -> Problem | None:
    """Titles above the header, or rows that have lost it."""
    fields = resource.get("schema", {}).get("fields", ())
    names = [str(field.get("name")) for field in fields]
    rows = _first_rows(content, resource)
    if len(names) < 2 or not rows:
        return None
    known = [sum(cell.strip() in names for cell in row) for row in rows]
    first = ", ".join(cell for cell in rows[0] if cell)[:80]
    best = max(known)
    if known[0] == 0 and best > len(names) // 2:
        row = known.index(best) + 1
        details = {"row": str(row)}
        where = replace(place, row=1)
        return Problem(code="title-above-header", place=where, value=first, details=details)
    if best == 0 and _is_record(rows[0], fields):
        details = {"header": ",".join(names)}
        where = replace(place, row=1)
        return Problem(code="header-lost", place=where, value=first, details=details)
    return None


def _first_rows(content: bytes, resource: Mapping[str, Any]) -> list[list[str]]:
    text = content[:_HEAD].decode("utf-8", errors="replace")
    mark = _mark(resource).decode()
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        return [row for row, _ in zip(reader, range(SOUGHT), strict=False)]
    except (csv.Error, TypeError):  # told where it stands
        return []


def _is_record(row: Sequence[str], fields: Sequence[Mapping[str, Any]]) -> bool:
    """True for a first row that has the cells of a record, a number or day among them."""
    return len(row) == len(fields) and any(
        field.get("type") in _TYPED and _TYPED[field["type"]].fullmatch(cell.strip())
        for field, cell in zip(fields, row, strict=True)
    )


def _header_again(content: bytes, resource: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """A row that is the header once more: two files put together, or a page break kept."""
    first = first_line(content)
    begin = content.find(b"\n" + first + b"\n", len(first))
    if first.count(_mark(resource)) and begin >= 0:
        row, _ = spot(content[: begin + 1].decode("utf-8", errors="replace"), resource)
        where = replace(place, row=row)
        value = first.decode("utf-8", errors="replace").strip()[:200]
        yield Problem(code="header-again", place=where, value=value)


def _mark(resource: Mapping[str, Any]) -> bytes:
    dialect = resource.get("dialect")
    return str((dialect.get("delimiter") if isinstance(dialect, dict) else None) or ",").encode()


def _blank_header(content: bytes, resource: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    is_empty = not content or content.isspace()
    if not is_empty and not first_line(content).strip(b"\r,; \t"):
        names = [field["name"] for field in resource.get("schema", {}).get("fields", ())]
        details = {"missing": ", ".join(names)}
        yield Problem(code="blank-header", place=Place(file=place.file, row=1), details=details)


def _white_space_in_header(
    content: bytes, resource: Mapping[str, Any], place: Place
) -> Iterator[Problem]:
    """Names of columns with blanks around them, which a spreadsheet does not show."""
    first = first_line(content).partition(b"\r")[0].decode("utf-8", errors="replace")
    raw = resource.get("dialect")
    dialect = raw if isinstance(raw, dict) else {}
    skips = dialect.get("skipInitialSpace") is True  # blanks behind the mark are none of the name
    mark = str(dialect.get("delimiter") or ",")
    try:
        labels = next(csv.reader([first], delimiter=mark, skipinitialspace=skips), [])
    except (csv.Error, TypeError):  # a mark that is none is told where it stands
        return
    for column, label in enumerate(labels, start=1):
        if label.strip() and label != label.strip():
            where = Place(file=place.file, row=1, field=label.strip(), column=column)
            yield Problem(code="white-space", place=where, value=label)
