"""Task lists: the list of lists, one list, and one task."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from builder.language.text import Localised
from builder.model import Package, Task
from builder.pages.catalogue.terms import TermRow, term_rows
from builder.pages.filters import Filter, list_filter
from builder.pages.page_type import PageType
from builder.pages.paging import Cut, Pager, cut_lists, cut_pager, page_rows, pager
from builder.pages.printed_text import PrintedText, heading, printed
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
from builder.pages.site_view import SiteView
from builder.programme.deadlines import Standing, standing
from builder.site import Link
from builder.view import SourceLink, View


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
    further: tuple[Link, ...]
    """All tasks in one table, and what is silent, where the portal has these pages."""
    lists: tuple[ListCard, ...]
    timeline: tuple[YearRow, ...]
    pager: Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEntry:
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
    rows: tuple[TaskEntry, ...]


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
    pager: Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """A status in the history of a task."""

    status: StatusText
    result: PrintedText | None
    source: SourceLink
    task: Link | None
    """The task of another list that it was said of; None for this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """Context of task.html."""

    title: str
    name: str | None
    """The task as printed; None where the title says it all."""
    number: str | None
    list_name: str
    section: str | None
    status: StatusText
    description: PrintedText | None
    leads: tuple[Link, ...]
    lead_raw: str | None
    partners: str
    implementers: str
    due: str
    due_raw: str | None
    period: str | None
    recurrence: str | None
    expected: PrintedText | None
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


CARD = 30
"""Elements of the card of a list."""


def tasks_cuts(view: SiteView) -> tuple[Cut, ...]:
    """Which lists stand on each page."""
    return cut_lists([[CARD] * len(view.portal.tasks)])


def tasks_page(view: SiteView, number: int = 1) -> TasksPage:
    """The task lists of a page, and on the first one all tasks by year."""
    cuts = view.once(tasks_cuts)
    (shown,) = cuts[number - 1]
    lists = []
    for package_id, tasks in list(view.portal.tasks.items())[shown]:
        package = view.portal.package(package_id)
        assert package is not None
        found = standings(tasks, view)
        lists.append(
            ListCard(
                name=package.title[view.language],
                uri=view.uri("tasks", package_id),
                summary=list_summary(tasks, view),
                segments=standing_segments(found, view) if _has_report(found) else (),
            )
        )
    every = [task for tasks in view.portal.tasks.values() for task in tasks]
    found = standings(every, view)
    return TasksPage(
        title=view.words("nav.tasks"),
        lead=view.words("tasks.lead", lists=len(view.portal.tasks), count=len(every)),
        segments=standing_segments(found, view),
        standing=summary(found, view),
        deadlines=deadlines_sentence(found, view),
        further=tuple(
            Link(text=view.words(f"nav.{section}"), uri=view.uri(section))
            for section in ("alltasks", "silence")
            if view.has(section)
        ),
        lists=tuple(lists),
        timeline=_timeline(every, view) if number == 1 else (),
        pager=cut_pager(("tasks",), (number, len(cuts)), len(view.portal.tasks), view),
    )


def list_summary(tasks: Iterable[Task], view: View) -> str:
    """A list in one sentence: how many tasks, in which states, by which report."""
    return summary(standings(tasks, view), view)


def _has_report(found: Iterable[Standing]) -> bool:
    return any(standing.reported for standing in found)


def _timeline(tasks: Iterable[Task], view: View) -> tuple[YearRow, ...]:
    """Tasks by the year they are due, and those without a due date."""
    years: dict[str, list[Standing]] = {}
    for task in sorted(tasks, key=lambda task: task.due or datetime.date.max):
        year = str(task.due.year) if task.due else view.words("task.due.none")
        years.setdefault(year, []).append(standing(task, view.portal.as_of))
    return tuple(
        YearRow(
            year=year,
            count=view.number(len(found)),
            segments=standing_segments(found, view),
            standing=standing_sentence(found, view),
        )
        for year, found in years.items()
    )


def task_list_page(
    package: Package, tasks: tuple[Task, ...], view: View, number: int = 1
) -> TaskListPage:
    """One list: sums of all of it first, then the tasks of the page under their headings."""
    sections: dict[str, list[TaskEntry]] = {}
    for task in page_rows(tasks, number):
        heading = task.section[view.language] if task.section else ""
        sections.setdefault(heading, []).append(_row(task, view))
    found = standings(tasks, view)
    return TaskListPage(
        title=package.title[view.language],
        description=package.description[view.language],
        summary=summary(found, view),
        deadlines=deadlines_sentence(found, view),
        segments=standing_segments(found, view) if _has_report(found) else (),
        has_lead=any(task.lead or task.lead_raw for task in tasks),
        filters=_filters(tasks, view),
        sections=tuple(TaskSection(name=name, rows=tuple(rows)) for name, rows in sections.items()),
        dataset=Link(text=view.words("task.dataset"), uri=view.uri("datasets", package.id)),
        pager=pager(("tasks", package.id), number, len(tasks), view),
    )


def _row(task: Task, view: View) -> TaskEntry:
    return TaskEntry(
        number=view.place(task.number or ""),
        name=task.name[view.language],
        uri=view.uri("tasks", task.package, task.id),
        lead=_lead(task, view),
        due=due_text(task, view),
        state=_state(task, view),
        data=tuple((name, ";".join(values)) for name, values in _values(task, view).items()),
    )


def _state(task: Task, view: View) -> StatusText:
    found = standing(task, view.portal.as_of)
    return StatusText(
        code=found.state,
        name=view.words(f"status.{found.state}"),
        raw=None,
        reported=reported_text(found, view),
        since=since_text(task, found, view),
    )


def _values(task: Task, view: View) -> dict[str, tuple[str, ...]]:
    """What a task can be filtered by."""
    found = standing(task, view.portal.as_of)
    return {
        "status": (str(found.state),),
        "deadline": (str(found.deadline),) if found.deadline else (),
        "lead": task.lead,
        "year": (str(task.due.year),) if task.due else ("none",),
    }


def _filters(tasks: Iterable[Task], view: View) -> tuple[Filter, ...]:
    values = [_values(task, view) for task in tasks]
    leads = {
        organisation_id: view.organisation(organisation_id)
        for row in values
        for organisation_id in row["lead"]
    }
    years = {year: year for row in values for year in row["year"]}
    texts = {
        "status": {
            state: view.words(f"status.{state}") for row in values for state in row["status"]
        },
        "deadline": {
            state: view.words(f"deadline.{state}") for row in values for state in row["deadline"]
        },
        "lead": leads,
        "year": years | {"none": view.words("task.due.none")},
    }
    labels = {
        "status": "task.status",
        "deadline": "task.deadline",
        "lead": "task.lead",
        "year": "task.due_year",
    }
    found = [
        list_filter(name, view.words(label), [row[name] for row in values], texts[name])
        for name, label in labels.items()
    ]
    return tuple(choice for choice in found if choice)


def _lead(task: Task, view: View) -> str:
    return view.organisations(task.lead) or view.printed(task.lead_raw or "")


def _lists_with_results(view: SiteView) -> Collection[str]:
    """Packages whose documents print results of tasks."""
    return {
        id
        for id, tasks in view.portal.tasks.items()
        if any(status.result for task in tasks for status in task.statuses)
    }


def task_page(
    task: Task,
    package: Package,
    neighbours: tuple[Task | None, Task | None],
    view: SiteView,
    citation: str,
) -> TaskPage:
    """One task; `neighbours` are the tasks before and after it in the list."""
    indicator_names = {indicator.id: indicator.short_name for indicator in view.portal.indicators}
    return TaskPage(
        title=heading(task.name[view.language]),
        name=task.name[view.language]
        if heading(task.name[view.language]) != task.name[view.language]
        else None,
        number=view.place(task.number) if task.number else None,
        list_name=package.title[view.language],
        section=task.section[view.language] if task.section else None,
        status=_state(task, view),
        description=_printed(task.description, view),
        leads=view.bodies(task.lead),
        lead_raw=view.printed(task.lead_raw) if task.lead_raw else None,
        partners=view.organisations(task.partners),
        implementers=view.organisations(task.implementers),
        due=due_text(task, view),
        due_raw=task.due_raw,
        period=_period(task, view),
        recurrence=view.words(f"recurrence.{task.recurrence}") if task.recurrence else None,
        expected=_printed(task.expected, view),
        history=tuple(_history(task, view)),
        has_results=package.id in view.once(_lists_with_results),
        indicators=tuple(
            Link(
                text=indicator_names[indicator][view.language],
                uri=view.uri("indicators", indicator),
            )
            for indicator in task.indicators
        ),
        related=tuple(_related(related, view) for related in task.related),
        terms=term_rows(
            (text[view.language] for text in (task.name, task.description) if text), view
        ),
        source=view.source(task.source),
        dataset=Link(text=package.title[view.language], uri=view.uri("datasets", package.id)),
        previous=_neighbour(neighbours[0], view),
        following=_neighbour(neighbours[1], view),
        citation=citation,
    )


def _printed(text: Localised | None, view: View) -> PrintedText | None:
    return printed(text[view.language]) if text else None


def _history(task: Task, view: View) -> Iterator[StatusRow]:
    """What documents say of a task and of those that others repeat it as, the newest first."""
    others = [other for name in task.related if (other := _task(name, view))]
    said = [(status, said_of) for said_of in (task, *others) for status in said_of.statuses]
    for status, said_of in sorted(said, key=lambda pair: pair[0].as_of, reverse=True):
        yield StatusRow(
            status=StatusText(
                code=status.status,
                name=view.words(f"status.{status.status}"),
                raw=status.raw,
                reported=view.words("task.as_of", period=view.period(status.period)),
                since=None,
            ),
            result=_printed(status.result, view),
            source=view.source(status.source),
            task=None if said_of is task else _link(said_of, view),
        )


def _period(task: Task, view: View) -> str | None:
    if task.start is None or task.end is None:
        return None
    return f"{view.date(task.start)} – {view.date(task.end)}"


def _task(reference: str, view: View) -> Task | None:
    """The task that `package/id` names."""
    package_id, _, task_id = reference.partition("/")
    tasks = view.portal.tasks.get(package_id, ())
    return next((task for task in tasks if task.id == task_id), None)


def _related(reference: str, view: View) -> Link:
    found = _task(reference, view)
    if found:
        return _link(found, view)
    return Link(text=reference, uri=view.uri("tasks", *reference.split("/", 1)))


def _link(task: Task, view: View) -> Link:
    text = heading(task.name[view.language])
    return Link(text=text, uri=view.uri("tasks", task.package, task.id))


def _neighbour(task: Task | None, view: View) -> Link | None:
    return _link(task, view) if task else None


PAGES = (
    PageType(
        section="tasks",
        template="tasks.html",
        context=tasks_page,
        pages=lambda view: len(view.once(tasks_cuts)),
        menu=20,
        is_there=lambda portal: bool(portal.tasks),
    ),
)
