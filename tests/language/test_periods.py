"""Periods and days stand at their ends on an axis of years."""

import datetime
from fractions import Fraction

import pytest

from builder.language.periods import day_time, months_between, period_time


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
    first, last = (datetime.date.fromisoformat(one) for one in (earlier, later))
    assert months_between(first, last) == months
