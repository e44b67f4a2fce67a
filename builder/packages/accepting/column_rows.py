"""Rows of a large table, held as columns: a row is made when it is asked for, and forgotten.

A million rows of five cells are 50 MB so, and 600 MB as Python values.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import overload

import pyarrow as pa
import pyarrow.compute as pc

from builder.model import Cell, Row
from builder.packages.accepting.declared import DeclaredField

HELD_ROWS = 50_000
"""Rows up to which a table is held as Python values."""

_BATCH = 8_192
"""Rows that are made at a time."""


class MadeRows(Sequence[Row], ABC):
    """Rows that are made when they are asked for."""

    @abstractmethod
    def _rows(self, start: int, stop: int) -> Iterator[Row]:
        """The rows between two places."""

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, int):
            position = range(len(self))[place]
            return next(self._rows(position, position + 1))
        start, stop, step = place.indices(len(self))
        return tuple(self._rows(start, stop))[::step] if step > 0 else tuple(self)[place]


class ColumnRows(MadeRows):
    """The rows of columns, in order.

    Shape: a tuple a row, a cell a column.
    """

    def __init__(self, fields: Sequence[DeclaredField], columns: Sequence[pa.ChunkedArray]) -> None:
        self._fields, self._columns = tuple(fields), tuple(columns)

    def __len__(self) -> int:
        return len(self._columns[0])

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self), _BATCH):
            yield from self._rows(start, start + _BATCH)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self[:1])

    def column(self, place: int) -> Iterator[Cell]:
        """The cells of one column."""
        cell = _CELLS.get(self._fields[place].type)
        for chunk in self._columns[place].chunks:
            values = chunk.to_pylist()
            yield from values if cell is None else _read(values, cell, self._fields[place])

    def values(self, place: int) -> pa.ChunkedArray:
        """The values of one column in the type of its field."""
        column, field = self._columns[place], self._fields[place]
        if field.type == "number":
            return pc.cast(column, pa.float64())
        return pc.split_pattern(column, field.delimiter) if field.type == "list" else column

    def _rows(self, start: int, stop: int) -> Iterator[Row]:
        columns = []
        for field, column in zip(self._fields, self._columns, strict=True):
            values = column.slice(start, max(stop - start, 0)).to_pylist()
            cell = _CELLS.get(field.type)
            columns.append(values if cell is None else list(_read(values, cell, field)))
        return zip(*columns, strict=True)


def _read(
    values: Sequence[str | None], cell: Callable[[str, DeclaredField], Cell], field: DeclaredField
) -> Iterator[Cell]:
    return (None if value is None else cell(value, field) for value in values)


_CELLS: Mapping[str, Callable[[str, DeclaredField], Cell]] = {
    "number": lambda text, _: Decimal(text),
    "list": lambda text, field: tuple(text.split(field.delimiter)),
}
"""How a value is made from its text; values of the other types are what pyarrow gives."""


def typed_rows(
    fields: Sequence[DeclaredField], columns: Sequence[pa.ChunkedArray]
) -> Sequence[Row]:
    """The rows of columns: of a small table as values, of a large one made when asked for."""
    rows = ColumnRows(fields, columns)
    return tuple(rows) if len(rows) <= HELD_ROWS else rows
