"""The versions of a package with their days and notes, as its CHANGELOG.md tells them.

A version is a heading `## 1.0.0 - 2026-11-21`. Under it, `### vi` and `### en` head the notes in
each language; notes that stand under no language are for readers of every language.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.history import Recorded
from builder.model import Package

_HEADING = re.compile(r"\[?(?P<version>\d[^\s\]]*)\]?(?:\s+[-–—]\s+(?P<day>\d{4}-\d{2}-\d{2}))?\s*")
"""What stands behind `## `, such as `1.0.0 - 2026-11-21` or `[1.0.0]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One version of a package."""

    version: str
    date: datetime.date
    notes: Mapping[str, str]
    """What changed, as Markdown, by language code; under `""` what is said for all of them."""

    def note(self, language: str) -> str | None:
        """What changed, for a reader of a language; None where the changelog says nothing."""
        parts = (self.notes.get(""), self.notes.get(language))
        return "\n\n".join(part for part in parts if part) or None


def releases(package: Package, recorded: Sequence[Recorded] = ()) -> tuple[Release, ...]:
    """Every version of which the day is known, the newest first; the current one is always there.

    Recorded versions are there too, whether or not the changelog tells of them.

    Where the changelog gives no day, the current version is of the day the package was modified,
    and the oldest of the day it was issued; for others nothing is guessed, and they are left out.
    """
    told = list(_sections(package.changelog or ""))
    if package.version not in [version for version, _, _ in told]:
        told.insert(0, (package.version, None, {}))
    oldest = told[-1][0]
    found: dict[str, Release] = {}
    for version, told_date, notes in told:
        date = told_date
        if date is None and version == package.version:
            date = package.modified
        elif date is None and version == oldest:
            date = package.issued
        if date:
            found.setdefault(version, Release(version=version, date=date, notes=notes))
    for earlier in reversed(recorded):
        found.setdefault(
            earlier.version, Release(version=earlier.version, date=earlier.day, notes={})
        )
    return tuple(found.values())


def recorded_releases(changelog: str, recorded: Sequence[Recorded]) -> tuple[Release, ...]:
    """The versions of a package that is gone, as its last changelog and its records tell them."""
    days = {version.version: version.day for version in recorded}
    found: dict[str, Release] = {}
    for version, told_date, notes in _sections(changelog):
        date = told_date or days.get(version)
        if date:
            found.setdefault(version, Release(version=version, date=date, notes=notes))
    for version, day in days.items():
        found.setdefault(version, Release(version=version, date=day, notes={}))
    return tuple(found.values())


def current_release(package: Package) -> Release:
    """The version that a package has now."""
    return next(release for release in releases(package) if release.version == package.version)


def _sections(
    changelog: str,
) -> Iterator[tuple[str, datetime.date | None, Mapping[str, str]]]:
    for section in re.split(r"^## +", changelog, flags=re.MULTILINE)[1:]:
        heading, _, notes = section.partition("\n")
        match = _HEADING.fullmatch(heading)
        if match:
            yield match["version"], _date(match["day"]), dict(_by_language(notes))


def _by_language(notes: str) -> Iterator[tuple[str, str]]:
    shared, *parts = re.split(r"^### +(?=[a-z]{2,3}[ \t]*$)", notes, flags=re.MULTILINE)
    named = (part.partition("\n") for part in parts)
    for language, text in [("", shared), *((head.strip(), text) for head, _, text in named)]:
        if text.strip():
            yield language, text.strip()


def _date(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
