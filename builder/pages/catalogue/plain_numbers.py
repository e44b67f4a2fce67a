"""Whole numbers that are read digit by digit: years, ids and codes have no thousands marks."""

import re

from builder.model import Table
from builder.pages.catalogue.chart_places import are_years

_NAMES = re.compile(
    r"(?i:(?:.*[_\-. ])?(?:id|no|nr|code|year|zip|postcode|ma|mã|stt|nam|năm))"
    r"|.*[a-z](?:ID|Id|Code|Year)"
)
"""Names of fields that hold them."""


def is_plain(table: Table, place: int) -> bool:
    """True for whole numbers that are years, or that a key or the field's name says to be names."""
    field, schema = table.schema.fields[place], table.schema
    if field.type != "integer":
        return False
    cells = [cell for cell in table.column(place) if cell is not None]
    numbers = [cell for cell in cells if isinstance(cell, int)]
    if len(numbers) < len(cells):
        return False
    keys = {name for key in (schema.primary_key, *schema.unique_keys) for name in key}
    is_named = field.name in keys or field.references or _NAMES.fullmatch(field.name)
    is_id = field.name.lower().endswith("id") and len(set(numbers)) == len(numbers)
    return bool(is_named or is_id or are_years(numbers))
