"""The tables of the real portal and what their CSV files say, which every reader must get too."""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from builder.build import checked_portal
from builder.model import Package, Resource
from builder.settings import read_settings
from tests.folders import PORTAL

Said: TypeAlias = str | Decimal | None
"""A cell in the one form that all readers are compared in."""

_NUMBERS = ("number", "integer")


@cache
def packages() -> tuple[Package, ...]:
    """Every package of the portal, read and checked once."""
    return checked_portal(PORTAL, read_settings(PORTAL))[0]


def tables() -> list[tuple[Package, Resource]]:
    """Every resource with a table, and its package."""
    return [
        (package, resource)
        for package in packages()
        for resource in package.resources
        if resource.table
    ]


def names(resource: Resource) -> list[str]:
    """Names of fields in their order."""
    assert resource.table is not None
    return [field.name for field in resource.table.schema.fields]


def said(resource: Resource) -> list[list[Said]]:
    """The cells of a CSV file, read by the standard library: texts, numbers, None if empty."""
    assert resource.table is not None
    fields = resource.table.schema.fields
    rows = csv.reader(io.StringIO(resource.content.decode("utf-8"), newline=""))
    assert next(rows) == names(resource)
    return [
        [
            Decimal(cell) if cell and field.type in _NUMBERS else cell or None
            for cell, field in zip(row, fields, strict=True)
        ]
        for row in rows
    ]


def seen(rows: Iterable[Sequence[Any]]) -> list[list[Said]]:
    """The cells that a reader made of a file, in the same form."""
    return [[_seen(cell) for cell in row] for row in rows]


def _seen(cell: Any) -> Said:
    if hasattr(cell, "tolist"):
        cell = cell.tolist()
    if isinstance(cell, list | tuple):
        return ";".join(cell) or None
    if isinstance(cell, datetime.datetime):
        assert cell.time() == datetime.time()
        return cell.date().isoformat()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float | Decimal):
        number = Decimal(str(cell))
        return None if number.is_nan() else number
    return None if cell in (None, "") else str(cell)
