"""What a change leaves in doubt, and what it refers to that is not there, told before it stays."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from builder.model import Package
from builder.packages.records import records
from builder.packages.table_rows import IndicatorRow, TaskRow
from builder.problem import Problem
from builder.stewarding.edits import Cells

_PARENTS = {"value": "indicator_id", "status": "task_id"}
"""Thing → the column that says what it is of."""

SETTLED = ("version-unrecorded",)
"""What a command itself settles: it records the version when it writes."""


def new_doubts(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Warnings that there were not before, whatever rows they have moved to."""
    known = Counter[object]()
    for problem in before:
        known[_same(problem)] += 1 + len(problem.also)
    found = []
    for problem in after:
        is_known = known[_same(problem)] >= 1 + len(problem.also)
        if not is_known and problem.code not in SETTLED:
            found.append(problem)
    return found


def _same(problem: Problem) -> object:
    place = problem.place
    details = tuple(sorted(problem.details.items()))
    return problem.code, place.file, place.field, problem.value, details


def missing_parent(
    thing: str, row: Cells, package: Package, packages: Sequence[Package]
) -> tuple[str, list[str]] | None:
    """The id of an indicator or task that its package lacks, and what may be meant instead.

    That is the package that has the id, else ids of this package that come near.
    """
    named = row.get(_PARENTS.get(thing, ""), "")
    ids = _ids(thing, package)
    if not named or named in ids:
        return None
    owners = [other.id for other in packages if named in _ids(thing, other)]
    return named, owners or get_close_matches(named, sorted(ids), n=3, cutoff=0.7)


def _ids(thing: str, package: Package) -> set[str]:
    if thing == "value":
        return {str(row["indicator_id"]) for row in records(package, IndicatorRow)}
    if thing == "status":
        return {str(row["task_id"]) for row in records(package, TaskRow)}
    return set()
