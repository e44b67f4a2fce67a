"""Changes in words of one language: which value of what changed from what to what."""

import datetime
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import groupby, takewhile, zip_longest
from typing import TypeAlias

from builder.history import Change, Difference, Names
from builder.language.periods import period_or_none
from builder.language.text import date_text, period_text, printed_number, shortened
from builder.language.words import Words
from builder.versions.differences import LICENCES

CHARACTERS = 162
"""A longer text is cut in a list of changes."""

NAME_CHARACTERS = 100
"""A longer name of a row is cut, and its id stands behind it."""

LED_BY = 40
"""Characters that a long text and what it was have in common and that are shown before the rest."""

PARTS = ("contributors", "description", "keywords", "readme", "resources", "sources")
"""Parts of what a package says of itself that have a name for readers."""

MANY = 6
"""Rows of a table that changed alike from which on one line tells of all of them."""

OF_CELLS = (Difference.CELL, Difference.ROW_MOVED)
"""Differences of cells of a row."""

Row: TypeAlias = tuple[str, str, tuple[str, ...]]
"""Package, table and key of a row."""


def told_changes(
    changes: Iterable[Change], words: Words, languages: Sequence[str]
) -> Iterator[str]:
    """Changes in words, worst first; the cells of a row in one line.

    Columns of other languages are left out. A row that is called like another gets its id; rows
    that have none and say the same are counted.
    """
    order = list(Difference)
    shown = sorted(
        (
            change
            for change in changes
            if not is_of_another_language(change.column, words.language, languages)
        ),
        key=lambda change: (order.index(change.difference), _is_any_text(change, words)),
    )
    twins = _called_alike(shown, words)
    groups = list(_lines(shown, words))
    alike = Counter(_same(group, words) for group in groups if group[0].difference in OF_CELLS)
    lines = Counter(
        _text_of_many(group, alike[same], words)
        if (same := _same(group, words)) in alike and alike[same] >= MANY
        else _line_text(group, words, twins)
        for group in _firsts(groups, alike, words)
    )
    for text, count in lines.items():
        yield text if count == 1 else f"{text} (×{count})"


def _firsts(
    groups: Iterable[Sequence[Change]], alike: Mapping[tuple[object, ...], int], words: Words
) -> Iterator[Sequence[Change]]:
    """Lines but those that say of a row what was said of many before it."""
    told = set()
    for group in groups:
        same = _same(group, words)
        if same not in told:
            yield group
        if group[0].difference in OF_CELLS and alike[same] >= MANY:
            told.add(same)


def _same(group: Sequence[Change], words: Words) -> tuple[object, ...]:
    """What cells of a row changed from and to, and in which table."""
    first = group[0]
    return (first.difference, first.package, first.table, _told_cells(group, words))


def _text_of_many(group: Sequence[Change], count: int, words: Words) -> str:
    first = group[0]
    table = said(first.table_name, words.language) or first.table
    cells = _told_cells(group, words)
    row = row_text(first, words)
    return words("change.many", count=count, table=table, cells=cells, row=row)


def _lines(changes: Sequence[Change], words: Words) -> Iterator[Sequence[Change]]:
    """What stands in one line: the cells of a row, the texts of a package, else a change alone."""

    def line(numbered: tuple[int, Change]) -> object:
        number, change = numbered
        if change.difference in OF_CELLS:
            return _row(change)
        return change.package if _is_any_text(change, words) else number

    for _, group in groupby(enumerate(changes), key=line):
        yield [change for _, change in group]


def _is_any_text(change: Change, words: Words) -> bool:
    """True for an edited text that is told without what it was and is."""
    is_text = change.difference is Difference.TEXT
    return is_text and f"change.text.{change.column}" not in words


def _row(change: Change) -> Row:
    return (change.package, change.table, change.row)


def _called_alike(changes: Iterable[Change], words: Words) -> Collection[Row]:
    """Rows with an id of their own that are called like another of their table."""
    rows = {_row(change): change for change in changes if change.is_named_by_id}
    names = {row: (*row[:2], said(change.row_name, words.language)) for row, change in rows.items()}
    counts = Counter(names.values())
    return {row for row, name in names.items() if name[2] and counts[name] > 1}


def _line_text(group: Sequence[Change], words: Words, twins: Collection[Row]) -> str:
    first = group[0]
    row = row_text(first, words, has_id=_row(first) in twins)
    return _text(group if first.difference in OF_CELLS else [first], row, words)


def is_of_another_language(column: str, language: str, languages: Sequence[str]) -> bool:
    """True for `name_en` where a reader reads Vietnamese."""
    return any(column.endswith(f"_{other}") for other in languages if other != language)


def change_text(change: Change, words: Words) -> str:
    """A change as one line."""
    return _text([change], row_text(change, words), words)


def _text(group: Sequence[Change], row: str, words: Words) -> str:
    change = group[0]
    key = f"change.{change.difference}"
    if change.difference is Difference.TEXT and not _is_any_text(change, words):
        key = f"change.text.{change.column}"
    return words(
        key,
        package=said(change.package_name, words.language) or change.package,
        table=said(change.table_name, words.language) or change.table,
        row=row,
        cells=_told_cells(group, words),
        parts=", ".join(dict.fromkeys(words(f"change.part.{_part(change)}") for change in group)),
        **_told_cell(change, words),
    )


def _part(change: Change) -> str:
    """Which part of its description a text of a package belongs to."""
    name = change.column.removeprefix("portal.").partition(".")[0].lower()
    return name if name in PARTS else "other"


def _told_cells(group: Iterable[Change], words: Words) -> str:
    """Cells of a row with what they were and are: «Giá trị: 16,5 → 25; Đơn vị: % → điểm»."""
    return "; ".join(words("change.of_cell", **_told_cell(change, words)) for change in group)


def _told_cell(change: Change, words: Words) -> dict[str, str]:
    """Name of a column, and what its cell was and is; of long texts what differs."""
    old, new = (
        _cell(text, names, change, words)
        for text, names in ((change.old, change.old_name), (change.new, change.new_name))
    )
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    if max(len(old), len(new)) > CHARACTERS and alike > LED_BY:
        start = old.rfind(" ", 0, alike - LED_BY) + 1
        old, new = (f"… {text[start:]}" if start else text for text in (old, new))
    return {
        "column": said(change.column_name, words.language) or change.column,
        "old": shortened(old, CHARACTERS),
        "new": shortened(new, CHARACTERS),
    }


def gone_command(place: Sequence[str], change: Change, languages: Sequence[str]) -> str:
    """The command that says why something is gone, with what took its place where that is known."""
    named = " ".join(part for part in place if part)
    renamed = f" successor={change.new}" if change.difference is Difference.ROW_RENAMED else ""
    reasons = " ".join(f'reason_{language}="…"' for language in languages)
    return f"portal gone {named}{renamed} {reasons}"


def said(names: Names, language: str) -> str:
    """A text in a language, else in another, else nothing."""
    return names.get(language) or next(iter(names.values()), "")


def row_text(change: Change, words: Words, *, has_id: bool = False) -> str:
    """What people call a row, with the rest of its key and what it says: «GDP (quý I/2024): 5%».

    A name that is cut, or another row has too, is followed by the id.
    """
    name = said(change.row_name, words.language)
    is_cut = change.is_named_by_id and len(name) > NAME_CHARACTERS
    start = 0 if not name or has_id or is_cut else 1
    parts = zip_longest(change.row[start:], change.row_parts[start:])
    inner = ", ".join(filter(None, (_key_part(text or "", names, words) for text, names in parts)))
    name = shortened(name, NAME_CHARACTERS)
    text = f"{name} ({inner})" if name and inner else name or inner
    is_whole = change.difference in (Difference.ROW_ADDED, Difference.ROW_REMOVED)
    value = change.new or change.old
    text = text or words("change.row", table=said(change.table_name, words.language))
    said_by_it = shortened(_cell(value, {}, change, words), CHARACTERS)
    return f"{text}: {said_by_it}" if is_whole and value else text


def _key_part(text: str, names: Names | None, words: Words) -> str:
    if names:
        return shortened(said(names, words.language), NAME_CHARACTERS)
    if period := period_or_none(text):
        return period_text(period, words.language)
    key = f"kind.{text}"
    return words(key) if key in words else _plain(text, "date", words)


def _cell(text: str, names: Names, change: Change, words: Words) -> str:
    if names or not text:
        return said(names, words.language) or words("change.empty")
    if change.column == LICENCES and change.difference is Difference.TEXT:
        return _licence_names(text)
    column = change.column or "status"
    if change.difference is Difference.COLUMN_RETYPED:
        column = "type"
    for key in (f"{column}.{text}", f"code.{column}.{text}"):
        if key in words:
            return words(key)
    if column == "period" and (period := period_or_none(text)):
        return period_text(period, words.language)
    return _plain(text, change.type, words)


def _licence_names(text: str) -> str:
    """Licences of a descriptor by what they are called."""
    found = json.loads(text)
    named = [part for part in (found if isinstance(found, list) else ()) if isinstance(part, dict)]
    return ", ".join(
        str(part.get("name") or part.get("title") or part.get("path")) for part in named
    )


def _plain(text: str, kind: str, words: Words) -> str:
    """A number or day as the reader writes it; anything else as it is."""
    try:
        if kind in ("number", "integer"):
            return printed_number(Decimal(text), words.language)
        if kind == "date":
            return date_text(datetime.date.fromisoformat(text), words.language)
    except (ValueError, InvalidOperation):
        return text
    return text
