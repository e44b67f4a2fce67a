"""The reporting calendar as an iCalendar file for one language (RFC 5545 and 7986)."""

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

from builder.pages.programme.calendar import calendar_uri, due_text
from builder.programme.reporting import ReportingEvent, reporting_events
from builder.view import View

LINE = 75
"""Octets of a content line without its break (RFC 5545, 3.1)."""

PRODUCT = "-//Open data portal//Reporting calendar//"


def calendar_ics(view: View) -> bytes:
    """One all-day event for each deadline, on the printed day: what is due is due before it.

    Where the document prints no year the event repeats every year, counted from the first year
    of the plan, and its description says so.
    """
    events = reporting_events(view.portal.packages, view.routes.languages)
    page, base_url = view.uri("calendar"), view.portal.settings.base_url
    name, about = view.words("calendar.file.name"), view.words("calendar.file.description")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}{view.language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"DESCRIPTION:{escaped(about)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"X-WR-CALDESC:{escaped(about)}",
        f"URL:{base_url}{page}",
        f"SOURCE;VALUE=URI:{base_url}{calendar_uri(view)}",
        *(line for event in events for line in _event(event, view)),
        "END:VCALENDAR",
    ]
    return b"".join(folded_line(line) for line in lines)


def _event(event: ReportingEvent, view: View) -> Iterator[str]:
    stamp = view.portal.as_of
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(event, view)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + datetime.timedelta(days=1):%Y%m%d}"
    if event.repeats:
        yield "RRULE:FREQ=YEARLY"
    yield f"SUMMARY;LANGUAGE={view.language}:{escaped(_summary(event, view))}"
    yield f"DESCRIPTION;LANGUAGE={view.language}:{escaped(_description(event, view))}"
    yield f"URL:{view.portal.settings.base_url}{view.uri('calendar')}#{event.id}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(event: ReportingEvent, view: View) -> str:
    """Globally unique and always the same; of each language, for who takes both calendars."""
    host = urlsplit(view.portal.settings.base_url).hostname
    return f"{event.id}.{event.package}.{view.language}@{host}"


def _summary(event: ReportingEvent, view: View) -> str:
    due = due_text(event, view)
    what = view.words(f"calendar.kind.{event.kind}")
    quarter = f", {view.words(f'quarter.{event.quarter}')}" if event.quarter else ""
    document = view.document(event.sources[0].document).text
    return f"{due[:1].upper()}{due[1:]}: {what}{quarter} ({document})"


def _description(event: ReportingEvent, view: View) -> str:
    words = view.words
    parts = [event.text[view.language]]
    if event.actors:
        parts.append(f"{words('calendar.actors')}: {view.organisations(event.actors)}")
    if event.recipients:
        parts.append(f"{words('calendar.recipients')}: {view.organisations(event.recipients)}")
    for each in event.sources:
        place = view.document(each.document).text
        parts.append(f"{words('source')}: {place}, {each.locator}")
    parts.append(words("calendar.file.yearly" if event.repeats else "calendar.file.once"))
    return "\n".join(parts)


def escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    for char in ("\\", ";", ","):
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def folded_line(line: str) -> bytes:
    """A content line with its break, folded so that no part is longer than 75 octets."""
    parts: list[bytes] = []
    part = b""
    for char in line:
        octets = char.encode()
        if len(part) + len(octets) > LINE:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join((*parts, part)) + b"\r\n"
