"""Where a task stands by its last report, and what its due date says about that report; pure.

A state is what the newest document says, and is dated by it. What is known since then stands
apart: that a task fell due and nobody has reported on it since is silence, not a delay.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from builder.model import Task, TaskStatus

SOON = datetime.timedelta(days=30)
"""How long before its due date a task counts as due soon."""


class State(StrEnum):
    """What the last report says of a task, in the order of lists: what asks for action first."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    NO_REPORT = "no_report"
    """No document says how it stands."""
    NOT_PLANNED = "not_planned"
    """Not carried out in the year of the document that says so."""
    RECURRING = "recurring"
    SUBMITTED = "submitted"
    """Handed over and not yet issued: no longer in the hands of the lead agency."""
    DONE = "completed"


CLOSED = frozenset({State.RECURRING, State.SUBMITTED, State.DONE})
"""States in which the documents count a task as done; no due date reopens them."""


class Deadline(StrEnum):
    """What the due date of an open task says."""

    OVERDUE = "overdue"
    """It was due before the day of its last report, which says that it is not done."""
    SILENT = "silent"
    """It has fallen due, and no document has reported on it since."""
    DUE_SOON = "due_soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A task at a day."""

    state: State
    reported: TaskStatus | None
    """The report that says so; None where there is none."""
    deadline: Deadline | None
    """None for a closed task, one without a due date, and one whose date is still far."""


def standing(task: Task, as_of: datetime.date) -> Standing:
    """Where a task stands at a day; statuses reported later than that day are not known yet."""
    reported = last_report(task, as_of)
    state = State(reported.status) if reported else State.NO_REPORT
    return Standing(
        state=state, reported=reported, deadline=_deadline(task, state, reported, as_of)
    )


def _deadline(
    task: Task, state: State, reported: TaskStatus | None, as_of: datetime.date
) -> Deadline | None:
    if task.due is None or state in CLOSED:
        return None
    # What falls in the month that a report prints is not overdue in it: its day is not known.
    if reported is not None and task.due < reported.period.start:
        return Deadline.OVERDUE
    if task.due < as_of:
        return Deadline.SILENT
    return Deadline.DUE_SOON if task.due - as_of <= SOON else None


def last_report(task: Task, as_of: datetime.date) -> TaskStatus | None:
    """The newest status known at a day; `unknown` reports nothing."""
    known = [
        status for status in task.statuses if status.as_of <= as_of and status.status != "unknown"
    ]
    return known[-1] if known else None


def by_urgency(tasks: Iterable[Task], as_of: datetime.date) -> tuple[tuple[Standing, Task], ...]:
    """Tasks with their standings: open ones first, then by due date, then as they came."""
    order = {state: place for place, state in enumerate(State)}
    stated = [(standing(task, as_of), task) for task in tasks]
    stated.sort(key=lambda pair: (order[pair[0].state], pair[1].due or datetime.date.max))
    return tuple(stated)
