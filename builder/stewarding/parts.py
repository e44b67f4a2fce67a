"""What comes in from elsewhere and is too large for one package → parts of whole indicators."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.packages.shapes.files import MOST_CELLS
from builder.stewarding.edits import Cells
from builder.stewarding.taking_over import Project

WITHIN = MOST_CELLS * 3 // 4
"""Cells of a part: the tables of a package have some more than its values."""

_COLUMNS = 20
"""Columns of values beside those of the dimensions."""


def parted(project: Project, within: int = WITHIN) -> list[Project]:
    """The project, or parts of it that are each within so many cells.

    Indicators stay whole and in their order; a part has the dimensions that its values use.
    """
    if len(project.values) * (_COLUMNS + len(project.columns)) <= within:
        return [project]
    values: dict[str, list[Cells]] = {row["indicator_id"]: [] for row in project.rows}
    for cells in project.values:
        values[cells["indicator_id"]].append(cells)
    return [_part(project, ids, values) for ids in _groups(project, values, within)]


def _groups(
    project: Project, values: dict[str, list[Cells]], within: int
) -> Iterator[Sequence[str]]:
    """The indicators of each part: as many as fit, and one at least."""
    ids: list[str] = []
    used: set[str] = set()
    count = 0
    for own, rows in values.items():
        columns = {name for name in project.columns if any(cells.get(name) for cells in rows)}
        if ids and (count + len(rows)) * (_COLUMNS + len(used | columns)) > within:
            yield ids
            ids, used, count = [], set(), 0
        ids = [*ids, own]
        used |= columns
        count += len(rows)
    yield ids


def _part(project: Project, ids: Sequence[str], values: dict[str, list[Cells]]) -> Project:
    rows = [cells for own in ids for cells in values[own]]
    held = {name: {cells.get(name, "") for cells in rows} for name in project.columns}
    columns = {name: said for name, said in project.columns.items() if held[name] - {""}}
    return replace(
        project,
        rows=[row for row in project.rows if row["indicator_id"] in ids],
        values=[
            {name: cell for name, cell in cells.items() if name in columns or name not in held}
            for cells in rows
        ],
        columns=columns,
        codes={
            name: {code: said for code, said in codes.items() if code in held[name]}
            for name, codes in project.codes.items()
            if name in columns
        },
    )
