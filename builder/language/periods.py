"""Periods and days as exact places on an axis of years: a period stands at its end."""

import calendar
import datetime
import re
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


_FORM = re.compile(r"([0-9]{4})(?:-Q([1-4])|-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEARS = range(1000, 9000)


def is_period(text: str) -> bool:
    """True for a year, quarter, month or day that the calendar has: 2024, 2024-Q2, 2024-06-30."""
    form = _FORM.fullmatch(text)
    if form is None or int(form[1]) not in _YEARS:
        return False
    try:
        datetime.date(int(form[1]), int(form[3] or 1), int(form[4] or 1))
    except ValueError:
        return False
    return True


_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_YEAR = "(?P<year>[0-9]{4})"
_WRITTEN = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:quý|q)\s*(?P<quarter>IV|I{{1,3}}|[1-4])\s*[/-]?\s*(?:năm\s*)?{_YEAR}",
        rf"{_YEAR}\s*[-/]?\s*q(?P<quarter>[1-4])",
        rf"(?:tháng\s*)?(?P<month>[0-9]{{1,2}})\s*[/-]\s*{_YEAR}",
        rf"(?P<day>[0-9]{{1,2}})[/-](?P<month>[0-9]{{1,2}})[/-]{_YEAR}",
        rf"năm\s*{_YEAR}",
    )
)


def likely_period(text: str) -> str | None:
    """The period that a text written otherwise probably means; None where nobody can tell."""
    found = next((match for form in _WRITTEN if (match := form.fullmatch(text.strip()))), None)
    if found is None:
        return None
    parts = found.groupdict()
    quarter = str(parts.get("quarter") or "").upper()
    written = str(parts["year"])
    if quarter:
        written += f"-Q{_QUARTERS.get(quarter, quarter)}"
    for name in ("month", "day"):
        if parts.get(name):
            written += f"-{int(parts[name]):02}"
    return written if is_period(written) else None
