"""Task lists: the list of lists, one list, and one task."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model import Package, Task
from builder.pages.filters import Filter, list_filter
from builder.pages.reader import Reader, SourceLink
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
class Segment:
    """One part of a labelled bar."""

    code: str
    name: str
    count: int
    width: str
    """Width on a bar of 1000, for SVG."""
    start: str
    """Where it begins on that bar."""


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
class TasksPage:
    """Context of tasks.html."""

    title: str
    lead: str
    lists: tuple[ListCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task in a list."""

    number: str
    name: str
    uri: str
    lead: str
    due: str
    status: StatusText | None
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
    segments: tuple[Segment, ...]
    has_status: bool
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
    status: StatusText | None
    description: str | None
    lead: str
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
    """How many tasks stand where, for a labelled bar."""
    counts = Counter(task.latest.status if task.latest else "no_report" for task in tasks)
    total = sum(counts.values())
    found: list[Segment] = []
    start = 0.0
    for code in (*STATUSES, "no_report"):
        if counts[code]:
            width = counts[code] * 1000 / total
            found.append(
                Segment(
                    code=code,
                    name=reader.words(f"status.{code}"),
                    count=counts[code],
                    width=f"{width:.1f}",
                    start=f"{start:.1f}",
                )
            )
            start += width
    return tuple(found)


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
    total = sum(len(tasks) for tasks in reader.catalogue.tasks.values())
    return TasksPage(
        title=reader.words("nav.tasks"),
        lead=reader.words("tasks.lead", lists=len(lists), count=total),
        lists=tuple(lists),
    )


def task_list_page(package: Package, tasks: tuple[Task, ...], reader: Reader) -> TaskListPage:
    """One list: sums first, then every task under its heading."""
    sections: dict[str, list[TaskRow]] = {}
    for task in tasks:
        heading = task.section[reader.language] if task.section else ""
        sections.setdefault(heading, []).append(_row(task, reader))
    has_status = any(task.latest for task in tasks)
    return TaskListPage(
        title=package.title[reader.language],
        description=package.description[reader.language],
        summary=list_summary(tasks, reader),
        segments=segments(tasks, reader) if has_status else (),
        has_status=has_status,
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
        due=_due(task, reader),
        status=_status(task, reader),
        data=tuple((name, ";".join(values)) for name, values in _values(task).items()),
    )


def _values(task: Task) -> dict[str, tuple[str, ...]]:
    """What a task can be filtered by."""
    return {
        "status": (task.latest.status if task.latest else "no_report",),
        "lead": task.lead,
        "year": (str(task.due.year),) if task.due else ("none",),
    }


def _filters(tasks: Iterable[Task], reader: Reader) -> tuple[Filter, ...]:
    values = [_values(task) for task in tasks]
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


def _due(task: Task, reader: Reader) -> str:
    if task.due:
        return reader.date(task.due)
    if task.recurrence:
        return reader.words(f"recurrence.{task.recurrence}")
    return reader.words("task.due.none")


def _status(task: Task, reader: Reader) -> StatusText | None:
    latest = task.latest
    if latest is None:
        return None
    return StatusText(
        code=latest.status,
        name=reader.words(f"status.{latest.status}"),
        raw=latest.raw if reader.language == reader.routes.languages[0] else None,
        as_of=reader.date(latest.as_of),
    )


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
        status=_status(task, reader),
        description=task.description[reader.language] if task.description else None,
        lead=_lead(task, reader),
        lead_raw=task.lead_raw,
        partners=reader.organisations(task.partners),
        implementers=reader.organisations(task.implementers),
        due=_due(task, reader),
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
