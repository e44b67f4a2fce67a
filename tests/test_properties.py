"""What holds for any input: round trips, no surprise, and the same bytes wherever a build runs."""

import copy
import csv
import dataclasses
import datetime
import io
import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.checks.structure import not_text
from builder.language.text import folded
from builder.language.words import words
from builder.packages.frictionless_adapter import validated_tables
from builder.packages.read import (
    DESCRIPTOR,
    SourcePackage,
    read_packages,
    read_review_files,
    read_schema_files,
)
from builder.packages.suggestion import suggested_cell
from builder.problem import Place, Problem, column_letters
from builder.report import rendered_problems, visible
from builder.settings import read_settings
from builder.validation.package import checked_package
from builder.validation.portal import checked_packages
from tests.folders import BASE, ROOT, contents, spoken, write_portal

SCHEMAS = read_schema_files(ROOT / "schemas")
SOURCES = read_packages(BASE)
RAINFALL = next(source for source in SOURCES if source.id == "rainfall")
DESCRIPTOR_OF_RAIN = json.loads(RAINFALL.files[DESCRIPTOR])

Step: TypeAlias = str | int

CELLS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=20)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(lambda text: text == unicodedata.normalize("NFC", text).strip())
)
"""Texts that the checks let pass."""

ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), max_size=8)
"""Rows of a table; a row without any cell is refused."""

ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 3.5, "", "x", "../x", "((", [], {}, ["x"], [[]], [{}], {"x": 1}, {"en": ""}]
)
"""Values that are out of place nearly everywhere in a descriptor."""


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def paths(value: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Where every part of a JSON value stands."""
    if isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, step)
            yield from paths(part, (*path, step))


def replaced(path: tuple[Step, ...], value: object) -> SourcePackage:
    """The rainfall package with another value at one place of its descriptor."""
    descriptor = copy.deepcopy(DESCRIPTOR_OF_RAIN)
    *parents, last = path
    holder = descriptor
    for step in parents:
        holder = holder[step]
    holder[last] = value
    return with_file(DESCRIPTOR, json.dumps(descriptor).encode())


def with_file(path: str, content: bytes) -> SourcePackage:
    return dataclasses.replace(RAINFALL, files={**RAINFALL.files, path: content})


def run(*arguments: str, **environment: str) -> str:
    """What Python prints in a process of its own."""
    return subprocess.run(
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    ).stdout


@given(ROWS)
def test_any_table_of_texts_comes_back_as_it_was_written(rows: list[tuple[str, ...]]) -> None:
    fields = [{"name": name, "type": "string"} for name in ("a", "b", "c")]
    dialect = {"delimiter": ","}
    resource = {"name": "x", "path": "x.csv", "dialect": dialect, "schema": {"fields": fields}}
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "tables",
        "resources": [{**resource, "type": "table", "format": "csv", "encoding": "utf-8"}],
    }
    with tempfile.TemporaryDirectory() as folder:
        content = csv_text([("a", "b", "c"), *rows]).encode()
        Path(folder, "x.csv").write_bytes(content)
        found = validated_tables(descriptor, Path(folder), {"x": "x.csv"})
    assert found.rows["x"] == tuple(tuple(cell or None for cell in row) for row in rows)
    assert found.problems == ()


@given(st.integers(min_value=1, max_value=10**9))
def test_column_letters_name_one_column_only(column: int) -> None:
    assert column_number(column_letters(column)) == column


@given(st.text(st.sampled_from("ABCXYZ"), min_size=1, max_size=6))
def test_every_name_of_a_column_is_the_name_of_a_column(letters: str) -> None:
    assert column_letters(column_number(letters)) == letters


@given(st.text())
def test_both_forms_of_unicode_are_found_by_the_same_search(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert folded(composed) == folded(decomposed)


@given(st.dates())
def test_a_vietnamese_date_is_read_as_it_was_meant(day: datetime.date) -> None:
    assert suggested_cell("date", f"{day.day}/{day.month}/{day.year:04}") == day.isoformat()


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_vietnamese_number_is_read_as_it_was_meant(number: Decimal) -> None:
    written = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert Decimal(suggested_cell("number", written)) == number


@given(st.text())
def test_nothing_told_of_a_value_is_hidden(text: str) -> None:
    assert visible(text).isprintable()
    problem = Problem(code="white-space", place=Place(file="a.csv"), value=text)
    assert len(rendered_problems([problem], words("vi"), "github").splitlines()) == 1


@given(st.binary())
def test_any_bytes_are_a_text_or_one_problem(content: bytes) -> None:
    problems = spoken(not_text(content, Place(file="a.csv")))
    assert len({problem.code for problem in problems} - {"line-ending"}) <= 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@given(st.sampled_from(sorted(paths(DESCRIPTOR_OF_RAIN), key=str)), ODD)
def test_any_descriptor_is_a_package_or_its_problems(path: tuple[Step, ...], odd: object) -> None:
    """Frictionless leaves a file open where it trips over a descriptor."""
    checked = checked_package(replaced(path, odd), SCHEMAS, ("vi", "en"))
    assert (checked.package is None) is bool(spoken(checked.problems))


@settings(max_examples=5)
@given(st.permutations(SOURCES))
def test_the_order_of_reading_changes_nothing(sources: list[SourcePackage]) -> None:
    found = [
        checked_packages(
            ordered,
            SCHEMAS,
            read_settings(BASE),
            review_files=read_review_files(ROOT / "schemas"),
            done=lambda _: None,
        )
        for ordered in (SOURCES, sources)
    ]
    assert found[0] == found[1]


def test_two_builds_give_the_same_bytes(tiny_portal: Path, tmp_path: Path) -> None:
    root = write_portal(tmp_path / "another place")
    run("-m", "builder.cli", "build", "--root", str(root), PYTHONHASHSEED="1", LC_ALL="C")
    ours, theirs = contents(tiny_portal / "site"), contents(root / "site")
    assert sorted(ours) == sorted(theirs)
    assert [name for name, content in ours.items() if theirs[name] != content] == []
