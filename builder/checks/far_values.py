"""Values that are far from the others of their series: the same indicator, unit and categories."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter

from builder.model import Cell, Package, Resource, Table
from builder.packages.dimensions import dimension_fields

FAR = 10
"""How many times a value may be the middle of the others of its series, or they of it."""


def far_values(package: Package) -> Iterator[tuple[Resource, int, Decimal]]:
    """Where each of them stands, by table and line, with the middle of the others.

    Only numbers and lines are held: a table of many dimensions has wide rows.
    """
    series: dict[tuple[Cell, ...], list[tuple[Resource, int, Decimal]]] = {}
    dimensions = dimension_fields(package)
    for resource in package.resources:
        if resource.table_kind == "observations" and resource.table is not None:
            for key, number, value in _numbers(resource.table, dimensions):
                series.setdefault(key, []).append((resource, number, value))
    for members in series.values():
        values = sorted(value for _, _, value in members)
        for resource, number, value in members:
            middle = _middle_of_others(values, value)
            if middle and not _is_likely(value, middle, values):
                yield resource, number, middle


def _numbers(
    table: Table, dimensions: Collection[str]
) -> Iterator[tuple[tuple[Cell, ...], int, Decimal]]:
    """The series, the line and the number of each value that is no plan."""
    position = table.schema.position
    series = itemgetter(*map(position, ("indicator_id", "unit", *dimensions)))
    kind, value = position("kind"), position("value")
    for number, row in enumerate(table.rows, start=2):
        found = row[value]
        if isinstance(found, Decimal) and found and row[kind] in ("actual", "estimate"):
            yield series(row), number, found


def _middle_of_others(values: Sequence[Decimal], value: Decimal) -> Decimal | None:
    """The median of sorted values without one of them; None of fewer than two."""
    count, own = len(values) - 1, bisect_left(values, value)
    if count < 2:
        return None
    around = ((count - 1) // 2, count // 2)
    low, high = (values[place + (place >= own)] for place in around)
    return low if count % 2 else (low + high) / 2


def _is_likely(value: Decimal, middle: Decimal, values: Sequence[Decimal]) -> bool:
    """True of what is near the middle of the others, and has the sign of one of them."""
    below = bisect_left(values, Decimal())
    same = below if value < 0 else len(values) - below
    return abs(middle) / FAR < abs(value) < abs(middle) * FAR and same > 1
