"""Periods and days stand at their ends on an axis of years."""

import datetime
import json
import pickle
from fractions import Fraction

import pytest

from builder.language.periods import Period, day_time, months_between, period_or_none


@pytest.mark.parametrize(
    ("period", "time"),
    [
        ("2022", Fraction(2023)),
        ("2024-S1", Fraction(2024) + Fraction(1, 2)),
        ("2024-S2", Fraction(2025)),
        ("2024-Q1", Fraction(2024) + Fraction(1, 4)),
        ("2024-Q4", Fraction(2025)),
        ("2024-03", Fraction(2024) + Fraction(1, 4)),
        ("2024-12", Fraction(2025)),
        ("2024-12-31", Fraction(2025)),
        ("2024-02-29", Fraction(2024) + Fraction(60, 366)),
    ],
)
def test_a_period_stands_at_its_end(period: str, time: Fraction) -> None:
    assert Period(period).time == time


def test_a_day_stands_at_its_end() -> None:
    assert day_time(datetime.date(2023, 1, 1)) == 2023 + Fraction(1, 365)
    assert day_time(datetime.date(2025, 12, 31)) == Period("2025").time


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


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-S1", "2024-01-01", "2024-06-30"),
        ("2024-S2", "2024-07-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2024-04-24", "2024-04-24", "2024-04-24"),
    ],
)
def test_a_period_knows_its_days(text: str, start: str, end: str) -> None:
    period = Period(text)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


def test_a_period_is_its_text_in_every_file() -> None:
    period = Period("2024-Q1")
    assert (f"{period}", json.dumps([period]), period == "2024-Q1") == (
        "2024-Q1",
        '["2024-Q1"]',
        True,
    )
    again = pickle.loads(pickle.dumps(period))
    assert (again, again.end) == (period, period.end)


@pytest.mark.parametrize(
    "text",
    [
        "2024-13",
        "2024-00",
        "2023-02-29",
        "2024-Q5",
        "2024-S3",
        "2024-H1",
        "0000",
        "99999",
        "٢٠٢٤",
        "2024\n",
        "",
    ],
)
def test_what_no_calendar_has_is_no_period(text: str) -> None:
    assert period_or_none(text) is None
    with pytest.raises(ValueError, match=r"\w"):
        Period(text)
