"""Tables of which some lie on disk: their rows if every one is right beyond doubt, else which not.

A stretch is judged by itself. What spans stretches is told by codes of 64 bits: equal keys have
equal codes, and rows whose codes are equal are compared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from builder.large_file import Content, LargeFile
from builder.model import Row
from builder.packages.accepting.acceptance import accepted_columns
from builder.packages.accepting.column_rows import typed_rows
from builder.packages.accepting.columns import columns_of
from builder.packages.accepting.declared import (
    DeclaredTable,
    ForeignKey,
    UndecidedError,
    declared_tables,
    sure,
)
from builder.packages.accepting.keys import (
    Columns,
    comparable,
    has_empty_row,
    keys_hold,
    parts_are_there,
    reference_type,
)
from builder.packages.accepting.large_rows import LargeRows
from builder.packages.accepting.stretches import Stretch, cut, head_of, rows_of, stretches

NARROW = 64_000
"""Bytes of the rows that are told as faulty."""

MOST_CODES = 32_000_000
"""Codes that are held at a time: 256 MB. A table of more rows is looked through several times."""

MOST_COMPARED = 100_000
"""Codes whose rows are compared; of more repeats not all are told."""

MOST_PAIRS = 100
"""Repeated rows that are told."""

MOST_TARGETS = 5_000_000
"""Different values of a column that others refer to."""

IsText: TypeAlias = Callable[[str, bytes], bool]
"""True if the rows of the table of a name, below their header, are a text without fault."""

Judged: TypeAlias = Mapping[str, Sequence[Row]]
"""Typed rows by resource name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Rows that are wrong, or not sure to be right, with where they stand in their file."""

    lines: tuple[bytes, ...] = ()
    rows: tuple[int, ...] = ()
    """Place below the header of the first row of each of the lines, from 0."""
    key: ForeignKey | None = None
    """Set where they name what nobody has."""


class RefusedError(UndecidedError):
    """The accepting path has nothing to say of a package; with what it looked at last."""

    def __init__(self, table: str | None = None, witness: Witness | None = None) -> None:
        super().__init__(table)
        self.table, self.witness = table, witness or Witness()


def accepted_large(
    descriptor: Mapping[str, Any], files: Mapping[str, Content], is_text: IsText
) -> Judged:
    """Typed rows by resource name, as `accepted_tables` gives them.

    Raises: RefusedError.
    """
    try:
        return _accepted(descriptor, files, is_text)
    except RefusedError:
        raise
    except (UndecidedError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise RefusedError from error  # a descriptor of another shape, or a table that is not large


def _accepted(
    descriptor: Mapping[str, Any], files: Mapping[str, Content], is_text: IsText
) -> Judged:
    tables = {table.name: table for table in declared_tables(descriptor)}
    large: dict[str, _Large] = {}
    small: dict[str, tuple[DeclaredTable, Columns]] = {}
    for name, table in tables.items():
        content = files[table.path]
        if isinstance(content, LargeFile):
            large[name] = _looked_through(content, table, is_text)
        else:
            small[name] = table, accepted_columns(table, content)
    for own, columns in small.values():
        keys_hold(own, columns)
    for found in large.values():
        for key, is_whole in found.unique():
            _told_apart(found, key, is_whole=is_whole)
    for table in tables.values():
        for foreign in table.foreign_keys:
            _reference_holds(foreign, table, (small, large))
    return {name: large[name].rows if name in large else _typed(*small[name]) for name in tables}


def _typed(table: DeclaredTable, columns: Columns) -> Sequence[Row]:
    return typed_rows(table.fields, list(columns.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Large:
    """A table on disk whose rows are right, each by itself."""

    file: LargeFile
    table: DeclaredTable
    head: bytes
    stretches: tuple[Stretch, ...]

    @property
    def rows(self) -> LargeRows:
        return LargeRows(self.file, self.table, self.stretches)

    def lines(self, stretch: Stretch) -> bytes:
        return self.file[stretch.start : stretch.stop]

    def columns(self, names: Sequence[str]) -> Iterator[tuple[Stretch, list[pa.ChunkedArray]]]:
        """Columns of some names in their order, a stretch at a time."""
        fields = [field.name for field in self.table.fields if field.name in names]
        order = [fields.index(name) for name in names]
        for stretch in self.stretches:
            found = columns_of(self.head + self.lines(stretch), self.table, names)
            yield stretch, [found[place] for place in order]

    def unique(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Each key; True where rows that lack a part of it are passed over."""
        if self.table.primary_key:
            yield self.table.primary_key, False
        for key in self.table.unique_keys:
            yield key, True
        for field in self.table.fields:
            if field.constraints.get("unique"):
                yield (field.name,), True

    def witness(self, rows: Iterable[int], key: ForeignKey | None = None) -> Witness:
        """Some rows by their places."""
        places = sorted(set(rows))
        lines = []
        for stretch in self.stretches:
            own = {place for place in places if 0 <= place - stretch.row < stretch.count}
            if own:
                each = enumerate(rows_of(self.lines(stretch)), stretch.row)
                lines += [line for place, line in each if place in own]
        return Witness(lines=tuple(lines), rows=tuple(places), key=key)


def _looked_through(file: LargeFile, table: DeclaredTable, is_text: IsText) -> _Large:
    """A table whose every stretch is right by itself."""
    head, found = head_of(file), []
    if b'"' in head or not head.endswith(b"\n"):
        raise RefusedError(table.name, Witness())

    def is_right(lines: bytes) -> bool:
        return is_text(table.name, head + lines) and _is_right(head + lines, table)

    for stretch, lines in stretches(file):
        if not is_right(lines):
            parts = ((row, part) for row, part in cut(lines, NARROW) if not is_right(part))
            row, part = next(parts, (0, lines))
            witness = Witness(lines=(part,), rows=(stretch.row + row,))
            raise RefusedError(table.name, witness)
        found.append(stretch)
    if not found:
        raise RefusedError(table.name, Witness())
    return _Large(file=file, table=table, head=head, stretches=tuple(found))


def _is_right(content: bytes, table: DeclaredTable) -> bool:
    """True if the cells of some rows are, and no row is empty or lacks its key."""
    try:
        sure(b"\r" not in content)
        columns = columns_of(content, table)
        sure(bool(len(columns[0])) and not has_empty_row(columns))
        named = {field.name: column for field, column in zip(table.fields, columns, strict=True)}
        parts_are_there(table, named)
        for field in table.fields:
            if _is_in_key(field.name, table):
                comparable(field, named)
    except UndecidedError:
        return False
    return True


def _is_in_key(name: str, table: DeclaredTable) -> bool:
    is_unique = any(
        field.name == name and field.constraints.get("unique") for field in table.fields
    )
    return is_unique or any(name in key for key in (table.primary_key, *table.unique_keys))


Codes: TypeAlias = npt.NDArray[np.uint64]


def _told_apart(large: _Large, key: tuple[str, ...], *, is_whole: bool) -> None:
    """Go on only if no key stands twice.

    Raises: RefusedError with the rows of those that do.
    """
    if len(key) == 1 and _is_rising(large, key[0]):
        return
    rows = large.stretches[-1].row + large.stretches[-1].count
    turns = -(-rows // MOST_CODES)
    for turn in range(turns):
        doubled = _doubled(_codes(large, key, is_whole=is_whole), (turn, turns), rows)
        found = _codes(large, key, is_whole=is_whole) if len(doubled) else ()
        pairs = _pairs(large, key, doubled, found)
        if pairs:
            told = (place for pair in sorted(pairs)[:MOST_PAIRS] for place in pair)
            raise RefusedError(large.table.name, large.witness(told))


def _is_rising(large: _Large, name: str) -> bool:
    """True if each value is above the one before: nothing need be remembered to tell them apart."""
    before = None
    for _, (column,) in large.columns((name,)):
        if column.null_count or not pa.types.is_integer(column.type):
            return False
        values = column.combine_chunks()
        first = values[0].as_py()
        if before is not None and first <= before:
            return False
        if pc.all(pc.less(values[:-1], values[1:])).as_py() is False:
            return False
        before = values[-1].as_py()
    return True


def _codes(
    large: _Large, key: tuple[str, ...], *, is_whole: bool
) -> Iterator[tuple[Stretch, Codes, npt.NDArray[np.int64]]]:
    """The code of each row that has a key, and its place in the stretch."""
    fields = {field.name: field for field in large.table.fields}
    for stretch, columns in large.columns(key):
        named = dict(zip(key, columns, strict=True))
        codes = np.zeros(stretch.count, dtype=np.uint64)
        is_there = np.ones(stretch.count, dtype=np.bool_)
        for name in key:
            values = comparable(fields[name], named).combine_chunks()
            codes = _mixed(codes ^ _numbers(values))
            if is_whole:
                is_there &= ~values.is_null().to_numpy(zero_copy_only=False)
        places = np.flatnonzero(is_there)
        yield stretch, codes[places], places


_NOTHING = np.uint64(0x9E3779B97F4A7C15)
"""The number of a cell without a value."""


def _numbers(values: pa.Array) -> Codes:
    """A number for each value, the same for equal ones."""
    if pa.types.is_string(values.type):
        encoded = values.dictionary_encode()
        own = np.fromiter(map(hash, encoded.dictionary.to_pylist()), np.int64)
        places = encoded.indices.fill_null(0).to_numpy(zero_copy_only=False)
        numbers = own[places].view(np.uint64) if len(own) else np.zeros(len(values), np.uint64)
    elif pa.types.is_floating(values.type):
        numbers = values.fill_null(0.0).to_numpy(zero_copy_only=False).view(np.uint64)
    else:
        kind = pa.int32() if pa.types.is_date(values.type) else values.type
        whole = pc.cast(pc.cast(values, kind), pa.int64()).fill_null(0)
        numbers = whole.to_numpy(zero_copy_only=False).view(np.uint64)
    if not values.null_count:
        return numbers
    return np.where(values.is_null().to_numpy(zero_copy_only=False), _NOTHING, numbers)


def _mixed(codes: Codes) -> Codes:
    """Codes whose bits depend on all bits of others; different ones stay different.

    Source: the last steps of SplitMix64, https://prng.di.unimi.it/splitmix64.c
    """
    codes = codes + np.uint64(0x9E3779B97F4A7C15)
    codes = (codes ^ (codes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    codes = (codes ^ (codes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return codes ^ (codes >> np.uint64(31))


def _doubled(
    codes: Iterable[tuple[Stretch, Codes, npt.NDArray[np.int64]]], turn: tuple[int, int], rows: int
) -> Codes:
    """Codes that stand more than once, of those whose turn it is."""
    number, turns = np.uint64(turn[0]), np.uint64(turn[1])
    held = np.empty(min(rows, MOST_CODES + MOST_CODES // 8), dtype=np.uint64)
    count = 0
    for _, found, _ in codes:
        own = found if turns == 1 else found[(found >> np.uint64(40)) % turns == number]
        if count + len(own) > len(held):
            held = np.concatenate((held[:count], np.empty(len(held) // 2 + len(own), np.uint64)))
        held[count : count + len(own)] = own
        count += len(own)
    held = held[:count]
    held.sort()
    return np.unique(held[1:][held[1:] == held[:-1]])[:MOST_COMPARED]


def _pairs(
    large: _Large,
    key: tuple[str, ...],
    doubled: Codes,
    coded: Iterable[tuple[Stretch, Codes, npt.NDArray[np.int64]]],
) -> list[tuple[int, int]]:
    """Places of rows whose key another row has, each with that of the first such row."""
    seen: dict[tuple[Any, ...], int] = {}
    pairs: list[tuple[int, int]] = []
    fields = {field.name: field for field in large.table.fields}
    for stretch, codes, places in coded:
        is_doubled = np.isin(codes, doubled)
        if not is_doubled.any():
            continue
        named = dict(zip(key, _stretch_columns(large, stretch, key), strict=True))
        found = [int(place) for place in places[is_doubled]]
        cells = [comparable(fields[name], named).take(found).to_pylist() for name in key]
        for place, own in zip(found, zip(*cells, strict=True), strict=True):
            first = seen.setdefault(own, stretch.row + place)
            if first != stretch.row + place:
                pairs.append((stretch.row + place, first))
        if len(pairs) >= MOST_COMPARED:
            break
    return pairs


def _stretch_columns(
    large: _Large, stretch: Stretch, key: tuple[str, ...]
) -> list[pa.ChunkedArray]:
    own = _Large(file=large.file, table=large.table, head=large.head, stretches=(stretch,))
    return next(own.columns(key))[1]


def _reference_holds(
    key: ForeignKey,
    table: DeclaredTable,
    tables: tuple[Mapping[str, tuple[DeclaredTable, Columns]], Mapping[str, _Large]],
) -> None:
    """Go on only if each value of a field stands in the field of the table that it names."""
    small, large = tables
    target = key.table or table.name
    declared = large[target].table if target in large else small[target][0]
    reference_type(key, table, declared)
    (field,), (other,) = key.fields, key.targets
    known = _distinct(_values(other, target, tables))
    for first, values in _values(field, table.name, tables):
        is_known = pc.is_in(values, known) if len(values) else pa.array([], pa.bool_())
        lacks = pc.and_(pc.invert(is_known), pc.is_valid(values))
        if pc.any(lacks).as_py():
            if table.name not in large:
                raise RefusedError(None, Witness(key=key))
            places = np.flatnonzero(lacks.to_numpy())[:MOST_PAIRS]
            rows = (first + int(place) for place in places)
            raise RefusedError(table.name, large[table.name].witness(rows, key))


def _values(
    field: str,
    table: str,
    tables: tuple[Mapping[str, tuple[DeclaredTable, Columns]], Mapping[str, _Large]],
) -> Iterator[tuple[int, pa.ChunkedArray]]:
    """The values of a column, a stretch at a time, each with the place of its first row."""
    small, large = tables
    if table in large:
        for stretch, (column,) in large[table].columns((field,)):
            yield stretch.row, column
    else:
        yield 0, small[table][1][field]


def _distinct(values: Iterable[tuple[int, pa.ChunkedArray]]) -> pa.Array:
    """The different values of a column."""
    known: pa.Array | None = None
    for _, column in values:
        own = pc.unique(column)
        known = own if known is None else pc.unique(pa.chunked_array([known, own]))
        sure(len(known) <= MOST_TARGETS)
    assert known is not None, "a table has rows"
    return known.drop_null()


def first_rows(file: LargeFile, size: int = NARROW) -> tuple[bytes, int]:
    """The header of a file with some rows, and how many rows these are."""
    for _, lines in islice(stretches(file), 1):
        for _, part in islice(cut(lines, size), 1):
            return head_of(file) + part, sum(1 for _ in rows_of(part))
    return head_of(file), 0
