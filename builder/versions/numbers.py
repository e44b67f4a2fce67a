"""Which version a change asks for, and what a new state lacks: number, order, words.

An id, a column, a table or a dataset that goes breaks what others rely on: major. What comes is
minor, what is corrected is a patch. A row of a table whose rows have no id of their own breaks
no address: that it goes is minor.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.history import Change, Difference
from builder.versions.state import PackageState

LEVELS = ("major", "minor", "patch")
"""Parts of a version, the first for what breaks, the last for a correction."""

_MAJOR = {
    Difference.DATASET_REMOVED,
    Difference.TABLE_REMOVED,
    Difference.COLUMN_REMOVED,
    Difference.ROW_RENAMED,
    Difference.COLUMN_RETYPED,
}
_MINOR = {
    Difference.ROW_MOVED,
    Difference.ROW_REMOVED,
    Difference.ROW_ADDED,
    Difference.COLUMN_ADDED,
    Difference.TABLE_ADDED,
    Difference.DATASET_ADDED,
}

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What a changed package lacks: a higher number, or words in its changelog."""

    package: str
    kind: str
    """`version` or `changelog`."""
    version: str
    """The number that it has."""
    proposed: str
    """The least number that it may have."""
    earlier: str
    """The number that it had."""


def level_of(changes: Sequence[Change]) -> str | None:
    """The step that changes ask for; None where nothing changed."""
    levels = [_level(change) for change in changes]
    return min(levels, key=LEVELS.index) if levels else None


def _level(change: Change) -> str:
    if change.difference in _MAJOR:
        return "major"
    if change.difference is Difference.ROW_REMOVED and change.is_named_by_id:
        return "major"
    return "minor" if change.difference in _MINOR else "patch"


def next_version(version: str, level: str) -> str:
    """1.2.3 raised by a major, minor or patch step."""
    place = LEVELS.index(level)
    parts = list(parts_of(version))
    return ".".join(str(part) for part in [*parts[:place], parts[place] + 1, *[0] * (2 - place)])


def parts_of(version: str) -> tuple[int, int, int]:
    """A version as numbers, to compare; what is no version comes before all."""
    match = _VERSION.fullmatch(version)
    return (int(match[1]), int(match[2]), int(match[3])) if match else (0, 0, 0)


def proposed_version(old: PackageState, changes: Sequence[Change]) -> str:
    """The least version that a changed package may have."""
    level = level_of(changes)
    return next_version(old.version, level) if level else old.version


def lacks(
    old: PackageState, new: PackageState, changes: Sequence[Change], languages: Sequence[str]
) -> Iterator[Lack]:
    """What a package that differs from its earlier state lacks."""
    if not changes:
        return
    proposed = proposed_version(old, changes)
    told = {"version": new.version, "proposed": proposed, "earlier": old.version}
    if parts_of(new.version) < parts_of(proposed):
        yield Lack(package=new.id, kind="version", **told)
    elif not has_words(new.changelog, new.version, languages):
        yield Lack(package=new.id, kind="changelog", **told)


def has_words(changelog: str, version: str, languages: Sequence[str]) -> bool:
    """True if a changelog says something of a version, in each language or for all of them."""
    for section in re.split(r"^## +", changelog, flags=re.MULTILINE)[1:]:
        heading, _, notes = section.partition("\n")
        if not re.match(rf"\[?{re.escape(version)}\b(?!\.\d)", heading):
            continue
        shared, *parts = re.split(r"^### +", notes, flags=re.MULTILINE)
        told = {
            head.strip()
            for head, _, text in (part.partition("\n") for part in parts)
            if text.strip()
        }
        return bool(shared.strip()) or set(languages) <= told
    return False
