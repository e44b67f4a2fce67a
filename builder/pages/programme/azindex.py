"""The index from A to Z: everything that search finds, for readers without scripts."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from builder.exports.harvesting.search_index import SearchEntry, search_entries
from builder.language.text import collation_key, folded
from builder.pages.page_type import PageType
from builder.pages.paging import Pager, list_pages, page_ids, page_of, page_rows, pager
from builder.pages.programme.search_entries import programme_entries
from builder.pages.programme.view import ProgrammeView
from builder.site import Link

OTHER = "0–9"
"""Heading of what begins with no letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What begins with one letter."""

    id: str
    name: str
    entries: tuple[tuple[Link, str], ...]
    """Each thing with its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """Context of azindex.html."""

    title: str
    lead: str
    letters: tuple[Link, ...]
    """Every letter, and the page on which its first thing stands."""
    groups: tuple[Letter, ...]
    pager: Pager


def index_entries(view: ProgrammeView) -> tuple[SearchEntry, ...]:
    """Everything once, in the order of the language.

    Faults that data can have are no things of the portal: their own page lists them.
    """
    faults = view.uri("problems")
    found = {
        (entry.name, entry.kind, entry.uri): entry
        for entry in (*search_entries(view), *programme_entries(view))
        if entry.uri == faults or not entry.uri.startswith(faults)
    }
    return tuple(sorted(found.values(), key=_order))


def index_page(view: ProgrammeView, number: int) -> IndexPage:
    """A page of the index, counted from 1."""
    entries = view.once(index_entries)
    return IndexPage(
        title=view.words("nav.azindex"),
        lead=view.words("azindex.lead", count=len(entries)),
        letters=_letters(entries, view),
        groups=tuple(
            Letter(
                id=letter_id(letter),
                name=letter,
                entries=tuple((Link(text=entry.name, uri=entry.uri), entry.kind) for entry in own),
            )
            for letter, own in groupby(page_rows(entries, number), key=_letter)
        ),
        pager=pager(("azindex",), number, len(entries), view),
    )


def letter_id(letter: str) -> str:
    """The fragment of a letter: `đ` is another than `d`."""
    return f"l-{'other' if letter == OTHER else letter.lower()}"


def _letters(entries: Iterable[SearchEntry], view: ProgrammeView) -> tuple[Link, ...]:
    first: dict[str, int] = {}
    for position, entry in enumerate(entries):
        first.setdefault(_letter(entry), page_of(position))
    return tuple(
        Link(
            text=letter,
            uri=f"{view.uri(*page_ids(('azindex',), number))}#{letter_id(letter)}",
        )
        for letter, number in first.items()
    )


def _order(entry: SearchEntry) -> tuple[bool, object, str]:
    return (_letter(entry) != OTHER, collation_key(entry.name.lstrip("«“\"'(")), entry.uri)


def _letter(entry: SearchEntry) -> str:
    """The first letter without its tone: «Ấp» stands under Â, «Đà Nẵng» under Đ."""
    start = entry.name.lstrip("«“\"'(")[:1]
    bare = "".join(
        char
        for char in unicodedata.normalize("NFD", start)
        if char not in "\u0300\u0301\u0303\u0309\u0323"
    )
    letter = unicodedata.normalize("NFC", bare).upper()
    return letter if folded(letter).isascii() and letter.isalpha() else OTHER


PAGES = (
    PageType(
        section="azindex",
        template="azindex.html",
        context=index_page,
        pages=lambda view: list_pages(len(view.once(index_entries))),
    ),
)
