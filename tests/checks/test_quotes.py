"""Quotes that do not enclose a whole cell are told at the row that they begin in."""

import json
from pathlib import Path

import pytest

from builder.checks.quotes import stray_quote
from builder.packages.read import DESCRIPTOR
from builder.problem import Place
from tests.folders import edited, found_problems, write_portal

PLACE = Place(file="t.csv")


def row_of(content: str, **dialect: object) -> int | None:
    found = list(stray_quote(content.encode(), {"dialect": dialect}, PLACE))
    return found[0].place.row if found else None


@pytest.mark.parametrize(
    "content",
    [
        'a,b\n1,"x"\n',
        'a,b\n1,"x ""y"" z"\n',
        'a,b\n1,"two\nlines, and ""more"""\n',
        'a,b\n1,""\n',
        'a,b\n1,5" pipe\n',
        "a,b\r\n1,x\r\n",
        'a,b\n1,"x\u2028y"\n',
    ],
)
def test_whole_cells_in_quotes_pass(content: str) -> None:
    assert row_of(content) is None


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ('a,b\n1,x\n2,"y\n3,z\n', 3),
        ('a,b\n1,"two\nlines"\n2,"y" z\n', 3),
        ('a,b\n1,"say \\"x\\" now"\n', 2),
        ('a,b\n1,"x" \n', 2),
    ],
)
def test_a_stray_quote_is_told_where_its_row_begins(content: str, row: int) -> None:
    assert row_of(content) == row


def test_the_marks_of_the_dialect_are_those_that_count() -> None:
    assert row_of('a\n"x" y\n', quoteChar="'") is None
    assert row_of("a\n'x' y\n", quoteChar="'") == 2
    assert row_of('a\n"say \\"x\\""\n', escapeChar="\\", doubleQuote=False) is None
    assert row_of('# "open\na\nx\n', commentChar="#") is None
    assert row_of("a\nx\n", quoteChar="too long") is None


def test_a_cell_of_any_length_passes() -> None:
    assert row_of(f'a\n"{"x" * 200_000}"\n') is None


def test_a_stray_quote_is_told_in_a_table_of_another_shape_too(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    folder = root / "datasets" / "rainfall"
    edited(folder / "rainfall.csv", "Mưa to", '"Mưa" to')
    descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    descriptor["resources"][0]["dialect"] = {"csv": {"delimiter": ","}}
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    assert [(problem.code, problem.place.row) for problem in found_problems(root)] == [
        ("quote-stray", 2)
    ]
