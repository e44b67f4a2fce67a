"""The story of a portal's packages: what each recorded version changed, and what is gone since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from builder.history import Change, Difference, Gone, History, Recorded
from builder.packages.unheld import is_package_unheld
from builder.portal import Portal
from builder.versions.differences import package_differences
from builder.versions.named import all_names
from builder.versions.numbers import parts_of
from builder.versions.state import PackageState, package_files, package_state

States = Mapping[str, PackageState]

BREAKING = (
    Difference.TABLE_REMOVED,
    Difference.COLUMN_REMOVED,
    Difference.ROW_REMOVED,
    Difference.ROW_RENAMED,
)
"""Differences by which something goes that others may refer to."""


def history_of(
    recorded: Mapping[str, Sequence[Recorded]],
    gone: Sequence[Gone],
    current: States,
    languages: Sequence[str],
) -> History:
    """The history of a portal whose packages are now as `current` says."""
    changes: dict[tuple[str, str], tuple[Change, ...]] = {}
    named = all_names(current.values())
    for package, versions in recorded.items():
        steps = list(_states(versions, languages))
        now = current.get(package)
        if now is not None and now.version not in {state.version for state in steps}:
            steps.append(now)
        for old, new in pairwise(sorted(steps, key=lambda state: parts_of(state.version))):
            changes[(package, new.version)] = tuple(package_differences(old, new, languages, named))
    return History(
        recorded={package: tuple(versions) for package, versions in recorded.items()},
        gone=tuple(gone),
        changes=changes,
    )


def with_history(
    portal: Portal, recorded: Mapping[str, Sequence[Recorded]], gone: Sequence[Gone]
) -> Portal:
    """The portal with what its recorded versions tell."""
    if not recorded and not gone:
        return portal
    languages = portal.settings.languages
    found = {
        package.id: package_state(package_files(package), languages)
        for package in portal.packages
        if not is_package_unheld(package)
    }
    current = {package: state for package, state in found.items() if state is not None}
    return replace(portal, history=history_of(recorded, gone, current, languages))


def newest(versions: Sequence[Recorded], languages: Sequence[str]) -> PackageState | None:
    """The state of the highest recorded version; None where none can be read."""
    found = list(_states(versions, languages))
    return max(found, key=lambda state: parts_of(state.version)) if found else None


def recorded_state(
    versions: Sequence[Recorded], version: str, languages: Sequence[str]
) -> PackageState | None:
    """The state of one recorded version, or None."""
    found = _states(versions, languages)
    return next((state for state in found if state.version == version), None)


def gone_since(
    recorded: Mapping[str, Sequence[Recorded]], current: States, languages: Sequence[str]
) -> Iterator[Change]:
    """Every dataset, table, column and row id that was recorded once and is not there now."""
    for package, versions in recorded.items():
        told = set()
        for state in _states(versions, languages):
            if package not in current:
                change = Change(
                    difference=Difference.DATASET_REMOVED,
                    package=package,
                    package_name=state.title,
                )
                found = [change]
            else:
                found = [
                    change
                    for change in package_differences(state, current[package], languages)
                    if change.difference in BREAKING and is_referred_to(change)
                ]
            for change in found:
                place = place_of(change)
                if place not in told:
                    told.add(place)
                    yield change


def is_referred_to(change: Change) -> bool:
    """False for rows without an id of their own."""
    is_row = change.difference in (Difference.ROW_REMOVED, Difference.ROW_RENAMED)
    return change.is_named_by_id or not is_row


def place_of(change: Change) -> tuple[str, str, str]:
    """Package, table and id of what is gone, as `releases/gone.csv` names it."""
    return (change.package, change.table, change.column or ", ".join(change.row))


def has_place(state: PackageState | None, place: tuple[str, str, str]) -> bool:
    """True if a package has the table, column or row that a place names."""
    _, name, identifier = place
    table = state.tables.get(name) if state else None
    if not name:
        return state is not None
    return table is not None and (
        not identifier or identifier in table.columns or (identifier,) in table.rows
    )


def _states(versions: Sequence[Recorded], languages: Sequence[str]) -> Iterator[PackageState]:
    for version in versions:
        state = package_state(version.files, languages)
        if state is not None:
            yield state
