"""What a mistyped cell probably means: 1.234,5 → 1234.5, 31/12/2020 → 2020-12-31.

A deadline by period means its last day: «Quý IV/2024» → 2024-12-31.
"""

import datetime
import re
from contextlib import suppress

from builder.language.spelling import Doubt, read_period
from builder.language.text import MISSING

_DAYS = (
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})", re.ASCII),
)


_EXCEL_START = datetime.date(1899, 12, 30)
"""Day 0 of Excel's count of days."""


def suggested_cell(wanted: str, cell: str) -> str:
    """The cell as its field type wants it; – if that is unclear."""
    if wanted in ("number", "integer"):
        return _suggested_number(wanted, cell.strip().removesuffix("%").strip())
    return _suggested_date(cell.strip()) if wanted == "date" else MISSING


def _suggested_number(wanted: str, cell: str) -> str:
    if wanted == "number" and re.fullmatch(r"-?(\d{1,3}(\.\d{3})*|\d+),\d+", cell, re.ASCII):
        return cell.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", cell, re.ASCII):
        return cell.replace(".", "")
    plain = r"-?\d+(\.\d+)?" if wanted == "number" else r"-?\d+"
    return cell if re.fullmatch(plain, cell, re.ASCII) else MISSING


def _suggested_date(cell: str) -> str:
    for pattern in _DAYS:
        found = pattern.fullmatch(cell)
        if found:
            with suppress(ValueError):
                parts = {name: int(number) for name, number in found.groupdict().items()}
                return datetime.date(**parts).isoformat()
    if re.fullmatch(r"[2-6]\d{4}", cell, re.ASCII):  # a day as Excel counts it
        return (_EXCEL_START + datetime.timedelta(days=int(cell))).isoformat()
    period = read_period(cell)
    return MISSING if isinstance(period, Doubt) else period.end.isoformat()
