"""The lists of a report as sections: who is named, how many, and on a map where they lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.language.text import MISSING, collation_key
from builder.pages.paging import Cut, cut_lists, cut_page, page_ids
from builder.pages.programme.tile_map import Tile, tiles
from builder.pages.site_view import SiteView
from builder.programme.named_lists import Member, NamedList, Province, named_lists, provinces
from builder.site import Link
from builder.view import SourceLink, View

BODY, TILE = 7, 6
"""Elements of a body in the list of all, and of a province on a map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberName:
    """A name in a list; bodies and the provinces of the portal have pages."""

    name: str
    uri: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSection:
    """A list of names."""

    id: str
    number: int
    """Its place among all lists, counted from 1."""
    title: str
    facts: str
    """How many are named, and what to know about it."""
    source: SourceLink
    members: tuple[MemberName, ...]
    tiles: tuple[Tile, ...]
    """Every province, for a list that names provinces; else none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProvince:
    """A province with the lists that name it."""

    name: str
    successor: str
    lists: tuple[Link, ...]
    """Number of each list, and its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """All lists of all reports."""

    bodies: tuple[ListSection, ...]
    provinces: tuple[ListSection, ...]
    rows: tuple[ListedProvince, ...]


def membership(view: SiteView) -> Membership:
    """Every list, those of bodies apart from those of provinces, and every province."""
    packages, languages = view.portal.packages, view.routes.languages
    lists = named_lists(packages, languages)
    all_provinces = provinces(packages, languages)
    sections = [
        _section(number, listing, all_provinces, view)
        for number, listing in enumerate(lists, start=1)
    ]
    return Membership(
        bodies=tuple(section for section in sections if not section.tiles),
        provinces=tuple(section for section in sections if section.tiles),
        rows=_province_rows(all_provinces, lists, view),
    )


def all_lists(view: SiteView) -> tuple[NamedList, ...]:
    """Every list, those of bodies first."""
    found = named_lists(view.portal.packages, view.routes.languages)
    return tuple(sorted(found, key=_names_provinces))


def _names_provinces(named_list: NamedList) -> bool:
    return any(member.province for member in named_list.members)


def organisations_cuts(view: SiteView) -> tuple[Cut, ...]:
    """What stands on each page of bodies: of the bodies, each list alone, then of the provinces."""
    provinces_count = len(provinces(view.portal.packages, view.routes.languages))
    return cut_lists(
        [
            [BODY] * len(view.portal.organisations),
            *(
                [8 + 2 * len(found.members) + TILE * provinces_count * _names_provinces(found)]
                for found in view.once(all_lists)
            ),
            [6] * provinces_count,
        ]
    )


def list_link(named_list: NamedList, view: SiteView) -> Link:
    """A list by its title."""
    place = [found.id for found in view.once(all_lists)].index(named_list.id)
    page = cut_page(view.once(organisations_cuts), place + 1, 0)
    return Link(
        text=named_list.title[view.language],
        uri=f"{view.uri(*page_ids(('organisations',), page))}#{named_list.id}",
    )


def _section(
    number: int, named_list: NamedList, all_provinces: Sequence[Province], view: View
) -> ListSection:
    names = {province.id: province.name[view.language] for province in all_provinces}
    named = {member.province for member in named_list.members if member.province}
    return ListSection(
        id=named_list.id,
        number=number,
        title=named_list.title[view.language],
        facts=_facts(named_list, view),
        source=view.source(named_list.source),
        members=tuple(_member(member, names, view) for member in named_list.members),
        tiles=tiles(all_provinces, named, view) if named else (),
    )


def _facts(named_list: NamedList, view: View) -> str:
    """The number of names; a count that differs from it is told by the note where there is one."""
    note = named_list.note[view.language] if named_list.note else ""
    named = view.number(len(named_list.members))
    if named_list.claimed is None or named_list.claimed == len(named_list.members):
        return f"{view.words('lists.count', count=named)} {note}".strip()
    claimed = view.number(named_list.claimed)
    return note or view.words("lists.count_differs", claimed=claimed, count=named)


def _member(member: Member, names: dict[str, str], view: View) -> MemberName:
    if member.organisation:
        return MemberName(
            name=view.organisation(member.organisation),
            uri=view.uri("organisations", member.organisation),
        )
    if member.province in names:
        return MemberName(name=names[member.province], uri=view.uri("provinces", member.province))
    return MemberName(name=member.raw, uri=None)


def _province_rows(
    all_provinces: Sequence[Province], lists: Sequence[NamedList], view: SiteView
) -> tuple[ListedProvince, ...]:
    ordered = sorted(
        all_provinces, key=lambda province: collation_key(province.name[view.language])
    )
    return tuple(
        ListedProvince(
            name=province.name[view.language],
            successor=province.successor[view.language] if province.successor else MISSING,
            lists=tuple(
                Link(text=str(number), uri=list_link(listing, view).uri)
                for number, listing in enumerate(lists, start=1)
                if any(member.province == province.id for member in listing.members)
            ),
        )
        for province in ordered
    )
