"""Task lists: the list of lists, one list, and one task."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model import Package, Task
from builder.pages.catalogue.terms import TermRow, term_rows
from builder.pages.filters import Filter, list_filter
from builder.pages.programme.standing import (
    deadlines_sentence,
    due_text,
    reported_text,
    since_text,
    standing_segments,
    standing_sentence,
    standings,
    summary,
)
from builder.pages.segments import Segment
from builder.programme.deadlines import Standing, standing
from builder.reader import Reader, SourceLink
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusText:
    """A status as word and shape."""

    code: str
    name: str
    raw: str | None
    reported: str | None
    """By which report; None where there is none."""
    since: str | None
    """What is known beyond that report."""


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
    """All tasks by what was last reported of them."""
    standing: str
    deadlines: str | None
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
    deadlines: str | None
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
    has_results: bool
    """True if the list has a column of results, so that an empty one is worth a word."""
    indicators: tuple[Link, ...]
    related: tuple[Link, ...]
    terms: tuple[TermRow, ...]
    source: SourceLink
    dataset: Link
    previous: Link | None
    following: Link | None
    citation: str


def tasks_page(reader: Reader) -> TasksPage:
    """All task lists."""
    lists = []
    for package_id, tasks in reader.catalogue.tasks.items():
        package = reader.catalogue.package(package_id)
        assert package is not None
        found = standings(tasks, reader)
        lists.append(
            ListCard(
                name=package.title[reader.language],
                uri=reader.uri("tasks", package_id),
                summary=list_summary(tasks, reader),
                segments=standing_segments(found, reader) if _has_report(found) else (),
            )
        )
    every = [task for tasks in reader.catalogue.tasks.values() for task in tasks]
    found = standings(every, reader)
    return TasksPage(
        title=reader.words("nav.tasks"),
        lead=reader.words("tasks.lead", lists=len(lists), count=len(every)),
        segments=standing_segments(found, reader),
        standing=summary(found, reader),
        deadlines=deadlines_sentence(found, reader),
        lists=tuple(lists),
        timeline=_timeline(every, reader),
    )


def list_summary(tasks: Iterable[Task], reader: Reader) -> str:
    """A list in one sentence: how many tasks, in which states, by which report."""
    return summary(standings(tasks, reader), reader)


def _has_report(found: Iterable[Standing]) -> bool:
    return any(one.reported for one in found)


def _timeline(tasks: Iterable[Task], reader: Reader) -> tuple[YearRow, ...]:
    """Tasks by the year they are due, and those without a due date."""
    years: dict[str, list[Standing]] = {}
    for task in sorted(tasks, key=lambda one: one.due or datetime.date.max):
        year = str(task.due.year) if task.due else reader.words("task.due.none")
        years.setdefault(year, []).append(standing(task, reader.catalogue.as_of))
    return tuple(
        YearRow(
            year=year,
            count=reader.number(len(found)),
            segments=standing_segments(found, reader),
            standing=standing_sentence(found, reader),
        )
        for year, found in years.items()
    )


def task_list_page(package: Package, tasks: tuple[Task, ...], reader: Reader) -> TaskListPage:
    """One list: sums first, then every task under its heading."""
    sections: dict[str, list[TaskRow]] = {}
    for task in tasks:
        heading = task.section[reader.language] if task.section else ""
        sections.setdefault(heading, []).append(_row(task, reader))
    found = standings(tasks, reader)
    return TaskListPage(
        title=package.title[reader.language],
        description=package.description[reader.language],
        summary=summary(found, reader),
        deadlines=deadlines_sentence(found, reader),
        segments=standing_segments(found, reader) if _has_report(found) else (),
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
    found = standing(task, reader.catalogue.as_of)
    return StatusText(
        code=found.state,
        name=reader.words(f"status.{found.state}"),
        raw=None,
        reported=reported_text(found, reader),
        since=since_text(task, found, reader),
    )


def _values(task: Task, reader: Reader) -> dict[str, tuple[str, ...]]:
    """What a task can be filtered by."""
    found = standing(task, reader.catalogue.as_of)
    return {
        "status": (str(found.state),),
        "deadline": (str(found.deadline),) if found.deadline else (),
        "lead": task.lead,
        "year": (str(task.due.year),) if task.due else ("none",),
    }


def _filters(tasks: Iterable[Task], reader: Reader) -> tuple[Filter, ...]:
    values = [_values(task, reader) for task in tasks]
    leads = {one: reader.organisation(one) for row in values for one in row["lead"]}
    years = {one: one for row in values for one in row["year"]}
    texts = {
        "status": {one: reader.words(f"status.{one}") for row in values for one in row["status"]},
        "deadline": {
            one: reader.words(f"deadline.{one}") for row in values for one in row["deadline"]
        },
        "lead": leads,
        "year": years | {"none": reader.words("task.due.none")},
    }
    labels = {
        "status": "task.status",
        "deadline": "task.deadline",
        "lead": "task.lead",
        "year": "task.due_year",
    }
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
                    reported=reader.words("task.as_of", period=reader.period(one.period)),
                    since=None,
                ),
                result=one.result[reader.language] if one.result else None,
                source=reader.source(one.source),
            )
            for one in reversed(task.statuses)
        ),
        has_results=any(
            status.result
            for other in reader.catalogue.tasks.get(package.id, ())
            for status in other.statuses
        ),
        indicators=tuple(
            Link(text=indicator_names[one][reader.language], uri=reader.uri("indicators", one))
            for one in task.indicators
        ),
        related=tuple(_related(one, reader) for one in task.related),
        terms=term_rows(
            (text[reader.language] for text in (task.name, task.description) if text), reader
        ),
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
