"""Where a task stands at a day, by its due date and what documents report; pure."""

import datetime
from collections.abc import Iterable
from enum import StrEnum

from builder.model import Task, TaskStatus

SOON = datetime.timedelta(days=30)
"""How long before its due date a task counts as due soon."""


class State(StrEnum):
    """Where a task stands, in the order in which lists show it: what asks for action first.

    «Done late» is left out on purpose: a status says what was so on its day, not since when.
    """

    OVERDUE = "overdue"
    """A document of the due date or later says that it is not done."""
    NO_REPORT = "no_report"
    """No document says how it stands, or the newest that does is older than the due date."""
    DUE_SOON = "due_soon"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    NOT_PLANNED = "not_planned"
    """Not planned for the year of the document that says so."""
    RECURRING = "recurring"
    SUBMITTED = "submitted"
    """Handed over and not yet issued: no longer in the hands of the lead agency."""
    DONE = "completed"


CLOSED = frozenset({State.RECURRING, State.SUBMITTED, State.DONE})
"""States in which the documents count a task as done; no due date reopens them."""


def state(task: Task, as_of: datetime.date) -> State:
    """Where a task stands at a day; statuses reported later than that day are not known yet."""
    reported = last_report(task, as_of)
    if reported is not None and reported.status in CLOSED:
        return State(reported.status)
    if task.due is not None and task.due < as_of:
        is_older = reported is None or reported.as_of < task.due
        return State.NO_REPORT if is_older else State.OVERDUE
    if task.due is not None and task.due - as_of <= SOON:
        return State.DUE_SOON
    return State(reported.status) if reported is not None else State.NO_REPORT


def last_report(task: Task, as_of: datetime.date) -> TaskStatus | None:
    """The newest status known at a day; `unknown` reports nothing."""
    known = [one for one in task.statuses if one.as_of <= as_of and one.status != "unknown"]
    return known[-1] if known else None


def by_urgency(tasks: Iterable[Task], as_of: datetime.date) -> tuple[tuple[State, Task], ...]:
    """Tasks with their states: open ones first, then by due date, then as they came."""
    order = {one: place for place, one in enumerate(State)}
    stated = [(state(task, as_of), task) for task in tasks]
    stated.sort(key=lambda pair: (order[pair[0]], pair[1].due or datetime.date.max))
    return tuple(stated)
