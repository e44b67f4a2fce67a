"""A cell where a format has fewer types than a table: as a JSON value, or a double."""

import datetime
from decimal import Decimal

from builder.language.moments import iso_text
from builder.model import Cell, Field


def fits_double(number: Decimal) -> bool:
    """True if a double gives back the number that it is made of."""
    return Decimal(repr(float(number))) == number


def category_texts(field: Field) -> tuple[str, ...]:
    """The allowed values of a field, each with its label where the schema gives one."""
    labels = field.labels
    return tuple(
        f"{value} = {labels[value]}" if labels.get(value, value) != value else value
        for value in field.categories
    )


def missing_texts(field: Field) -> tuple[str, ...]:
    """What stands in cells that are missing for a reason, each with the reason."""
    return tuple(f"{mark or '“”'} = {reason}" for mark, reason in field.missing.items())


def json_cell(cell: Cell) -> object:
    """A cell as JSON holds it: dates are ISO 8601 texts, lists are arrays, NaN is null.

    A number keeps its digits: `json_line` and `json_text` write decimals as they are.
    """
    if isinstance(cell, Decimal):
        return cell if cell.is_finite() else None
    if isinstance(cell, datetime.date | datetime.time):
        return iso_text(cell)
    if isinstance(cell, tuple):
        return list(cell)
    return cell
