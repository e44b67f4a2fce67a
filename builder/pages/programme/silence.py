"""Silence: what fell due since the last report and was never reported, by body."""

from dataclasses import dataclass

from builder.dates import dates_text, portal_dates
from builder.language.text import collation_key
from builder.model import Task
from builder.pages.page_type import PageType
from builder.pages.programme.calendar import due_text as event_due_text
from builder.programme.overdue import OverdueReport
from builder.programme.silence import BodySilence, SilentIndicator, is_silent, silence
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


def silence_page(view: View) -> SilencePage:
    """Every body that something is silent of: the most first."""
    found = silence(view.portal)
    rows = [_body(body, own, view) for body, own in found.bodies.items()]
    rows.sort(key=lambda row: (-len(row.tasks) - len(row.indicators), collation_key(row.name)))
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
        dates=dates_text(portal_dates(view.portal), view.words),
        bodies=tuple(rows),
        reports=tuple(_report(report, view) for report in found.reports),
    )


def _body(body: str | None, found: BodySilence, view: View) -> BodyRow:
    return BodyRow(
        id=f"body-{body}" if body else "no-body",
        name=view.organisation(body) if body else view.words("silence.no_body"),
        uri=view.uri("organisations", body) if body else None,
        tasks=tuple(_task(task, view) for task in found.tasks),
        indicators=tuple(_indicator(indicator, view) for indicator in found.indicators),
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
        scripts=("assets/filter.js",),
        footer=65,
        is_there=is_silent,
    ),
)
