"""Two states of packages → what differs, package by package and table by table."""

from collections import ChainMap
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from builder.history import Change, Difference, Names
from builder.versions.named import NamedRows, all_names, cell_names, naming_rows
from builder.versions.pairs import Key, Rows, said_by, same_rows
from builder.versions.state import Column, PackageState, TableState, row_names

SIGNAL_TABLE, SIGNAL_COLUMNS = "progress", ("signal", "standing")
"""Kind of table whose rows are verdicts on indicators, and its columns that say them."""

OF_THE_DAY = ("as_of", "age_months", "expected_as_of", "reason_")
"""Beginnings of columns of verdicts that another day alone changes: no change of the data."""

TITLES, LICENCES = ("title", "portal.title"), "licenses"
"""Texts of a package that are told by what they were and are."""

STATUS_TABLE = "status"
"""Kind of table whose rows are reports about tasks."""


def differences(
    old: Mapping[str, PackageState], new: Mapping[str, PackageState], languages: Sequence[str]
) -> tuple[Change, ...]:
    """Every difference between two portals by package id, or between single packages."""
    found: list[Change] = []
    named = {**all_names(old.values()), **all_names(new.values())}
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
    rows = ChainMap(naming_rows(new), naming_rows(old), dict(named))
    for name, table in new.tables.items():
        if name not in old.tables:
            yield _of_table(Difference.TABLE_ADDED, new, table)
        else:
            yield from _table_differences(_Pair(old, new, name, languages, rows))
    yield from _text_differences(old, new)


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
        self._named = named
        self.old_rows = _rekeyed(self.old, self.new)

    def name_of(self, row: Mapping[str, str]) -> Names:
        """What people call a row: its own name, or that of the row its id points to."""
        own = row_names(row, self.languages)
        first = self.new.key[0] if self.new.key else ""
        other = self._named.get((first, row.get(first, "")))
        return own or (row_names(other, self.languages) if other else {})

    def cell_names(self, text: str, column: Column | None) -> Names:
        """What people call the row or category that a cell stands for."""
        return cell_names(text, column, self.package.id, self._named, self.languages)

    def change(self, difference: Difference, row: Mapping[str, str], **told: str) -> Change:
        """A change of a row, or of one of its cells."""
        table = self.new
        column = table.columns.get(told.get("column", ""))
        key = [(row.get(name, ""), table.columns.get(name)) for name in table.key]
        before = self.cell_names(told.get("old", ""), column)
        after = self.cell_names(told.get("new", ""), column)
        return Change(
            difference=difference,
            package=self.package.id,
            package_name=self.package.title,
            table=table.name,
            table_name=table.title,
            row=tuple(text for text, _ in key),
            row_parts=tuple(
                dict.fromkeys(self.languages, "")
                if part and text and text == part.whole
                else self.cell_names(text, part)
                for text, part in key
            ),
            row_name=self.name_of(row),
            is_named_by_id=len(table.key) == 1,
            column_name=column.title if column else {},
            type=column.type if column else "string",
            old_name=before if before != after else {},
            new_name=after if before != after else {},
            **told,
        )


def _rekeyed(old: TableState, new: TableState) -> Mapping[tuple[str, ...], Mapping[str, str]]:
    """Rows of before under the key of now, where that tells them apart.

    A table that gets a dimension keeps its rows: their cell of the new column is empty.
    """
    if old.key == new.key or not old.key or not new.key:
        return old.rows
    rows = {tuple(row.get(name, "") for name in new.key): row for row in old.rows.values()}
    return rows if len(rows) == len(old.rows) else old.rows


def _text_differences(old: PackageState, new: PackageState) -> Iterator[Change]:
    change = partial(Change, difference=Difference.TEXT, package=new.id, package_name=new.title)
    if old.title != new.title:
        yield change(column="title", old_name=old.title, new_name=new.title)
    for name in sorted(old.texts.keys() | new.texts.keys()):
        before, after = old.texts.get(name, ""), new.texts.get(name, "")
        if before != after and name not in TITLES:
            is_told = name == LICENCES
            yield change(column=name, old=before if is_told else "", new=after if is_told else "")


def _table_differences(pair: _Pair) -> Iterator[Change]:
    yield from _column_differences(pair)
    removed, added, same = _came_and_went(pair)
    yield from _row_differences(pair, removed, added, same)
    for key in (key for key in pair.new.rows if key in pair.old_rows):
        yield from _cell_differences(pair, pair.old_rows[key], pair.new.rows[key])
    if pair.new.kind == STATUS_TABLE:
        yield from _status_differences(pair, added.keys() - same.values())


def _came_and_went(pair: _Pair) -> tuple[Rows, Rows, Mapping[Key, Key]]:
    """Rows that went, rows that came, and which of them are the same under another key."""
    new = pair.new
    removed = {key: row for key, row in pair.old_rows.items() if key not in new.rows}
    added = {key: row for key, row in new.rows.items() if key not in pair.old_rows}
    is_keyed_alike = pair.old.key == new.key
    return removed, added, dict(same_rows(removed, added, new.key)) if is_keyed_alike else {}


def _row_differences(
    pair: _Pair, removed: Rows, added: Rows, same: Mapping[Key, Key]
) -> Iterator[Change]:
    for key, row in removed.items():
        if key not in same:
            yield pair.change(Difference.ROW_REMOVED, row, old=_shown(row, pair.new))
        elif len(key) == 1:
            yield pair.change(Difference.ROW_RENAMED, row, old=key[0], new=same[key][0])
        else:
            yield from _moved(pair, row, added[same[key]])
    for key in (key for key in added if key not in same.values()):
        yield pair.change(Difference.ROW_ADDED, added[key], new=_shown(added[key], pair.new))


def _column_differences(pair: _Pair) -> Iterator[Change]:
    """Columns that went, came, or hold something else than before."""
    for difference, here, there in (
        (Difference.COLUMN_REMOVED, pair.old, pair.new),
        (Difference.COLUMN_ADDED, pair.new, pair.old),
    ):
        for name, column in here.columns.items():
            if name not in there.columns:
                yield _of_column(difference, pair, column)
    for name, column in pair.new.columns.items():
        before = pair.old.columns.get(name)
        if before is not None and before.type != column.type:
            types = {"old": before.type, "new": column.type}
            yield _of_column(Difference.COLUMN_RETYPED, pair, column, **types)


def _of_column(difference: Difference, pair: _Pair, column: Column, **told: str) -> Change:
    return Change(
        difference=difference,
        package=pair.package.id,
        package_name=pair.package.title,
        table=pair.new.name,
        table_name=pair.new.title,
        column=column.name,
        column_name=column.title,
        old=told.get("old", ""),
        new=told.get("new", ""),
    )


def _moved(pair: _Pair, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """The cells that changed of a row without an id of its own, those of its key first."""
    key = pair.new.key
    for column in sorted(pair.new.columns, key=lambda name: name not in key):
        before, after = old.get(column, ""), new.get(column, "")
        if before != after and column in pair.old.columns:
            yield pair.change(Difference.ROW_MOVED, old, column=column, old=before, new=after)


def _shown(row: Mapping[str, str], table: TableState) -> str:
    """What a row without more words says; a row without any key is all of its cells."""
    said = said_by(row)
    return said if said or table.key else ", ".join(cell for cell in row.values() if cell)


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


def _status_differences(pair: _Pair, added: Collection[Key]) -> Iterator[Change]:
    """Tasks of which a new report says another state than the newest did before."""
    before, after = _newest(pair.old), _newest(pair.new)
    for task, row in after.items():
        old = before.get(task, {}).get("status", "")
        is_new = tuple(row.get(name, "") for name in pair.new.key) in added
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
