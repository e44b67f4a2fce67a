"""A resource as Apache Parquet, typed by its schema, with its metadata inside the file.

A column has the type of its field and not of its cells, so that the next version of a package
has the same types: `number` is a double even where all its cells are whole. A double gives back
every decimal of at most 15 digits as it was printed, and every reader knows it; decimals would
need a precision that no schema states. A column with a cell that its type would change (more
digits than a double, a whole number beyond 64 bits, a time with a zone of its own) is text.
pyarrow writes alone: a DataFrame in between would turn missing whole numbers into decimals.
Source: https://parquet.apache.org/docs/file-format/
"""

import datetime
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet

from builder.exports.downloads.cells import fits_double
from builder.language.text import Localised
from builder.model import Cell, Columnar, Field, Package, Resource, Stretched, Table
from builder.packages.cell_texts import text_cell

_TYPES: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "year": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "time": pa.time64("us"),
    "list": pa.list_(pa.string()),
}
"""Parquet types by field type; `datetime` depends on its cells, any other type is text."""

PART_ROWS = 100_000
"""Rows of a part of a file, which readers fetch alone when they need only some rows."""

_TEXTS = {str, type(None)}
"""Types of cells that need no look, one by one."""

_LARGEST = 2**63 - 1
"""The largest whole number of 64 bits."""


def parquet_table(package: Package, resource: Resource) -> bytes:
    """A resource of a package as one Parquet file; the same resource gives the same bytes.

    Shape: as the table; a list is a list of texts.
    """
    stream = io.BytesIO()
    write_parquet_table(package, resource, stream)
    return stream.getvalue()


def write_parquet_table(package: Package, resource: Resource, stream: IO[bytes]) -> None:
    """The same, written: of a table on disk a part at a time."""
    assert resource.table is not None
    about = _about_resource(package, resource)
    if isinstance(resource.table.rows, Stretched):
        _write_parts(resource.table, resource.table.rows, about, stream)
    else:
        stream.write(typed_parquet(resource.table, about))


def _write_parts(
    table: Table, rows: Stretched, about: Mapping[str, str], stream: IO[bytes]
) -> None:
    """A Parquet file whose parts are written one by one, each of them held alone."""
    writer: pyarrow.parquet.ParquetWriter | None = None
    left: pa.Table | None = None
    for values in rows.stretched_values():
        if writer is None:
            schema = pa.schema(
                [
                    pa.field(field.name, column.type, not field.required, _about_field(field))
                    for field, column in zip(table.schema.fields, values, strict=True)
                ],
                dict(about),
            )
            writer = pyarrow.parquet.ParquetWriter(stream, schema, compression="snappy")
        own = pa.Table.from_arrays(values, schema=writer.schema)
        left = own if left is None else pa.concat_tables((left, own))
        while left.num_rows >= PART_ROWS:
            writer.write_table(left.slice(0, PART_ROWS).combine_chunks(), PART_ROWS)
            left = left.slice(PART_ROWS)
        left = left.combine_chunks()
    assert writer is not None, "a table on disk has rows"
    assert left is not None, "and they were read"
    if left.num_rows:
        writer.write_table(left, PART_ROWS)
    writer.close()


def typed_parquet(table: Table, about: Mapping[str, str]) -> bytes:
    """A table as one Parquet file, with what `about` says of it inside.

    Shape: as the table; a list is a list of texts.
    """
    arrays, columns = [], []
    for place, field in enumerate(table.schema.fields):
        array = _array(table, place)
        arrays.append(array)
        columns.append(pa.field(field.name, array.type, not field.required, _about_field(field)))
    schema = pa.schema(columns, dict(about))
    stream = io.BytesIO()
    # Snappy: the one codec that every reader has built in, browsers' readers too.
    pyarrow.parquet.write_table(
        pa.Table.from_arrays(arrays, schema=schema),
        stream,
        compression="snappy",
        row_group_size=PART_ROWS,
    )
    return stream.getvalue()


def _array(table: Table, place: int) -> Any:
    """A field of a table as a pyarrow array of its Parquet type."""
    if isinstance(table.rows, Columnar):
        return table.rows.values(place)
    cells, field = list(table.column(place)), table.schema.fields[place]
    arrow_type = _arrow_type(field, cells)
    if pa.types.is_string(arrow_type) and set(map(type, cells)) <= _TEXTS:
        return pa.array(cells, arrow_type)
    return pa.array([_value(cell, arrow_type) for cell in cells], arrow_type)


def _arrow_type(field: Field, cells: Sequence[Cell]) -> pa.DataType:
    if field.type == "datetime":
        return _datetime_type(cells)
    if not set(map(type, cells)) <= _TEXTS and any(map(_is_changed, cells)):
        return pa.string()
    return _TYPES.get(field.type, pa.string())


def _is_changed(cell: Cell) -> bool:
    """True for a cell that the Parquet type of its field does not give back."""
    if isinstance(cell, Decimal):
        return not fits_double(cell)
    if isinstance(cell, int):
        return not -_LARGEST <= cell <= _LARGEST
    return isinstance(cell, datetime.time) and cell.tzinfo is not None


def _datetime_type(cells: Sequence[Cell]) -> pa.DataType:
    """Points in time, times without a zone, or text where zones differ from Greenwich's."""
    moments = (cell for cell in cells if isinstance(cell, datetime.datetime))
    offsets = {moment.utcoffset() for moment in moments}
    if offsets <= {None}:
        return pa.timestamp("us")
    return pa.timestamp("us", tz="UTC") if offsets == {datetime.timedelta()} else pa.string()


def _value(cell: Cell, arrow_type: pa.DataType) -> object:
    if cell is None:
        return None
    if pa.types.is_string(arrow_type):
        return text_cell(cell)
    if pa.types.is_floating(arrow_type):
        return float(cell)  # type: ignore[arg-type]  # a number, as its schema was checked
    if isinstance(cell, tuple):
        return [str(part) for part in cell]
    return cell


def _about_field(field: Field) -> dict[str, str]:
    return {**_texts("title", field.title), **_texts("description", field.description)}


def _about_resource(package: Package, resource: Resource) -> dict[str, str]:
    licence = package.licence
    return {
        "package": package.id,
        "resource": resource.name,
        "version": package.version,
        "modified": package.modified.isoformat(),
        **({"licence": licence.name} if licence else {}),
        **({"licence_url": licence.url} if licence and licence.url else {}),
        **_texts("title", resource.title),
        **_texts("description", resource.description),
    }


def _texts(name: str, text: Localised | None) -> dict[str, str]:
    return {f"{name}_{language}": letter for language, letter in text.items()} if text else {}
