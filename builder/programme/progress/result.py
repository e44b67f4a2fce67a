"""What a method answers: the signal, the key of its reason, and every number it stands on."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from builder.programme.progress.series import Point

METHOD_VERSION = "2.0.0"
"""Version of the methods; it changes when one of them would judge the same numbers otherwise."""


class Signal(StrEnum):
    """How an indicator stands, best first; the last three say why there is no judgement."""

    MET = "met"
    AHEAD = "ahead"
    ON_TRACK = "on-track"
    BEHIND = "behind"
    FAR_BEHIND = "far-behind"
    ONE_VALUE = "one-value"
    """One value and a target: how far it is, and nothing about pace."""
    NO_DATA = "no-data"
    NO_TARGET = "no-target"


UNJUDGED = frozenset({Signal.ONE_VALUE, Signal.NO_DATA, Signal.NO_TARGET})
"""Signals that say nothing about progress."""


class Standing(StrEnum):
    """A signal with what it rests on, as tallies count it: each indicator once, best first.

    Met on an estimate is not met on an actual value, and a verdict that another printed value
    would change is neither: it is disputed.
    """

    MET = "met"
    MET_ESTIMATE = "met-estimate"
    AHEAD = "ahead"
    ON_TRACK = "on-track"
    DISPUTED = "disputed"
    BEHIND = "behind"
    FAR_BEHIND = "far-behind"
    ONE_VALUE = "one-value"
    NO_DATA = "no-data"
    NO_TARGET = "no-target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How an indicator stands against its target, with the numbers behind it.

    Numbers are rounded half up (`measures.rounded`); the signal is decided before rounding.
    """

    method: str
    method_version: str
    unit: str
    as_of: datetime.date
    baseline: Point | None
    latest: Point | None
    target: Point | None
    path: tuple[Point, ...]
    """Corners of the expected path, oldest first; empty where the method knows no path."""
    expected: Decimal | None
    """Value that the path asks for at the period of the latest value."""
    expected_as_of: Decimal | None
    """Value that the path asks for at `as_of`."""
    attainment: Decimal | None
    """Percent of the way from baseline to target; below 0 where it got worse."""
    gap: Decimal | None
    """Latest minus expected value, in the unit, turned so that above 0 is better."""
    needed_pace: Decimal | None
    """Change a year that the rest of the way asks for, from the latest value on."""
    pace: Decimal | None
    """Change a year from baseline to latest value."""
    projection: Decimal | None
    """Value at the target date if the pace stays; a share ends at 0 and 100, a rank at 1."""
    signal: Signal
    reason: str
    """Key of the words `progress.reason.<reason>`."""
    notes: tuple[str, ...]
    """Keys of the words `progress.note.<note>`."""
    age: int | None
    """Full months from the end of the latest value's period to `as_of`."""
    ratio: Decimal | None = None
    """Yearly growth so far as a multiple of the growth needed; only `cagr` knows it."""
    others: tuple[Point, ...] = ()
    """Numbers that other documents print for the times this result stands on."""
    other_signals: tuple[Signal, ...] = ()
    """Signals that those numbers would give, where they differ from this one."""
    plan: Point | None = None
    """The newest plan due by the time of the latest value; None where there is none."""
    printed: tuple[Point, ...] = ()
    """Every different value of a time for which the documents print several, oldest first."""

    @property
    def standing(self) -> Standing:
        """How tallies count it."""
        others = set(self.other_signals)
        if others and (self.signal not in UNJUDGED or others - UNJUDGED):
            return Standing.DISPUTED
        is_estimate = self.latest is not None and self.latest.kind == "estimate"
        if self.signal is Signal.MET and is_estimate:
            return Standing.MET_ESTIMATE
        return Standing(self.signal)
