"""Cells that must not be empty and are: what belongs there, and rows that are no record at all."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.model import Field, Schema
from builder.problem import Place, Problem

MANY = 3
"""Empty cells from which a row is told as a whole: a merged cell, a total, a heading."""


def told_of_empty(problems: Sequence[Problem], schema: Schema) -> Iterator[Problem]:
    """The problems of a table; those of empty cells say what belongs there, or are one a row."""
    empty = [problem for problem in problems if problem.code == "required-empty"]
    counted = Counter(problem.place.row for problem in empty)
    torn = {row for row, count in counted.items() if count >= MANY}
    fields = {field.name: field for field in schema.fields}
    told: set[int | None] = set()
    for problem in problems:
        row = problem.place.row
        if row not in torn:
            is_empty = problem.code == "required-empty"
            yield _with_wanted(problem, fields) if is_empty else problem
        elif row not in told:
            told.add(row)
            names = [cell.place.field or "" for cell in empty if cell.place.row == row]
            place = Place(file=problem.place.file, row=row)
            yield Problem(code="row-incomplete", place=place, details={"fields": ", ".join(names)})


def _with_wanted(problem: Problem, fields: Mapping[str, Field]) -> Problem:
    """A problem of an empty cell with the codes, or the table of ids, that it chooses from."""
    field = fields.get(problem.place.field or "")
    if field is None:
        return problem
    wanted = {"allowed": ", ".join(field.categories), "target": field.references or ""}
    return replace(problem, details={**problem.details, **wanted})
