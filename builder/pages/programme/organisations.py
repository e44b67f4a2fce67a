"""The list of all bodies by kind, and the lists of reports that name them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from builder.language.text import collation_key
from builder.pages.page_type import PageType
from builder.pages.paging import Pager, cut_page, cut_pager, page_ids
from builder.pages.programme.body_units import units_sentence
from builder.pages.programme.named_lists import (
    ListedProvince,
    ListSection,
    membership,
    organisations_cuts,
)
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
class BodyHeading:
    """An entry of the table of contents."""

    id: str
    """Its id where it stands on another page, so that older links find the way; else empty."""
    link: Link
    count: str
    """How many stand under it; empty where it says none."""


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
    contents: tuple[BodyHeading, ...]
    pager: Pager


def body_groups(view: ProgrammeView) -> tuple[BodyGroup, ...]:
    """Every body under its heading."""
    return _groups(view.duties, view)


def organisations_page(view: ProgrammeView, number: int = 1) -> OrganisationsPage:
    """Bodies by kind in alphabetical order, then lists: all of them, or a page of many."""
    cuts, found = view.once(organisations_cuts), view.once(membership)
    bodies, *lists, provinces = cuts[number - 1]
    shown = [part.stop > part.start for part in lists]
    whole = view.once(body_groups)
    is_cut = len(cuts) > 1
    return OrganisationsPage(
        title=view.words("nav.organisations"),
        lead=_lead(view.duties, len(found.bodies) + len(found.provinces), view),
        has_indicators=bool(view.portal.indicators),
        groups=tuple(_shown(whole, bodies, is_cut)),
        body_lists=tuple(compress(found.bodies, shown)),
        province_lists=tuple(compress(found.provinces, shown[len(found.bodies) :])),
        provinces=found.rows[provinces],
        contents=tuple(_contents(number, view)),
        pager=cut_pager(("organisations",), (number, len(cuts)), len(view.duties), view),
    )


def _shown(groups: Iterable[BodyGroup], part: slice, is_cut: bool) -> Iterator[BodyGroup]:
    """What of the groups stands on a page; where there are several, all rows are of one form."""
    start = 0
    for group in groups:
        rows = group.rows[max(part.start - start, 0) : max(part.stop - start, 0)]
        if rows:
            yield replace(group, rows=rows, has_counts=group.has_counts or is_cut)
        start += len(group.rows)


def _contents(number: int, view: ProgrammeView) -> Iterator[BodyHeading]:
    """Every heading of all pages, the place of each with the page where it begins."""
    cuts, found = view.once(organisations_cuts), view.once(membership)
    start, lists = 0, len(found.bodies) + len(found.provinces)
    headings: list[tuple[str, str, str, int, int]] = []
    for group in view.once(body_groups):
        headings.append((group.id, group.name, group.count, 0, start))
        start += len(group.rows)
    if found.bodies:
        headings.append(("body-lists", view.words("lists.bodies"), "", 1, 0))
    if found.provinces:
        name = view.words("lists.provinces")
        headings.append(("province-lists", name, "", 1 + len(found.bodies), 0))
    if found.rows:
        headings.append(("provinces", view.words("lists.all_provinces"), "", 1 + lists, 0))
    for identifier, name, count, place, position in headings:
        page = cut_page(cuts, place, position)
        uri = f"{view.uri(*page_ids(('organisations',), page))}#{identifier}"
        yield BodyHeading(
            id=identifier if number == 1 and page > 1 else "",
            link=Link(text=name, uri=uri),
            count=count,
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
        context=organisations_page,
        pages=lambda view: len(view.once(organisations_cuts)),
        scripts=("assets/filter.js",),
        menu=40,
    ),
)
