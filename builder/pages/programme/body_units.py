"""What the units of a body do, beside it and added up with it."""

from dataclasses import dataclass

from builder.pages.programme.view import ProgrammeView
from builder.programme.bodies import Body, with_units
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
    busy = sorted(units, key=lambda unit: -len(unit.tasks) - len(unit.indicators))
    return tuple(
        UnitRow(
            link=view.body(unit.organisation.id),
            tasks=view.number(len(unit.tasks)) if view.has("tasks") else None,
            indicators=view.number(len(unit.indicators)) if view.has("indicators") else None,
        )
        for unit in busy
    )


def units_sentence(body: Body, view: ProgrammeView) -> str | None:
    """What a body and its units do together; None where the units add nothing."""
    family = tuple(with_units(body, view.duties))
    tasks = frozenset(task for member in family for task in member.tasks)
    indicators = frozenset(each for member in family for each in member.indicators)
    is_whole = view.has("tasks") and view.has("indicators")
    if not is_whole or (tasks, indicators) == (body.tasks, body.indicators):
        return None
    return view.words(
        "organisation.with_units",
        count=len(family) - 1,
        tasks=view.number(len(tasks)),
        indicators=view.number(len(indicators)),
    )
