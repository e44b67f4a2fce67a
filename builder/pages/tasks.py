"""Task lists: the list of lists, one list, and one task."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builder.deadlines import State, state
from builder.model import Package, Task
from builder.pages.filters import Filter, list_filter
from builder.pages.segments import Segment, labelled_segments
from builder.pages.standing import due_text, standing_segments, standing_sentence
from builder.reader import Reader, SourceLink
from builder.site import Link

STATUSES = (
    "completed",
    "submitted",
    "recurring",
    "in_progress",
    "not_started",
    "not_planned",
    "unknown",
)
"""Statuses in the order of every legend, the done ones first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusText:
    """A status as word and shape."""

    code: str
    name: str
    raw: str | None
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCard:
    """One task list among all."""

    name: str
    uri: str
    summary: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """Tasks due in one year, with their states."""

    year: str
    count: str
    segments: tuple[Segment, ...]
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksPage:
    """Context of tasks.html."""

    title: str
    lead: str
    segments: tuple[Segment, ...]
    """States of all tasks at `as_of`."""
    standing: str
    lists: tuple[ListCard, ...]
    timeline: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task in a list."""

    number: str
    name: str
    uri: str
    lead: str
    due: str
    state: StatusText
    """Where it stands at `as_of`."""
    data: tuple[tuple[str, str], ...]
    """Values that filters compare, by filter name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSection:
    """Tasks under one heading of the document; the heading is empty where there is none."""

    name: str
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskListPage:
    """Context of task_list.html."""

    title: str
    description: str
    summary: str
    standing: str
    segments: tuple[Segment, ...]
    has_lead: bool
    filters: tuple[Filter, ...]
    sections: tuple[TaskSection, ...]
    dataset: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """A status in the history of a task."""

    status: StatusText
    result: str | None
    source: SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """Context of task.html."""

    title: str
    number: str | None
    list_name: str
    section: str | None
    status: StatusText
    """Where it stands at `as_of`."""
    description: str | None
    leads: tuple[Link, ...]
    lead_raw: str | None
    partners: str
    implementers: str
    due: str
    due_raw: str | None
    period: str | None
    recurrence: str | None
    expected: str | None
    history: tuple[StatusRow, ...]
    indicators: tuple[Link, ...]
    related: tuple[Link, ...]
    source: SourceLink
    dataset: Link
    previous: Link | None
    following: Link | None
    citation: str


def segments(tasks: Iterable[Task], reader: Reader) -> tuple[Segment, ...]:
    """What the documents themselves last said of the tasks, for a labelled bar."""
    counts = Counter(task.latest.status if task.latest else "no_report" for task in tasks)
    order = (*STATUSES, "no_report")
    names = {one: reader.words(f"status.{one}") for one in order}
    return labelled_segments(counts, order, names)


def list_summary(tasks: tuple[Task, ...], reader: Reader) -> str:
    """A list in one sentence: how many tasks, how many of each status, as of when."""
    days = [task.latest.as_of for task in tasks if task.latest]
    if not days:
        return reader.words("tasks.summary.no_status", count=len(tasks))
    parts = ", ".join(
        reader.words("tasks.summary.part", count=one.count, status=_lower_first(one.name))
        for one in segments(tasks, reader)
    )
    return reader.words("tasks.summary", count=len(tasks), parts=parts, date=reader.date(max(days)))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def tasks_page(reader: Reader) -> TasksPage:
    """All task lists."""
    lists = []
    for package_id, tasks in reader.catalogue.tasks.items():
        package = reader.catalogue.package(package_id)
        assert package is not None
        lists.append(
            ListCard(
                name=package.title[reader.language],
                uri=reader.uri("tasks", package_id),
                summary=list_summary(tasks, reader),
                segments=segments(tasks, reader) if any(one.latest for one in tasks) else (),
            )
        )
    every = [task for tasks in reader.catalogue.tasks.values() for task in tasks]
    states = [state(task, reader.catalogue.as_of) for task in every]
    return TasksPage(
        title=reader.words("nav.tasks"),
        lead=reader.words("tasks.lead", lists=len(lists), count=len(every)),
        segments=standing_segments(states, reader),
        standing=reader.words(
            "tasks.standing",
            date=reader.date(reader.catalogue.as_of),
            states=standing_sentence(states, reader),
        ),
        lists=tuple(lists),
        timeline=_timeline(every, reader),
    )


def _timeline(tasks: Iterable[Task], reader: Reader) -> tuple[YearRow, ...]:
    """Tasks by the year they are due, and those without a due date."""
    years: dict[str, list[State]] = {}
    for task in sorted(tasks, key=lambda one: one.due or datetime.date.max):
        year = str(task.due.year) if task.due else reader.words("task.due.none")
        years.setdefault(year, []).append(state(task, reader.catalogue.as_of))
    return tuple(
        YearRow(
            year=year,
            count=reader.number(len(states)),
            segments=standing_segments(states, reader),
            standing=standing_sentence(states, reader),
        )
        for year, states in years.items()
    )


def task_list_page(package: Package, tasks: tuple[Task, ...], reader: Reader) -> TaskListPage:
    """One list: sums first, then every task under its heading."""
    sections: dict[str, list[TaskRow]] = {}
    for task in tasks:
        heading = task.section[reader.language] if task.section else ""
        sections.setdefault(heading, []).append(_row(task, reader))
    states = [state(task, reader.catalogue.as_of) for task in tasks]
    return TaskListPage(
        title=package.title[reader.language],
        description=package.description[reader.language],
        summary=list_summary(tasks, reader),
        standing=reader.words(
            "tasks.standing",
            date=reader.date(reader.catalogue.as_of),
            states=standing_sentence(states, reader),
        ),
        segments=standing_segments(states, reader),
        has_lead=any(task.lead or task.lead_raw for task in tasks),
        filters=_filters(tasks, reader),
        sections=tuple(TaskSection(name=name, rows=tuple(rows)) for name, rows in sections.items()),
        dataset=Link(text=reader.words("task.dataset"), uri=reader.uri("datasets", package.id)),
    )


def _row(task: Task, reader: Reader) -> TaskRow:
    return TaskRow(
        number=task.number or "",
        name=task.name[reader.language],
        uri=reader.uri("tasks", task.package, task.id),
        lead=_lead(task, reader),
        due=due_text(task, reader),
        state=_state(task, reader),
        data=tuple((name, ";".join(values)) for name, values in _values(task, reader).items()),
    )


def _state(task: Task, reader: Reader) -> StatusText:
    found = state(task, reader.catalogue.as_of)
    return StatusText(
        code=found,
        name=reader.words(f"status.{found}"),
        raw=None,
        as_of=reader.date(reader.catalogue.as_of),
    )


def _values(task: Task, reader: Reader) -> dict[str, tuple[str, ...]]:
    """What a task can be filtered by."""
    return {
        "status": (str(state(task, reader.catalogue.as_of)),),
        "lead": task.lead,
        "year": (str(task.due.year),) if task.due else ("none",),
    }


def _filters(tasks: Iterable[Task], reader: Reader) -> tuple[Filter, ...]:
    values = [_values(task, reader) for task in tasks]
    leads = {one: reader.organisation(one) for row in values for one in row["lead"]}
    years = {one: one for row in values for one in row["year"]}
    texts = {
        "status": {one: reader.words(f"status.{one}") for row in values for one in row["status"]},
        "lead": leads,
        "year": years | {"none": reader.words("task.due.none")},
    }
    labels = {"status": "task.status", "lead": "task.lead", "year": "task.due_year"}
    found = [
        list_filter(name, reader.words(label), [row[name] for row in values], texts[name])
        for name, label in labels.items()
    ]
    return tuple(one for one in found if one)


def _lead(task: Task, reader: Reader) -> str:
    return reader.organisations(task.lead) or task.lead_raw or ""


def task_page(
    task: Task,
    package: Package,
    neighbours: tuple[Task | None, Task | None],
    reader: Reader,
    citation: str,
) -> TaskPage:
    """One task; `neighbours` are the tasks before and after it in the list."""
    indicator_names = {one.id: one.short_name for one in reader.catalogue.indicators}
    return TaskPage(
        title=task.name[reader.language],
        number=task.number,
        list_name=package.title[reader.language],
        section=task.section[reader.language] if task.section else None,
        status=_state(task, reader),
        description=task.description[reader.language] if task.description else None,
        leads=reader.bodies(task.lead),
        lead_raw=task.lead_raw,
        partners=reader.organisations(task.partners),
        implementers=reader.organisations(task.implementers),
        due=due_text(task, reader),
        due_raw=task.due_raw,
        period=_period(task, reader),
        recurrence=reader.words(f"recurrence.{task.recurrence}") if task.recurrence else None,
        expected=task.expected[reader.language] if task.expected else None,
        history=tuple(
            StatusRow(
                status=StatusText(
                    code=one.status,
                    name=reader.words(f"status.{one.status}"),
                    raw=one.raw,
                    as_of=reader.date(one.as_of),
                ),
                result=one.result[reader.language] if one.result else None,
                source=reader.source(one.source),
            )
            for one in reversed(task.statuses)
        ),
        indicators=tuple(
            Link(text=indicator_names[one][reader.language], uri=reader.uri("indicators", one))
            for one in task.indicators
        ),
        related=tuple(_related(one, reader) for one in task.related),
        source=reader.source(task.source),
        dataset=Link(text=package.title[reader.language], uri=reader.uri("datasets", package.id)),
        previous=_neighbour(neighbours[0], reader),
        following=_neighbour(neighbours[1], reader),
        citation=citation,
    )


def _period(task: Task, reader: Reader) -> str | None:
    if task.start is None or task.end is None:
        return None
    return f"{reader.date(task.start)} – {reader.date(task.end)}"


def _related(reference: str, reader: Reader) -> Link:
    package_id, _, task_id = reference.partition("/")
    found = next(
        (one for one in reader.catalogue.tasks.get(package_id, ()) if one.id == task_id), None
    )
    text = found.name[reader.language] if found else reference
    return Link(text=text, uri=reader.uri("tasks", package_id, task_id))


def _neighbour(task: Task | None, reader: Reader) -> Link | None:
    if task is None:
        return None
    return Link(text=task.name[reader.language], uri=reader.uri("tasks", task.package, task.id))
