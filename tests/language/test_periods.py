"""Periods and days stand at their ends on an axis of years."""

import datetime
from fractions import Fraction

import pytest

from builder.language.periods import (
    day_time,
    is_period,
    likely_period,
    months_between,
    period_time,
)


@pytest.mark.parametrize(
    ("period", "time"),
    [
        ("2022", Fraction(2023)),
        ("2024-Q1", Fraction(2024) + Fraction(1, 4)),
        ("2024-Q4", Fraction(2025)),
        ("2024-03", Fraction(2024) + Fraction(1, 4)),
        ("2024-12", Fraction(2025)),
        ("2024-12-31", Fraction(2025)),
        ("2024-02-29", Fraction(2024) + Fraction(60, 366)),
    ],
)
def test_a_period_stands_at_its_end(period: str, time: Fraction) -> None:
    assert period_time(period) == time


def test_a_day_stands_at_its_end() -> None:
    assert day_time(datetime.date(2023, 1, 1)) == 2023 + Fraction(1, 365)
    assert day_time(datetime.date(2025, 12, 31)) == period_time("2025")


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2024-03-31", "2026-11-21", 31),
        ("2022-12-31", "2026-11-21", 46),
        ("2024-01-31", "2024-02-29", 1),
        ("2024-01-31", "2024-02-28", 0),
        ("2024-03-31", "2024-03-31", 0),
        ("2024-03-31", "2020-01-01", 0),
    ],
)
def test_an_age_counts_full_months(earlier: str, later: str, months: int) -> None:
    first, last = (datetime.date.fromisoformat(day) for day in (earlier, later))
    assert months_between(first, last) == months


@pytest.mark.parametrize("text", ["2024", "2024-Q4", "2024-12", "2024-02-29"])
def test_a_period_is_on_the_calendar(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize(
    "text", ["2024-13", "2024-00", "2023-02-29", "2024-Q5", "0000", "99999", "٢٠٢٤", "2024\n", ""]
)
def test_what_no_calendar_has_is_no_period(text: str) -> None:
    assert not is_period(text)


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("Quý II/2024", "2024-Q2"),
        ("Q2/2024", "2024-Q2"),
        ("2024Q2", "2024-Q2"),
        ("tháng 6/2024", "2024-06"),
        ("30/6/2024", "2024-06-30"),
        ("năm 2024", "2024"),
        ("13/2024", None),
        ("bao giờ", None),
    ],
)
def test_what_was_probably_meant_is_suggested(written: str, period: str | None) -> None:
    assert likely_period(written) == period
