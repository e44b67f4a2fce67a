"""The chart of an indicator as readers explore it in their browser."""

from collections.abc import Sequence
from decimal import Decimal

from builder.charts.explored import (
    Explored,
    ExploredNote,
    ExploredPath,
    ExploredPoint,
    ExploredSeries,
    comparable_uri,
    explored_uri,
)
from builder.charts.indicator import (
    COLOURS,
    FILLS,
    FOUND,
    SHAPES,
    day_and_gap,
    printed_numbers,
)
from builder.language.periods import Period
from builder.language.text import collation_key
from builder.model import Indicator
from builder.pages.programme.view import ProgrammeView

_LINES = {**dict.fromkeys(FOUND, "found"), "plan": "plan"}
_SCALES = {"percent": "share", "rank": "rank"}


def explored_indicator(
    indicator: Indicator,
    heading: tuple[str, str, tuple[str, ...]],
    path: Sequence[tuple[Period, Decimal]],
    view: ProgrammeView,
) -> Explored:
    """The chart of an indicator with a number; `heading` is its finding, subtitle and foot."""
    words = view.words
    numbers = list(printed_numbers(indicator))
    kinds = {observation.kind for observation, _ in numbers}
    corners = tuple((float(period.time), float(value)) for period, value in path)
    day, newest = day_and_gap(indicator, view.portal.as_of)
    today = gap = None
    if day is not None:
        text = words("chart.today", date=view.date(view.portal.as_of))
        today = ExploredNote(x=day, text=text)
    if newest is not None:
        text = words("chart.gap", period=view.period(newest.period))
        gap = ExploredNote(x=float(newest.period.time), text=text)
    return Explored(
        id=indicator.id,
        uri=explored_uri(indicator.id, view.language),
        name=indicator.short_name[view.language],
        title=heading[0],
        subtitle=heading[1],
        foot=heading[2],
        columns=(
            words("indicator"),
            words("value.period"),
            words("value.kind"),
            words("value.value"),
            words("explore.number"),
        ),
        axis="periods",
        scale=_SCALES.get(indicator.unit, "amount"),
        suffix="%" if indicator.unit == "percent" else "",
        unit=indicator.unit,
        others=comparable_uri(view.language),
        series=tuple(
            ExploredSeries(
                id=kind,
                name=words(f"kind.{kind}"),
                colour=COLOURS[kind],
                fill=FILLS[kind],
                shape=SHAPES[kind],
                line=_LINES.get(kind),
                dash=kind == "plan",
            )
            for kind in COLOURS
            if kind in kinds
        ),
        points=tuple(
            ExploredPoint(
                series=observation.kind,
                x=float(observation.period.time),
                y=number,
                place=view.period(observation.period),
                text=view.value(observation),
            )
            for observation, number in numbers
        ),
        path=ExploredPath(name=words("chart.path"), points=corners) if corners else None,
        today=today,
        gap=gap,
    )


def comparable(view: ProgrammeView) -> dict[str, list[tuple[str, str]]]:
    """Id and name of each indicator with a number, by unit, in the order of the names."""
    found: dict[str, list[tuple[str, str]]] = {}
    for indicator in view.portal.indicators:
        if any(printed_numbers(indicator)):
            name = indicator.short_name[view.language]
            found.setdefault(indicator.unit, []).append((indicator.id, name))
    return {
        unit: sorted(named, key=lambda pair: (collation_key(pair[1]), pair[0]))
        for unit, named in sorted(found.items())
    }
