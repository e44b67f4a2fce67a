"""States of tasks as pages show them: groups from the most urgent, and a labelled bar."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.deadlines import State, by_urgency, last_report
from builder.model import Task
from builder.pages.segments import Segment, labelled_segments
from builder.reader import MISSING, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """A task among those of its state."""

    number: str
    name: str
    uri: str
    list_name: str
    due: str
    reported: str
    """Day of the newest report, or a dash."""


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
        groups.setdefault(found, []).append(_row(task, reader))
    return tuple(
        StandingGroup(
            code=found,
            name=reader.words(f"status.{found}"),
            about=reader.words(f"state.about.{found}"),
            count=reader.number(len(rows)),
            rows=tuple(rows),
        )
        for found, rows in groups.items()
    )


def _row(task: Task, reader: Reader) -> StandingRow:
    package = reader.catalogue.package(task.package)
    report = last_report(task, reader.catalogue.as_of)
    return StandingRow(
        number=task.number or task.id,
        name=task.name[reader.language],
        uri=reader.uri("tasks", task.package, task.id),
        list_name=package.title[reader.language] if package else task.package,
        due=due_text(task, reader),
        reported=reader.date(report.as_of) if report else MISSING,
    )


def due_text(task: Task, reader: Reader) -> str:
    """The day a task is due, how often it recurs, or that the document does not say."""
    if task.due is not None:
        return reader.date(task.due)
    if task.recurrence:
        return reader.words(f"recurrence.{task.recurrence}")
    return reader.words("task.due.none")


def standing_segments(states: Iterable[State], reader: Reader) -> tuple[Segment, ...]:
    """How many tasks stand where, for a labelled bar: the done ones first."""
    names = {str(one): reader.words(f"status.{one}") for one in State}
    return labelled_segments(Counter(states), reversed(State), names)


def standing_sentence(states: Sequence[State], reader: Reader) -> str:
    """The states of some tasks in a few words, the open ones first: «3 quá hạn, 9 đã trình»."""
    counts = Counter(states)
    return ", ".join(
        reader.words(f"state.count.{code}", count=reader.number(counts[code]))
        for code in State
        if counts[code]
    )
