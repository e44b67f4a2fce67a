"""What a method judges: the values, plans and target of one indicator; read by all methods."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from builder.language.periods import Period

TOLERANCE = Decimal(5)
"""Percent of the way that still counts as on track: of five years, three months."""

FAR = Decimal(20)
"""Percent of the way from which behind is far behind: of five years, one year."""

STRICT = (">", "<")
"""Operators of a target that must be passed, not only reached."""

_RISING = ("≥", ">")
_FALLING = ("≤", "<", "top")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One printed number at the end of its period."""

    period: Period
    kind: str
    """actual, estimate, plan or target."""
    operator: str | None
    value: Decimal
    package: str = ""
    """Id of the package that prints it."""

    @property
    def time(self) -> Fraction:
        """The end of the period, in years."""
        return self.period.time

    @property
    def exact(self) -> Fraction:
        """The number as methods reckon with it: nothing is rounded before the end."""
        return Fraction(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Everything a method needs to know of one indicator."""

    values: tuple[Point, ...]
    """Actual and estimated values, oldest first, one for each time."""
    plans: tuple[Point, ...]
    """Planned values, oldest first, one for each time."""
    target: Point | None
    direction: str
    """up, down or none."""
    unit: str
    as_of: datetime.date
    tolerance: Decimal = TOLERANCE
    """Percent of the way."""
    far: Decimal = FAR
    """Percent of the way."""

    @property
    def baseline(self) -> Point | None:
        """The first value, from which the way is counted."""
        return self.values[0] if self.values else None

    @property
    def latest(self) -> Point | None:
        """The last value; the baseline itself where there is only one."""
        return self.values[-1] if self.values else None


def rising(series: Series) -> bool:
    """True if higher is better.

    Where the register says neither, the target's operator tells, or else which side of the
    baseline the target lies on.
    """
    if series.direction != "none":
        return series.direction == "up"
    target, baseline = series.target, series.baseline
    if target is None or target.operator in _RISING:
        return True
    if target.operator in _FALLING:
        return False
    return baseline is None or target.value >= baseline.value


def reached(value: Point, target: Point, *, up: bool) -> bool:
    """True if the value is as good as the target asks.

    «>» and «<» must be passed; «top 50» is 50 or less. A value printed as «more than 50»
    passes 50.
    """
    if value.value == target.value:
        return target.operator not in STRICT or value.operator == (">" if up else "<")
    return (value.value > target.value) == up
