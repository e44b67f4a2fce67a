"""Changes in words of one language: which value of what changed from what to what."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from builder.history import Change, Difference, Names
from builder.language.periods import period_or_none
from builder.language.text import date_text, period_text, printed_number, shortened
from builder.language.words import Words

CHARACTERS = 162
"""A longer text is cut in a list of changes."""


def told_changes(
    changes: Iterable[Change], words: Words, languages: Sequence[str]
) -> Iterator[tuple[Change, str]]:
    """Each change with its words, worst first; columns of other languages are left out."""
    order = list(Difference)
    seen = set()
    for change in sorted(changes, key=lambda change: order.index(change.difference)):
        if is_of_another_language(change.column, words.language, languages):
            continue
        text = change_text(change, words)
        if text not in seen:
            seen.add(text)
            yield change, text


def is_of_another_language(column: str, language: str, languages: Sequence[str]) -> bool:
    """True for `name_en` where a reader reads Vietnamese."""
    return any(column.endswith(f"_{other}") for other in languages if other != language)


def change_text(change: Change, words: Words) -> str:
    """A change as one line."""
    return words(
        f"change.{change.difference}",
        package=said(change.package_name, words.language) or change.package,
        table=said(change.table_name, words.language) or change.table,
        row=row_text(change, words),
        column=said(change.column_name, words.language) or change.column,
        old=_cell(change.old, change, words),
        new=_cell(change.new, change, words),
    )


def gone_command(place: Sequence[str], change: Change, languages: Sequence[str]) -> str:
    """The command that says why something is gone, with what took its place where that is known."""
    named = " ".join(part for part in place if part)
    renamed = f" successor={change.new}" if change.difference is Difference.ROW_RENAMED else ""
    reasons = " ".join(f'reason_{language}="…"' for language in languages)
    return f"portal gone {named}{renamed} {reasons}"


def said(names: Names, language: str) -> str:
    """A text in a language, else in another, else nothing."""
    return names.get(language) or next(iter(names.values()), "")


def row_text(change: Change, words: Words) -> str:
    """What people call a row, with the rest of its key and what it says: «GDP (quý I/2024): 5%»."""
    name = said(change.row_name, words.language)
    keys = change.row[1:] if name else change.row
    inner = ", ".join(_key_part(part, words) for part in keys)
    text = (
        f"{shortened(name, CHARACTERS)} ({inner})"
        if name and inner
        else shortened(name, CHARACTERS) or inner
    )
    is_whole = change.difference in (Difference.ROW_ADDED, Difference.ROW_REMOVED)
    value = change.new or change.old
    text = text or words("change.row", table=said(change.table_name, words.language))
    return f"{text}: {_cell(value, change, words)}" if is_whole and value else text


def _key_part(text: str, words: Words) -> str:
    if period := period_or_none(text):
        return period_text(period, words.language)
    key = f"kind.{text}"
    return words(key) if key in words else _plain(text, "date", words)


def _cell(text: str, change: Change, words: Words) -> str:
    if not text:
        return words("change.empty")
    column = change.column or "status"
    for key in (f"{column}.{text}", f"code.{column}.{text}"):
        if key in words:
            return words(key)
    if column == "period" and (period := period_or_none(text)):
        return period_text(period, words.language)
    return shortened(_plain(text, change.type, words), CHARACTERS)


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
