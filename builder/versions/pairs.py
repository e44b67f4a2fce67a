"""Rows that went under one key and came under another, and are the same row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Key: TypeAlias = tuple[str, ...]
Rows: TypeAlias = Mapping[Key, Mapping[str, str]]

OTHERWISE = 2
"""Cells beside its key in which a row may differ and still be told as the same."""

SAYING = ("value_raw", "value", "status")
"""Columns that say what a row is about, the best first."""


def same_rows(removed: Rows, added: Rows, key: Sequence[str]) -> Iterator[tuple[Key, Key]]:
    """Old and new key of each row of which one cell of the key is another.

    A row with an id of its own is the same but for that; one without says the same, and differs
    in two cells at most. Where several rows are alike, nobody can say which became which: they
    went and came.
    """
    for column in key:
        before, after = (_by_rest(rows, column, key) for rows in (removed, added))
        for rest, (old, *others) in before.items():
            new, *rivals = after.get(rest, [()])
            if new and not others and not rivals and _is_same(removed[old], added[new], key):
                yield old, new


def _by_rest(rows: Rows, column: str, key: Sequence[str]) -> Mapping[object, list[Key]]:
    """Keys of rows by the rest of the key; of rows with an id of their own by all that they say."""
    found: dict[object, list[Key]] = {}
    for place, row in rows.items():
        said = key if len(key) > 1 else row
        rest = tuple((name, row.get(name)) for name in said if name != column and row.get(name))
        if rest:
            found.setdefault(rest, []).append(place)
    return found


def _is_same(old: Mapping[str, str], new: Mapping[str, str], key: Sequence[str]) -> bool:
    if len(key) == 1:
        return True
    differing = [name for name in new if name in old and name not in key and old[name] != new[name]]
    saying = next((name for name in SAYING if new.get(name)), "")
    return bool(saying) and saying not in differing and len(differing) <= OTHERWISE


def said_by(row: Mapping[str, str]) -> str:
    """What a row without more words says: the value or state as printed, else nothing."""
    return next((row[name] for name in SAYING if row.get(name)), "")
