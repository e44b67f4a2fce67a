"""What a mistyped cell probably means; nothing is suggested where that is unclear."""

import pytest

from builder.packages.suggestion import suggested_cell


@pytest.mark.parametrize(
    ("wanted", "cell", "suggestion"),
    [
        ("number", "1.234,5", "1234.5"),
        ("number", "-1.234.567,89", "-1234567.89"),
        ("number", "16,5%", "16.5"),
        ("number", " 12.5 ", "12.5"),
        ("number", "1.234.567", "1234567"),
        ("number", "1 234", "1234"),
        ("integer", "1.234", "1234"),
        ("integer", " 12 ", "12"),
        ("date", "31/12/2020", "2020-12-31"),
        ("date", "1-3-2024", "2024-03-01"),
        ("date", "24.4.2024", "2024-04-24"),
        ("date", "2024-4-5", "2024-04-05"),
        ("date", "Quý IV/2024", "2024-12-31"),
        ("date", "trước 30/6/2024", "2024-06-30"),
        ("date", "45657", "2024-12-31"),
    ],
)
def test_a_common_slip_is_read_as_it_was_meant(wanted: str, cell: str, suggestion: str) -> None:
    assert suggested_cell(wanted, cell) == suggestion


@pytest.mark.parametrize(
    ("wanted", "cell"),
    [
        ("number", "khoảng 12"),
        ("number", "1,234.5"),
        ("number", "１２"),
        ("integer", "12,5"),
        ("integer", "2_000"),
        ("date", "31/02/2024"),
        ("date", "giữa năm 2024"),
        ("date", ""),
        ("boolean", "có"),
    ],
)
def test_nothing_is_suggested_where_the_meaning_is_unclear(wanted: str, cell: str) -> None:
    assert suggested_cell(wanted, cell) == "–"


def test_a_period_in_a_column_of_beginnings_means_its_first_day() -> None:
    assert suggested_cell("date", "Quý IV/2024", "start") == "2024-10-01"
    assert suggested_cell("date", "Quý IV/2024", "due") == "2024-12-31"
