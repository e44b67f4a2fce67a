"""Periods that know their days, and periods and days as places on an axis of years."""

import calendar
import datetime
import re
from fractions import Fraction
from functools import lru_cache

_FORM = re.compile(r"([0-9]{4})(?:-S([12])|-Q([1-4])|-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEARS = range(1000, 9000)


class Period(str):
    """A year, half, quarter, month or day as data files write it: 2024, 2024-S1, 2024-Q2, 2024-06.

    A half year is written as SDMX writes a reporting semester, a day as 2024-06-30.
    It is its text, so that it is written as it was read.
    Raises: ValueError if the calendar has no such period.
    """

    year: int
    half: int | None
    quarter: int | None
    month: int | None
    start: datetime.date
    """The first day: 2024-01-01 of 2024, 2024-04-01 of 2024-Q2."""
    end: datetime.date
    """The last day: 2024-12-31 of 2024, 2024-06-30 of 2024-Q2."""
    time: Fraction
    """The end in years, where the period stands on an axis: 2022 → 2023, 2024-Q1 → 2024¼."""

    def __new__(cls, text: str) -> "Period":  # noqa: D102
        return _read(cls, text)

    @classmethod
    def _made(cls, text: str) -> "Period":
        form = _FORM.fullmatch(text)
        if form is None or int(form[1]) not in _YEARS:
            raise ValueError(f"no year, half, quarter, month or day: {text}")
        period = str.__new__(cls, text)
        year, half, quarter, month, day = (int(part) if part else None for part in form.groups())
        assert year is not None
        period.year, period.half, period.quarter, period.month = year, half, quarter, month
        first, last = _months(half, quarter, month)
        period.start = datetime.date(year, first, 1 if day is None else day)
        period.end = period.start if day else _month_end(datetime.date(year, last, 1))
        period.time = day_time(period.end) if day else year + Fraction(last, 12)
        return period

    @property
    def is_day(self) -> bool:
        """True for a period of one day."""
        return self.start == self.end


def _months(half: int | None, quarter: int | None, month: int | None) -> tuple[int, int]:
    """The first and last month of the part of a year that is given; of the year, if none is."""
    if month is not None:
        return month, month
    if half:
        return half * 6 - 5, half * 6
    return (quarter * 3 - 2, quarter * 3) if quarter else (1, 12)


@lru_cache(maxsize=10_000)
def _read(cls: type[Period], text: str) -> Period:
    """A period, one value for all that name it: a table repeats the same few in each row."""
    return cls._made(text)


def period_or_none(text: str) -> Period | None:
    """The period that a text is; None where the calendar has none such."""
    try:
        return Period(text)
    except ValueError:
        return None


def day_time(day: datetime.date) -> Fraction:
    """The end of a day in years: 31 December 2022 → 2023."""
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + Fraction(day.timetuple().tm_yday, days)


def months_between(earlier: datetime.date, later: datetime.date) -> int:
    """Full months from one day to a later one; 0 where it is not later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < min(earlier.day, _month_end(later).day)))


def _month_end(day: datetime.date) -> datetime.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
