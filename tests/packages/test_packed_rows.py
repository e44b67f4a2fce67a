"""Rows that are held packed are the rows, however they are asked for."""

import dataclasses
import pickle

import pytest

from builder.model import Rows
from builder.packages import packed_rows
from builder.packages.packed_rows import PackedRows, packed_package
from tests import tiny

ROWS: Rows = tuple((number, f"hàng {number}", None) for number in range(5))


def test_packed_rows_are_the_rows() -> None:
    packed = PackedRows(ROWS)
    assert packed == ROWS
    assert len(packed) == len(ROWS)
    assert [packed[place] for place in range(-5, 5)] == [ROWS[place] for place in range(-5, 5)]
    assert packed[1:3] == ROWS[1:3]
    assert tuple(packed) == ROWS
    assert hash(packed) == hash(PackedRows(ROWS))
    assert pickle.loads(pickle.dumps(packed)) == ROWS


def test_a_table_without_rows_has_none() -> None:
    assert list(PackedRows(())) == []
    assert len(PackedRows(())) == 0


def test_a_long_table_is_packed_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_rows, "BLOCK", 2)
    packed = PackedRows(row for row in ROWS)
    assert packed == ROWS
    assert packed[1:4] == ROWS[1:4]
    assert packed[::-2] == ROWS[::-2]
    assert [packed[place] for place in range(-5, 5)] == [ROWS[place] for place in range(-5, 5)]
    with pytest.raises(IndexError):
        packed[5]


def test_tables_that_were_closed_are_opened_again() -> None:
    tables = [(PackedRows([(number, 1), (number, 2)]), number) for number in range(300)]
    for _ in range(2):
        assert all(tuple(packed) == ((number, 1), (number, 2)) for packed, number in tables)


def test_a_packed_package_says_the_same() -> None:
    packed = packed_package(tiny.TASKS)
    table, own = packed.resources[0].table, tiny.TASKS.resources[0].table
    assert table is not None
    assert own is not None
    assert isinstance(table.rows, PackedRows)
    assert dataclasses.replace(table, rows=tuple(table.rows)) == own
    assert packed_package(packed) == packed
