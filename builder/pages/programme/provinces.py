"""Provinces: two tile maps, before and after the mergers, and a page for each that is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from builder.language.text import MISSING, collation_key
from builder.pages.page_type import PageType
from builder.pages.programme.named_lists import list_link
from builder.pages.programme.tile_map import Tile, tiles
from builder.pages.site_view import SiteView
from builder.portal import Portal
from builder.programme.named_lists import NamedList, Province, named_lists, provinces
from builder.site import Link
from builder.view import SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceEntry:
    """A province with the lists that name it."""

    name: str
    uri: str | None
    successor: str
    lists: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvincesPage:
    """Context of provinces.html."""

    title: str
    lead: str
    before: tuple[Tile, ...]
    before_title: str
    after: tuple[Tile, ...]
    """Empty where no table tells what became of the provinces."""
    after_title: str
    rows: tuple[ProvinceEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingList:
    """A list that names a province."""

    link: Link
    count: str
    source: SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvincePage:
    """Context of province.html."""

    title: str
    sentence: str
    successor: str | None
    merged_with: tuple[Link, ...]
    """Other provinces that became part of the same unit; the address is empty without a page."""
    lists: tuple[NamingList, ...]
    tiles: tuple[Tile, ...]


def named_provinces(portal: Portal) -> tuple[Province, ...]:
    """Provinces that a list names: those with a page."""
    languages = portal.settings.languages
    named = _named_ids(named_lists(portal.packages, languages))
    return tuple(
        province for province in provinces(portal.packages, languages) if province.id in named
    )


def provinces_page(view: SiteView) -> ProvincesPage:
    """Both maps and every province."""
    packages, languages = view.portal.packages, view.routes.languages
    every, lists = provinces(packages, languages), named_lists(packages, languages)
    named = _named_ids(lists)
    after = _after(every, named, view)
    return ProvincesPage(
        title=view.words("nav.provinces"),
        lead=view.words(
            "provinces.lead",
            named=view.number(len(named)),
            all=view.number(len(every)),
            lists=view.number(sum(1 for listing in lists if _named_ids((listing,)))),
        ),
        before=_linked(tiles(every, named, view), every, named, view),
        before_title=view.words("provinces.before", count=len(every)),
        after=after,
        after_title=view.words("provinces.after", count=len(after)),
        rows=tuple(
            ProvinceEntry(
                name=province.name[view.language],
                uri=_uri(province, named, view),
                successor=province.successor[view.language] if province.successor else MISSING,
                lists=tuple(
                    list_link(listing, view)
                    for listing in lists
                    if province.id in _named_ids((listing,))
                ),
            )
            for province in sorted(every, key=lambda each: collation_key(each.name[view.language]))
        ),
    )


def province_page(province: Province, view: SiteView) -> ProvincePage:
    """The page of a province."""
    packages, languages = view.portal.packages, view.routes.languages
    every, lists = provinces(packages, languages), named_lists(packages, languages)
    named = _named_ids(lists)
    return ProvincePage(
        title=province.name[view.language],
        sentence=province_sentence(province, view),
        successor=province.successor[view.language] if province.successor else None,
        merged_with=tuple(
            Link(text=other.name[view.language], uri=_uri(other, named, view) or "")
            for other in every
            if other.successor_id
            and other.successor_id == province.successor_id
            and other.id != province.id
        ),
        lists=tuple(
            NamingList(
                link=list_link(listing, view),
                count=view.number(len(listing.members)),
                source=view.source(listing.source),
            )
            for listing in _naming(province, lists)
        ),
        tiles=tiles(every, {province.id}, view),
    )


def province_sentence(province: Province, view: SiteView) -> str:
    """How often a province is named; for search engines too."""
    lists = named_lists(view.portal.packages, view.routes.languages)
    return view.words(
        "province.sentence",
        name=province.name[view.language],
        count=len(_naming(province, lists)),
    )


def _naming(province: Province, lists: Iterable[NamedList]) -> tuple[NamedList, ...]:
    return tuple(listing for listing in lists if province.id in _named_ids((listing,)))


def _named_ids(lists: Iterable[NamedList]) -> set[str]:
    return {member.province for listing in lists for member in listing.members if member.province}


def _uri(province: Province, named: set[str], view: SiteView) -> str | None:
    return view.uri("provinces", province.id) if province.id in named else None


def _linked(
    found: Iterable[Tile], every: Iterable[Province], named: set[str], view: SiteView
) -> tuple[Tile, ...]:
    uris = {each.name[view.language]: _uri(each, named, view) for each in every}
    return tuple(replace(tile, uri=uris[tile.name]) for tile in found)


def _after(every: Sequence[Province], named: set[str], view: SiteView) -> tuple[Tile, ...]:
    """The units of today, each at the place of one that became it: of the same id if it can be."""
    members = {province.successor_id for province in every if province.id in named}
    today: dict[str, Province] = {}
    for province in sorted(every, key=lambda each: each.id != each.successor_id):
        unit, name = province.successor_id, province.successor
        if unit is not None and name is not None and unit not in today:
            today[unit] = replace(province, id=unit, name=name)
    return tiles(tuple(today.values()), {member for member in members if member}, view)


PAGES = (
    PageType(
        section="provinces",
        template="provinces.html",
        context=provinces_page,
        footer=55,
        is_there=lambda portal: portal.has_table("provinces") and bool(named_provinces(portal)),
    ),
)
