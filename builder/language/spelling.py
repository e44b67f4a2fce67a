"""Numbers, days and periods as people write them, read without guessing.

What could mean two things is a `Doubt`: `1.234` is a thousand in Viet Nam and a little more than
one in a data file.
"""

import datetime
import re
from contextlib import suppress
from decimal import Decimal
from enum import StrEnum

from builder.language.periods import Period, period_or_none
from builder.language.text import folded


class Doubt(StrEnum):
    """Why a text was not read."""

    NUMBER = "number"
    THOUSANDS = "thousands"
    DAY = "day"
    PERIOD = "period"


NO_FIGURE = ("-", "–", "—", "...", "…")
"""How documents print that there is no figure."""

_GROUPED = (
    re.compile(r"\d{1,3}(?P<group>\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}", re.ASCII),
    re.compile(r"\d{1,3}(?P<group>,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}", re.ASCII),
)
"""Numbers whose marks can mean one thing only: Vietnamese, English."""

_DAYS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?:ngay )?(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII),
    re.compile(r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2}) nam (?P<year>\d{4})"),
)

_MIDNIGHT = re.compile(r"[ t]00:00(:00)?$")
"""What programs write behind a day that has no time."""

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(
    r"(?:(?:qu[yi]|q)\.? ?(?=\w)|(?=i))(?P<quarter>iv|i{1,3}|[1-4])(?: nam |[ /.-]+)(?P<year>\d{4})"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[ /.-]?(?:qu[yi]|q) ?(?P<quarter>iv|i{1,3}|[1-4])")
_MONTH = re.compile(r"(?:thang|t)? ?(?P<month>\d{1,2})(?: nam |[/.-])(?P<year>\d{4})")
_MONTH_LAST = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})")
_YEAR = re.compile(r"(?:nam )?(?P<year>\d{4})")

_YEAR_OF_MONTHS = r"(?: cua)?(?: nam ?|[ /.-]*)(?P<year>\d{4})"
_MONTHS = re.compile(
    r"(?:(?:luy ke|cong don|trong|ket qua) )?(?P<count>[1-9]|1[0-2]|ba|sau|chin) ?(?:thang|t)\b"
    rf"(?P<is_last> cuoi)?(?: dau)?{_YEAR_OF_MONTHS}"
)
_HALVES = (
    re.compile(rf"nua(?: nam)? (?:dau|(?P<is_last>cuoi|sau)){_YEAR_OF_MONTHS}"),
    re.compile(r"(?:h|s|hk)(?:1|(?P<is_last>2))(?: nam |[ /.-]*)(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[ /.-]?[hs](?:1|(?P<is_last>2))"),
    re.compile(r"(?:first|1st|(?P<is_last>second|2nd)) half(?: of|,)? (?P<year>\d{4})"),
)
_COUNTS = {"ba": 3, "sau": 6, "chin": 9}
_PARTS = {(1, 3): "-Q1", (10, 12): "-Q4", (1, 6): "-S1", (7, 12): "-S2", (1, 12): ""}
"""Spans of months that are a period: the year without any part is (1, 12)."""

_COUNTED_DAY = re.compile(r"[2-6]\d{4}", re.ASCII)
_EXCEL_START = datetime.date(1899, 12, 30)
"""Day 0 of the count by which Excel keeps days."""

_BY = re.compile(
    r"(?:cham nhat|muon nhat|truoc|trong|den het|het|den|vao|cuoi|"
    r"by|before|until|within|in|the end of|end of)"
    r"(?: la)? (?:ngay )?"
)
"""Words before a deadline that leave its last day as it is: «trước ngày 30/6/2024»."""

_YEARS = re.compile(r"(?:giai doan )?(?P<first>\d{4}) ?[-–—] ?(?P<last>\d{4})")


def read_number(text: str) -> Decimal | Doubt:
    """`16,5%`, `16.5`, `1.234,5` and `1 234` as a number; `1.234` and `1,234` are doubtful."""
    sign, bare = _sign(re.sub(r"\s", "", text).removesuffix("%"))
    vietnamese, english = _GROUPED
    if vietnamese.fullmatch(bare):
        return sign * Decimal(bare.replace(".", "").replace(",", "."))
    if english.fullmatch(bare):
        return sign * Decimal(bare.replace(",", ""))
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", bare, re.ASCII):
        return Doubt.THOUSANDS
    if re.fullmatch(r"\d+([.,]\d+)?", bare, re.ASCII):
        return sign * Decimal(bare.replace(",", "."))
    return Doubt.NUMBER


def _sign(text: str) -> tuple[int, str]:
    return (-1, text[1:]) if text[:1] in ("-", "−") else (1, text)


def read_day(text: str) -> datetime.date | Doubt:
    """`31/12/2024`, `ngày 5 tháng 6 năm 2024` and `2024-12-31` as a day; the day stands first."""
    bare = _MIDNIGHT.sub("", folded(" ".join(text.split())))
    for pattern in _DAYS:
        match = pattern.fullmatch(bare)
        if match:
            with suppress(ValueError):
                parts = {name: int(number) for name, number in match.groupdict().items()}
                return datetime.date(**parts)
    return Doubt.DAY


def read_period(text: str) -> Period | Doubt:
    """`Quý II/2024`, `tháng 3/2024` and `6 tháng đầu năm 2024` as 2024-Q2, 2024-03 and 2024-S1.

    Nine months are no period: what is said of them belongs to their last day, or to a note.
    """
    bare = folded(" ".join(text.split()))
    written = text.strip()
    if match := _QUARTER.fullmatch(bare) or _YEAR_FIRST.fullmatch(bare):
        written = f"{match['year']}-Q{_QUARTERS[match['quarter']]}"
    elif span := _span(bare):
        year, *months = span
        written = year + _PARTS.get((months[0], months[1]), "?")
    elif match := _MONTH.fullmatch(bare) or _MONTH_LAST.fullmatch(bare):
        written = f"{match['year']}-{int(match['month']):02}"
    elif match := _YEAR.fullmatch(bare):
        written = match["year"]
    elif isinstance(day := read_day(text), datetime.date):
        written = day.isoformat()
    return period_or_none(written) or Doubt.PERIOD


def read_months(text: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of so many months of a year: «9 tháng đầu năm 2024»; None: it is none."""
    span = _span(folded(" ".join(text.split())))
    if span is None:
        return None
    year, *months = span
    ends = [period_or_none(f"{year}-{month:02}") for month in months]
    return (ends[0].start, ends[1].end) if ends[0] and ends[1] else None


def _span(bare: str) -> tuple[str, int, int] | None:
    """A year, and the first and last month of the months or the half that are named of it."""
    if match := _MONTHS.fullmatch(bare):
        count = _COUNTS.get(match["count"]) or int(match["count"])
    elif match := next((found for half in _HALVES if (found := half.fullmatch(bare))), None):
        count = 6
    else:
        return None
    return (match["year"], 13 - count, 12) if match["is_last"] else (match["year"], 1, count)


def read_counted_day(text: str) -> datetime.date | Doubt:
    """A day as people write it, or as Excel counts it: 45657 is 2024-12-31."""
    if _COUNTED_DAY.fullmatch(text.strip()):
        return _EXCEL_START + datetime.timedelta(days=int(text))
    return read_day(text)


def read_last_day(text: str) -> datetime.date | Doubt:
    """The last day that a deadline leaves: «Quý IV/2024», «trước 31/12/2024», «2021-2024»."""
    bare = " ".join(text.split()).rstrip(".")
    lead = _BY.match(folded(bare))
    return _end_of(bare, "last") if lead is None else _end_of(folded(bare)[lead.end() :], "last")


def read_first_day(text: str) -> datetime.date | Doubt:
    """The first day of what is begun in a period: «Quý I/2024», «2021-2025»."""
    return _end_of(" ".join(text.split()).rstrip("."), "first")


def _end_of(bare: str, end: str) -> datetime.date | Doubt:
    """The first or last day of a day, a period or some years."""
    day = read_counted_day(bare)
    if isinstance(day, datetime.date):
        return day
    if months := read_months(bare):
        return months[0 if end == "first" else 1]
    years = _YEARS.fullmatch(folded(bare))
    is_in_order = years is not None and years["first"] <= years["last"]
    period = read_period(years[end] if years and is_in_order else bare)
    if isinstance(period, Doubt):
        return Doubt.DAY
    return period.end if end == "last" else period.start
