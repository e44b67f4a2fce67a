"""Parquet as polars, DuckDB, pandas and pyarrow read it: the cells of the CSV, with their types."""

import dataclasses
import datetime
import io
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from builder.exports.downloads.parquet import parquet_table
from builder.model import Cell, Field, Package, Resource, Schema, Table
from builder.packages.accepting.column_rows import ColumnRows
from builder.packages.accepting.declared import DeclaredField
from tests import tiny
from tests.real_tables import names, said, seen, tables

UTC = datetime.UTC
NOON = datetime.datetime(2024, 4, 24, 12)
HANOI = datetime.timezone(datetime.timedelta(hours=7))


def content(resource: Resource = tiny.TASKS.resources[0], package: Package = tiny.TASKS) -> bytes:
    return parquet_table(package, resource)


def read(resource: Resource) -> pa.Table:
    return pq.read_table(io.BytesIO(content(resource)))


def with_cells(field_type: str, *cells: Cell) -> Resource:
    field = Field(name="cell", type=field_type, title=tiny.text("Ô", "Cell"), description=None)
    table = Table(schema=Schema(fields=(field,)), rows=tuple((cell,) for cell in cells))
    return dataclasses.replace(tiny.TASKS.resources[0], table=table)


def test_polars_reads_every_cell_that_the_csv_says() -> None:
    for package, resource in tables():
        frame = pl.read_parquet(io.BytesIO(parquet_table(package, resource)))
        assert frame.columns == names(resource)
        assert seen(frame.rows()) == said(resource), f"{package.id}/{resource.name}"


def test_pandas_reads_every_cell_that_the_csv_says() -> None:
    for package, resource in tables():
        frame = pd.read_parquet(io.BytesIO(parquet_table(package, resource)))
        assert list(frame.columns) == names(resource)
        rows = list(frame.itertuples(index=False, name=None))
        assert seen(rows) == said(resource), f"{package.id}/{resource.name}"


def test_duckdb_reads_every_cell_that_the_csv_says(tmp_path: Path) -> None:
    for package, resource in tables():
        path = tmp_path / f"{package.id}-{resource.name}.parquet"
        path.write_bytes(parquet_table(package, resource))
        found = duckdb.read_parquet(str(path))
        assert found.columns == names(resource)
        assert seen(found.fetchall()) == said(resource), f"{package.id}/{resource.name}"


@pytest.mark.parametrize(
    ("field_type", "cell", "arrow_type"),
    [
        ("string", "a", pa.string()),
        ("integer", 5, pa.int64()),
        ("year", 2024, pa.int64()),
        ("number", Decimal("14.5"), pa.float64()),
        ("number", Decimal(15), pa.float64()),
        ("boolean", True, pa.bool_()),
        ("date", tiny.DAY, pa.date32()),
        ("time", datetime.time(12, 30), pa.time64("us")),
        ("datetime", NOON, pa.timestamp("us")),
        ("datetime", NOON.replace(tzinfo=UTC), pa.timestamp("us", tz="UTC")),
    ],
)
def test_a_column_has_the_type_of_its_field(
    field_type: str, cell: Cell, arrow_type: pa.DataType
) -> None:
    column = read(with_cells(field_type, cell, None))["cell"]
    assert column.type == arrow_type
    assert column.to_pylist() == [cell, None]


def test_a_list_is_a_list_of_texts() -> None:
    column = read(with_cells("list", ("a", "b"), None))["cell"]
    assert column.type == pa.list_(pa.string())
    assert column.to_pylist() == [["a", "b"], None]


def test_a_whole_number_too_big_for_64_bits_is_a_text() -> None:
    assert read(with_cells("integer", 2**63, 1))["cell"].to_pylist() == ["9223372036854775808", "1"]


def test_times_with_and_without_a_zone_are_texts() -> None:
    cells = read(with_cells("datetime", NOON, NOON.replace(tzinfo=UTC)))["cell"].to_pylist()
    assert cells == ["2024-04-24T12:00:00", "2024-04-24T12:00:00Z"]


@pytest.mark.parametrize(
    ("field_type", "cell", "text"),
    [
        ("number", Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        ("number", Decimal("9007199254740993.5"), "9007199254740993.5"),
        ("datetime", NOON.replace(tzinfo=HANOI), "2024-04-24T12:00:00+07:00"),
        ("time", datetime.time(12, 30, tzinfo=HANOI), "12:30:00+07:00"),
        ("time", datetime.time(12, 30, tzinfo=UTC), "12:30:00Z"),
    ],
)
def test_what_a_type_would_change_is_a_text(field_type: str, cell: Cell, text: str) -> None:
    assert read(with_cells(field_type, cell, None))["cell"].to_pylist() == [text, None]


def test_a_column_without_a_value_keeps_its_type() -> None:
    assert read(with_cells("date", None))["cell"].type == pa.date32()
    assert read(with_cells("list"))["cell"].type == pa.list_(pa.string())


def test_a_required_field_is_never_null() -> None:
    field = dataclasses.replace(tiny.TASKS_SCHEMA.fields[0], required=True)
    table = Table(schema=Schema(fields=(field,)), rows=(("t1",),))
    schema = read(dataclasses.replace(tiny.TASKS.resources[0], table=table)).schema
    assert not schema.field("task_id").nullable


def test_a_field_carries_its_titles_and_descriptions() -> None:
    schema = read(tiny.TASKS.resources[0]).schema
    due = {name.decode(): text.decode() for name, text in schema.field("due").metadata.items()}
    assert due["title_vi"] == "Thời hạn"
    assert due["description_en"] == "Day by which it must be done"


def test_the_file_carries_package_version_and_licence(tmp_path: Path) -> None:
    licence = dataclasses.replace(tiny.LICENCE, url="https://licence.example/")
    path = tmp_path / "tasks.parquet"
    path.write_bytes(content(package=dataclasses.replace(tiny.TASKS, licence=licence)))
    rows = duckdb.sql(f"select key, value from parquet_kv_metadata('{path}')").fetchall()
    found = {bytes(key).decode(): bytes(value).decode() for key, value in rows}
    assert found["package"] == "tasks-tiny"
    assert found["version"] == "1.1.0"
    assert found["licence"] == "CC-BY-4.0"
    assert found["licence_url"] == "https://licence.example/"
    assert found["title_en"] == "Tasks"


def test_the_same_resource_gives_the_same_bytes() -> None:
    for package, resource in tables():
        assert parquet_table(package, resource) == parquet_table(package, resource)


COLUMNS: dict[str, tuple[pa.DataType, list[object]]] = {
    "integer": (pa.int64(), [1, None, -3]),
    "number": (pa.string(), ["1.50", None, "-0.1"]),
    "string": (pa.string(), ["Huế", None, "a"]),
    "list": (pa.string(), ["a,b", None, "c"]),
    "date": (pa.date32(), [datetime.date(2024, 4, 24), None, datetime.date(1, 1, 1)]),
    "year": (pa.int64(), [2024, None, 1999]),
    "boolean": (pa.bool_(), [True, None, False]),
}
"""Types of fields that a large table holds as columns, with values as they are held."""


def test_a_table_held_as_columns_is_the_same_file() -> None:
    declared = [
        DeclaredField(
            name=kind,
            type=kind,
            constraints={},
            categories=frozenset(),
            delimiter=",",
            is_dimension=False,
        )
        for kind in COLUMNS
    ]
    columns = [pa.chunked_array([pa.array(values, kind)]) for kind, values in COLUMNS.values()]
    rows = ColumnRows(declared, columns)
    fields = tuple(
        Field(name=kind, type=kind, title=tiny.text("Ô", "Cell"), description=None)
        for kind in COLUMNS
    )
    held, made = (
        dataclasses.replace(
            tiny.TASKS.resources[0], table=Table(schema=Schema(fields=fields), rows=some)
        )
        for some in (rows, tuple(rows))
    )
    assert content(held) == content(made)
