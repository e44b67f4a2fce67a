"""How far apart the categories of an indicator lie, and which have no figure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.language.periods import Period
from builder.model import Dimension, Indicator, Observation, TilePlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The best and the worst category of a dimension in the newest period."""

    period: Period
    best: str
    """Code of the best category: the highest, or the lowest of what should fall."""
    high: Decimal
    worst: str
    low: Decimal

    @property
    def gap(self) -> Decimal:
        """What lies between best and worst, in the unit of the indicator."""
        return abs(self.high - self.low)


def newest(values: Sequence[Observation]) -> Observation | None:
    """The newest number that was measured or estimated."""
    found = [
        observation
        for observation in values
        if observation.kind in ("actual", "estimate") and observation.value is not None
    ]
    return max(found, key=lambda observation: observation.period.end, default=None)


def newest_by_code(
    dimension: Dimension, parts: Mapping[tuple[str, str], Sequence[Observation]]
) -> dict[str, Observation]:
    """The newest number of each category that has one, in the order of the code list."""
    found = {code: newest(parts.get((dimension.name, code), ())) for code in dimension.categories}
    return {code: value for code, value in found.items() if value is not None}


def spread(indicator: Indicator, values: Mapping[str, Observation]) -> Spread | None:
    """Between the values of the newest period; None where fewer than two have one."""
    last = max((value.period for value in values.values()), key=lambda each: each.end, default=None)
    numbers = [
        (value.value, code)
        for code, value in values.items()
        if value.period == last and value.value is not None
    ]
    if last is None or len(numbers) < 2:
        return None
    sign = 1 if indicator.direction == "down" else -1
    (high, best), *_, (low, worst) = sorted(numbers, key=lambda pair: (sign * pair[0], pair[1]))
    return Spread(period=last, best=best, high=high, worst=worst, low=low)


def missing(dimension: Dimension, values: Mapping[str, Observation]) -> list[str]:
    """Codes that are valid in the newest period and have no figure, nor has what they became."""
    if not values:
        return []
    last = max((value.period for value in values.values()), key=lambda each: each.end)
    gone = replaced(dimension, values, last)
    return [
        code
        for code, category in dimension.categories.items()
        if code not in values and code not in gone and category.is_valid(last)
    ]


def replaced(dimension: Dimension, known: Collection[str], period: Period) -> set[str]:
    """Codes without a figure for which another has it: what they became, or came before them.

    One that ended, and was still valid in the period, is lacking: Bình Dương in 2023, though the
    code that it became part of is that of an older province too.
    """
    found = {
        code
        for code, category in dimension.categories.items()
        if code not in known and category.successor != code and category.successor in known
        if category.last is None or not category.is_valid(period)
    }
    taken = {
        spot(category.place)
        for code, category in dimension.categories.items()
        if code in known and category.place is not None
    }
    return found | {
        code
        for code, category in dimension.categories.items()
        if code not in known and category.place is not None and spot(category.place) in taken
    }


def spot(place: TilePlace) -> tuple[int, int]:
    """Column and row of a tile."""
    return place.column, place.row
