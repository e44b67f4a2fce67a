"""A cell where a format has fewer types than a table: as a JSON value, and as plain text."""

import datetime
from decimal import Decimal

from builder.model import Cell


def json_cell(cell: Cell) -> object:
    """A cell as JSON holds it: dates are ISO 8601 texts, lists are arrays, NaN is null."""
    if isinstance(cell, Decimal):
        if not cell.is_finite():
            return None
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return list(cell)
    return cell


def text_cell(cell: Cell) -> str:
    """A cell as CSV writes it: full-stop decimals, ISO 8601 dates, lists with semicolons."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return ";".join(str(part) for part in cell)
    return str(cell)
