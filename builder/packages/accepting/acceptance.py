"""All tables of a package at once: their rows if every one of them is right beyond doubt."""

from collections.abc import Mapping, Sequence
from typing import Any

from builder.model import Row
from builder.packages.accepting.column_rows import typed_rows
from builder.packages.accepting.columns import columns_of
from builder.packages.accepting.declared import (
    DeclaredTable,
    UndecidedError,
    declared_tables,
    sure,
)
from builder.packages.accepting.keys import Columns, has_empty_row, keys_hold, reference_holds
from builder.packages.accepting.reading import SHORT


def accepted_tables(
    descriptor: Mapping[str, Any], files: Mapping[str, bytes], *, short: int = SHORT
) -> Mapping[str, Sequence[Row]] | None:
    """Typed rows by resource name; None where nothing can be said.

    `descriptor` has tables alone and passed the profile and the checks of schemas; `files` holds
    bytes by path. Files of up to `short` bytes are read by the standard library.
    Of what is accepted neither frictionless nor the checks of texts, numbers, categories and keys
    tell anything.
    """
    try:
        return _accepted(descriptor, files, short)
    except (UndecidedError, AttributeError, KeyError, TypeError, ValueError):
        return None  # a descriptor of another shape than expected is nothing to accept


def _accepted(
    descriptor: Mapping[str, Any], files: Mapping[str, bytes], short: int
) -> Mapping[str, Sequence[Row]]:
    tables = {
        table.name: (table, accepted_columns(table, files[table.path], short))
        for table in declared_tables(descriptor)
    }
    for table, columns in tables.values():
        keys_hold(table, columns)
        for key in table.foreign_keys:
            reference_holds(key, table, tables)
    return {
        name: typed_rows(table.fields, list(columns.values()))
        for name, (table, columns) in tables.items()
    }


def accepted_columns(table: DeclaredTable, content: bytes, short: int = SHORT) -> Columns:
    """The columns of a table whose cells are right, each by itself.

    Raises: UndecidedError.
    """
    columns = columns_of(content, table, short=short)
    sure(not has_empty_row(columns))
    return {field.name: column for field, column in zip(table.fields, columns, strict=True)}
