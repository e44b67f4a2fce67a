"""The line of a file that a place is on: a row of a table may span lines, a property has one."""

import csv
import io
import re
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from builder.large_file import Content
from builder.problem import Place


def first_line(content: bytes) -> bytes:
    """The first line of a file, without the break behind it; of a large file nothing is copied."""
    end = content.find(b"\n")
    return content if end < 0 else content[:end]


def line_of(place: Place, root: Path) -> int | None:
    """The line of a place in its file, counted from 1; None where it cannot be told."""
    path = root / place.file
    if not path.is_file():
        return None
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    if place.row is not None:
        return _line_of_row(text, place.row)
    if place.field and path.suffix in (".json", ".yaml", ".yml"):
        return _line_of_property(text, place.field)
    return None


@lru_cache(maxsize=256)
def row_lines(content: Content, most: int | None = None) -> tuple[int, ...]:
    """The line at which each row of a CSV file begins, the header first; lines begin at 1.

    `most` is how many rows are looked at; None: all of them.
    """
    begins, begin = [], 1
    with io.BytesIO(content) if isinstance(content, bytes) else content.opened() as opened:
        stream = io.TextIOWrapper(opened, "utf-8-sig", errors="replace", newline="")
        reader = csv.reader(stream)
        for _ in islice(reader, most):
            begins.append(begin)
            begin = reader.line_num + 1
    return tuple(begins)


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
    """Where the property of a dotted path such as `resources[1].path` stands, or what holds it."""
    try:
        node = yaml.compose(text.replace("\t", " "), Loader=yaml.CSafeLoader)  # JSON is YAML
    except yaml.YAMLError:
        return None
    line = None
    for step in re.findall(r"[^.\[\]]+|\[\d+\]", path):
        found = _step(node, step)
        if found is None:
            return line
        line, node = found
    return line


def _step(node: Any, step: str) -> tuple[int, Any] | None:
    """The line of a part of a list or object, and the part."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and step.startswith("["):
        number = int(step[1:-1])
        if number < len(node.value):
            return node.value[number].start_mark.line + 1, node.value[number]
    return None
