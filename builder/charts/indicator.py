"""The chart of an indicator: actual and estimated values, plans and targets by period."""

import datetime
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor
from typing import Any

from builder.charts import style
from builder.charts.labels import (
    CHARACTER_WIDTH,
    LINE_HEIGHT,
    Box,
    Plot,
    Point,
    Segment,
    beside_line,
    beside_point,
    within_column,
)
from builder.charts.style import Size
from builder.charts.templates import template
from builder.language.periods import Period, day_time
from builder.model import Indicator, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTexts:
    """What is written on a chart, in the reader's language."""

    label: Callable[[Observation], str]
    """Beside a point: its value with operator and unit."""
    path: str
    """Beside the expected path."""
    today: str
    """Above the line of the day that the data are as of."""
    gap: Callable[[Period], str]
    """In the zone where figures stop, given the period of the newest."""
    axis: str
    """Vega expression of the labels of the value axis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """What a chart shows beside an indicator's values."""

    path: Sequence[tuple[Period, Decimal]]
    """Period and value of the corners of the expected path; may be empty."""
    as_of: datetime.date
    texts: ChartTexts


GAP_YEARS = 0.5
"""Figures older than that leave a zone that says so."""

_LABEL_ORDER = ("target", "actual", "estimate", "plan")
SHAPES = {"actual": "circle", "estimate": "circle", "plan": "square", "target": "diamond"}
COLOURS = {
    "actual": style.ACCENT,
    "estimate": style.ACCENT,
    "plan": style.PLAN,
    "target": style.TARGET,
}
FILLS = {**COLOURS, "estimate": style.GROUND}
"""An estimate is hollow."""
FOUND = ("actual", "estimate")
"""Kinds that one line joins."""


def printed_numbers(indicator: Indicator) -> Iterator[tuple[Observation, float]]:
    """Each printed number with its first observation; that of several documents stands once."""
    known = set()
    for observation in indicator.observations:
        if observation.value is None:
            continue
        key = (observation.period, observation.kind, number := float(observation.value))
        if key not in known:
            known.add(key)
            yield observation, number


def day_and_gap(
    indicator: Indicator, day: datetime.date
) -> tuple[float | None, Observation | None]:
    """The time of a day, and the newest figure where none has come for long before it.

    Both are None where the day is too far from every value.
    """
    today = float(day_time(day))
    numbers = [observation for observation, _ in printed_numbers(indicator)]
    if today > max(float(observation.period.time) for observation in numbers) + 2:
        return None, None
    newest = max(
        (observation for observation in numbers if observation.kind in FOUND),
        key=lambda observation: observation.period.time,
        default=None,
    )
    is_old = newest is not None and today - float(newest.period.time) > GAP_YEARS
    return today, newest if is_old else None


def indicator_points(
    indicator: Indicator, label: Callable[[Observation], str]
) -> list[dict[str, Any]]:
    """One point a printed number."""
    return [
        {
            "time": float(observation.period.time),
            "value": number,
            "kind": observation.kind,
            "label": label(observation),
            "colour": COLOURS[observation.kind],
            "fill": FILLS[observation.kind],
            "shape": SHAPES[observation.kind],
        }
        for observation, number in printed_numbers(indicator)
    ]


def indicator_spec(
    indicator: Indicator, data: ChartData, size: Size = style.PAGE
) -> dict[str, Any] | None:
    """The Vega-Lite specification, or None where no document prints a number."""
    points = indicator_points(indicator, data.texts.label)
    if not points:
        return None
    canvas = _canvas(indicator, points, data, size)
    spec = template(size)
    axes = spec["encoding"]
    return {
        **spec,
        "datasets": {
            "points": points,
            "path": canvas.path,
            "plan": canvas.plan,
            "found": canvas.found,
            **_written(canvas, points, data),
        },
        "encoding": {
            "x": {
                **axes["x"],
                "scale": {"domain": list(canvas.across), "nice": False},
                "axis": {**axes["x"]["axis"], "values": _years(points, canvas.across[1])},
            },
            "y": {
                **axes["y"],
                "scale": canvas.scale,
                "axis": {**axes["y"]["axis"], "labelExpr": data.texts.axis},
            },
        },
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Canvas:
    """The plot with its scales: data as they are drawn, and where that is in px."""

    size: Size
    across: tuple[float, float]
    scale: dict[str, Any]
    path: list[dict[str, Any]]
    plan: list[dict[str, Any]]
    found: list[dict[str, Any]]
    today: float | None
    """None where the day is too far from every value."""
    newest: Observation | None
    """The newest actual or estimated value, where a zone after it is empty."""

    def x(self, time: float) -> float:
        """Place of a time in px."""
        start, end = self.across
        return (time - start) / (end - start) * self.size.width

    def in_pixels(self, point: dict[str, Any]) -> Point:
        """Place of a time and value in px."""
        low, high = self.scale["domain"]
        share = (point["value"] - low) / (high - low)
        height = share if self.scale.get("reverse") else 1 - share
        return self.x(point["time"]), height * self.size.height

    def strokes(self, line: Sequence[dict[str, Any]], half_width: float) -> list[Segment]:
        """The straight pieces of a line."""
        places = [self.in_pixels(point) for point in line]
        return [Segment(start, end, half_width) for start, end in pairwise(places)]


def _canvas(
    indicator: Indicator, points: list[dict[str, Any]], data: ChartData, size: Size
) -> _Canvas:
    times = [point["time"] for point in points]
    today, newest = day_and_gap(indicator, data.as_of)
    end = max(times) if today is None else max(*times, today)
    return _Canvas(
        size=size,
        across=(min(times) - 0.9, end + 0.7),
        scale=_scale(indicator, points),
        path=[{"time": float(period.time), "value": float(value)} for period, value in data.path],
        plan=_agreed(points, ("plan",)),
        found=_agreed(points, FOUND),
        today=today,
        newest=newest,
    )


def _written(
    canvas: _Canvas, points: list[dict[str, Any]], data: ChartData
) -> dict[str, list[dict[str, Any]]]:
    """Every text on the chart with its place, and the zone and line that they name."""
    size, texts = canvas.size, data.texts
    path = canvas.strokes(canvas.path, size.font_size / 4)
    rule: list[Segment] = []
    today: list[dict[str, Any]] = []
    above: list[Box] = []
    if canvas.today is not None:
        x = canvas.x(canvas.today)
        rule = [Segment((x, 0), (x, size.height), 1)]
        half = len(texts.today) * CHARACTER_WIDTH * size.font_size / 2
        middle = min(max(x, half), size.width - half)
        above = [Box(middle - half, -2 * size.font_size, middle + half, -2)]
        today = [{"x": x, "text_x": middle, "label": texts.today}]
    plot = Plot(
        width=size.width,
        height=size.height,
        font_size=size.font_size,
        strokes=[*path, *canvas.strokes(canvas.plan, 2), *canvas.strokes(canvas.found, 2), *rule],
        dots=[canvas.in_pixels(point) for point in points],
        taken=above,
    )
    ordered = sorted(points, key=lambda point: _LABEL_ORDER.index(point["kind"]))
    firm = [point for point in ordered if point["kind"] != "plan"]
    labels = [label for point in firm for label in _point_label(point, canvas, plot)]
    zone, gap = _gap_zone(canvas, plot, texts)
    if path:
        middle_of_path = plot.place((texts.path,), beside_line(path, texts.path, plot))
        if middle_of_path:
            labels.append(_label(middle_of_path, texts.path, style.TARGET))
    plans = [point for point in ordered if point["kind"] == "plan"]
    labels += [label for point in plans for label in _point_label(point, canvas, plot)]
    return {"labels": labels, "zone": zone, "gap": gap, "today": today}


def _point_label(point: dict[str, Any], canvas: _Canvas, plot: Plot) -> list[dict[str, Any]]:
    """The label of a point; none where there is no room: the table has the number."""
    text = point["label"]
    middle = plot.place((text,), beside_point(canvas.in_pixels(point), text, plot))
    return [_label(middle, text, point["colour"])] if middle else []


def _gap_zone(
    canvas: _Canvas, plot: Plot, texts: ChartTexts
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The zone from the newest value to today, and the lines of text in it."""
    if canvas.newest is None or canvas.today is None:
        return [], []
    left, right = canvas.x(float(canvas.newest.period.time)), canvas.x(canvas.today)
    characters = int((right - left) / (CHARACTER_WIDTH * plot.font_size)) - 1
    lines = textwrap.wrap(texts.gap(canvas.newest.period), max(characters, 8))
    middle = plot.place(lines, within_column(left, right, len(lines), plot))
    zone = [{"x": left, "x2": right}]
    if middle is None:
        return zone, []
    step = LINE_HEIGHT * plot.font_size
    top = middle[1] - step * (len(lines) - 1) / 2
    return zone, [
        _label((middle[0], top + number * step), line, style.QUIET)
        for number, line in enumerate(lines)
    ]


def _label(middle: Point, text: str, colour: str) -> dict[str, Any]:
    return {"x": round(middle[0], 1), "y": round(middle[1], 1), "label": text, "colour": colour}


def _years(points: Iterable[dict[str, Any]], end: float) -> list[float]:
    """Ends of years, where the value of a whole year stands; each is labelled by that year."""
    start = min(point["time"] for point in points)
    years = [float(year) for year in range(ceil(start), floor(end) + 1)]
    return years[:: 1 + len(years) // 8]


def _scale(indicator: Indicator, points: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Shares start at 0; ranks have 1 at the top and need not show it."""
    values = [point["value"] for point in points]
    if indicator.unit == "rank":
        pad = max(3.0, (max(values) - min(values)) * 0.2)
        domain = [max(1, min(values) - pad), max(values) + pad]
        return {"reverse": True, "zero": False, "domain": domain, "nice": False}
    if indicator.unit == "percent" and min(values) >= 0:
        top = max(values)
        return {"domain": [0, 115 if top > 75 else top * 1.25 or 1], "nice": False}
    low, high = min(0.0, *values), max(0.0, *values)
    pad = (high - low or 1) * 0.25
    return {"domain": [low - pad if low < 0 else 0, high + pad], "nice": False}


def _agreed(points: list[dict[str, Any]], kinds: Iterable[str]) -> list[dict[str, Any]]:
    """Points a line may join: where documents disagree about a time, none is chosen."""
    wanted = [point for point in points if point["kind"] in kinds]
    times = [point["time"] for point in wanted]
    return [point for point in wanted if times.count(point["time"]) == 1]
