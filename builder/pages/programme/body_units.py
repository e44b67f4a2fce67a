"""What the units of a body do, beside it and added up with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.pages.programme.organisations import organisation_link
from builder.pages.programme.view import ProgrammeView
from builder.programme.bodies import Body
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit with what it does, as counts."""

    link: Link
    tasks: str | None
    """Tasks that it leads or carries out; None in a portal that has none."""
    indicators: str | None
    """Indicators that it measures or reports; None in a portal that has none."""


def unit_rows(body: Body, view: ProgrammeView) -> tuple[UnitRow, ...]:
    """The units that do something, the busiest first; then the others by their order."""
    units = [view.duties[unit] for unit in body.units]
    busy = sorted(units, key=lambda unit: -len(_tasks(unit)) - len(_indicators(unit)))
    return tuple(
        UnitRow(
            link=organisation_link(unit.organisation.id, view),
            tasks=view.number(len(_tasks(unit))) if view.has("tasks") else None,
            indicators=view.number(len(_indicators(unit))) if view.has("indicators") else None,
        )
        for unit in busy
    )


def units_sentence(body: Body, view: ProgrammeView) -> str | None:
    """What a body and its units do together; None where the units add nothing."""
    family = tuple(with_units(body, view.duties))
    tasks = {task for member in family for task in _tasks(member)}
    indicators = {indicator for member in family for indicator in _indicators(member)}
    is_whole = view.has("tasks") and view.has("indicators")
    if not is_whole or (tasks, indicators) == (_tasks(body), _indicators(body)):
        return None
    return view.words(
        "organisation.with_units",
        count=len(family) - 1,
        tasks=view.number(len(tasks)),
        indicators=view.number(len(indicators)),
    )


def with_units(body: Body, bodies: Mapping[str, Body]) -> Iterator[Body]:
    """A body, its units, and theirs."""
    yield body
    for unit in body.units:
        yield from with_units(bodies[unit], bodies)


def _tasks(body: Body) -> set[tuple[str, str]]:
    return {(task.package, task.id) for task in (*body.leads, *body.carries_out)}


def _indicators(body: Body) -> set[str]:
    return {indicator.id for indicator in (*body.measures, *body.reports, *body.answers_for)}
