"""Rows of a table that lies on disk: read again, a stretch at a time, when they are asked for.

What is held does not grow with the table. A look through one of 1.4 GB takes some seconds.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import pyarrow as pa

from builder.large_file import LargeFile
from builder.model import Cell, Row
from builder.packages.accepting.column_rows import ColumnRows, MadeRows
from builder.packages.accepting.columns import columns_of
from builder.packages.accepting.declared import DeclaredTable
from builder.packages.accepting.stretches import Stretch, head_of


class LargeRows(MadeRows):
    """The rows of a file, in order.

    Shape: a tuple a row, a cell a field.
    """

    def __init__(self, file: LargeFile, table: DeclaredTable, stretches: Sequence[Stretch]) -> None:
        self._file, self._table, self._stretches = file, table, tuple(stretches)
        self._starts = [stretch.row for stretch in self._stretches]
        self._head = head_of(file)
        self._opened: tuple[Stretch, ColumnRows] | None = None

    def __len__(self) -> int:
        last = self._stretches[-1]
        return last.row + last.count

    def __iter__(self) -> Iterator[Row]:
        for stretch in self._stretches:
            yield from self._read(stretch)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LargeRows):
            return (self._file, self._table) == (other._file, other._table)
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._file)

    def column(self, place: int) -> Iterator[Cell]:
        """The cells of one column."""
        field = self._table.fields[place]
        for stretch in self._stretches:
            columns = columns_of(self._bytes(stretch), self._table, (field.name,))
            yield from ColumnRows((field,), columns).column(0)

    def values(self, place: int) -> pa.ChunkedArray:
        """The values of one column in the type of its field, all at once."""
        return pa.chunked_array(
            [chunk for columns in self.stretched_values() for chunk in columns[place].chunks]
        )

    def stretched_values(self) -> Iterator[list[pa.ChunkedArray]]:
        """The values of all columns in the types of their fields, a stretch at a time."""
        for stretch in self._stretches:
            rows = self._read(stretch)
            yield [rows.values(place) for place in range(len(self._table.fields))]

    def _rows(self, start: int, stop: int) -> Iterator[Row]:
        first = bisect_right(self._starts, start) - 1
        for stretch in self._stretches[first:] if start < stop else ():
            if stretch.row >= stop:
                return
            yield from self._read(stretch)[max(0, start - stretch.row) : stop - stretch.row]

    def _read(self, stretch: Stretch) -> ColumnRows:
        """The rows of a stretch; the last one that was asked for stays open."""
        if self._opened is None or self._opened[0] != stretch:
            columns = columns_of(self._bytes(stretch), self._table)
            self._opened = stretch, ColumnRows(self._table.fields, columns)
        return self._opened[1]

    def _bytes(self, stretch: Stretch) -> bytes:
        return self._head + self._file[stretch.start : stretch.stop]
