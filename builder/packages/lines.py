"""The line of a file that a place is on: a row of a table may span lines, a property has one."""

import csv
import io
import re
from pathlib import Path

from builder.problem import Place


def line_of(place: Place, root: Path) -> int | None:
    """The line of a place in its file, counted from 1; None where it cannot be told."""
    path = root / place.file
    if not path.is_file():
        return None
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    if place.row is not None:
        return _line_of_row(text, place.row)
    if place.field and path.suffix == ".json":
        return _line_of_property(text, place.field)
    return None


def _line_of_row(text: str, row: int) -> int | None:
    """Where a row begins; quoted cells may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""))
    begin = 1
    for number, _ in enumerate(reader, start=1):
        if number == row:
            return begin
        begin = reader.line_num + 1
    return begin


def _line_of_property(text: str, path: str) -> int | None:
    """Where the property of a dotted path such as `resources[1].path` stands."""
    begin = 0
    for name, index in re.findall(r"([^.\[\]]+)(?:\[(\d+)\])?", path):
        found = re.compile(rf'"{re.escape(name)}"\s*:').search(text, begin)
        if found is None:
            break
        begin = found.end()
        for _ in range(int(index or 0)):
            begin = _behind(text, begin)
    return text.count("\n", 0, begin) + 1 if begin else None


def _behind(text: str, begin: int) -> int:
    """The place behind the next object of a list."""
    depth = 0
    for place in range(begin, len(text)):
        if text[place] == "{":
            depth += 1
        elif text[place] == "}":
            depth -= 1
            if depth == 0:
                return place + 1
    return begin
