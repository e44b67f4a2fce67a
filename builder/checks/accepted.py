"""Doubts that a person has looked into: `schemas/accepted.csv` holds each with its reason."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from builder.checks.meaning import doubtful_meaning
from builder.checks.translation.review import ACCEPTED, FOLDER
from builder.model import Package
from builder.problem import Place, Problem, Severity

NEVER_RIGHT = ("title-copied", "unit-differs", "value-missing")
"""Codes that no reason makes right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A doubt that a person has looked into, with the reason why the row stays as it is."""

    package: str
    resource: str
    row_key: str
    field: str
    code: str
    reason: str
    row: int
    """Row in its own file."""


def unaccepted(
    packages: Sequence[Package], accepted: Sequence[Accepted], broken: Collection[str]
) -> Iterator[Problem]:
    """Doubts that nobody has accepted, and what was accepted and is not doubtful any more."""
    used: set[int] = set()
    by_place = {
        (entry.package, entry.resource, entry.row_key, entry.field, entry.code): entry.row
        for entry in accepted
    }
    for remark in doubtful_meaning(packages):
        problem = remark.problem
        place = (
            remark.package,
            remark.resource,
            remark.row_key,
            problem.place.field or "",
            problem.code,
        )
        if place in by_place and problem.code not in NEVER_RIGHT:
            used.add(by_place[place])
        else:
            details = {**problem.details, "line": ",".join(place)}
            yield replace(problem, details=details)
    for entry in accepted:
        if entry.row not in used and entry.package not in broken:
            yield Problem(
                code="exception-unused",
                place=Place(file=f"{FOLDER}/{ACCEPTED}", row=entry.row),
                value=entry.row_key or entry.package,
                details={"rule": entry.code, "reason": entry.reason},
                severity=Severity.WARNING,
            )
