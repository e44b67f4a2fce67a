"""States of tasks as pages show them: one tally for all pages, groups, words for deadlines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model import Task
from builder.pages.segments import Segment, labelled_segments
from builder.programme.deadlines import CLOSED, Deadline, Standing, State, by_urgency, standing
from builder.reader import MISSING, Reader

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


def standing_groups(tasks: Iterable[Task], reader: Reader) -> tuple[StandingGroup, ...]:
    """Tasks by state, open ones first, each group by due date."""
    groups: dict[State, list[StandingRow]] = {}
    for found, task in by_urgency(tasks, reader.catalogue.as_of):
        groups.setdefault(found.state, []).append(_row(task, found, reader))
    return tuple(
        StandingGroup(
            code=state,
            name=reader.words(f"status.{state}"),
            about=reader.words(f"state.about.{state}"),
            count=reader.number(len(rows)),
            rows=tuple(rows),
        )
        for state, rows in groups.items()
    )


def _row(task: Task, found: Standing, reader: Reader) -> StandingRow:
    package = reader.catalogue.package(task.package)
    return StandingRow(
        number=task.number or task.id,
        name=task.name[reader.language],
        uri=reader.uri("tasks", task.package, task.id),
        list_name=package.title[reader.language] if package else task.package,
        due=due_text(task, reader),
        reported=reader.period(found.reported.period) if found.reported else MISSING,
        deadline=reader.words(f"deadline.{found.deadline}") if found.deadline else None,
    )


def due_text(task: Task, reader: Reader) -> str:
    """The day a task is due, how often it recurs, or that the document does not say."""
    if task.due is not None:
        return reader.date(task.due)
    if task.recurrence:
        return reader.words(f"recurrence.{task.recurrence}")
    return reader.words("task.due.none")


def reported_text(found: Standing, reader: Reader) -> str | None:
    """By which report a task stands where it does; None where there is none."""
    if found.reported is None:
        return None
    key = "not_planned" if found.state is State.NOT_PLANNED else "reported"
    return reader.words(f"task.by.{key}", period=reader.period(found.reported.period))


def since_text(task: Task, found: Standing, reader: Reader) -> str | None:
    """What is known beyond the last report; None for a closed task and one that nobody dated."""
    if found.state in CLOSED:
        return None
    period = reader.period(found.reported.period) if found.reported else ""
    if found.deadline is Deadline.DUE_SOON:
        return reader.words("task.since.due_soon", due=reader.date(task.due))
    if found.deadline is Deadline.OVERDUE:
        return reader.words("task.since.overdue", period=period)
    if found.deadline is Deadline.SILENT:
        key = "task.since.silent" if found.reported else "task.since.never"
        return reader.words(key, due=reader.date(task.due), period=period)
    return reader.words("task.since.reported", period=period) if found.reported else None


def standings(tasks: Iterable[Task], reader: Reader) -> tuple[Standing, ...]:
    """Where each task stands: what every tally of a page is counted from."""
    return tuple(standing(task, reader.catalogue.as_of) for task in tasks)


def standing_segments(found: Iterable[Standing], reader: Reader) -> tuple[Segment, ...]:
    """How many tasks stand where, for a labelled bar: the done ones first."""
    names = {str(state): reader.words(f"status.{state}") for state in State}
    return labelled_segments(Counter(one.state for one in found), BAR, names)


def standing_sentence(found: Iterable[Standing], reader: Reader) -> str:
    """The states of some tasks in a few words, the done ones first: «3 đã trình, 9 chưa có…»."""
    counts = Counter(one.state for one in found)
    return ", ".join(
        reader.words(f"state.count.{state}", count=counts[state]) for state in BAR if counts[state]
    )


def summary(found: Sequence[Standing], reader: Reader) -> str:
    """Some tasks in one sentence: how many, in which states, and by which report."""
    reports = [one.reported for one in found if one.reported]
    if not reports:
        return reader.words("tasks.summary.no_status", count=len(found))
    newest = max(reports, key=lambda report: report.as_of)
    periods = {report.period for report in reports}
    key = "tasks.summary" if len(periods) == 1 else "tasks.summary.several"
    return reader.words(
        key,
        count=len(found),
        parts=standing_sentence(found, reader),
        period=reader.period(newest.period),
    )


def deadlines_sentence(found: Iterable[Standing], reader: Reader) -> str | None:
    """What the due dates say of some tasks, today; None where they say nothing."""
    counts = Counter(one.deadline for one in found)
    parts = [
        reader.words(f"deadline.count.{deadline}", count=counts[deadline])
        for deadline in Deadline
        if counts[deadline]
    ]
    if not parts:
        return None
    date = reader.date(reader.catalogue.as_of)
    return reader.words("deadline.sentence", date=date, parts="; ".join(parts))
