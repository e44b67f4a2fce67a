"""Long lists cut into numbered pages: each is read alone, and filters search all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from builder.view import View

LIST_ROWS = 120
"""Rows of a page: below 3,000 elements and 300 KB, which a phone lays out at once."""

Row = TypeVar("Row")


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


def page_place(number: int, count: int, view: View) -> str:
    """Which page of how many it is, in words; empty where there is only one."""
    last = list_pages(count)
    if last == 1:
        return ""
    return view.words("table.page", number=view.number(number), pages=view.number(last))


def pager(ids: Sequence[str], number: int, count: int, view: View) -> Pager:
    """The pager of a page of the list at `ids`."""
    uris = tuple(view.uri(*page_ids(ids, place + 1)) for place in range(list_pages(count)))
    return Pager(
        count=count,
        place=page_place(number, count, view),
        uris=uris,
        previous=uris[number - 2] if number > 1 else None,
        following=uris[number] if number < len(uris) else None,
    )
