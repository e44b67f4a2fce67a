"""JSON Lines as polars, DuckDB and the standard library read them: the cells of the CSV."""

import io
import json
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from builder.exports.downloads.json_lines import json_lines
from builder.model import Cell, Field, Schema, Table
from tests import tiny
from tests.real_tables import names, said, seen, tables


def table_of(*cells: Cell) -> Table:
    field = Field(name="cell", type="any", title=tiny.text("Ô", "Cell"), description=None)
    return Table(schema=Schema(fields=(field,)), rows=tuple((cell,) for cell in cells))


def records(table: Table) -> list[dict[str, object]]:
    return [json.loads(line) for line in json_lines(table).split(b"\n")[:-1]]


def test_every_line_is_a_row_with_the_cells_of_the_csv() -> None:
    for package, resource in tables():
        assert resource.table
        rows = [list(record.values()) for record in records(resource.table)]
        assert seen(rows) == said(resource), f"{package.id}/{resource.name}"


def test_polars_reads_the_rows() -> None:
    for package, resource in tables():
        assert resource.table
        lines = io.BytesIO(json_lines(resource.table))
        frame = pl.read_ndjson(lines, infer_schema_length=None)
        assert frame.columns == names(resource)
        assert seen(frame.rows()) == said(resource), f"{package.id}/{resource.name}"


def test_duckdb_reads_the_rows(tmp_path: Path) -> None:
    for package, resource in tables():
        assert resource.table
        path = tmp_path / f"{package.id}-{resource.name}.jsonl"
        path.write_bytes(json_lines(resource.table))
        found = duckdb.read_json(str(path), format="newline_delimited", sample_size=-1)
        assert found.columns == names(resource)
        assert len(found) == len(resource.table.rows)


@given(st.text(st.characters(codec="utf-8")))
def test_a_text_with_line_breaks_of_any_kind_stays_on_its_line(text: str) -> None:
    assert records(table_of(text, None)) == [{"cell": text}, {"cell": None}]


def test_every_kind_of_cell_has_its_json_value() -> None:
    cells = [Decimal("14.26"), Decimal(100), 3, True, tiny.DAY, ("a", "b"), "Nối mạng", None]
    expected = [14.26, 100, 3, True, "2024-04-24", ["a", "b"], "Nối mạng", None]
    assert [record["cell"] for record in records(table_of(*cells))] == expected


def test_what_json_cannot_say_is_null() -> None:
    cells = [Decimal("NaN"), Decimal("Infinity")]
    assert [record["cell"] for record in records(table_of(*cells))] == [None, None]


def test_letters_are_readable_in_the_file() -> None:
    assert json_lines(table_of("Đường")).decode() == '{"cell": "Đường"}\n'


def test_a_table_without_rows_is_an_empty_file() -> None:
    assert json_lines(table_of()) == b""
