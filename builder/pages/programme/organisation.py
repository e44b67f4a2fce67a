"""The page of one body: what it is, leads, measures, issues, and where it is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model import Document, Indicator, Task
from builder.pages.paging import Cut, Pager, cut_lists, cut_pager
from builder.pages.programme.body_units import UnitRow, unit_rows, units_sentence
from builder.pages.programme.indicators import IndicatorEntry, indicator_row
from builder.pages.programme.named_lists import list_link
from builder.pages.programme.standing import (
    StandingGroup,
    deadlines_sentence,
    standing_groups,
    standing_segments,
    standing_sentence,
    standings,
)
from builder.pages.programme.view import ProgrammeView
from builder.pages.segments import Segment
from builder.programme.bodies import Body
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorGroup:
    """Indicators that the body measures, reports or answers for."""

    name: str
    rows: tuple[IndicatorEntry, ...]


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
    units: tuple[UnitRow, ...]
    together: str | None
    """What it does with its units; None where these add nothing."""
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
    compare: str | None
    """Uri of the comparison, this body chosen; None for one that is not compared."""
    citation: str
    pager: Pager
    is_first: bool
    """False for a further page, which has rows alone."""
    units_count: int
    supports_count: int
    issued_count: int


ROLES = ("measures", "reports", "answers_for")
"""What a body may have to do with an indicator."""


def organisation_cuts(body: Body) -> tuple[Cut, ...]:
    """What of each list stands on each page of a body, in the order of the page."""
    return cut_lists(
        [
            [8] * len(body.leads),
            [4] * len(body.units),
            [8] * len(body.carries_out),
            [2] * len(body.supports),
            *([20] * len(found) for found in (body.measures, body.reports, body.answers_for)),
            [2] * len(body.lists),
            [3] * len(body.issued),
        ]
    )


def organisation_page(
    body: Body, view: ProgrammeView, citation: str, number: int = 1
) -> OrganisationPage:
    """A page of a body: what it is stands on the first."""
    organisation, cuts = body.organisation, organisation_cuts(body)
    leads, units, carried, supports, *roles, lists, issued = cuts[number - 1]
    found = standings(body.leads, view)
    return OrganisationPage(
        title=organisation.name[view.language],
        kind=view.kind_of_body(organisation.kind),
        kinds_uri=view.uri("organisations"),
        sentence=organisation_sentence(body, view),
        note=body.note[view.language] if body.note else None,
        abbreviation=organisation.abbreviation,
        code=organisation.code,
        parent=view.body(organisation.parent) if organisation.parent else None,
        successor=view.body(organisation.successor) if organisation.successor else None,
        predecessors=_links(body.predecessors, view),
        units=unit_rows(body, view)[units],
        together=units_sentence(body, view),
        segments=standing_segments(found, view),
        states=standing_sentence(found, view),
        deadlines=deadlines_sentence(found, view),
        leads=standing_groups(body.leads, view, leads),
        carries_out=standing_groups(body.carries_out, view, carried),
        supports=_task_links(body.supports[supports], view),
        indicators=_indicators(body, roles, view),
        lists=tuple(list_link(each, view) for each in body.lists[lists]),
        issued=tuple(_issued(each, view) for each in body.issued[issued]),
        compare=_compare(body, view),
        citation=citation,
        pager=cut_pager(
            ("organisations", organisation.id), (number, len(cuts)), len(body.leads), view
        ),
        is_first=number == 1,
        units_count=len(body.units),
        supports_count=len(body.supports),
        issued_count=len(body.issued),
    )


def _compare(body: Body, view: ProgrammeView) -> str | None:
    is_compared = view.has("compare") and (body.tasks or body.indicators)
    return f"{view.uri('compare')}?b={body.organisation.id}" if is_compared else None


def organisation_sentence(body: Body, view: ProgrammeView) -> str:
    """What a body does, in one to four sentences; for its page and for search engines."""
    measures = {measure.id for measure in (*body.measures, *body.reports, *body.answers_for)}
    counts = (
        ("organisation.carries_out", len(body.carries_out)),
        ("organisation.measures", len(measures)),
        ("organisation.lists", len(body.lists)),
    )
    further = (view.words(key, count=view.number(count)) for key, count in counts if count)
    return " ".join((_leading_sentence(body, view), *further))


def _leading_sentence(body: Body, view: ProgrammeView) -> str:
    if body.is_new:
        return view.words("organisation.new")
    if not body.leads:
        has_tasks = view.has("tasks")
        return view.words("organisation.leads_none" if has_tasks else "organisation.plain")
    found = standings(body.leads, view)
    return view.words(
        "organisation.leads",
        count=len(found),
        states=standing_sentence(found, view),
    )


def _links(ids: Iterable[str], view: ProgrammeView) -> tuple[Link, ...]:
    return tuple(view.body(identifier) for identifier in ids)


def _task_links(tasks: Iterable[Task], view: ProgrammeView) -> tuple[Link, ...]:
    return tuple(
        Link(text=task.name[view.language], uri=view.uri("tasks", task.package, task.id))
        for task in tasks
    )


def _indicators(
    body: Body, shown: Iterable[slice], view: ProgrammeView
) -> tuple[IndicatorGroup, ...]:
    roles: tuple[Sequence[Indicator], ...] = (body.measures, body.reports, body.answers_for)
    return tuple(
        IndicatorGroup(
            name=view.words(f"organisation.role.{role}", count=view.number(len(found))),
            rows=tuple(indicator_row(indicator, view) for indicator in found[part]),
        )
        for role, found, part in zip(ROLES, roles, shown, strict=True)
        if found[part]
    )


def _issued(document: Document, view: ProgrammeView) -> IssuedDocument:
    link = view.document(document.id)
    title = document.title[view.language]
    return IssuedDocument(
        link=link,
        title=None if title == link.text else title,
        issued=view.date(document.issued),
    )
