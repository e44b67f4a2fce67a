"""How far an indicator is from its target: in words, as a small bar, as a key to sort by."""

from dataclasses import dataclass
from decimal import Decimal

from builder.language.words import Words
from builder.model import Indicator, Observation
from builder.programme.progress.result import Progress, Standing
from builder.programme.progress.sentence import difference_text

WIDTH = 100
"""Length of a small bar: where the greater of value and target ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """A value against its target, both from 0, on a bar of `WIDTH`."""

    filled: int
    mark: int


def bullet(latest: Observation | None, aim: Observation | None) -> Bullet | None:
    """The bar of an amount; None without a target, and for ranks, which have no 0."""
    if latest is None or aim is None or latest.unit == "rank" or latest.unit != aim.unit:
        return None
    if latest.value is None or aim.value is None or latest.value < 0 or aim.value <= 0:
        return None
    whole = max(latest.value, aim.value)
    return Bullet(filled=round(latest.value / whole * WIDTH), mark=round(aim.value / whole * WIDTH))


def distance(indicator: Indicator, progress: Progress | None) -> Decimal | None:
    """What is left from value to target, in the unit: below 0 where it falls short."""
    if progress is None or progress.latest is None or progress.target is None:
        return None
    turn = -1 if indicator.direction == "down" or indicator.unit == "rank" else 1
    return (progress.latest.value - progress.target.value) * turn


def distance_text(indicator: Indicator, progress: Progress | None, words: Words) -> str | None:
    """The same in words: «còn 3,5 điểm phần trăm»; None where there is nothing between them."""
    found = distance(indicator, progress)
    if not found:
        return None
    key = "distance.left" if found < 0 else "distance.over"
    return words(key, distance=difference_text(found, indicator.unit, words))


def sort_keys(indicator: Indicator, progress: Progress | None) -> tuple[tuple[str, str], ...]:
    """What a list is sorted by, the lowest first: names of attributes and their numbers.

    Distances in several units are compared as shares of their targets, verdicts best first,
    values by the end of their period, the newest first.
    """
    keys: dict[str, str] = {}
    found = distance(indicator, progress)
    if progress and progress.target and progress.target.value and found is not None:
        keys["gap"] = f"{found / abs(progress.target.value):.4f}"
    if progress and progress.latest:
        keys["date"] = str(-progress.latest.period.end.toordinal())
    if progress:
        keys["verdict"] = str(list(Standing).index(progress.standing))
    return tuple((f"sort-{name}", value) for name, value in keys.items())
