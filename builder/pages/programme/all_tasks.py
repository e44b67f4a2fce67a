"""Every task of every list as one table to narrow by body with its units, list, year, state."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.model import Task
from builder.pages.filters import Filter, list_filter
from builder.pages.page_type import PageType
from builder.pages.paging import Cut, Pager, cut_lists, cut_pager
from builder.pages.programme.standing import due_text
from builder.pages.site_view import SiteView
from builder.portal import Portal
from builder.programme.deadlines import by_urgency, standing
from builder.site import Link
from builder.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTask:
    """A task among all."""

    name: str
    uri: str
    list: Link
    lead: str
    due: str
    day: str
    """The due date as a calendar file reads it; empty where there is none."""
    code: str
    state: str
    data: tuple[tuple[str, str], ...]
    """Values that filters compare, by filter name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllTasksPage:
    """Context of all_tasks.html."""

    title: str
    lead: str
    filters: tuple[Filter, ...]
    rows: tuple[ListedTask, ...]
    pager: Pager


def urgent_tasks(view: SiteView) -> tuple[Task, ...]:
    """Every task, what asks for action first."""
    every = (task for tasks in view.portal.tasks.values() for task in tasks)
    return tuple(task for _, task in by_urgency(every, view.portal.as_of))


def all_tasks_filters(view: SiteView) -> tuple[Filter, ...]:
    """The filters, which every page has."""
    return _filters(view.once(urgent_tasks), view)


def all_tasks_cuts(view: SiteView) -> tuple[Cut, ...]:
    """Which tasks stand on each page."""
    return cut_lists([[11] * len(view.once(urgent_tasks))])


def all_tasks_page(view: SiteView, number: int = 1) -> AllTasksPage:
    """The tasks of a page."""
    every, cuts = view.once(urgent_tasks), view.once(all_tasks_cuts)
    (shown,) = cuts[number - 1]
    return AllTasksPage(
        title=view.words("nav.alltasks"),
        lead=view.words("alltasks.lead", count=len(every)),
        filters=view.once(all_tasks_filters),
        rows=tuple(_row(task, view) for task in every[shown]),
        pager=cut_pager(("alltasks",), (number, len(cuts)), len(every), view),
    )


def _row(task: Task, view: View) -> ListedTask:
    found = standing(task, view.portal.as_of)
    package = view.portal.package(task.package)
    assert package is not None
    return ListedTask(
        name=task.name[view.language],
        uri=view.uri("tasks", task.package, task.id),
        list=Link(text=package.title[view.language], uri=view.uri("tasks", package.id)),
        lead=view.organisations(task.lead) or view.printed(task.lead_raw or ""),
        due=due_text(task, view),
        day=task.due.isoformat() if task.due else "",
        code=str(found.state),
        state=view.words(f"status.{found.state}"),
        data=tuple((name, ";".join(values)) for name, values in _values(task, view).items()),
    )


def _values(task: Task, view: View) -> dict[str, tuple[str, ...]]:
    found = standing(task, view.portal.as_of)
    return {
        "body": _bodies(task.lead, view.portal),
        "list": (task.package,),
        "year": (str(task.due.year) if task.due else "none",),
        "status": (str(found.state),),
        "deadline": (str(found.deadline),) if found.deadline else (),
    }


def _bodies(leads: Iterable[str], portal: Portal) -> tuple[str, ...]:
    """The bodies that lead, and those they are units of: a ministry finds what its units do."""
    found: dict[str, None] = {}
    for lead in leads:
        body: str | None = lead
        while body is not None and body not in found:
            found[body] = None
            organisation = portal.organisations.get(body)
            body = organisation.parent if organisation else None
    return tuple(found)


def _filters(tasks: Iterable[Task], view: View) -> tuple[Filter, ...]:
    values = [_values(task, view) for task in tasks]
    labels = {
        "body": "alltasks.body",
        "list": "alltasks.list",
        "year": "task.due_year",
        "status": "task.status",
        "deadline": "task.deadline",
    }
    found = [
        list_filter(
            name,
            view.words(label),
            [row[name] for row in values],
            {code: _text(name, code, view) for row in values for code in row[name]},
        )
        for name, label in labels.items()
    ]
    return tuple(choice for choice in found if choice)


def _text(name: str, code: str, view: View) -> str:
    if name == "body":
        return view.organisation(code)
    if name == "list":
        package = view.portal.package(code)
        return package.title[view.language] if package else code
    if name == "year":
        return code if code != "none" else view.words("task.due.none")
    return view.words(f"status.{code}" if name == "status" else f"deadline.{code}")


PAGES = (
    PageType(
        section="alltasks",
        template="all_tasks.html",
        context=all_tasks_page,
        pages=lambda view: len(view.once(all_tasks_cuts)),
        scripts=("assets/filter.js", "assets/rows.js"),
        footer=62,
        is_there=lambda portal: len(portal.tasks) > 1,
    ),
)
