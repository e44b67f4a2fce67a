"""The chart of an indicator: actual and estimated values, plans and targets by period."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from math import ceil, floor
from typing import Any

import altair as alt

from builder.charts import style
from builder.charts.labels import Box, placed_labels
from builder.language.periods import day_time, period_time
from builder.language.text import date_text
from builder.model import Indicator, Observation

Label = Callable[[Observation], str]
"""What stands beside a point: its value with operator and unit, in the reader's language."""

_DAY = Box(style.WIDTH * 0.55, -2, style.WIDTH, 13)
"""Where the day that the data are as of is written, in px."""

_LABEL_ORDER = ("target", "actual", "estimate", "plan")
_SHAPES = {"actual": "circle", "estimate": "circle", "plan": "square", "target": "diamond"}
_COLOURS = {
    "actual": style.ACCENT,
    "estimate": style.ACCENT,
    "plan": style.PLAN,
    "target": style.TARGET,
}


def indicator_points(indicator: Indicator, label: Label) -> list[dict[str, Any]]:
    """One point a printed number; the same number of several documents is one point."""
    points: dict[tuple[str, str, float], dict[str, Any]] = {}
    for one in indicator.observations:
        if one.value is None:
            continue
        key = (one.period, one.kind, float(one.value))
        if key not in points:
            points[key] = {
                "time": float(period_time(one.period)),
                "value": key[2],
                "kind": one.kind,
                "label": label(one),
                "colour": _COLOURS[one.kind],
                "fill": style.GROUND if one.kind == "estimate" else _COLOURS[one.kind],
                "shape": _SHAPES[one.kind],
            }
    return list(points.values())


def indicator_spec(
    indicator: Indicator,
    path: Sequence[tuple[str, Decimal]],
    as_of: datetime.date,
    language: str,
    label: Label,
) -> dict[str, Any] | None:
    """The Vega-Lite specification, or None where no document prints a number.

    `path` holds period and value of the corners of the expected path; it may be empty.
    """
    points = indicator_points(indicator, label)
    if not points:
        return None
    times = [point["time"] for point in points]
    today = float(day_time(as_of))
    show_today = today <= max(times) + 2
    end = max(*times, today) if show_today else max(times)
    across = (min(times) - 0.9, end + 0.7)
    scale = _scale(indicator, points)
    spec = _template()
    return {
        **spec,
        "datasets": {
            "points": points,
            "labels": _labels(points, across, scale),
            "path": [
                {"time": float(period_time(period)), "value": float(value)}
                for period, value in path
            ],
            "plan": _agreed(points, ("plan",)),
            "found": _agreed(points, ("actual", "estimate")),
            "today": [{"time": today, "label": date_text(as_of, language)}] if show_today else [],
        },
        "encoding": {
            "x": {
                **spec["encoding"]["x"],
                "scale": {"domain": list(across), "nice": False},
                "axis": {**spec["encoding"]["x"]["axis"], "values": _years(min(times), end)},
            },
            "y": {**spec["encoding"]["y"], "scale": scale},
        },
    }


def _labels(
    points: list[dict[str, Any]], across: tuple[float, float], scale: dict[str, Any]
) -> list[dict[str, Any]]:
    """Labels with their places in px; targets first, they must not be lost."""
    low, high = scale["domain"]
    ordered = sorted(points, key=lambda point: _LABEL_ORDER.index(point["kind"]))

    def in_pixels(point: dict[str, Any]) -> tuple[float, float]:
        share = (point["value"] - low) / (high - low)
        height = share if scale.get("reverse") else 1 - share
        x = (point["time"] - across[0]) / (across[1] - across[0]) * style.WIDTH
        return x, height * style.HEIGHT

    places = placed_labels(
        [in_pixels(point) for point in ordered],
        [point["label"] for point in ordered],
        (style.WIDTH, style.HEIGHT),
        [_DAY],
    )
    return [
        {"x": place[0], "y": place[1], "label": point["label"], "colour": point["colour"]}
        for point, place in zip(ordered, places, strict=True)
        if place is not None
    ]


def _years(start: float, end: float) -> list[float]:
    """Ends of years, where the value of a whole year stands; each is labelled by that year."""
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


@cache
def _template() -> dict[str, Any]:
    """The chart without its data and scales: Altair makes it once, the data are named."""
    plan = alt.Chart(alt.NamedData(name="plan")).mark_line(
        color=style.PLAN, strokeDash=[5, 4], strokeWidth=1.5
    )
    found = alt.Chart(alt.NamedData(name="found")).mark_line(color=style.ACCENT, strokeWidth=2.5)
    path = alt.Chart(alt.NamedData(name="path")).mark_line(
        color=style.TARGET, strokeWidth=6, strokeOpacity=0.22
    )
    points = alt.Chart(alt.NamedData(name="points"))
    dots = points.mark_point(size=80, strokeWidth=2, opacity=1).encode(
        stroke=alt.Stroke("colour:N").scale(None),
        fill=alt.Fill("fill:N").scale(None),
        shape=alt.Shape("shape:N").scale(None),
    )
    labels = (
        alt.Chart(alt.NamedData(name="labels"))
        .mark_text(fontWeight="bold", baseline="middle")
        .encode(
            x=alt.X("x:Q").scale(None),
            y=alt.Y("y:Q").scale(None),
            text="label:N",
            color=alt.Color("colour:N").scale(None),
        )
    )
    today = alt.Chart(alt.NamedData(name="today"))
    rule = today.mark_rule(color=style.PLAN, strokeWidth=1).encode(
        y=alt.value(0), y2=alt.value("height")
    )
    day = today.mark_text(color=style.QUIET, align="right", dx=-4, fontSize=11).encode(
        text="label:N", y=alt.value(6)
    )
    chart = alt.layer(rule, path, plan, found, dots, labels, day).encode(
        x=alt.X("time:Q").title(None).axis(labelExpr="datum.value - 1", grid=False),
        y=alt.Y("value:Q").title(None).axis(tickCount=5),
    )
    spec = style.specification(chart.properties(width=style.WIDTH, height=style.HEIGHT))
    if "encoding" not in spec:  # Altair hands a layer's encoding down to its parts
        spec["encoding"] = {name: spec["layer"][1]["encoding"][name] for name in ("x", "y")}
        for layer in spec["layer"]:
            for name in ("x", "y"):
                if layer["encoding"].get(name) == spec["encoding"][name]:
                    del layer["encoding"][name]
    return spec
