"""The page of one body: what it is, leads, measures, issues, and where it is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model import Document, Indicator, Task
from builder.pages.programme.indicators import IndicatorRow, indicator_row
from builder.pages.programme.membership import list_link
from builder.pages.programme.organisations import organisation_link
from builder.pages.programme.standing import (
    StandingGroup,
    deadlines_sentence,
    standing_groups,
    standing_segments,
    standing_sentence,
    standings,
)
from builder.pages.segments import Segment
from builder.programme.bodies import Body
from builder.reader import Reader
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorGroup:
    """Indicators that the body measures, reports or answers for."""

    name: str
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """A document of the body."""

    link: Link
    title: str | None
    """None where the link already says it."""
    issued: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPage:
    """Context of organisation.html."""

    title: str
    kind: str
    kinds_uri: str
    sentence: str
    note: str | None
    abbreviation: str | None
    code: str | None
    parent: Link | None
    successor: Link | None
    predecessors: tuple[Link, ...]
    units: tuple[Link, ...]
    segments: tuple[Segment, ...]
    states: str
    """The states of its tasks in words, for the bar."""
    deadlines: str | None
    leads: tuple[StandingGroup, ...]
    carries_out: tuple[StandingGroup, ...]
    supports: tuple[Link, ...]
    indicators: tuple[IndicatorGroup, ...]
    lists: tuple[Link, ...]
    issued: tuple[IssuedDocument, ...]
    citation: str


def organisation_page(body: Body, reader: Reader, citation: str) -> OrganisationPage:
    """The page of a body."""
    one = body.organisation
    found = standings(body.leads, reader)
    return OrganisationPage(
        title=one.name[reader.language],
        kind=reader.words(f"code.kind.{one.kind}"),
        kinds_uri=reader.uri("organisations"),
        sentence=organisation_sentence(body, reader),
        note=body.note[reader.language] if body.note else None,
        abbreviation=one.abbreviation,
        code=one.code,
        parent=organisation_link(one.parent, reader) if one.parent else None,
        successor=organisation_link(one.successor, reader) if one.successor else None,
        predecessors=_links(body.predecessors, reader),
        units=_links(body.units, reader),
        segments=standing_segments(found, reader),
        states=standing_sentence(found, reader),
        deadlines=deadlines_sentence(found, reader),
        leads=standing_groups(body.leads, reader),
        carries_out=standing_groups(body.carries_out, reader),
        supports=_task_links(body.supports, reader),
        indicators=_indicators(body, reader),
        lists=tuple(list_link(each, reader) for each in body.lists),
        issued=tuple(_issued(each, reader) for each in body.issued),
        citation=citation,
    )


def organisation_sentence(body: Body, reader: Reader) -> str:
    """What a body does, in one to four sentences; for its page and for search engines."""
    measures = {one.id for one in (*body.measures, *body.reports, *body.answers_for)}
    counts = (
        ("organisation.carries_out", len(body.carries_out)),
        ("organisation.measures", len(measures)),
        ("organisation.lists", len(body.lists)),
    )
    further = (reader.words(key, count=reader.number(count)) for key, count in counts if count)
    return " ".join((_leading_sentence(body, reader), *further))


def _leading_sentence(body: Body, reader: Reader) -> str:
    if body.is_new:
        return reader.words("organisation.new")
    if not body.leads:
        return reader.words("organisation.leads_none")
    found = standings(body.leads, reader)
    return reader.words(
        "organisation.leads",
        count=len(found),
        states=standing_sentence(found, reader),
    )


def _links(ids: Iterable[str], reader: Reader) -> tuple[Link, ...]:
    return tuple(organisation_link(one, reader) for one in ids)


def _task_links(tasks: Iterable[Task], reader: Reader) -> tuple[Link, ...]:
    return tuple(
        Link(text=one.name[reader.language], uri=reader.uri("tasks", one.package, one.id))
        for one in tasks
    )


def _indicators(body: Body, reader: Reader) -> tuple[IndicatorGroup, ...]:
    roles: tuple[tuple[str, Sequence[Indicator]], ...] = (
        ("measures", body.measures),
        ("reports", body.reports),
        ("answers_for", body.answers_for),
    )
    return tuple(
        IndicatorGroup(
            name=reader.words(f"organisation.role.{role}", count=reader.number(len(found))),
            rows=tuple(indicator_row(one, reader) for one in found),
        )
        for role, found in roles
        if found
    )


def _issued(document: Document, reader: Reader) -> IssuedDocument:
    link = reader.document(document.id)
    title = document.title[reader.language]
    return IssuedDocument(
        link=link,
        title=None if title == link.text else title,
        issued=reader.date(document.issued),
    )
