"""The reporting calendar: who sends which figures to whom before which day of the year."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.dates import format_date

from builder.language.text import collation_key, fact
from builder.model import Indicator
from builder.pages.page_type import PageType
from builder.pages.programme.organisations import organisation_link
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
    documents = tuple(dict.fromkeys(one.sources[0].document for one in events))
    packages = {one.package for one in events}
    year = min((one.day.year for one in events), default=portal.as_of.year)
    return CalendarPage(
        title=words("nav.calendar"),
        lead=words(
            "calendar.lead", plans=view.number(len(documents)), count=view.number(len(events))
        ),
        notice=_notice(documents, year, view),
        ics_uri=calendar_uri(view),
        ics_text=words("calendar.file.about", year=year),
        plans=tuple(_plan(one, events, view) for one in documents),
        principles=tuple(
            PrincipleRow(
                title=one.title[view.language],
                text=one.text[view.language],
                source=view.source(one.source),
            )
            for one in principles(portal.packages, languages)
        ),
        datasets=tuple(
            Link(text=one.title[view.language], uri=view.uri("datasets", one.id))
            for one in portal.packages
            if one.id in packages
        ),
    )


def calendar_uri(view: View) -> str:
    """Uri of the calendar file beside the page: lich-bao-cao.ics, en/calendar.ics."""
    return view.uri("calendar").removesuffix("/") + ".ics"


def _notice(documents: Sequence[str], year: int, view: View) -> str | None:
    quarterly = [
        one
        for indicator in view.portal.indicators
        for one in indicator.observations
        if "-Q" in one.period and one.value is not None
    ]
    if any(one.source.document in documents for one in quarterly):
        return None
    return view.words("calendar.no_values", year=year, others=view.number(len(quarterly)))


def _plan(document: str, events: Iterable[ReportingEvent], view: View) -> PlanCalendar:
    own = [one for one in events if one.sources[0].document == document]
    own.sort(key=lambda one: (one.quarter or "", one.day))
    found = view.portal.documents.get(document)
    return PlanCalendar(
        id=document,
        name=found.title[view.language] if found else document,
        document=view.document(document),
        events=tuple(_event(one, view) for one in own if one.repeats),
        once=tuple(_event(one, view) for one in own if not one.repeats),
        duties=_duties(document, view),
    )


def _event(one: ReportingEvent, view: View) -> EventRow:
    return EventRow(
        id=one.id,
        quarter=view.words(f"quarter.{one.quarter}") if one.quarter else "",
        due=due_text(one, view),
        actors=tuple(organisation_link(each, view) for each in one.actors),
        recipients=tuple(organisation_link(each, view) for each in one.recipients),
        kind=view.words(f"calendar.kind.{one.kind}"),
        coverage=one.coverage[view.language] if one.coverage else None,
        text=one.text[view.language],
        sources=tuple(view.source(each) for each in one.sources),
    )


def due_text(one: ReportingEvent, view: View) -> str:
    """«trước 3/4», «before 3 April»; with the year where the document prints one."""
    day = day_of_year(one.day, view.language) if one.repeats else view.date(one.day)
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
            body=organisation_link(body, view),
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
