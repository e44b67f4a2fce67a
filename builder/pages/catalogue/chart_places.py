"""Cells as places on the axes of a chart, and the labels of the x axis."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from builder.charts.lines import Spot, scale_of
from builder.language.periods import Period
from builder.language.text import date_text, number_text, period_text
from builder.model import Cell

ALIKE, COMMON, MISSED = 1.15, 0.15, 1.5
"""Distances that differ by no more are alike; a usual one has this share of all; a gap is wider."""

YEARS = range(1000, 3000)
"""Whole numbers that are years if a field has no others."""
DAYS_OF_YEAR = 365
DAYS_OF_MONTHS = 62
"""Days above which an axis is labelled by months."""


def decimal_or_none(cell: Cell) -> Decimal | None:
    """A number; None for what is missing or none (NaN, infinity)."""
    if isinstance(cell, bool) or not isinstance(cell, Decimal | int | float):
        return None
    amount = Decimal(str(cell))
    return amount if amount.is_finite() else None


def place_of(cell: Cell) -> float | None:
    """Where a cell stands on an axis: its number, or its day counted in days."""
    if isinstance(cell, datetime.datetime):
        hours = cell.hour / 24 + cell.minute / 1440 + cell.second / 86400
        return cell.toordinal() + hours
    if isinstance(cell, datetime.date):
        return float(cell.toordinal())
    amount = decimal_or_none(cell)
    return None if amount is None else float(amount)


def day_of(place: float) -> datetime.date:
    """The day of a place on an axis of days."""
    return datetime.date.fromordinal(int(place))


def are_years(values: Sequence[float]) -> bool:
    """True if every number can be a year."""
    return all(value == int(value) and int(value) in YEARS for value in values)


def usual_step(lines: Sequence[Sequence[Spot]]) -> float | None:
    """The most frequent distance between years; None where there is only one."""
    steps = Counter(later.x - earlier.x for spots in lines for earlier, later in pairwise(spots))
    return min(steps, key=lambda step: (-steps[step], step)) if steps else None


def widest_step(lines: Sequence[Sequence[Spot]]) -> float | None:
    """The widest distance between days that is usual: of days of work the weekend, of months 31.

    Usual is what comes twice at least, and in one of seven distances; None where nothing is.
    """
    steps = sorted(later.x - earlier.x for spots in lines for earlier, later in pairwise(spots))
    for step in reversed(steps):
        like = sum(step / ALIKE <= other <= step * ALIKE for other in steps)
        if like >= max(2, len(steps) * COMMON):
            return step
    return None


def with_breaks(spots: Sequence[Spot], step: float | None) -> Sequence[Spot]:
    """Days with a break wherever more than one usual step is left out; no table lists the breaks.

    Where much is left out there is no usual step, and the line joins what there is.
    """
    if step is None:
        return spots
    found = [*spots[:1]]
    for earlier, later in pairwise(spots):
        if later.x - earlier.x > step * MISSED:
            found.append(Spot(x=earlier.x + step, y=None))
        found.append(later)
    return spots if len(found) > len(spots) * (1 + COMMON * 2) + 1 else found


def ticks(
    lines: Sequence[Sequence[Spot]], *, is_time: bool, years: bool, language: str
) -> Iterator[tuple[float, str]]:
    """Labels of the x axis: round numbers, years, or first days of months and years."""
    found = [spot.x for spots in lines for spot in spots]
    start, end = min(found), max(found)
    if is_time:
        yield from _days(day_of(start), day_of(end), language)
    elif years:
        yield from ((float(year), str(year)) for year in range(int(start), int(end) + 1))
    elif start == end:
        yield start, number_text(Decimal(f"{start:.6g}"), language)
    else:
        low, high, step = scale_of([start, end])
        for number in range(round((high - low) / step) + 1):
            value = low + number * step
            yield value, number_text(Decimal(f"{value:.6g}") + 0, language)


def _days(start: datetime.date, end: datetime.date, language: str) -> Iterator[tuple[float, str]]:
    """Years where there are several, else months, else days, as the language writes them."""
    span = (end - start).days
    if span > 3 * DAYS_OF_YEAR:
        for year in range(start.year, end.year + 1):
            yield float(datetime.date(year, 1, 1).toordinal()), str(year)
    elif span > DAYS_OF_MONTHS:
        for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
            month = Period(f"{number // 12:04}-{number % 12 + 1:02}")
            yield float(month.start.toordinal()), period_text(month, language)
    else:
        for days in range(0, span + 1, max(span // 6, 1)):
            day = start + datetime.timedelta(days=days)
            yield float(day.toordinal()), date_text(day, language)
