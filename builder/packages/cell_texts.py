"""A typed cell as the text of a CSV: the one rule for files that the portal writes."""

import datetime
from decimal import Decimal

from builder.language.moments import iso_text
from builder.model import Cell

_MOST_ZEROS = 40
"""Places behind the point up to which a number is written without its power of ten."""


_MOMENTS = (datetime.date, datetime.time)


def digits(number: Decimal) -> str:
    """A number with every digit that it has, and with the power of ten of a very large one."""
    _, _, exponent = number.as_tuple()
    is_plain = isinstance(exponent, int) and -_MOST_ZEROS <= exponent <= 0
    return f"{number:f}" if is_plain else str(number)


def text_cell(cell: Cell, separator: str = ";") -> str:
    """A cell as CSV writes it: full-stop decimals, ISO 8601 dates, lists with their separator."""
    if cell is None or isinstance(cell, str):  # most are
        return str(cell or "")
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return digits(cell)
    if isinstance(cell, _MOMENTS):
        return iso_text(cell)
    if isinstance(cell, tuple):
        return separator.join(str(part) for part in cell)
    return str(cell)
