"""Problems as values: places as a spreadsheet names them, worst first, every code its own."""

import re

import pytest

from builder.problem import (
    CODES,
    BuildError,
    Place,
    Problem,
    Severity,
    column_letters,
    has_errors,
    sorted_problems,
)


def problem(file: str, row: int | None = None, column: int | None = None) -> Problem:
    return Problem(code="type-date", place=Place(file=file, row=row, column=column))


def warning(file: str) -> Problem:
    return Problem(code="line-ending", place=Place(file=file), severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")]
)
def test_columns_have_the_letters_of_a_spreadsheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_a_cell_is_named_by_its_letters_and_its_row() -> None:
    assert Place(file="a.csv", row=5, column=28).cell == "AB5"


def test_a_place_without_row_or_column_has_no_cell() -> None:
    assert Place(file="a.csv", row=5).cell is None
    assert Place(file="a.csv", column=2).cell is None


def test_errors_come_before_warnings_then_by_file_row_and_column() -> None:
    wanted = [
        problem("a.csv"),
        problem("a.csv", 2, 3),
        problem("a.csv", 10, 1),
        problem("a.csv", 10, 2),
        problem("b.csv", 1),
        warning("a.csv"),
    ]
    assert sorted_problems(reversed(wanted)) == tuple(wanted)


def test_only_errors_stop_a_build() -> None:
    assert has_errors([warning("a.csv"), problem("b.csv")])
    assert not has_errors([warning("a.csv")])
    assert not has_errors([])


def test_a_build_error_holds_every_problem() -> None:
    error = BuildError(iter([problem("a.csv"), warning("b.csv")]))
    assert [problem.place.file for problem in error.problems] == ["a.csv", "b.csv"]
    assert str(error) == "2 problems"


def test_codes_are_told_once_in_order_in_kebab_case() -> None:
    assert list(CODES) == sorted(set(CODES))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in CODES)
