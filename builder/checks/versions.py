"""A change without its version or its words, and what went without a word on it."""

from collections.abc import Iterator, Mapping, Sequence

from builder.history import Change, Gone, Recorded
from builder.packages.read import DESCRIPTOR
from builder.problem import Place, Problem, Severity
from builder.versions.differences import package_differences
from builder.versions.numbers import lacks, proposed_version
from builder.versions.records import GONE
from builder.versions.state import PackageState
from builder.versions.story import (
    States,
    gone_since,
    has_place,
    newest,
    place_of,
    recorded_state,
)
from builder.versions.told import gone_command

_LACK_CODES: Mapping[str, str] = {"version": "version-too-low", "changelog": "changelog-missing"}
"""Kind of lack → code of its problem."""


def faulty_versions(
    recorded: Mapping[str, Sequence[Recorded]], current: States, languages: Sequence[str]
) -> Iterator[Problem]:
    """Packages that are not what their version says, or a version that says too little."""
    for package, versions in recorded.items():
        now = current.get(package)
        if now is None:
            continue
        same = recorded_state(versions, now.version, languages)
        if same is not None:
            changes = tuple(package_differences(same, now, languages))
            if changes:
                yield _unchanged_version(same, changes)
            continue
        before = newest(versions, languages)
        if before is not None:
            changes = tuple(package_differences(before, now, languages))
            lacking = tuple(_lacking(before, now, changes, languages))
            yield from lacking
            if not lacking:
                yield _problem(
                    "version-unrecorded", now.id, now.version, {}, severity=Severity.WARNING
                )


def _unchanged_version(state: PackageState, changes: Sequence[Change]) -> Problem:
    details = {"count": str(len(changes)), "proposed": proposed_version(state, changes)}
    return _problem("version-unchanged", state.id, state.version, details)


def _lacking(
    before: PackageState, now: PackageState, changes: Sequence[Change], languages: Sequence[str]
) -> Iterator[Problem]:
    for lack in lacks(before, now, changes, languages):
        details = {"proposed": lack.proposed, "earlier": lack.earlier}
        details["languages"] = ", ".join(f"### {language}" for language in languages)
        yield _problem(_LACK_CODES[lack.kind], now.id, now.version, details)


def _problem(
    code: str,
    package: str,
    version: str,
    details: Mapping[str, str],
    severity: Severity = Severity.ERROR,
) -> Problem:
    name = "CHANGELOG.md" if code == "changelog-missing" else DESCRIPTOR
    field = None if name != DESCRIPTOR else "version"
    place = Place(file=f"datasets/{package}/{name}", field=field)
    return Problem(code=code, place=place, value=version, details=details, severity=severity)


def unexplained_loss(
    recorded: Mapping[str, Sequence[Recorded]],
    gone: Sequence[Gone],
    current: States,
    languages: Sequence[str],
) -> Iterator[Problem]:
    """What was published once, is not there, and `releases/gone.csv` says nothing of."""
    explained = {(entry.package, entry.table, entry.id) for entry in gone}
    for change in gone_since(recorded, current, languages):
        place = place_of(change)
        if place not in explained:
            details = {"command": gone_command(place, change, languages)}
            name = " · ".join(part for part in place if part)
            yield Problem(code="id-gone", place=Place(file=GONE), value=name, details=details)


def gone_but_there(gone: Sequence[Gone], current: States) -> Iterator[Problem]:
    """Lines of what is gone that name what is there."""
    for row, entry in enumerate(gone, start=2):
        place = (entry.package, entry.table, entry.id)
        is_there = has_place(current.get(entry.package), place)
        if is_there:
            name = " · ".join(part for part in place if part)
            yield Problem(code="gone-is-there", place=Place(file=GONE, row=row), value=name)
