"""The header of a table: which rows it is, the names that they give, and the rows below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.packages.shapes.grids import Row, UndeclaredError


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A grid with its header apart."""

    labels: list[str] | None
    """None where the dialect says that there is no header."""
    row: int
    """Row of the header in its file; 1 where there is none."""
    body: list[Row]


def headed(grid: Sequence[Row], dialect: Mapping[str, Any]) -> Headed:
    """The labels of a grid and the rows below them, by `header`, `headerRows` and `headerJoin`."""
    if dialect.get("header") is False:
        return Headed(labels=None, row=1, body=list(grid))
    wanted = dialect.get("headerRows") or [1]
    there = {number for number, _ in grid}
    if not set(wanted) <= there:  # a comment stands there: counted without comments
        wanted = [grid[place - 1][0] for place in wanted if 0 < place <= len(grid)]
    heads = [row for number, row in grid if number in wanted]
    if not heads:
        last = str(max(there, default=0))
        found = str(dialect.get("headerRows"))
        raise UndeclaredError("headerRows", found, rule="maximum", expected=last)
    join = str(dialect.get("headerJoin", " "))
    columns = range(max(len(row) for row in heads))
    labels = [
        join.join(row[column] for row in heads if column < len(row) and row[column])
        for column in columns
    ]
    body = [row for row in grid if row[0] > max(wanted)]
    return Headed(labels=labels, row=max(wanted), body=body)


def further_rows(grid: Sequence[Row], first: Headed, dialect: Mapping[str, Any]) -> list[Row]:
    """The rows of a further file of a table, which may have the header again."""
    if first.labels is None or not grid:
        return list(grid)
    again = headed(grid, dialect)
    return again.body if again.labels == first.labels else list(grid)
