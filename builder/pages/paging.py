"""Long lists cut into numbered pages: each is read alone, and filters search all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from builder.view import View

LIST_ROWS = 120
"""Rows of a page: below 3,000 elements and 300 KB, which a phone lays out at once."""

ROW_ELEMENTS = 20
"""Elements of such a row; pages of lighter or heavier rows have as many elements."""


def page_elements() -> int:
    """Elements of the rows of a page."""
    return LIST_ROWS * ROW_ELEMENTS


Row = TypeVar("Row")

Cut = tuple[slice, ...]
"""What of each list of a page stands there, in the order of the lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a page stands among the pages of its list."""

    count: int
    """Rows of all pages."""
    place: str
    """Which page of how many it is, in words; empty where there is only one."""
    uris: tuple[str, ...]
    """Every page of the list, in order."""
    previous: str | None
    """Uri of the page before."""
    following: str | None


def list_pages(count: int) -> int:
    """How many pages a list of so many rows has."""
    return max(1, -(-count // LIST_ROWS))


def page_ids(ids: Sequence[str], number: int) -> tuple[str, ...]:
    """The address of a page of the list at `ids`: the first one has that of the list."""
    return tuple(ids) if number == 1 else (*ids, "page", str(number))


def page_rows(rows: Sequence[Row], number: int) -> Sequence[Row]:
    """The rows of a page, counted from 1."""
    return rows[(number - 1) * LIST_ROWS : number * LIST_ROWS]


def page_of(position: int) -> int:
    """The number of the page on which a row stands, whose position counts from 0."""
    return position // LIST_ROWS + 1


def cut_lists(lists: Sequence[Sequence[int]]) -> tuple[Cut, ...]:
    """Pages of several lists, one after the other, by how many elements each row has."""
    most = page_elements()
    pages: list[Cut] = []
    page, used = [slice(0, 0) for _ in lists], 0
    for place, rows in enumerate(lists):
        start = 0
        for position, elements in enumerate(rows):
            if used and used + elements > most:
                page[place] = slice(start, position)
                pages.append(tuple(page))
                page, used, start = [slice(0, 0) for _ in lists], 0, position
            used += elements
        page[place] = slice(start, len(rows))
    return (*pages, tuple(page))


def cut_page(cuts: Sequence[Cut], place: int, position: int) -> int:
    """The number of the page on which a row of the list at a place stands."""
    return next(
        number
        for number, cut in enumerate(cuts, 1)
        if cut[place].start <= position < cut[place].stop
    )


def page_place(number: int, last: int, view: View) -> str:
    """Which page of how many it is, in words; empty where there is only one."""
    if last == 1:
        return ""
    return view.words("table.page", number=view.number(number), pages=view.number(last))


def pager(ids: Sequence[str], number: int, count: int, view: View) -> Pager:
    """The pager of a page of the list at `ids`, which has so many rows."""
    return cut_pager(ids, (number, list_pages(count)), count, view)


def cut_pager(ids: Sequence[str], place: tuple[int, int], count: int, view: View) -> Pager:
    """The same where the page is one of a known number of pages."""
    number, last = place
    uris = tuple(view.uri(*page_ids(ids, page)) for page in range(1, last + 1))
    return Pager(
        count=count,
        place=page_place(number, last, view),
        uris=uris,
        previous=uris[number - 2] if number > 1 else None,
        following=uris[number] if number < len(uris) else None,
    )
