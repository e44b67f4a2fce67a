"""Numbers, days and periods as people write them; what means two things is a doubt."""

import datetime
from decimal import Decimal

import pytest

from builder.language.spelling import (
    Doubt,
    read_counted_day,
    read_day,
    read_first_day,
    read_last_day,
    read_months,
    read_number,
    read_period,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("16,5%", "16.5"),
        ("16.5 %", "16.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1 234", "1234"),
        ("0,125", "0.125"),
        ("-3", "-3"),
    ],
)
def test_numbers_are_read(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.234", "1,234", "999.000"])
def test_three_digits_behind_one_mark_are_doubtful(text: str) -> None:
    assert read_number(text) is Doubt.THOUSANDS


@pytest.mark.parametrize("text", ["", "16,5,3", "khoảng 16", "1.23.456"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_number(text) is Doubt.NUMBER


@pytest.mark.parametrize(
    "text",
    ["31/12/2024", "2024-12-31", "ngày 31 tháng 12 năm 2024", "2024-12-31 00:00:00"],
)
def test_days_are_read_day_first(text: str) -> None:
    assert read_day(text) == datetime.date(2024, 12, 31)
    assert read_day("31/13/2024") is Doubt.DAY


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Quý II/2024", "2024-Q2"),
        ("Q2/2024", "2024-Q2"),
        ("2024Q2", "2024-Q2"),
        ("Quý 4 năm 2023", "2023-Q4"),
        ("tháng 3/2024", "2024-03"),
        ("năm 2024", "2024"),
        ("2024-Q2", "2024-Q2"),
        ("tháng 6/2024", "2024-06"),
        ("30/6/2024", "2024-06-30"),
        ("quí 2/2024", "2024-Q2"),
        ("II/2024", "2024-Q2"),
        ("2024/06", "2024-06"),
        ("6 tháng đầu năm 2024", "2024-S1"),
        ("Sáu tháng cuối năm 2024", "2024-S2"),
        ("Nửa đầu năm 2024", "2024-S1"),
        ("nửa cuối năm 2024", "2024-S2"),
        ("Lũy kế 6 tháng 2024", "2024-S1"),
        ("6T/2024", "2024-S1"),
        ("T6/2024", "2024-06"),
        ("2024-H1", "2024-S1"),
        ("H2/2024", "2024-S2"),
        ("first half of 2024", "2024-S1"),
        ("3 tháng đầu năm 2024", "2024-Q1"),
        ("12 tháng năm 2024", "2024"),
    ],
)
def test_periods_are_read(text: str, period: str) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        *("2024-13", "13/2024", "bao giờ", "Quý V/2024", "2024-S3", "6 tháng đầu năm", "6 tháng"),
        *("9 tháng đầu năm 2024", "9 tháng", "6 tháng đầu năm 9999"),
    ],
)
def test_other_periods_are_doubtful(text: str) -> None:
    assert read_period(text) is Doubt.PERIOD


@pytest.mark.parametrize(
    "text",
    [
        "Quý IV/2024",
        "Trong Quý IV năm 2024.",
        "trước ngày 31/12/2024",
        "Chậm nhất là ngày 31/12/2024",
        "12/2024",
        "tháng 12 năm 2024",
        "45657",
        "2021 - 2024",
        "6 tháng cuối năm 2024",
        "trong nửa cuối năm 2024",
        "cuối năm 2024",
        "end of 2024",
        "giai đoạn 2021-2024",
        "by 31/12/2024",
        "2024",
    ],
)
def test_a_deadline_in_words_is_its_last_day(text: str) -> None:
    assert read_last_day(text) == datetime.date(2024, 12, 31)


@pytest.mark.parametrize("text", ["hằng năm", "2024-2021", "Quý IV", "31/13/2024", "giữa năm 2024"])
def test_other_deadlines_are_doubtful(text: str) -> None:
    assert read_last_day(text) is Doubt.DAY


def test_what_begins_in_a_period_begins_on_its_first_day() -> None:
    assert read_first_day("Quý II/2024") == datetime.date(2024, 4, 1)
    assert read_first_day("6 tháng cuối năm 2024") == datetime.date(2024, 7, 1)
    assert read_first_day("2021-2024") == datetime.date(2021, 1, 1)


def test_months_from_the_start_of_a_year_end_with_the_last_of_them() -> None:
    assert read_last_day("9 tháng đầu năm 2024") == datetime.date(2024, 9, 30)
    assert read_last_day("6 tháng đầu năm 2024") == datetime.date(2024, 6, 30)
    assert read_months("9 tháng đầu năm 2024") == (
        datetime.date(2024, 1, 1),
        datetime.date(2024, 9, 30),
    )
    assert read_months("Quý III/2024") is None


def test_only_five_digits_are_a_day_as_excel_counts_it() -> None:
    assert read_counted_day("45657") == datetime.date(2024, 12, 31)
    assert read_counted_day("4565") is Doubt.DAY
