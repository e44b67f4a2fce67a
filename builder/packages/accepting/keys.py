"""Rows that a key tells apart, and rows that name others: nothing is doubled, nothing is lost."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from builder.packages.accepting.column_rows import HELD_ROWS
from builder.packages.accepting.declared import DeclaredField, DeclaredTable, ForeignKey, sure

Columns = Mapping[str, pa.ChunkedArray]
"""Values of a table by field name."""

_COMPARED = ("boolean", "date", "integer", "number", "string", "year")
"""Types whose values can be compared; frictionless cannot do it with lists."""


def keys_hold(table: DeclaredTable, columns: Columns) -> None:
    """Go on only if no key and no unique field has a value twice, and no key lacks a part.

    Raises: UndecidedError.
    """
    fields = {field.name: field for field in table.fields}
    parts_are_there(table, columns)
    if table.primary_key:
        _told_apart([comparable(fields[name], columns) for name in table.primary_key])
    for key in table.unique_keys:
        _told_apart_where_whole([comparable(fields[name], columns) for name in key])
    for field in table.fields:
        if field.constraints.get("unique"):
            _told_apart_where_whole([comparable(field, columns)])


def parts_are_there(table: DeclaredTable, columns: Columns) -> None:
    """Go on only if no primary key lacks a part that it may not.

    Raises: UndecidedError.
    """
    fields = {field.name: field for field in table.fields}
    for name in table.primary_key:
        is_open = fields[name].is_dimension and len(table.primary_key) > 1
        sure(is_open or columns[name].null_count == 0)
    if table.primary_key and all(columns[name].null_count for name in table.primary_key):
        sure(not _has_empty_row([columns[name] for name in table.primary_key]))


def comparable(field: DeclaredField, columns: Columns) -> pa.ChunkedArray:
    """Values of a column that are equal where frictionless says so: 1.0 is 1.00.

    Raises: UndecidedError.
    """
    sure(field.type in _COMPARED)
    values = columns[field.name]
    if field.type != "number":
        return values
    sure(not pc.any(pc.match_substring_regex(values, r"^-0(\.0*)?$")).as_py())  # 0 equals it
    return pc.cast(values, pa.float64())


def _told_apart(columns: Sequence[pa.ChunkedArray]) -> None:
    """Go on only if no two rows are equal; an empty cell equals another."""
    rows = len(columns[0])
    if len(columns) == 1:
        is_apart = _is_rising(columns[0]) or pc.count_distinct(columns[0], "all").as_py() == rows
        sure(is_apart)
    elif rows <= HELD_ROWS:
        sure(len(set(zip(*(column.to_pylist() for column in columns), strict=True))) == rows)
    else:
        names = [str(number) for number in range(len(columns))]
        table = pa.Table.from_arrays(list(columns), names)
        sure(table.group_by(names, use_threads=False).aggregate([]).num_rows == rows)


def _is_rising(values: pa.ChunkedArray) -> bool:
    """True if each value is above the one before: nothing need be remembered to tell them apart."""
    if pa.types.is_boolean(values.type) or values.null_count:
        return False
    return bool(pc.all(pc.less(values[:-1], values[1:])).as_py())


def _told_apart_where_whole(columns: Sequence[pa.ChunkedArray]) -> None:
    """The same of the rows that have a value in each of the columns."""
    names = [str(number) for number in range(len(columns))]
    whole = pa.Table.from_arrays(list(columns), names).drop_null()
    if whole.num_rows:
        _told_apart(whole.columns)


def has_empty_row(columns: Sequence[pa.ChunkedArray]) -> bool:
    """True if a row has no value at all."""
    return all(column.null_count for column in columns) and _has_empty_row(columns)


def _has_empty_row(columns: Sequence[pa.ChunkedArray]) -> bool:
    empty = pc.is_null(columns[0])
    for column in columns[1:]:
        empty = pc.and_(empty, pc.is_null(column))
    return bool(pc.any(empty).as_py())


def reference_holds(
    key: ForeignKey, table: DeclaredTable, tables: Mapping[str, tuple[DeclaredTable, Columns]]
) -> None:
    """Go on only if each value of a field stands in the field of the table that it names.

    Raises: UndecidedError; also for a key of several fields.
    """
    target = key.table or table.name
    sure(target in tables)
    reference_type(key, table, tables[target][0])
    (field,), (other,) = key.fields, key.targets
    values = pc.unique(tables[table.name][1][field])
    known = pc.unique(tables[target][1][other])
    sure(pc.all(pc.is_in(values.drop_null(), known)).as_py() is not False)


def reference_type(key: ForeignKey, table: DeclaredTable, target: DeclaredTable) -> None:
    """Go on only if a key is one field of the plain type that the field has which it names.

    Raises: UndecidedError.
    """
    sure(len(key.fields) == 1)
    types = [
        part.type
        for name, declared in ((key.fields[0], table), (key.targets[0], target))
        for part in declared.fields
        if part.name == name
    ]
    sure(len(types) == 2 and len(set(types)) == 1 and types[0] in ("integer", "string", "date"))
