"""What a mistyped cell probably means: 1.234,5 → 1234.5, 31/12/2020 → 2020-12-31.

A deadline by period means its last day: «Quý IV/2024» → 2024-12-31.
"""

import datetime
import re

from builder.language.spelling import read_first_day, read_last_day
from builder.language.text import MISSING

BEGINNINGS = ("start",)
"""Fields in which a period means its first day."""


def suggested_cell(wanted: str, cell: str, field: str = "") -> str:
    """The cell as its field type wants it; – if that is unclear."""
    if wanted in ("number", "integer"):
        return _suggested_number(wanted, re.sub(r"\s+", "", cell).removesuffix("%"))
    return _suggested_date(cell.strip(), field) if wanted == "date" else MISSING


def _suggested_number(wanted: str, cell: str) -> str:
    if wanted == "number" and re.fullmatch(r"-?(\d{1,3}(\.\d{3})*|\d+),\d+", cell, re.ASCII):
        return cell.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", cell, re.ASCII):
        return cell.replace(".", "")
    plain = r"-?\d+(\.\d+)?" if wanted == "number" else r"-?\d+"
    return cell if re.fullmatch(plain, cell, re.ASCII) else MISSING


def _suggested_date(cell: str, field: str) -> str:
    day = read_first_day(cell) if field in BEGINNINGS else read_last_day(cell)
    return day.isoformat() if isinstance(day, datetime.date) else MISSING
