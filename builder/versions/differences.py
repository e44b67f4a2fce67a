"""Two states of packages → what differs, package by package and table by table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from builder.history import Change, Difference, Names
from builder.versions.state import PackageState, TableState, row_names

SIGNAL_TABLE, SIGNAL_COLUMNS = "progress", ("signal", "standing")
"""Kind of table whose rows are verdicts on indicators, and its columns that say them."""

OF_THE_DAY = ("as_of", "age_months", "expected_as_of", "reason_")
"""Beginnings of columns of verdicts that another day alone changes: no change of the data."""

STATUS_TABLE = "status"
"""Kind of table whose rows are reports about tasks."""


NamedRows: TypeAlias = Mapping[tuple[str, str], Mapping[str, str]]
"""Rows that have an id of their own, by the name of its column and the id."""


def differences(
    old: Mapping[str, PackageState], new: Mapping[str, PackageState], languages: Sequence[str]
) -> tuple[Change, ...]:
    """Every difference between two portals by package id, or between single packages."""
    found: list[Change] = []
    named = all_names(new.values())
    for package in sorted(old.keys() | new.keys()):
        if package not in new:
            found.append(_of_package(Difference.DATASET_REMOVED, old[package]))
        elif package not in old:
            found.append(_of_package(Difference.DATASET_ADDED, new[package]))
        else:
            found += package_differences(old[package], new[package], languages, named)
    return tuple(found)


def package_differences(
    old: PackageState,
    new: PackageState,
    languages: Sequence[str],
    named: NamedRows = MappingProxyType({}),
) -> Iterator[Change]:
    """What differs between two versions of one package; `named` holds rows of other packages."""
    for name in (name for name in old.tables if name not in new.tables):
        yield _of_table(Difference.TABLE_REMOVED, new, old.tables[name])
    for name, table in new.tables.items():
        if name not in old.tables:
            yield _of_table(Difference.TABLE_ADDED, new, table)
        else:
            yield from _table_differences(_Pair(old, new, name, languages, named))
    for name in sorted(old.texts.keys() | new.texts.keys()):
        before, after = old.texts.get(name, ""), new.texts.get(name, "")
        if before != after:
            yield Change(
                difference=Difference.TEXT, package=new.id, package_name=new.title, column=name
            )


class _Pair:
    """A table in two versions of its package, with the names of its rows and columns."""

    def __init__(
        self,
        old: PackageState,
        new: PackageState,
        name: str,
        languages: Sequence[str],
        named: NamedRows,
    ) -> None:
        self.package, self.languages = new, languages
        self.old, self.new = old.tables[name], new.tables[name]
        self._named = {**named, **naming_rows(old), **naming_rows(new)}

    def name_of(self, row: Mapping[str, str]) -> Names:
        """What people call a row: its own name, or that of the row its id points to."""
        own = row_names(row, self.languages)
        first = self.new.key[0] if self.new.key else ""
        other = self._named.get((first, row.get(first, "")))
        return own or (row_names(other, self.languages) if other else {})

    def change(self, difference: Difference, row: Mapping[str, str], **told: str) -> Change:
        """A change of a row, or of one of its cells."""
        table = self.new
        column = table.columns.get(told.get("column", ""))
        return Change(
            difference=difference,
            package=self.package.id,
            package_name=self.package.title,
            table=table.name,
            table_name=table.title,
            row=tuple(row.get(name, "") for name in table.key) if table.key else (),
            row_name=self.name_of(row),
            is_named_by_id=len(table.key) == 1,
            column_name=column.title if column else {},
            type=column.type if column else "string",
            **told,
        )


def all_names(packages: Iterable[PackageState]) -> NamedRows:
    """The rows with an id of their own of every package."""
    return {place: row for package in packages for place, row in naming_rows(package).items()}


def naming_rows(package: PackageState) -> dict[tuple[str, str], Mapping[str, str]]:
    """Rows that have an id of their own, by the name of its column and the id."""
    return {
        (table.key[0], key[0]): row
        for table in package.tables.values()
        if len(table.key) == 1
        for key, row in table.rows.items()
    }


def _table_differences(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    for difference, here, there in (
        (Difference.COLUMN_REMOVED, old, new),
        (Difference.COLUMN_ADDED, new, old),
    ):
        for name in (name for name in here.columns if name not in there.columns):
            yield Change(
                difference=difference,
                package=pair.package.id,
                package_name=pair.package.title,
                table=new.name,
                table_name=new.title,
                column=name,
                column_name=here.columns[name].title,
            )
    removed = {key: row for key, row in old.rows.items() if key not in new.rows}
    added = {key: row for key, row in new.rows.items() if key not in old.rows}
    renamed = dict(_renamed(removed, added, new)) if old.key == new.key else {}
    for key, row in removed.items():
        if key in renamed:
            yield pair.change(
                Difference.ROW_RENAMED, row, old=", ".join(key), new=", ".join(renamed[key])
            )
        else:
            yield pair.change(Difference.ROW_REMOVED, row, old=_shown(row, new))
    for key in (key for key in added if key not in renamed.values()):
        yield pair.change(Difference.ROW_ADDED, added[key], new=_shown(added[key], new))
    for key in (key for key in new.rows if key in old.rows):
        yield from _cell_differences(pair, old.rows[key], new.rows[key])
    if new.kind == STATUS_TABLE:
        yield from _status_differences(pair)


def _renamed(
    removed: Mapping[tuple[str, ...], Mapping[str, str]],
    added: Mapping[tuple[str, ...], Mapping[str, str]],
    table: TableState,
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Old and new key of rows that are the same but for their id."""

    def rest(row: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple((name, cell) for name, cell in row.items() if name not in table.key and cell)

    if len(table.key) != 1:
        return
    by_rest = {rest(row): key for key, row in added.items()}
    for key, row in removed.items():
        if rest(row) and rest(row) in by_rest:
            yield key, by_rest.pop(rest(row))


def _shown(row: Mapping[str, str], table: TableState) -> str:
    """What a row without more words says: the value or state as printed, else nothing."""
    return next((row[name] for name in ("value_raw", "value", "status") if row.get(name)), "")


def _cell_differences(
    pair: _Pair, old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[Change]:
    is_verdict = pair.new.kind == SIGNAL_TABLE
    for column in pair.new.columns:
        if is_verdict and column.startswith(OF_THE_DAY):
            continue
        before, after = old.get(column, ""), new.get(column, "")
        if before != after and column in pair.old.columns:
            difference = Difference.CELL
            if is_verdict and column in SIGNAL_COLUMNS:
                difference = Difference.SIGNAL
            elif pair.new.kind == STATUS_TABLE and column == "status":
                difference = Difference.STATUS
            yield pair.change(difference, new, column=column, old=before, new=after)


def _status_differences(pair: _Pair) -> Iterator[Change]:
    """Tasks of which a new report says another state than the newest did before."""
    before, after = _newest(pair.old), _newest(pair.new)
    for task, row in after.items():
        old = before.get(task, {}).get("status", "")
        is_new = tuple(row.get(name, "") for name in pair.new.key) not in pair.old.rows
        if is_new and old != row.get("status", ""):
            yield pair.change(
                Difference.STATUS, row, column="status", old=old, new=row.get("status", "")
            )


def _newest(table: TableState) -> Mapping[str, Mapping[str, str]]:
    rows = sorted(table.rows.values(), key=lambda row: row.get("as_of", ""))
    return {row.get("task_id", ""): row for row in rows}


def _of_package(difference: Difference, package: PackageState) -> Change:
    return Change(difference=difference, package=package.id, package_name=package.title)


def _of_table(difference: Difference, package: PackageState, table: TableState) -> Change:
    return Change(
        difference=difference,
        package=package.id,
        package_name=package.title,
        table=table.name,
        table_name=table.title,
    )
