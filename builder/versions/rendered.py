"""What differs between two states as a text for a terminal, as Markdown, and as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.history import Change, Difference
from builder.language.words import Words, words
from builder.versions.numbers import Lack, lacks, level_of, parts_of, proposed_version
from builder.versions.state import PackageState
from builder.versions.story import place_of
from builder.versions.told import (
    change_text,
    gone_command,
    is_of_another_language,
    said,
    told_changes,
)

MOST = 200
"""Changes of one package that are shown; JSON has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two states of a portal side by side."""

    old_name: str
    new_name: str
    old: Mapping[str, PackageState]
    new: Mapping[str, PackageState]
    changes: tuple[Change, ...]
    unexplained: tuple[Change, ...]
    """What is gone without a word."""
    languages: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    """What could not be compared, as keys of words."""

    def packages(self) -> Mapping[str, tuple[Change, ...]]:
        """Changes by package, in the order of their ids."""
        ids = sorted({change.package for change in self.changes})
        return {
            package: tuple(change for change in self.changes if change.package == package)
            for package in ids
        }

    def lacks(self) -> Iterator[Lack]:
        """Packages that changed without a higher number, or without words."""
        for package, changes in self.packages().items():
            if package in self.old and package in self.new:
                own = [change for change in changes if change.difference is not Difference.SIGNAL]
                yield from lacks(self.old[package], self.new[package], own, self.languages)

    @property
    def is_refused(self) -> bool:
        """True if the change must not be published as it is."""
        return bool(self.unexplained) or any(True for _ in self.lacks())


def rendered(comparison: Comparison, spoken: Words, form: str) -> str:
    """A comparison as text, json or markdown."""
    if form == "json":
        return json.dumps(_entry(comparison), ensure_ascii=False, indent=2)
    return "\n".join(_lines(comparison, spoken, form))


def _lines(comparison: Comparison, spoken: Words, form: str) -> Iterator[str]:
    is_markdown = form != "text"
    names = {"old": comparison.old_name, "new": comparison.new_name}
    yield ("## " if is_markdown else "") + spoken("diff.title", **names)
    if not comparison.changes:
        yield spoken("diff.same")
    for package, changes in comparison.packages().items():
        yield ""
        heading = _heading(comparison, package, changes, spoken)
        yield f"### {heading}" if is_markdown else heading
        if is_markdown:
            yield ""
        told = list(told_changes(_to_review(changes, spoken, comparison.languages), spoken, ()))
        yield from (f"{'' if is_markdown else '  '}- {text}" for text in told[:MOST])
        if len(told) > MOST:
            yield f"- {spoken('diff.more', count=len(told) - MOST)}"
    refused = [*_lacks(comparison, spoken)]
    if refused:
        yield ""
        yield ("**" if is_markdown else "") + spoken("diff.refused") + ("**" if is_markdown else "")
        if is_markdown:
            yield ""
        yield from (f"- {line}" for line in refused)
    for remark in comparison.remarks:
        yield ""
        yield spoken(remark)


def _to_review(
    changes: Sequence[Change], spoken: Words, languages: Sequence[str]
) -> Iterator[Change]:
    """Changes without those that the reader's language says too: a reviewer misses none."""
    told = {(change.table, change.row, change.column) for change in changes}
    for change in changes:
        stem, _, _ = change.column.rpartition("_")
        own = (change.table, change.row, f"{stem}_{spoken.language}")
        if not is_of_another_language(change.column, spoken.language, languages) or own not in told:
            yield change


def _heading(comparison: Comparison, package: str, changes: Sequence[Change], spoken: Words) -> str:
    old, new = comparison.old.get(package), comparison.new.get(package)
    title = f"{said(changes[0].package_name, spoken.language)} ({package})"
    if old is None or new is None:
        return title
    level = level_of([change for change in changes if change.difference is not Difference.SIGNAL])
    if level is None:
        return title
    proposed = proposed_version(old, changes)
    reached = "enough" if parts_of(new.version) >= parts_of(proposed) else "low"
    key = "same" if new.version == old.version else reached
    numbers = {"old": old.version, "new": new.version, "proposed": proposed}
    return f"{title} · " + spoken(
        f"diff.versions.{key}", **numbers, why=spoken(f"diff.level.{level}")
    )


def _lacks(comparison: Comparison, spoken: Words) -> Iterator[str]:
    for lack in comparison.lacks():
        yield spoken(
            f"diff.lack.{lack.kind}",
            package=lack.package,
            version=lack.version,
            proposed=lack.proposed,
            earlier=lack.earlier,
        )
    for change in comparison.unexplained:
        place = place_of(change)
        name = " · ".join(part for part in place if part)
        command = gone_command(place, change, comparison.languages)
        yield spoken("diff.lack.gone", name=name, command=command)


def _entry(comparison: Comparison) -> dict[str, object]:
    return {
        "old": comparison.old_name,
        "new": comparison.new_name,
        "refused": comparison.is_refused,
        "packages": [
            _package_entry(comparison, package, changes)
            for package, changes in comparison.packages().items()
        ],
        "unexplained": [
            dict(zip(("package", "table", "id"), place_of(change), strict=True))
            for change in comparison.unexplained
        ],
        "remarks": list(comparison.remarks),
    }


def _package_entry(
    comparison: Comparison, package: str, changes: Sequence[Change]
) -> dict[str, object]:
    old, new = comparison.old.get(package), comparison.new.get(package)
    return {
        "id": package,
        "title": dict(changes[0].package_name),
        "old_version": old.version if old else None,
        "new_version": new.version if new else None,
        "proposed_version": proposed_version(old, changes) if old and new else None,
        "level": level_of(changes),
        "lacks": [lack.kind for lack in comparison.lacks() if lack.package == package],
        "changes": [
            {
                "difference": str(change.difference),
                "table": change.table or None,
                "row": list(change.row),
                "column": change.column or None,
                "old": change.old or None,
                "new": change.new or None,
                "words": {
                    language: change_text(change, words(language))
                    for language in comparison.languages
                },
            }
            for change in changes
        ],
    }
