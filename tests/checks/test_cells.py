"""Cells as text: what cannot be seen in them, and numbers that were misread."""

import unicodedata
from decimal import Decimal

import pytest

from builder.checks.cells import faulty_due_day, faulty_period, faulty_text, misread_thousands
from builder.model import Cell, Field, Schema
from builder.problem import Problem, Severity
from tests import tiny


def schema(*names: str) -> Schema:
    title = tiny.text("Cột", "Column")
    return Schema(
        fields=tuple(
            Field(name=name, type="string", title=title, description=None) for name in names
        )
    )


def faults(cell: Cell) -> list[str]:
    return [letter.code for letter in faulty_text(schema("x"), ((cell,),), "a.csv")]


def misread(value: str, raw: str) -> list[Problem]:
    rows = (("i-1", Decimal(value), raw),)
    return list(misread_thousands(schema("id", "value", "value_raw"), rows, "a.csv"))


@pytest.mark.parametrize("cell", ["Hà Nội", "", "một\nhai", None, Decimal(1), ("Cục Ý", "Cục I")])
def test_ordinary_cells_have_no_fault(cell: Cell) -> None:
    assert faults(cell) == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (unicodedata.normalize("NFD", "Hà Nội"), "not-nfc"),
        (" Hà Nội", "white-space"),
        ("Hà Nội\n", "white-space"),
        ("Hà Nội\u00a0", "white-space"),
        ("Hà\x07 Nội", "control-character"),
        ("Hà\x7fNội", "control-character"),
        ("Hà\x85Nội", "control-character"),
        (("Hà Nội", "Huế "), "white-space"),
        ((unicodedata.normalize("NFD", "Huế"),), "not-nfc"),
    ],
)
def test_what_cannot_be_seen_is_told(cell: Cell, code: str) -> None:
    assert faults(cell) == [code]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000"])
def test_an_odd_space_inside_is_named_and_stops_nothing(space: str) -> None:
    (problem,) = faulty_text(schema("x"), ((f"Hà{space}Nội",),), "a.csv")
    assert (problem.code, problem.severity) == ("white-space", Severity.WARNING)
    assert problem.value == f"Hà[U+{ord(space):04X}]Nội"


def test_two_faults_of_one_cell_are_both_told() -> None:
    assert faults(unicodedata.normalize("NFD", " Huế")) == ["not-nfc", "white-space"]


def test_a_fault_is_told_at_its_cell() -> None:
    rows = (("a", "b"), ("c", "d "))
    (problem,) = faulty_text(schema("x", "y"), rows, "datasets/a/a.csv")
    assert (problem.place.file, problem.place.cell) == ("datasets/a/a.csv", "B3")
    assert (problem.place.field, problem.value) == ("y", "d ")


def test_a_control_character_is_named() -> None:
    (problem,) = faulty_text(schema("x"), (("a\x00b",),), "a.csv")
    assert problem.details["character"] == "U+0000"


@pytest.mark.parametrize(
    ("value", "raw", "suggestion"),
    [
        ("1.234", "1.234", "1234"),
        ("1.234", "khoảng 1.234 doanh nghiệp", "1234"),
        ("12.500", "12.500 máy", "12500"),
        ("1234.567", "1.234.567", "1234567"),
    ],
)
def test_a_thousands_point_read_as_a_decimal_point_is_a_warning(
    value: str, raw: str, suggestion: str
) -> None:
    (problem,) = misread(value, raw)
    assert (problem.code, problem.severity) == ("thousands-misread", Severity.WARNING)
    assert (problem.details["suggestion"], problem.place.cell) == (suggestion, "B2")


@pytest.mark.parametrize(
    ("value", "raw"),
    [("1234", "1.234"), ("16.5", "16,5%"), ("1.25", "1.25"), ("1.5", "1.234"), ("2.345", "12.345")],
)
def test_a_number_that_was_read_as_printed_is_no_fault(value: str, raw: str) -> None:
    assert misread(value, raw) == []


def test_a_value_that_is_missing_or_was_not_printed_is_no_fault() -> None:
    rows = (("i-1", None, "1.234"), ("i-2", Decimal("1.234"), None))
    assert not list(misread_thousands(schema("id", "value", "value_raw"), rows, "a.csv"))


def test_only_tables_with_printed_values_are_compared() -> None:
    rows = ((Decimal("1.234"), "1.234"),)
    assert not list(misread_thousands(schema("value", "note"), rows, "a.csv"))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ((None, 12, 31), None),
        ((2024, 2, 29), None),
        ((None, None, None), None),
        ((None, 4, None), None),
        ((None, 2, 29), "29"),
        ((None, 6, 31), "31"),
        ((None, 13, 1), "13"),
        ((None, 4, 0), "0"),
        ((None, 4, -3), "-3"),
        ((99999, 4, 3), "99999"),
        ((9999, 12, 31), "9999"),
    ],
)
def test_a_deadline_is_a_day_of_the_calendar(
    day: tuple[int | None, int | None, int | None], told: str | None
) -> None:
    names = schema("due_year", "due_month", "due_day")
    found = [problem.value for problem in faulty_due_day(names, (day,), "a.csv")]
    assert found == ([told] if told else [])


@pytest.mark.parametrize(
    ("period", "possible"),
    [
        ("2024-13", "2024-01 … 2024-12"),
        ("2024-06-31", "2024-06-01 … 2024-06-30"),
        ("2023-02-29", "2023-02-01 … 2023-02-28"),
        ("Quý II/2024", "2024-Q2"),
        ("9 tháng đầu năm 2024", "2024-09-30"),
        ("2024-Q5", "–"),
        ("2021-2025", "–"),
        ("hôm nọ", "–"),
    ],
)
def test_a_period_beyond_its_months_or_days_is_told_with_them(period: str, possible: str) -> None:
    (problem,) = faulty_period(schema("period"), ((period,),), "a.csv")
    assert problem.details["suggestion"] == possible
