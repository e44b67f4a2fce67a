"""Rows of a table held packed: opened when they are asked for, the last ones used stay open.

A table of fifty rows of five cells takes 15 KB as Python values and 1 KB so. What is open is
bounded, so that a portal of few tables has them at hand and one of thousands does not hold them.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import overload

from builder.model import Cell, Package, Resource, Rows, Table
from builder.packed import Packed

Row = tuple[Cell, ...]

MOST_OPEN = 100_000
"""Cells of tables that are open at a time: some 10 MB."""


class PackedRows(Sequence[Row]):
    """The rows of a table, in order."""

    __slots__ = ("_count", "_packed")

    def __init__(self, rows: Rows) -> None:
        self._count = len(rows)
        self._packed = Packed(tuple(rows))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        return _OPEN.rows(self)[place]

    def __iter__(self) -> Iterator[Row]:
        return iter(_OPEN.rows(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self[:1])

    def opened(self) -> tuple[Row, ...]:
        """The rows as values."""
        return self._packed.opened()


class _Open:
    """Tables that were used last."""

    def __init__(self) -> None:
        self._tables: OrderedDict[int, tuple[PackedRows, tuple[Row, ...]]] = OrderedDict()
        self._cells = 0
        self._lock = threading.Lock()

    def rows(self, table: PackedRows) -> tuple[Row, ...]:
        """The rows of a table, which stays open for now."""
        with self._lock:
            known = self._tables.get(id(table))
            if known is not None:
                self._tables.move_to_end(id(table))
                return known[1]
            rows = table.opened()
            self._tables[id(table)] = table, rows
            self._cells += _cells(rows)
            while self._cells > MOST_OPEN and len(self._tables) > 1:
                _, (_, closed) = self._tables.popitem(last=False)
                self._cells -= _cells(closed)
            return rows


def _cells(rows: Sequence[Row]) -> int:
    return len(rows) * len(rows[0]) if rows else 0


_OPEN = _Open()


def packed_package(package: Package) -> Package:
    """The package with the rows of its tables packed; columns are as small as they are."""
    return replace(package, resources=tuple(map(_packed_resource, package.resources)))


def _packed_resource(resource: Resource) -> Resource:
    table = resource.table
    if table is None or not isinstance(table.rows, tuple):
        return resource
    return replace(resource, table=packed_table(table))


def packed_table(table: Table) -> Table:
    """The table with its rows packed."""
    return replace(table, rows=PackedRows(table.rows))
