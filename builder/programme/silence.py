"""What fell due since the last report and was never reported, by body; pure.

A task is silent when its day has passed and no document has told of it since. An indicator is
silent when the period of a target has passed and no value is printed for that period or later.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.model import Indicator, Observation, Task
from builder.portal import Portal
from builder.programme.deadlines import Deadline, standing
from builder.programme.overdue import OverdueReport, overdue

MEASURED = ("actual", "estimate")


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentIndicator:
    """An indicator whose target's period has passed without a value."""

    indicator: Indicator
    target: Observation
    latest: Observation | None
    """The newest value; None where no document prints one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySilence:
    """What one body was to do or to measure, and nobody has told of."""

    tasks: list[Task] = field(default_factory=list)
    indicators: list[SilentIndicator] = field(default_factory=list)

    @property
    def since(self) -> datetime.date:
        """The day from which on it is silent: the first that passed."""
        days = [task.due for task in self.tasks if task.due]
        return min((*days, *(found.target.period.end for found in self.indicators)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Everything that nobody has told of at a day."""

    tasks: tuple[Task, ...]
    indicators: tuple[SilentIndicator, ...]
    reports: tuple[OverdueReport, ...]
    """Reports of the last year whose quarter has no figure."""
    bodies: Mapping[str | None, BodySilence]
    """By organisation id; None for what names no body."""


def silence(portal: Portal) -> Silence:
    """What fell due by the portal's day and was never reported."""
    tasks = tuple(
        sorted(
            (
                task
                for task_list in portal.tasks.values()
                for task in task_list
                if standing(task, portal.as_of).deadline is Deadline.SILENT
            ),
            key=lambda task: task.due or datetime.date.max,
        )
    )
    indicators = tuple(
        found
        for indicator in portal.indicators
        if (found := silent_indicator(indicator, portal.as_of)) is not None
    )
    return Silence(
        tasks=tasks,
        indicators=indicators,
        reports=overdue(portal, portal.as_of).reports,
        bodies=_by_body(tasks, indicators),
    )


def is_silent(portal: Portal) -> bool:
    """True if anything fell due and was never reported."""
    day = portal.as_of
    return any(silent_indicator(indicator, day) for indicator in portal.indicators) or any(
        standing(task, day).deadline is Deadline.SILENT
        for tasks in portal.tasks.values()
        for task in tasks
    )


def silent_indicator(indicator: Indicator, day: datetime.date) -> SilentIndicator | None:
    """An indicator with the newest target that has passed; None where a value came since."""
    passed = [
        value
        for value in indicator.observations
        if value.kind == "target" and value.value is not None and value.period.end < day
    ]
    if not passed:
        return None
    target = max(passed, key=lambda value: value.period.end)
    latest = max(
        (
            value
            for value in indicator.observations
            if value.kind in MEASURED and value.value is not None
        ),
        key=lambda value: value.period.end,
        default=None,
    )
    if latest is not None and latest.period.end >= target.period.end:
        return None
    return SilentIndicator(indicator=indicator, target=target, latest=latest)


def _by_body(
    tasks: Sequence[Task], indicators: Sequence[SilentIndicator]
) -> Mapping[str | None, BodySilence]:
    bodies: dict[str | None, BodySilence] = {}
    for task in tasks:
        for body in task.lead or (None,):
            bodies.setdefault(body, BodySilence()).tasks.append(task)
    for found in indicators:
        for body in found.indicator.responsible or (None,):
            bodies.setdefault(body, BodySilence()).indicators.append(found)
    return bodies
