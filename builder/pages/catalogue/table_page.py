"""The pages of one table, whole and in order, and its rows as files for the script beside it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.exports.downloads.files import PublishedFile
from builder.packages.json_text import json_line
from builder.pages.catalogue.full_table import FullTable, TableCell, TableColumn, TableRow
from builder.pages.figure import Download
from builder.site import Link

PART_ROWS = 10_000
"""Rows of a file for the script: a long table is read in parts."""

PART_BYTES = 1_000_000
"""About as many bytes of the table's own file as a file of rows holds."""

LEAST_PART = 100
"""Rows of a file at least."""

TABLE_SCRIPT = "assets/table.js"
"""Sorts, narrows and downloads the rows of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """Context of table.html."""

    title: str
    lead: str
    dataset: Link
    downloads: tuple[Download, ...]
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    first: str
    """Uri of the first page: the files of rows stand beside it."""
    name: str
    """Name of the table, for files that readers make of it."""
    parts_count: int
    """How many files of rows there are."""
    page_rows: int
    place: str
    """Which page it is, in words; empty where there is only one."""
    mending: str
    """Text and address of edit and report of a row as JSON, for the script; empty for none."""
    lines: str
    """Lines at which the rows begin, where that is not simply one after the other."""
    previous: str | None
    """Uri of the page before."""
    following: str | None


def table_uri(full: FullTable, number: int = 1) -> str:
    """Uri of a page of a table, the first one by its name alone."""
    first = full.view.uri("datasets", full.package.id, full.resource.name)
    return first if number == 1 else f"{first}{number}/"


def table_page(full: FullTable, number: int, downloads: tuple[Download, ...]) -> TablePage:
    """A page of a table, counted from 1."""
    view, last = full.view, full.pages
    start = (number - 1) * full.page_rows
    return TablePage(
        title=full.resource.title[view.language],
        lead=table_lead(full),
        dataset=Link(
            text=full.package.title[view.language], uri=view.uri("datasets", full.package.id)
        ),
        downloads=downloads,
        columns=full.columns,
        rows=full.rows(start, start + full.page_rows),
        first=table_uri(full),
        name=full.resource.name,
        parts_count=_parts(full),
        page_rows=full.page_rows,
        place=page_words(full, number) if last > 1 else "",
        mending=json_line([[link.text, link.uri] for link in full.patterns])
        if full.patterns
        else "",
        lines=_uneven(full.lines),
        previous=table_uri(full, number - 1) if number > 1 else None,
        following=table_uri(full, number + 1) if number < last else None,
    )


def table_lead(full: FullTable) -> str:
    """What the page shows of the table, and where the rest is."""
    if full.total == full.count:
        return full.view.words("table.lead", count=full.count)
    shown = full.view.number(full.count)
    return full.view.words("table.lead_large", count=full.total, shown=shown)


def _uneven(lines: Sequence[int]) -> str:
    """Lines with commas between; nothing where each row has one line below the header."""
    is_even = all(line == number for number, line in enumerate(lines, start=2))
    return "" if is_even else ",".join(map(str, lines))


def page_words(full: FullTable, number: int) -> str:
    """Which page of how many it is."""
    number_text = full.view.number
    return full.view.words("table.page", number=number_text(number), pages=number_text(full.pages))


def part_rows(full: FullTable) -> int:
    """Rows of a file: fewer where they are long."""
    longest = len(full.resource.content) // max(1, full.total)
    return max(LEAST_PART, min(PART_ROWS, PART_BYTES // max(1, longest)))


def _parts(full: FullTable) -> int:
    return max(1, -(-full.count // part_rows(full)))


def row_files(full: FullTable) -> Iterator[tuple[str, int]]:
    """Uri of each file of rows, and the place of its first row."""
    for part in range(_parts(full)):
        yield f"{table_uri(full)}rows-{part + 1}.json", part * part_rows(full)


_LINE = json.JSONEncoder(ensure_ascii=False).encode


def row_file(full: FullTable, start: int) -> bytes:
    """The rows from a place on: of each its fragment, then its cells.

    A cell is a text, or two where the file has another one: as people read it, as the file has it.
    """
    lines = (
        _LINE([row.id, *(_json(cell) for cell in row.cells)])
        for row in full.rows(start, start + part_rows(full))
    )
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def _json(cell: TableCell) -> str | list[str]:
    text = str(cell.text)
    return text if cell.raw is None else [text, cell.raw]


def table_files(full: FullTable, files: Sequence[PublishedFile]) -> list[PublishedFile]:
    """The files that hold the table: its own, and those of the whole package where it is alone."""
    is_alone = len(full.package.resources) == 1
    return [
        file
        for file in files
        if file.resource == full.resource.name or (is_alone and file.resource is None)
    ]
