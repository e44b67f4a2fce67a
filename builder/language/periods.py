"""Periods and days as exact places on an axis of years: a period stands at its end."""

import calendar
import datetime
from fractions import Fraction


def period_time(period: str) -> Fraction:
    """The end of a period in years: 2022 → 2023, 2024-Q1 → 2024¼, 2024-03 → 2024¼."""
    if "-Q" in period:
        year, quarter = period.split("-Q")
        return int(year) + Fraction(int(quarter), 4)
    parts = [int(part) for part in period.split("-")]
    if len(parts) == 3:
        return day_time(datetime.date(*parts))
    return parts[0] + (Fraction(parts[1], 12) if len(parts) == 2 else Fraction(1))


def day_time(day: datetime.date) -> Fraction:
    """The end of a day in years: 31 December 2022 → 2023."""
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + Fraction(day.timetuple().tm_yday, days)


def months_between(earlier: datetime.date, later: datetime.date) -> int:
    """Full months from one day to a later one; 0 where it is not later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < min(earlier.day, _last_day(later))))


def _last_day(day: datetime.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
