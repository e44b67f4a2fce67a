"""States of tasks as pages show them: one tally for all pages, groups, words for deadlines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.language.text import MISSING
from builder.model import Task
from builder.pages.segments import Segment, labelled_segments
from builder.programme.deadlines import CLOSED, Deadline, Standing, State, by_urgency, standing
from builder.view import View

BAR = (
    State.DONE,
    State.SUBMITTED,
    State.RECURRING,
    State.IN_PROGRESS,
    State.NOT_STARTED,
    State.NOT_PLANNED,
    State.NO_REPORT,
)
"""States in the order of every bar and sentence: the done ones first, what nobody knows last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """A task among those of its state."""

    number: str
    name: str
    uri: str
    list_name: str
    due: str
    reported: str
    """What the newest report is dated, or a dash."""
    deadline: str | None
    """What the due date says, where it says something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingGroup:
    """Tasks of one state."""

    code: str
    name: str
    about: str
    count: str
    rows: tuple[StandingRow, ...]


def standing_groups(
    tasks: Iterable[Task], view: View, shown: slice = slice(None)
) -> tuple[StandingGroup, ...]:
    """Tasks by state, open ones first, each group by due date; those of a page where they are cut.

    A group counts its tasks of all pages.
    """
    every = by_urgency(tasks, view.portal.as_of)
    counts = Counter(found.state for found, _ in every)
    groups: dict[State, list[StandingRow]] = {}
    for found, task in every[shown]:
        groups.setdefault(found.state, []).append(_row(task, found, view))
    return tuple(
        StandingGroup(
            code=state,
            name=view.words(f"status.{state}"),
            about=view.words(f"state.about.{state}"),
            count=view.number(counts[state]),
            rows=tuple(rows),
        )
        for state, rows in groups.items()
    )


def _row(task: Task, found: Standing, view: View) -> StandingRow:
    package = view.portal.package(task.package)
    return StandingRow(
        number=view.place(task.number or task.id),
        name=task.name[view.language],
        uri=view.uri("tasks", task.package, task.id),
        list_name=package.title[view.language] if package else task.package,
        due=due_text(task, view),
        reported=view.period(found.reported.period) if found.reported else MISSING,
        deadline=view.words(f"deadline.{found.deadline}") if found.deadline else None,
    )


def due_text(task: Task, view: View) -> str:
    """The day a task is due, how often it recurs, or that the document does not say."""
    if task.due is not None:
        return view.date(task.due)
    if task.recurrence:
        return view.words(f"recurrence.{task.recurrence}")
    return view.words("task.due.none")


def reported_text(found: Standing, view: View) -> str | None:
    """By which report a task stands where it does; None where there is none."""
    if found.reported is None:
        return None
    key = "not_planned" if found.state is State.NOT_PLANNED else "reported"
    return view.words(f"task.by.{key}", period=view.period(found.reported.period))


def since_text(task: Task, found: Standing, view: View) -> str | None:
    """What is known beyond the last report; None for a closed task and one that nobody dated."""
    if found.state in CLOSED:
        return None
    period = view.period(found.reported.period) if found.reported else ""
    if found.deadline is Deadline.DUE_SOON:
        return view.words("task.since.due_soon", due=view.date(task.due))
    if found.deadline is Deadline.OVERDUE:
        return view.words("task.since.overdue", period=period)
    if found.deadline is Deadline.SILENT:
        key = "task.since.silent" if found.reported else "task.since.never"
        return view.words(key, due=view.date(task.due), period=period)
    return view.words("task.since.reported", period=period) if found.reported else None


def standings(tasks: Iterable[Task], view: View) -> tuple[Standing, ...]:
    """Where each task stands: what every tally of a page is counted from."""
    return tuple(standing(task, view.portal.as_of) for task in tasks)


def standing_segments(found: Iterable[Standing], view: View) -> tuple[Segment, ...]:
    """How many tasks stand where, for a labelled bar: the done ones first."""
    names = {str(state): view.words(f"status.{state}") for state in State}
    return labelled_segments(Counter(standing.state for standing in found), BAR, names)


def standing_sentence(found: Iterable[Standing], view: View) -> str:
    """The states of some tasks in a few words, the done ones first: «3 đã trình, 9 chưa có…»."""
    counts = Counter(standing.state for standing in found)
    return ", ".join(
        view.words(f"state.count.{state}", count=counts[state]) for state in BAR if counts[state]
    )


def summary(found: Sequence[Standing], view: View) -> str:
    """Some tasks in one sentence: how many, in which states, and by which report."""
    printed = [standing for standing in found if standing.reported]
    if not printed:
        return view.words("tasks.summary.no_status", count=len(found))
    # A plan that leaves a task out for its year is no report on it.
    heard = [standing for standing in printed if standing.state is not State.NOT_PLANNED]
    reports = [standing.reported for standing in heard or printed if standing.reported]
    newest = max(reports, key=lambda report: report.as_of)
    key = "tasks.summary" if heard else "tasks.summary.planned"
    if len({report.period for report in reports}) > 1:
        key = "tasks.summary.several"
    return view.words(
        key,
        count=len(found),
        parts=standing_sentence(found, view),
        period=view.period(newest.period),
    )


def deadlines_sentence(found: Iterable[Standing], view: View) -> str | None:
    """What the due dates say of some tasks, today; None where they say nothing."""
    counts = Counter(standing.deadline for standing in found)
    parts = [
        view.words(f"deadline.count.{deadline}", count=counts[deadline])
        for deadline in Deadline
        if counts[deadline]
    ]
    if not parts:
        return None
    date = view.date(view.portal.as_of)
    return view.words("deadline.sentence", date=date, parts="; ".join(parts))
