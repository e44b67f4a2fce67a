"""Which of the printed numbers are judged: one for each time, and what others print instead."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from builder.model import Document, Indicator, Observation
from builder.programme.progress.rules import Rule
from builder.programme.progress.series import STRICT, Point, Series

Groups = Mapping[Fraction, list[Observation]]
"""Observations by the end of their period, oldest first; the one to use stands first."""

_LIMITS_THAT_FLATTER = {"up": ("<", "≤"), "down": (">", "≥")}
"""«Less than 5 %» says nothing good of a share that should rise: such a value is not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The series that is judged, and the numbers that documents print in its place."""

    series: Series
    others: tuple[Point, ...]
    rows: tuple[tuple[str, str], ...]
    """Package and row of every number that could stand in their place."""
    plan: Point | None
    """The newest plan due by the time of the latest value."""
    printed: tuple[Point, ...]
    """Every different value of the times for which several are printed."""


def chosen(
    indicator: Indicator, rule: Rule, documents: Mapping[str, Document], as_of: datetime.date
) -> Choice:
    """One number for each time, by these rules.

    Of the values of one time the leading package's goes first where the register names one, then
    an actual value before an estimate, then the latest document's. The target is the first one
    due when the latest value was counted or later, or else the last one.
    """
    precedence = _Precedence(rule, documents)
    values = _grouped(_values(indicator, rule), precedence)
    plans = _grouped(_numbers(indicator, ("plan",)), precedence)
    targets = _grouped(_numbers(indicator, ("target",)), precedence)
    due = _due(targets, max(values, default=Fraction(0)))
    series = Series(
        values=_points(values, indicator),
        plans=_points(plans, indicator),
        target=_point(targets[due][0], indicator) if due is not None else None,
        direction=indicator.direction,
        unit=indicator.unit,
        as_of=as_of,
        tolerance=rule.tolerance,
        far=rule.far,
    )
    used = [values[time] for time in dict.fromkeys((min(values), max(values)))] if values else []
    used += list(plans.values()) if rule.method == "plan-path" else []
    used += [targets[due]] if due is not None else []
    due_plans = [plans[time] for time in plans if values and time <= max(values)]
    every = _grouped(_numbers(indicator, ("actual", "estimate")), precedence)
    several = (group for group in every.values() if len(_distinct(group, indicator)) > 1)
    return Choice(
        series=series,
        others=tuple(_others(used, indicator)),
        rows=tuple(
            dict.fromkeys(
                (observation.package, observation.row) for group in used for observation in group
            )
        ),
        plan=_point(due_plans[-1][0], indicator) if due_plans else None,
        printed=tuple(point for group in several for point in _distinct(group, indicator)),
    )


class _Precedence:
    """Sort key that puts the observation to use first."""

    def __init__(self, rule: Rule, documents: Mapping[str, Document]) -> None:
        self._rule, self._documents = rule, documents

    def __call__(self, observation: Observation) -> tuple[bool, bool, bool, int, str, str]:
        document = self._documents.get(observation.source.document)
        issued = document.issued if document and document.issued else datetime.date.min
        place = (observation.package, observation.row)
        return (
            place != self._rule.lead_row,
            self._rule.lead_package is not None and observation.package != self._rule.lead_package,
            observation.kind != "actual",
            -issued.toordinal(),
            *place,
        )


def _values(indicator: Indicator, rule: Rule) -> Iterator[Observation]:
    start = rule.baseline_period.time if rule.baseline_period else Fraction(0)
    flattering = _LIMITS_THAT_FLATTER.get(indicator.direction, ())
    for number in _numbers(indicator, ("actual", "estimate")):
        if number.period.time >= start and number.operator not in flattering:
            yield number


def _numbers(indicator: Indicator, kinds: tuple[str, ...]) -> Iterator[Observation]:
    for observation in indicator.observations:
        if (
            observation.kind in kinds
            and observation.value is not None
            and observation.unit == indicator.unit
        ):
            yield observation


def _grouped(observations: Iterable[Observation], precedence: _Precedence) -> Groups:
    groups: dict[Fraction, list[Observation]] = defaultdict(list)
    for observation in observations:
        groups[observation.period.time].append(observation)
    return {time: sorted(groups[time], key=precedence) for time in sorted(groups)}


def _due(targets: Groups, latest: Fraction) -> Fraction | None:
    return next((time for time in targets if time >= latest), max(targets, default=None))


def _points(groups: Groups, indicator: Indicator) -> tuple[Point, ...]:
    return tuple(_point(group[0], indicator) for group in groups.values())


def _point(observation: Observation, indicator: Indicator) -> Point:
    """The observation as a number; of a range, its more cautious end."""
    is_high = indicator.direction == "down" and observation.value_high is not None
    value = observation.value_high if is_high else observation.value
    assert value is not None
    return Point(
        period=observation.period,
        kind=observation.kind,
        operator=observation.operator,
        value=value,
        package=observation.package,
    )


def _distinct(group: Iterable[Observation], indicator: Indicator) -> list[Point]:
    """The numbers of one time, each told once."""
    points = [_point(observation, indicator) for observation in group]
    return list({_meaning(point): point for point in reversed(points)}.values())[::-1]


def _others(groups: Iterable[list[Observation]], indicator: Indicator) -> Iterator[Point]:
    """Numbers of the same times that would be reckoned with differently, each told once."""
    for group in groups:
        yield from _distinct(group, indicator)[1:]


def _meaning(point: Point) -> tuple[object, ...]:
    """«= 50», «≥ 50» and «top 50» ask for the same; «> 50» asks for more."""
    return point.value, point.operator in STRICT
