"""The categories of a dimension over time: a small line each on one scale, and every value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.language.periods import Period
from builder.model import Dimension, Observation
from builder.pages.programme.view import ProgrammeView
from builder.programme.merged import COMPUTED

WIDTH, HEIGHT = 100, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow:
    """One category over all periods."""

    name: str
    line: tuple[str, ...]
    """Points of its line, `x,y x,y`; broken where a period has no value."""
    dots: tuple[tuple[str, str], ...]
    """Values that stand alone between two gaps."""
    rings: tuple[tuple[str, str], ...]
    """Values that the portal computed."""
    cells: tuple[str | None, ...]
    """Its value of each period; None where there is none."""
    computed: tuple[bool, ...]
    """For each period whether the portal computed the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """All categories over all periods that one of them has."""

    periods: tuple[str, ...]
    rows: tuple[TimeRow, ...]
    ends: str
    """The lowest and the highest value: the ends of the scale of every line."""

    @property
    def is_computed(self) -> bool:
        """True if the portal computed one of the values."""
        return any(any(row.computed) for row in self.rows)


def over_time(
    ordered: Sequence[tuple[str, str]],
    dimension: Dimension,
    parts: Mapping[tuple[str, str], Sequence[Observation]],
    view: ProgrammeView,
) -> OverTime | None:
    """Codes with names as they stand in the table above; None with fewer than two periods."""
    values = {code: by_period(parts.get((dimension.name, code), ())) for code, _ in ordered}
    periods = sorted(
        {period for own in values.values() for period in own},
        key=lambda period: (period.end, period.start),
    )
    if len(periods) < 2:
        return None
    drawn = sorted((each for own in values.values() for each in own.values()), key=_number)
    scale = _number(drawn[0]), _number(drawn[-1])
    return OverTime(
        ends=view.words("breakdown.scale", low=view.value(drawn[0]), high=view.value(drawn[-1])),
        periods=tuple(view.period(period) for period in periods),
        rows=tuple(_row(name, values[code], (periods, scale), view) for code, name in ordered),
    )


def by_period(found: Sequence[Observation]) -> dict[Period, Observation]:
    """Measured and estimated values; what was measured wins over what was estimated."""
    kept = [
        observation
        for observation in found
        if observation.kind in ("actual", "estimate") and observation.value is not None
    ]
    return {
        observation.period: observation
        for observation in sorted(kept, key=lambda each: each.kind == "actual")
    }


def _number(observation: Observation) -> Decimal:
    assert observation.value is not None, "only numbers are drawn"
    return observation.value


_Frame = tuple[Sequence[Period], tuple[Decimal, Decimal]]
"""The periods of all rows, and the lowest and the highest value of all."""


def _row(
    name: str, own: Mapping[Period, Observation], frame: _Frame, view: ProgrammeView
) -> TimeRow:
    periods, _ = frame
    runs: list[list[tuple[str, str]]] = [[]]
    for number, period in enumerate(periods):
        if period in own:
            runs[-1].append(_point(number, _number(own[period]), frame))
        elif runs[-1]:
            runs.append([])
    return TimeRow(
        name=name,
        line=tuple(" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1),
        dots=tuple(run[0] for run in runs if len(run) == 1),
        rings=tuple(
            _point(number, _number(own[period]), frame)
            for number, period in enumerate(periods)
            if period in own and own[period].status == COMPUTED
        ),
        cells=tuple(view.value(own[period]) if period in own else None for period in periods),
        computed=tuple(period in own and own[period].status == COMPUTED for period in periods),
    )


def _point(number: int, value: Decimal, frame: _Frame) -> tuple[str, str]:
    periods, (low, high) = frame
    across = 2 + Decimal(WIDTH - 4) * number / (len(periods) - 1)
    up = (value - low) / (high - low) if high > low else Decimal("0.5")
    return f"{across:.1f}", f"{HEIGHT - 2 - up * (HEIGHT - 4):.1f}"
