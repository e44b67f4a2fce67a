"""Rows of a table held packed: opened when they are asked for, the last ones used stay open.

A table of fifty rows of five cells takes 15 KB as Python values and 1 KB so. What is open is
bounded, so that a portal of few tables has them at hand and one of thousands does not hold them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import overload

from builder.model import Package, Resource, Row, Table
from builder.packed import Packed, PackedMapping

BLOCK = 1_000
"""Rows that are packed together."""

MOST_OPEN = 256
"""Blocks of rows that are open at a time: the tables of a portal of a few dozen packages."""


class PackedRows(Sequence[Row]):
    """The rows of a table, in order."""

    __slots__ = ("_blocks", "_count")

    def __init__(self, rows: Iterable[Row]) -> None:
        following, blocks = iter(rows), []
        self._count = 0
        while block := tuple(islice(following, BLOCK)):
            blocks.append(Packed(block))
            self._count += len(block)
        self._blocks = tuple(blocks)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return tuple(self[position] for position in range(self._count)[place])
        block, position = divmod(range(self._count)[place], BLOCK)
        return _opened(self._blocks[block])[position]

    def __iter__(self) -> Iterator[Row]:
        for block in self._blocks:
            yield from _opened(block)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self[:1])


@lru_cache(maxsize=MOST_OPEN)
def _opened(block: Packed[tuple[Row, ...]]) -> tuple[Row, ...]:
    return block.opened()


def packed_package(package: Package) -> Package:
    """The package with its descriptor and the rows of its tables packed; columns are as small as
    they are."""
    return replace(
        package,
        descriptor=PackedMapping(package.descriptor),
        resources=tuple(map(_packed_resource, package.resources)),
    )


def _packed_resource(resource: Resource) -> Resource:
    table = resource.table
    if table is None or not isinstance(table.rows, tuple):
        return resource
    return replace(resource, table=packed_table(table))


def packed_table(table: Table) -> Table:
    """The table with its rows packed."""
    return replace(table, rows=PackedRows(table.rows))
