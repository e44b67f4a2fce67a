"""The numbers that every method shares: way, pace, projection and the value of a path; exact."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor

from builder.programme.progress.series import Point, Series, rising

PLACES = 2
"""Decimal places of a computed number, or as many as the printed numbers have if that is more."""


def expected_value(path: tuple[Point, ...], time: Fraction) -> Fraction:
    """Value of a path at a time: straight between its corners, level before and after them."""
    before = [corner for corner in path if corner.time <= time]
    after = [corner for corner in path if corner.time > time]
    if not before or not after:
        return (before[-1] if before else after[0]).exact
    start, end = before[-1], after[0]
    share = (time - start.time) / (end.time - start.time)
    return start.exact + share * (end.exact - start.exact)


def better_by(series: Series, value: Fraction, other: Fraction) -> Fraction:
    """How much better a value is than another: above 0 where it is."""
    return value - other if rising(series) else other - value


def way_to_go(series: Series) -> Fraction:
    """Distance from baseline to target; 0 where the baseline is already there or past it."""
    if series.baseline is None or series.target is None:
        return Fraction(0)
    return max(Fraction(0), better_by(series, series.target.exact, series.baseline.exact))


def attainment(series: Series) -> Fraction | None:
    """Percent of the way from baseline to target that the latest value has gone.

    None where there is no way to go: a start at or past the target leaves nothing to be a
    share of. Ends at 0 and 100: what is beyond the target, or behind the start, is no share.
    """
    baseline, latest, target = series.baseline, series.latest, series.target
    if baseline is None or latest is None or target is None:
        return None
    way = way_to_go(series)
    if way == 0 or len(series.values) < 2:
        return None
    share = 100 * better_by(series, latest.exact, baseline.exact) / way
    return min(max(share, Fraction(0)), Fraction(100))


def pace(series: Series) -> Fraction | None:
    """Change a year from baseline to latest value; None where there are not two values."""
    baseline, latest = series.baseline, series.latest
    if baseline is None or latest is None or latest.time == baseline.time:
        return None
    return (latest.exact - baseline.exact) / (latest.time - baseline.time)


def needed_pace(series: Series) -> Fraction | None:
    """Change a year from the latest value to the target; None where no time is left."""
    left = _years_left(series)
    if left is None or series.target is None or series.latest is None:
        return None
    return (series.target.exact - series.latest.exact) / left


def projection(series: Series) -> Fraction | None:
    """Value at the target date if the pace stays; None where no time is left."""
    left, yearly = _years_left(series), pace(series)
    if left is None or yearly is None or series.latest is None:
        return None
    return _bounded(series, series.latest.exact + yearly * left)


def printed(series: Series) -> tuple[Point, ...]:
    """Every point of a series."""
    targets = () if series.target is None else (series.target,)
    return (*series.values, *series.plans, *targets)


def places(points: Iterable[Point], unit: str) -> int:
    """Decimal places for numbers computed from these points; nobody stands on half a rank."""
    if unit == "rank":
        return 0
    exponents = (point.value.as_tuple().exponent for point in points)
    return max([PLACES, *(-exponent for exponent in exponents if isinstance(exponent, int))])


def rounded(number: Fraction | None, digits: int) -> Decimal | None:
    """A number with so many decimal places, halves away from zero, without trailing zeros."""
    if number is None:
        return None
    whole = floor(abs(number) * 10**digits + Fraction(1, 2))
    if digits == 0:
        return Decimal(-whole if number < 0 else whole)
    text = f"{whole:0{digits + 1}d}"
    plain = f"{text[:-digits]}.{text[-digits:]}".rstrip("0").rstrip(".")
    return Decimal(f"-{plain}" if number < 0 and whole else plain)


def _years_left(series: Series) -> Fraction | None:
    if series.latest is None or series.target is None:
        return None
    left = series.target.time - series.latest.time
    return left if left > 0 else None


def _bounded(series: Series, value: Fraction) -> Fraction:
    """No rank is better than 1; a share that was printed within 0 and 100 stays there."""
    if series.unit == "rank":
        return max(value, Fraction(1))
    if series.unit == "percent" and all(0 <= point.value <= 100 for point in printed(series)):
        return min(max(value, Fraction(0)), Fraction(100))
    return value
