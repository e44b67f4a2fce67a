"""The reporting calendar: who sends which figures to whom before which day; pure."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from builder.language.text import Localised
from builder.model import Package, Source
from builder.packages.records import ids, records, required_text, source, text
from builder.packages.table_rows import CalendarRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingEvent:
    """A day before which something is to be sent."""

    id: str
    package: str
    kind: str
    """unit-report, consolidation or other-report."""
    quarter: str | None
    """Q1 to Q4; None where the report is of no quarter."""
    day: datetime.date
    """The printed day: «before 3 April» is 3 April. See `repeats` for its year."""
    repeats: bool
    """True where the document prints no year: every year, counted from the first of the plan."""
    actors: tuple[str, ...]
    """Organisation ids of those who send; none where not printed."""
    recipients: tuple[str, ...]
    coverage: Localised | None
    """Months that the figures cover, where printed."""
    text: Localised
    sources: tuple[Source, ...]
    """More than one where a document prints the same deadline twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """A principle of reporting that a plan prints."""

    title: Localised
    text: Localised
    source: Source


def reporting_events(
    packages: Iterable[Package], languages: Sequence[str]
) -> tuple[ReportingEvent, ...]:
    """Every deadline in printed order, each once for a document, quarter, kind and day."""
    found: dict[tuple[object, ...], ReportingEvent] = {}
    for package in packages:
        for record in _rows(package):
            if record["due_month"] and record["due_day"]:
                day = (record["due_month"], record["due_day"])
                event = _event(package, record, day, languages)
                key = (
                    event.package,
                    event.sources[0].document,
                    event.kind,
                    event.quarter,
                    event.day,
                )
                found[key] = _merged(found[key], event) if key in found else event
    return tuple(found.values())


def next_report(
    events: Iterable[ReportingEvent], documents: Collection[str], as_of: datetime.date
) -> tuple[datetime.date, ReportingEvent] | None:
    """The next day before which units send figures under one of the documents; None where none.

    A day printed without a year comes round every year, one with a year only once.
    """
    coming = [
        (day, event)
        for event in events
        if event.kind == "unit-report" and event.sources[0].document in documents
        if (day := _next_day(event, as_of)) is not None
    ]
    return min(coming, key=lambda pair: pair[0], default=None)


def _next_day(event: ReportingEvent, as_of: datetime.date) -> datetime.date | None:
    if event.day >= as_of:
        return event.day
    if not event.repeats:
        return None
    this_year = event.day.replace(year=as_of.year)
    return this_year if this_year >= as_of else event.day.replace(year=as_of.year + 1)


def principles(packages: Iterable[Package], languages: Sequence[str]) -> tuple[Principle, ...]:
    """Every principle in printed order."""
    return tuple(
        Principle(
            title=required_text(record, "title", languages),
            text=required_text(record, "text", languages),
            source=source(record),
        )
        for package in packages
        for record in _rows(package)
        if record["kind"] == "principle"
    )


def _rows(package: Package) -> list[CalendarRow]:
    return records(package, CalendarRow)


def _event(
    package: Package, record: CalendarRow, day: tuple[int, int], languages: Sequence[str]
) -> ReportingEvent:
    first = package.temporal[0] if package.temporal else package.issued
    year = record.get("due_year")
    return ReportingEvent(
        id=record["event_id"],
        package=package.id,
        kind=record["kind"],
        quarter=record["quarter"],
        day=datetime.date(year or first.year, *day),
        repeats=year is None,
        actors=ids(record["actors"]),
        recipients=ids(record["recipients"]),
        coverage=text(record, "coverage", languages),
        text=required_text(record, "text", languages),
        sources=(source(record),),
    )


def _merged(first: ReportingEvent, again: ReportingEvent) -> ReportingEvent:
    """The first print, with the place of the second."""
    return replace(
        first,
        actors=first.actors or again.actors,
        recipients=first.recipients or again.recipients,
        sources=(*first.sources, *again.sources),
    )
