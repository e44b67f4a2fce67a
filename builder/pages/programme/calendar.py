"""The reporting calendar: who sends which figures to whom before which day of the year."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.dates import format_date

from builder.language.text import collation_key, fact
from builder.model import Indicator
from builder.pages.page_type import PageType
from builder.programme.reporting import ReportingEvent, principles, reporting_events
from builder.site import Link
from builder.view import SourceLink, View


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One deadline."""

    id: str
    quarter: str
    due: str
    actors: tuple[Link, ...]
    recipients: tuple[Link, ...]
    kind: str
    coverage: str | None
    text: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A body and the figures that it owes under a plan."""

    body: Link
    measures: tuple[Link, ...]
    reports: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCalendar:
    """The deadlines and duties of one plan."""

    id: str
    name: str
    document: Link
    events: tuple[EventRow, ...]
    once: tuple[EventRow, ...]
    """Deadlines of one year only."""
    duties: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleRow:
    """A principle of reporting."""

    title: str
    text: str
    source: SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    """Context of calendar.html."""

    title: str
    lead: str
    notice: str | None
    """That no quarterly value was found, as long as that is so."""
    ics_uri: str
    ics_text: str
    """What the calendar file does where no year is printed."""
    plans: tuple[PlanCalendar, ...]
    principles: tuple[PrincipleRow, ...]
    datasets: tuple[Link, ...]


def calendar_page(view: View) -> CalendarPage:
    """Every plan with its deadlines by quarter and the figures that each body owes."""
    portal, words = view.portal, view.words
    languages = view.routes.languages
    events = reporting_events(portal.packages, languages)
    documents = tuple(dict.fromkeys(event.sources[0].document for event in events))
    packages = {event.package for event in events}
    year = min((event.day.year for event in events), default=portal.as_of.year)
    return CalendarPage(
        title=words("nav.calendar"),
        lead=words(
            "calendar.lead", plans=view.number(len(documents)), count=view.number(len(events))
        ),
        notice=_notice(documents, year, view),
        ics_uri=calendar_uri(view),
        ics_text=words("calendar.file.about", year=year),
        plans=tuple(_plan(document, events, view) for document in documents),
        principles=tuple(
            PrincipleRow(
                title=principle.title[view.language],
                text=principle.text[view.language],
                source=view.source(principle.source),
            )
            for principle in principles(portal.packages, languages)
        ),
        datasets=tuple(
            Link(text=package.title[view.language], uri=view.uri("datasets", package.id))
            for package in portal.packages
            if package.id in packages
        ),
    )


def calendar_uri(view: View) -> str:
    """Uri of the calendar file beside the page: lich-bao-cao.ics, en/calendar.ics."""
    return view.uri("calendar").removesuffix("/") + ".ics"


def _notice(documents: Sequence[str], year: int, view: View) -> str | None:
    quarterly = [
        observation
        for indicator in view.portal.indicators
        for observation in indicator.observations
        if observation.period.quarter and observation.value is not None
    ]
    if any(indicator.source.document in documents for indicator in quarterly):
        return None
    return view.words("calendar.no_values", year=year, others=view.number(len(quarterly)))


def _plan(document: str, events: Iterable[ReportingEvent], view: View) -> PlanCalendar:
    own = [event for event in events if event.sources[0].document == document]
    own.sort(key=lambda event: (event.quarter or "", event.day))
    found = view.portal.documents.get(document)
    return PlanCalendar(
        id=document,
        name=found.title[view.language] if found else document,
        document=view.document(document),
        events=tuple(_event(event, view) for event in own if event.repeats),
        once=tuple(_event(event, view) for event in own if not event.repeats),
        duties=_duties(document, view),
    )


def _event(event: ReportingEvent, view: View) -> EventRow:
    return EventRow(
        id=event.id,
        quarter=view.words(f"quarter.{event.quarter}") if event.quarter else "",
        due=due_text(event, view),
        actors=tuple(view.body(each) for each in event.actors),
        recipients=tuple(view.body(each) for each in event.recipients),
        kind=view.words(f"calendar.kind.{event.kind}"),
        coverage=event.coverage[view.language] if event.coverage else None,
        text=event.text[view.language],
        sources=tuple(view.source(each) for each in event.sources),
    )


def due_text(event: ReportingEvent, view: View) -> str:
    """«trước 3/4», «before 3 April»; with the year where the document prints one."""
    day = day_of_year(event.day, view.language) if event.repeats else view.date(event.day)
    return view.words("calendar.before", day=day)


def day_of_year(day: datetime.date, language: str) -> str:
    """A day without its year: 3/4 or 3 April."""
    return str(format_date(day, format=fact(language, "day"), locale=fact(language, "locale")))


def _duties(document: str, view: View) -> tuple[DutyRow, ...]:
    """Who measures and who reports which indicator, by the rows that the document prints."""
    measures: dict[str, dict[str, Link]] = {}
    reports: dict[str, dict[str, Link]] = {}
    for indicator in view.portal.indicators:
        for row in indicator.rows:
            if row.source.document == document:
                for body in row.measured_by:
                    measures.setdefault(body, {})[indicator.id] = _indicator(indicator, view)
                for body in row.reported_by:
                    reports.setdefault(body, {})[indicator.id] = _indicator(indicator, view)
    rows = [
        DutyRow(
            body=view.body(body),
            measures=tuple(measures.get(body, {}).values()),
            reports=tuple(reports.get(body, {}).values()),
        )
        for body in {**measures, **reports}
    ]
    return tuple(sorted(rows, key=lambda row: collation_key(row.body.text)))


def _indicator(indicator: Indicator, view: View) -> Link:
    return Link(text=indicator.short_name[view.language], uri=view.uri("indicators", indicator.id))


PAGES = (
    PageType(
        section="calendar",
        template="calendar.html",
        context=calendar_page,
        footer=70,
        is_there=lambda portal: portal.has_table("calendar"),
    ),
)
