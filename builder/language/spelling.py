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

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"(?:quy|q)\.? ?(?P<quarter>iv|i{1,3}|[1-4])(?: nam |[ /.-]+)(?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[ /.-]?(?:quy|q) ?(?P<quarter>iv|i{1,3}|[1-4])")
_MONTH = re.compile(r"(?:thang|t)? ?(?P<month>\d{1,2})(?: nam |[/.-])(?P<year>\d{4})")
_YEAR = re.compile(r"(?:nam )?(?P<year>\d{4})")


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
    bare = folded(" ".join(text.split()))
    for pattern in _DAYS:
        match = pattern.fullmatch(bare)
        if match:
            with suppress(ValueError):
                parts = {name: int(number) for name, number in match.groupdict().items()}
                return datetime.date(**parts)
    return Doubt.DAY


def read_period(text: str) -> Period | Doubt:
    """`Quý II/2024`, `Q2/2024`, `tháng 3/2024` and `năm 2024` as 2024-Q2, 2024-03 and 2024."""
    bare = folded(" ".join(text.split()))
    written = text.strip()
    if match := _QUARTER.fullmatch(bare) or _YEAR_FIRST.fullmatch(bare):
        written = f"{match['year']}-Q{_QUARTERS[match['quarter']]}"
    elif match := _MONTH.fullmatch(bare):
        written = f"{match['year']}-{int(match['month']):02}"
    elif match := _YEAR.fullmatch(bare):
        written = match["year"]
    elif isinstance(day := read_day(text), datetime.date):
        written = day.isoformat()
    return period_or_none(written) or Doubt.PERIOD
