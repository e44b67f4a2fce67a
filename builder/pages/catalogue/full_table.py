"""A table in words, whole or the first rows of a large one: columns, rows, cells of its page."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import repeat
from typing import NamedTuple
from urllib.parse import quote

from builder.editing import Mending
from builder.language.text import Foreign
from builder.model import Cell, Field, Package, Resource, Row, Table
from builder.packages.cell_texts import text_cell
from builder.packages.lines import row_lines
from builder.pages.catalogue.code_names import code_names
from builder.pages.catalogue.plain_numbers import is_plain
from builder.pages.paging import page_elements
from builder.site import Link
from builder.view import View

PAGE_ROWS = 100
"""Rows of a page; more where a table would have over `MOST_PAGES` pages, fewer of many columns."""

MOST_PAGES = 200
"""Pages of the longest table of few columns that is shown whole."""

LEAST_ROWS = 10
"""Rows of a page of the widest table."""

LARGE_SHOWN = 10_000
"""Rows of a large table that are shown: its files hold the others."""

WIDE_CHARACTERS = 40
"""A column with a longer cell gets room."""


CODES = 10_000
"""Codes of a column whose names are remembered."""


class ColumnKind(StrEnum):
    """What the cells of a column are, for putting them in order and in words."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    MOMENT = "moment"
    """Days, times and years: their texts in the file are in their order."""


_KINDS = {
    "number": ColumnKind.NUMBER,
    "integer": ColumnKind.NUMBER,
    "date": ColumnKind.MOMENT,
    "datetime": ColumnKind.MOMENT,
    "time": ColumnKind.MOMENT,
    "year": ColumnKind.MOMENT,
    "yearmonth": ColumnKind.MOMENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A field that is shown: not that of another language, nor one empty in every row."""

    place: int
    """Its place in the rows of the table."""
    name: str
    title: str
    kind: ColumnKind
    is_wide: bool
    has_foreign: bool = False
    """Some of its cells stand in Vietnamese on a page in another language."""


class TableCell(NamedTuple):
    """A cell as people read it, and as the file has it where that is another text."""

    text: str
    raw: str | None = None
    code: str | None = None
    """The code beside its name, for people to see; None where the text says as much."""


class TableRow(NamedTuple):
    """A row with the fragment that leads to it."""

    id: str
    number: str
    cells: tuple[TableCell, ...]
    mending: tuple[Link, ...] = ()
    """Where the row is edited, and where an error in it is told of."""


@dataclass(frozen=True, kw_only=True)
class FullTable:
    """A table of a package in one language; what is known of all its rows is worked out once."""

    package: Package
    resource: Resource
    view: View
    made_of: str = ""
    """Digest of all that it shows; "" if nobody knows."""

    @cached_property
    def page_rows(self) -> int:
        """How many rows a page has: the same number in every language."""
        wanted = max(PAGE_ROWS, -(-self.count // MOST_PAGES))
        return max(LEAST_ROWS, min(wanted, page_elements() // self._row_elements))

    @property
    def _row_elements(self) -> int:
        """Elements of a row whose cells are all filled: a code stands beside its words."""
        languages = tuple(f"_{language}" for language in self.view.routes.languages)
        spoken = self.view.portal.settings.languages  # names may wait for a translation in one
        views = [replace(self.view, language=language) for language in spoken]
        columns = {
            field.name.rsplit("_", 1)[0] if field.name.endswith(languages) else field.name: 1
            + any(code_names(field, self.package, view) is not None for view in views)
            for field in self._whole.schema.fields
        }
        return 3 + sum(columns.values()) + (1 + 2 * len(self.patterns) if self.patterns else 0)

    @property
    def pages(self) -> int:
        """How many pages the table has: one where it has no rows."""
        return max(1, -(-self.count // self.page_rows))

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return LARGE_SHOWN if self._whole.is_large else self.total

    @property
    def total(self) -> int:
        """How many rows the table has."""
        return len(self._whole.rows)

    @property
    def _whole(self) -> Table:
        assert self.resource.table is not None
        return self.resource.table

    @cached_property
    def _table(self) -> Table:
        """The rows that are shown."""
        if not self._whole.is_large:
            return self._whole
        return Table(schema=self._whole.schema, rows=self._whole.rows[: self.count])

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        """The fields that are shown."""
        first = self._table.rows[:PAGE_ROWS]
        return tuple(
            self._column(place, [row[place] for row in first])
            for place in shown_places(self._table, self.view)
        )

    def _column(self, place: int, cells: Sequence[Cell]) -> TableColumn:
        field = self._table.schema.fields[place]
        is_code = code_names(field, self.package, self.view) is not None
        kind = ColumnKind.CODE if is_code else _KINDS.get(field.type, ColumnKind.TEXT)
        texts = [self.texts[place](cell) for cell in cells]
        return TableColumn(
            place=place,
            name=field.name,
            title=field.title[self.view.language],
            kind=kind,
            is_wide=kind not in (ColumnKind.NUMBER, ColumnKind.MOMENT)
            and any(len(text) > WIDE_CHARACTERS for text in texts),
            has_foreign=any(isinstance(text, Foreign) for text in texts),
        )

    @cached_property
    def texts(self) -> Sequence[Callable[[Cell], str]]:
        """How people read a cell of each field."""
        fields = self._table.schema.fields
        return tuple(self._text(place, field) for place, field in enumerate(fields))

    def _text(self, place: int, field: Field) -> Callable[[Cell], str]:
        names = code_names(field, self.package, self.view)
        if names is not None:
            names = lru_cache(maxsize=CODES)(names)
        is_digits = is_plain(self._table, place)

        def text(cell: Cell) -> str:
            if cell is None or is_digits:
                return text_cell(cell)
            if names is None:
                return self._own_text(cell, field)
            codes = cell if isinstance(cell, tuple) else (cell,)
            return "; ".join(names(str(code)) for code in codes)

        return text

    def _own_text(self, cell: Cell, field: Field) -> str:
        text = self.view.cell(cell, field)
        if field.type not in ("string", "list") or field.name.endswith(f"_{self.view.language}"):
            return text
        return self.view.printed(text)

    @cached_property
    def patterns(self) -> tuple[Link, ...]:
        """Edit and report of a row, whose `{line}` and `{fragment}` are still open."""
        settings = self.view.portal.settings
        mending = Mending(
            editing=settings.editing, words=self.view.words, base_url=settings.base_url
        )
        uri = self.view.uri("datasets", self.package.id, self.resource.name)
        return mending.row_patterns(
            self.package, self.resource, (self.resource.title[self.view.language], uri)
        )

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The line of the file at which each row begins."""
        return row_lines(self.resource.content, self.count + 1)[1:] if self.patterns else ()

    def mending(self, position: int) -> tuple[Link, ...]:
        """Where a row is edited, and where an error in it is told of."""
        line = self.lines[position] if position < len(self.lines) else 1
        return tuple(
            Link(
                text=link.text,
                uri=link.uri.replace("{line}", str(line)).replace(
                    "{fragment}", quote(self._ids[position], safe="")
                ),
            )
            for link in self.patterns
        )

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        """The fragment of each row: its key; its number where that names no single row."""
        places = [self._table.schema.position(name) for name in self._table.schema.primary_key]
        columns = [self._table.column(place) for place in places]
        keys = tuple(
            "row-" + re.sub(r"[^\w.-]", "_", ".".join(map(text_cell, key)))
            for key in zip(*columns, strict=True)
        )
        if places and len(set(keys)) == len(keys):
            return keys
        return tuple(f"row-{number}" for number in range(1, len(self._table.rows) + 1))

    def rows(self, start: int, stop: int) -> tuple[TableRow, ...]:
        """Rows from one place up to another, counted from 0."""
        rows = self._table.rows[start:stop]
        shown = [self._shown(column, rows, start) for column in self.columns]
        cells = zip(*shown, strict=True) if shown else repeat(())
        return tuple(
            TableRow(
                id=self._ids[position],
                number=self.view.number(position + 1),
                cells=own,
                mending=self.mending(position) if self.patterns else (),
            )
            for position, own in zip(range(start, start + len(rows)), cells, strict=False)
        )

    def _shown(self, column: TableColumn, rows: Sequence[Row], start: int) -> list[TableCell]:
        """The cells of a column in some rows, the first of which has the place `start`."""
        place, text = column.place, self.texts[column.place]
        found = [_cell(row[place], column.kind, text) for row in rows]
        if self._whole.reasons:
            for number in range(len(rows)):
                reason = self._whole.reasons.get((start + number, place))
                if reason is not None:  # in brackets: it is no value
                    found[number] = TableCell(f"({reason})", raw="")
        return found


_EMPTY = TableCell("")


def _cell(cell: Cell, kind: ColumnKind, shown: Callable[[Cell], str]) -> TableCell:
    if cell is None:
        return _EMPTY
    text, raw = shown(cell), text_cell(cell)
    if text == raw:
        return TableCell(text)
    code = text_cell(cell, "; ") if kind == ColumnKind.CODE else None
    return TableCell(text, raw, code if code != text else None)


def shown_places(table: Table, view: View) -> tuple[int, ...]:
    """Places of the fields of a page: not twins in other languages, nor those empty in each row."""
    others = tuple(
        f"_{language}" for language in view.routes.languages if language != view.language
    )
    fields = table.schema.fields
    names = {field.name for field in fields}

    def twin(name: str) -> str:
        return f"{name.rsplit('_', 1)[0]}_{view.language}"

    return tuple(
        place
        for place, field in enumerate(fields)
        if not (field.name.endswith(others) and twin(field.name) in names)
        and (not table.rows or any(cell is not None for cell in table.column(place)))
    )
