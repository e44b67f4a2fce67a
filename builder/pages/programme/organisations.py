"""The list of all bodies by kind, and the lists of reports that name them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.language.text import collation_key
from builder.pages.page_type import PageType
from builder.pages.programme.membership import ListSection, Membership, ProvinceRow, membership
from builder.pages.programme.standing import standings
from builder.programme.bodies import Body
from builder.programme.deadlines import Deadline
from builder.site import Link
from builder.view import View

GROUP_KINDS: Mapping[str, tuple[str, ...]] = {
    "state": ("state", "party", "committee", "court"),
    "ministry": ("ministry",),
    "agency": ("government-agency",),
    "units": ("ministry-unit", "institute", "university"),
    "group": ("group",),
}
"""Kinds of bodies under one heading; what fits nowhere is under `other`."""

ORDER = ("ministry", "agency", "units", "other-units", "group", "other", "state", "new")
"""Headings as the page shows them: those who have most to do first."""

LARGE = 3
"""Units of one ministry from which on they have a heading of their own."""

Heading = tuple[str, str | None]
"""Code of a heading, and the parent it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A body in the list."""

    name: str
    uri: str
    abbreviation: str | None
    successor: Link | None
    predecessors: tuple[Link, ...]
    leads: str
    overdue: str
    silent: str
    indicators: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyGroup:
    """Bodies of one kind."""

    id: str
    name: str
    about: str | None
    count: str
    has_counts: bool
    """False where no row has anything to count."""
    rows: tuple[BodyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationsPage:
    """Context of organisations.html."""

    title: str
    lead: str
    groups: tuple[BodyGroup, ...]
    body_lists: tuple[ListSection, ...]
    province_lists: tuple[ListSection, ...]
    provinces: tuple[ProvinceRow, ...]


def organisations_page(bodies: Mapping[str, Body], view: View) -> OrganisationsPage:
    """Every body by kind in alphabetical order, then every list."""
    found: Membership = membership(view)
    leading = sum(1 for body in bodies.values() if body.leads)
    return OrganisationsPage(
        title=view.words("nav.organisations"),
        lead=view.words(
            "organisations.lead",
            count=view.number(len(bodies)),
            leading=view.number(leading),
            lists=view.number(len(found.bodies) + len(found.provinces)),
        ),
        groups=_groups(bodies, view),
        body_lists=found.bodies,
        province_lists=found.provinces,
        provinces=found.rows,
    )


def _groups(bodies: Mapping[str, Body], view: View) -> tuple[BodyGroup, ...]:
    headings: dict[Heading, list[Body]] = {}
    large = _large_parents(bodies.values())
    for body in bodies.values():
        headings.setdefault(heading(body, large), []).append(body)
    keys = sorted(headings, key=lambda key: (ORDER.index(key[0]), key[1] or ""))
    return tuple(_group(key, headings[key], view) for key in keys)


def _large_parents(bodies: Iterable[Body]) -> frozenset[str]:
    units = [
        body.organisation.parent
        for body in bodies
        if body.organisation.kind in GROUP_KINDS["units"] and not body.is_new
    ]
    return frozenset(unit for unit in units if unit and units.count(unit) >= LARGE)


def heading(body: Body, large: frozenset[str]) -> Heading:
    """The heading that a body stands under: its code, and the parent it is about."""
    if body.is_new:
        return "new", None
    kind = body.organisation.kind
    code = next((code for code, kinds in GROUP_KINDS.items() if kind in kinds), "other")
    if code != "units":
        return code, None
    parent = body.organisation.parent
    return ("units", parent) if parent in large else ("other-units", None)


def _group(key: Heading, own: Iterable[Body], view: View) -> BodyGroup:
    code, parent = key
    name = view.words(f"organisations.{code}", parent=view.organisation(parent or ""))
    has_about = code in ("group", "new")
    bodies = tuple(own)
    rows = sorted(
        (body_row(body, view) for body in bodies), key=lambda row: collation_key(row.name)
    )
    return BodyGroup(
        id=f"{code}-{parent}" if parent else code,
        name=name,
        about=view.words(f"organisations.{code}.about") if has_about else None,
        count=view.number(len(rows)),
        has_counts=any(body.leads or body.measures or body.reports for body in bodies),
        rows=tuple(rows),
    )


def body_row(body: Body, view: View) -> BodyRow:
    """A body with counts of what it leads and measures."""
    organisation = body.organisation
    deadlines = [standing.deadline for standing in standings(body.leads, view)]
    indicators = {each.id for each in (*body.measures, *body.reports, *body.answers_for)}
    return BodyRow(
        name=organisation.name[view.language],
        uri=view.uri("organisations", organisation.id),
        abbreviation=organisation.abbreviation,
        successor=organisation_link(organisation.successor, view)
        if organisation.successor
        else None,
        predecessors=tuple(organisation_link(each, view) for each in body.predecessors),
        leads=view.number(len(deadlines)),
        overdue=view.number(deadlines.count(Deadline.OVERDUE)),
        silent=view.number(deadlines.count(Deadline.SILENT)),
        indicators=view.number(len(indicators)),
    )


def organisation_link(organisation_id: str, view: View) -> Link:
    """A body by its name."""
    return Link(
        text=view.organisation(organisation_id),
        uri=view.uri("organisations", organisation_id),
    )


PAGES = (
    PageType(
        section="organisations",
        template="organisations.html",
        context=lambda view: organisations_page(view.duties, view),
        menu=40,
    ),
)
