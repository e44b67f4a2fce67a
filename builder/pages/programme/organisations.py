"""The list of all bodies by kind, and the lists of reports that name them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.language.text import collation_key
from builder.pages.page_type import PageType
from builder.pages.programme.body_units import units_sentence
from builder.pages.programme.named_lists import ListedProvince, ListSection, Membership, membership
from builder.pages.programme.standing import standings
from builder.pages.programme.view import ProgrammeView
from builder.programme.bodies import Body
from builder.programme.deadlines import Deadline
from builder.settings import BodyKinds
from builder.site import Link
from builder.view import View

NEW = "new"
"""Heading of bodies that no document names, formed since."""

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
    with_units: str | None
    """What it does with its units; None where these add nothing."""


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
    has_indicators: bool
    """False for a portal without any, whose tables do not count them."""
    groups: tuple[BodyGroup, ...]
    body_lists: tuple[ListSection, ...]
    province_lists: tuple[ListSection, ...]
    provinces: tuple[ListedProvince, ...]


def organisations_page(bodies: Mapping[str, Body], view: ProgrammeView) -> OrganisationsPage:
    """Every body by kind in alphabetical order, then every list."""
    found: Membership = membership(view)
    return OrganisationsPage(
        title=view.words("nav.organisations"),
        lead=_lead(bodies, len(found.bodies) + len(found.provinces), view),
        has_indicators=bool(view.portal.indicators),
        groups=_groups(bodies, view),
        body_lists=found.bodies,
        province_lists=found.provinces,
        provinces=found.rows,
    )


def _lead(bodies: Mapping[str, Body], lists: int, view: View) -> str:
    """How many bodies there are; what they lead and stand in, if the portal holds any such."""
    count = view.number(len(bodies))
    leading = sum(1 for body in bodies.values() if body.leads)
    if not leading and not lists:
        return view.words("organisations.lead.alone", count=count)
    return view.words(
        "organisations.lead",
        count=count,
        leading=view.number(leading),
        lists=view.number(lists),
    )


def _groups(bodies: Mapping[str, Body], view: ProgrammeView) -> tuple[BodyGroup, ...]:
    groups = view.portal.settings.body_groups
    headings: dict[Heading, list[Body]] = {}
    large = _large_parents(bodies.values(), groups)
    for body in bodies.values():
        headings.setdefault(heading(body, large, groups), []).append(body)
    places = {NEW: len(groups) + 1}
    for place, group in enumerate(groups):
        places |= {group.id: place, f"other-{group.id}": place}
    found = {key: _group(key, own, view) for key, own in headings.items()}
    keys = sorted(
        found,
        key=lambda key: (
            *(places.get(key[0], len(groups)), key[1] is None, key[1] or ""),
            collation_key(found[key].name),
        ),
    )
    return tuple(found[key] for key in keys)


def _large_parents(bodies: Iterable[Body], groups: Sequence[BodyKinds]) -> frozenset[str]:
    parted = {kind for group in groups if group.by_parent for kind in group.kinds}
    units = [
        body.organisation.parent
        for body in bodies
        if body.organisation.kind in parted and not body.is_new
    ]
    return frozenset(unit for unit in units if unit and units.count(unit) >= LARGE)


def heading(body: Body, large: Collection[str], groups: Sequence[BodyKinds]) -> Heading:
    """The heading that a body stands under: its code, and the parent it is about.

    A kind that no group of portal.toml names is a heading of its own.
    """
    if body.is_new:
        return NEW, None
    organisation = body.organisation
    group = next((group for group in groups if organisation.kind in group.kinds), None)
    if group is None:
        return organisation.kind, None
    if not group.by_parent:
        return group.id, None
    parent = organisation.parent
    return (group.id, parent) if parent in large else (f"other-{group.id}", None)


def _group(key: Heading, own: Sequence[Body], view: ProgrammeView) -> BodyGroup:
    code, parent = key
    name, about = _texts(code, parent, view)
    rows = sorted((body_row(body, view) for body in own), key=lambda row: collation_key(row.name))
    return BodyGroup(
        id=f"{code}-{parent}" if parent else code,
        name=name,
        about=about,
        count=view.number(len(rows)),
        has_counts=any(body.leads or body.measures or body.reports for body in own),
        rows=tuple(rows),
    )


def _texts(code: str, parent: str | None, view: View) -> tuple[str, str | None]:
    """Name of a heading, and what is said of it."""
    if code == NEW:
        return view.words("organisations.new"), view.words("organisations.new.about")
    if parent:
        return view.words("organisations.units", parent=view.organisation(parent)), None
    for group in view.portal.settings.body_groups:
        if code in (group.id, f"other-{group.id}"):
            return group.title[view.language], group.about[view.language] if group.about else None
    return view.kind_of_body(code), None


def body_row(body: Body, view: ProgrammeView) -> BodyRow:
    """A body with counts of what it leads and measures."""
    organisation = body.organisation
    deadlines = [standing.deadline for standing in standings(body.leads, view)]
    return BodyRow(
        name=organisation.name[view.language],
        uri=view.uri("organisations", organisation.id),
        abbreviation=organisation.abbreviation,
        successor=view.body(organisation.successor) if organisation.successor else None,
        predecessors=tuple(view.body(each) for each in body.predecessors),
        leads=view.number(len(deadlines)),
        overdue=view.number(deadlines.count(Deadline.OVERDUE)),
        silent=view.number(deadlines.count(Deadline.SILENT)),
        indicators=view.number(len(body.indicators)),
        with_units=units_sentence(body, view),
    )


PAGES = (
    PageType(
        section="organisations",
        template="organisations.html",
        context=lambda view: organisations_page(view.duties, view),
        scripts=("assets/filter.js",),
        menu=40,
    ),
)
