"""What is gone, with what it was: the last recorded version that had it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.history import Gone, History, Names, Recorded
from builder.versions.state import PackageState, TableState, package_state, row_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A dataset or a row that is gone, as it was last."""

    gone: Gone
    """The line that explains it."""
    package: PackageState
    recorded: Recorded
    table: TableState | None
    """The table of the row; None for a whole dataset."""
    id: str
    """Id of the row; empty for a whole dataset."""
    name: Names


def lost(history: History, languages: Sequence[str]) -> Iterator[Lost]:
    """Each dataset that is gone, and each row with an id that went or was in what went."""
    for gone in history.gone:
        for recorded in reversed(history.recorded.get(gone.package, ())):
            state = package_state(recorded.files, languages)
            if state is None:
                continue
            found = list(_of_state(gone, state, recorded, languages))
            yield from found
            if found:
                break


def lost_datasets(history: History, languages: Sequence[str]) -> Iterator[Lost]:
    """Each dataset that is gone as a whole."""
    seen = set()
    for thing in lost(history, languages):
        if not thing.id and thing.package.id not in seen:
            seen.add(thing.package.id)
            yield thing


def _of_state(
    gone: Gone, state: PackageState, recorded: Recorded, languages: Sequence[str]
) -> Iterator[Lost]:
    if not gone.table:
        yield Lost(gone=gone, package=state, recorded=recorded, table=None, id="", name=state.title)
    for table in state.tables.values():
        if len(table.key) != 1 or gone.table not in ("", table.name):
            continue
        for key, row in table.rows.items():
            if gone.id in ("", key[0]):
                yield Lost(
                    gone=gone,
                    package=state,
                    recorded=recorded,
                    table=table,
                    id=key[0],
                    name=row_names(row, languages),
                )
