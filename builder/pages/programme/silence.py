"""Silence: what fell due since the last report and was never reported, by body."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.dates import dates_text
from builder.language.text import collation_key
from builder.model import Task
from builder.pages.page_type import PageType
from builder.pages.paging import Cut, Pager, cut_lists, cut_page, cut_pager, page_ids
from builder.pages.programme.calendar import due_text as event_due_text
from builder.pages.site_view import SiteView
from builder.programme.overdue import OverdueReport
from builder.programme.silence import BodySilence, Silence, SilentIndicator, is_silent, silence
from builder.site import Link
from builder.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentTask:
    """A task that nobody has told of since its day."""

    name: str
    uri: str
    list: Link
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentTarget:
    """An indicator without a value for the period of its target."""

    name: str
    uri: str
    target: str
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A body with what is silent of it."""

    id: str
    name: str
    uri: str | None
    tasks: tuple[SilentTask, ...]
    indicators: tuple[SilentTarget, ...]
    tasks_count: int
    """How many there are on all pages."""
    indicators_count: int
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report whose day has passed, of whose quarter there is no figure."""

    period: str
    due: str
    text: str
    actors: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SilencePage:
    """Context of silence.html."""

    title: str
    lead: str
    dates: str
    bodies: tuple[BodyRow, ...]
    reports: tuple[ReportRow, ...]
    contents: tuple[tuple[Link, int], ...]
    """Both parts with their counts; none where there is one."""
    pager: Pager


def all_silence(view: SiteView) -> Silence:
    """Everything that nobody has told of, once a language."""
    return silence(view.portal)


def silent_bodies(view: SiteView) -> tuple[tuple[str | None, BodySilence], ...]:
    """Every body that something is silent of, the most first: in one order for all languages."""
    first, portal = view.routes.languages[0], view.portal

    def order(pair: tuple[str | None, BodySilence]) -> tuple[object, ...]:
        body, found = pair
        known = portal.organisations.get(body or "")
        name = known.name[first] if known else body or ""
        return (-len(found.tasks) - len(found.indicators), collation_key(name))

    return tuple(sorted(view.once(all_silence).bodies.items(), key=order))


def silence_cuts(view: SiteView) -> tuple[Cut, ...]:
    """What of the tasks and indicators of each body, then of the reports stands on each page."""
    lists = [
        [11 if position == 0 else 4 for position in range(len(items))]
        for _, found in view.once(silent_bodies)
        for items in (found.tasks, found.indicators)
    ]
    reports = view.once(all_silence).reports
    return cut_lists([*lists, [6 + len(report.event.actors) for report in reports]])


def silence_page(view: SiteView, number: int = 1) -> SilencePage:
    """The bodies of a page that something is silent of: the most first."""
    found, cuts = view.once(all_silence), view.once(silence_cuts)
    *parts, reports = cuts[number - 1]
    bodies = zip(view.once(silent_bodies), parts[::2], parts[1::2], strict=True)
    counts = (("tasks", len(found.tasks)), ("indicators", len(found.indicators)))
    return SilencePage(
        title=view.words("nav.silence"),
        lead=view.words(
            "silence.lead",
            day=view.date(view.portal.as_of),
            parts=view.words("silence.and").join(
                view.words(f"silence.count.{name}", count=count) for name, count in counts if count
            ),
        ),
        dates=dates_text(view.dates, view.words),
        bodies=tuple(
            _body(body, own, (tasks, indicators), view)
            for (body, own), tasks, indicators in bodies
            if own.tasks[tasks] or own.indicators[indicators]
        ),
        reports=tuple(_report(report, view) for report in found.reports[reports]),
        contents=tuple(_contents(view)) if found.reports else (),
        pager=cut_pager(("silence",), (number, len(cuts)), len(found.bodies), view),
    )


def _contents(view: SiteView) -> Iterator[tuple[Link, int]]:
    found, cuts = view.once(all_silence), view.once(silence_cuts)
    uri = view.uri("silence")
    yield Link(text=view.words("silence.bodies"), uri=f"{uri}#bodies"), len(found.bodies)
    begins = view.uri(*page_ids(("silence",), cut_page(cuts, len(cuts[0]) - 1, 0)))
    yield Link(text=view.words("silence.reports"), uri=f"{begins}#reports"), len(found.reports)


def _body(body: str | None, found: BodySilence, shown: tuple[slice, slice], view: View) -> BodyRow:
    tasks, indicators = found.tasks[shown[0]], found.indicators[shown[1]]
    return BodyRow(
        id=f"body-{body}" if body else "no-body",
        name=view.organisation(body) if body else view.words("silence.no_body"),
        uri=view.uri("organisations", body) if body else None,
        tasks=tuple(_task(task, view) for task in tasks),
        indicators=tuple(_indicator(indicator, view) for indicator in indicators),
        tasks_count=len(found.tasks),
        indicators_count=len(found.indicators),
        since=view.date(found.since),
    )


def _task(task: Task, view: View) -> SilentTask:
    package = view.portal.package(task.package)
    assert package is not None
    return SilentTask(
        name=task.name[view.language],
        uri=view.uri("tasks", task.package, task.id),
        list=Link(text=package.title[view.language], uri=view.uri("tasks", package.id)),
        due=view.date(task.due),
    )


def _indicator(found: SilentIndicator, view: View) -> SilentTarget:
    latest = found.latest
    return SilentTarget(
        name=found.indicator.short_name[view.language],
        uri=view.uri("indicators", found.indicator.id),
        target=view.words(
            "silence.value", value=view.value(found.target), period=view.period(found.target.period)
        ),
        latest=view.words(
            "silence.value", value=view.value(latest), period=view.period(latest.period)
        )
        if latest
        else None,
    )


def _report(report: OverdueReport, view: View) -> ReportRow:
    return ReportRow(
        period=view.period(report.period),
        due=f"{event_due_text(report.event, view)} ({report.day.year})"
        if report.event.repeats
        else event_due_text(report.event, view),
        text=report.event.text[view.language],
        actors=view.bodies(report.event.actors),
    )


PAGES = (
    PageType(
        section="silence",
        template="silence.html",
        context=silence_page,
        pages=lambda view: len(view.once(silence_cuts)),
        scripts=("assets/filter.js",),
        footer=65,
        is_there=is_silent,
    ),
)
