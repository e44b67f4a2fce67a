"""The version of a package that the build makes: it rises when its rows change, by itself.

Its day is that of the first build with these rows, so that another package's new day does not
announce it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.history import Change, Difference, Recorded
from builder.language.words import Words
from builder.model import Package
from builder.versions.differences import package_differences
from builder.versions.numbers import level_of, next_version, parts_of
from builder.versions.state import package_files, package_state
from builder.versions.story import newest
from builder.versions.told import told_changes


def versioned(
    package: Package, recorded: Sequence[Recorded], words: Mapping[str, Words]
) -> Package:
    """A derived package with the version that its rows ask for; without records, as it is."""
    languages = tuple(words)
    before = newest(recorded, languages)
    now = package_state(package_files(package), languages)
    if before is None or now is None or parts_of(now.version)[0] > parts_of(before.version)[0]:
        return package
    changes = [
        change
        for change in package_differences(before, now, languages)
        if change.difference is not Difference.TEXT
    ]
    level = level_of(changes)
    if level is None:
        days = {record.version: record.day.isoformat() for record in recorded}
        return _as(package, before.version, days[before.version], before.changelog)
    version = next_version(before.version, level)
    day = package.modified.isoformat()
    entry = _entry(version, day, changes, words)
    return _as(package, version, day, f"{entry}\n{before.changelog}")


def _entry(version: str, day: str, changes: Sequence[Change], words: Mapping[str, Words]) -> str:
    """What the changelog says of a version that nobody wrote: how many verdicts or rows changed."""
    parts = [f"## {version} - {day}\n"]
    for language, spoken in words.items():
        count = len(list(told_changes(changes, spoken, tuple(words))))
        parts.append(f"### {language}\n\n- {spoken('derived.changed', count=count)}\n")
    return "\n".join(parts)


def _as(package: Package, version: str, day: str, changelog: str) -> Package:
    portal = package.descriptor["portal"]
    assert isinstance(portal, Mapping)
    descriptor = {
        **package.descriptor,
        "version": version,
        "portal": {**portal, "modified": day},
    }
    return replace(
        package,
        version=version,
        modified=type(package.modified).fromisoformat(day),
        changelog=changelog,
        descriptor=descriptor,
    )
