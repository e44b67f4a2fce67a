"""A cell where a format has fewer types than a table: as a JSON value, and as plain text."""

import datetime
from decimal import Decimal

from builder.language.moments import iso_text
from builder.model import Cell, Field

_MOST_ZEROS = 40
"""Places behind the point up to which a number is written without its power of ten."""


def fits_double(number: Decimal) -> bool:
    """True if a double gives back the number that it is made of."""
    return Decimal(repr(float(number))) == number


def digits(number: Decimal) -> str:
    """A number with every digit that it has, and with the power of ten of a very large one."""
    _, _, exponent = number.as_tuple()
    is_plain = isinstance(exponent, int) and -_MOST_ZEROS <= exponent <= 0
    return f"{number:f}" if is_plain else str(number)


def category_texts(field: Field) -> tuple[str, ...]:
    """The allowed values of a field, each with its label where the schema gives one."""
    labels = field.labels
    return tuple(
        f"{value} = {labels[value]}" if labels.get(value, value) != value else value
        for value in field.categories
    )


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


def text_cell(cell: Cell, separator: str = ";") -> str:
    """A cell as CSV writes it: full-stop decimals, ISO 8601 dates, lists with their separator."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return digits(cell)
    if isinstance(cell, datetime.date | datetime.time):
        return iso_text(cell)
    if isinstance(cell, tuple):
        return separator.join(str(part) for part in cell)
    return str(cell)
