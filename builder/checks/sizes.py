"""Sizes beyond what one page, one workbook and the memory of a machine hold: refused early.

Counted in the bytes, before a table is read: what is too large is told once, not a cell at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.packages.descriptor import is_tabular
from builder.packages.lines import first_line
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.shapes.files import MOST_CELLS, counted_cells
from builder.problem import Place, Problem

COLUMNS = 1_000
"""Columns of a table: a dataset's page describes each of them."""

CELL_CHARACTERS = 1_000_000
"""Characters of a cell: Excel holds 32,767, a page some more."""

DEPTH = 50
"""Lists and groups within each other in a descriptor."""


def too_large(descriptor: Mapping[str, Any], source: SourcePackage) -> Iterator[Problem]:
    """What of a package is too large to be read; at most one problem."""
    yield from _first(_sizes(descriptor, source))


def too_deep(descriptor: Mapping[str, Any], source: SourcePackage) -> Iterator[Problem]:
    """A property with lists and groups in each other beyond any meaning."""
    for name, value in descriptor.items():
        if _is_deeper(value, DEPTH):
            place = Place(file=source.file(DESCRIPTOR), field=name)
            yield _problem(place, "depth", DEPTH + 1, DEPTH)
            return


def _first(problems: Iterator[Problem]) -> Iterator[Problem]:
    problem = next(problems, None)
    if problem:
        yield problem


def _sizes(descriptor: Mapping[str, Any], source: SourcePackage) -> Iterator[Problem]:
    cells = 0
    for position, resource in enumerate(descriptor["resources"]):
        schema, path = resource.get("schema"), str(resource.get("path"))
        fields = len(schema.get("fields", ())) if isinstance(schema, dict) else 0
        if fields > COLUMNS:
            field = f"resources[{position}].schema.fields"
            place = Place(file=source.file(DESCRIPTOR), field=field)
            yield _problem(place, "columns", fields, COLUMNS)
        if not is_tabular(resource) or path not in source.files:
            continue
        content, mark, place = source.files[path], _mark(resource), Place(file=source.file(path))
        columns = first_line(content).count(mark) + 1
        if columns > COLUMNS:
            yield _problem(Place(file=place.file, row=1), "columns", columns, COLUMNS)
        cells += counted_cells(content, mark)
        if cells > MOST_CELLS:
            yield _problem(place, "cells", cells, MOST_CELLS)
        yield from _long_cell(content, mark, place)


def _mark(resource: Mapping[str, Any]) -> bytes:
    dialect = resource.get("dialect")
    mark = dialect.get("delimiter") if isinstance(dialect, dict) else None
    return str(mark or ",").encode()


def _long_cell(content: bytes, mark: bytes, place: Place) -> Iterator[Problem]:
    """A stretch without any mark between cells that is longer than a cell may be."""
    for start, line in _long_lines(content):
        longest = max(len(cell.decode("utf-8", errors="replace")) for cell in line.split(mark))
        if longest > CELL_CHARACTERS:
            where = Place(file=place.file, row=content.count(b"\n", 0, start) + 1)
            yield _problem(where, "characters", longest, CELL_CHARACTERS)


def _long_lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines with more bytes than a cell may have characters, each with its place; by leaps."""
    start = 0
    while len(content) - start > CELL_CHARACTERS:
        end = content.rfind(b"\n", start, start + CELL_CHARACTERS + 1)
        if end < 0:
            end = content.find(b"\n", start)
            end = len(content) if end < 0 else end
            yield start, content[start:end]
        start = end + 1


def _is_deeper(value: Any, depth: int) -> bool:
    """True if a value has more lists and groups within each other than that."""
    level: Sequence[Any] = [value]
    for _ in range(depth):
        level = [part for outer in level for part in _parts(outer)]
    return any(isinstance(value, Mapping | list) for value in level)


def _parts(value: Any) -> Sequence[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, list) else ()


def _problem(place: Place, what: str, found: int, limit: int) -> Problem:
    details = {"what": what, "found": str(found), "limit": str(limit)}
    return Problem(code="too-large", place=place, details=details)
