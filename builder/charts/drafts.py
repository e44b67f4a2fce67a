"""The chart of an indicator without its data, drafted with Altair: what `templates.json` is made
from.

`python -m tests.reference` writes the drafts down, so that no build loads Altair; a test holds the
file to them. The data of a chart have names, its size is one of `SIZES`.
"""

from typing import Any, Literal

import altair as alt

from builder.charts import style
from builder.charts.style import Size
from builder.charts.templates import SIZES, Template, template_key


def drafted_templates() -> dict[str, Template]:
    """The template of each size by its key."""
    return {template_key(size): indicator_draft(size) for size in SIZES}


def _named(data: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=data))


def indicator_draft(size: Size) -> dict[str, Any]:
    """The chart of an indicator, without its scales."""
    unit = size.font_size / 13
    plan = _named("plan").mark_line(
        color=style.PLAN, strokeDash=[5 * unit, 4 * unit], strokeWidth=1.5 * unit
    )
    found = _named("found").mark_line(color=style.ACCENT, strokeWidth=2.5 * unit)
    path = _named("path").mark_line(color=style.TARGET, strokeWidth=6 * unit, strokeOpacity=0.22)
    dots = (
        _named("points")
        .mark_point(size=80 * unit**2, strokeWidth=2 * unit, opacity=1)
        .encode(
            stroke=alt.Stroke("colour:N").scale(None),
            fill=alt.Fill("fill:N").scale(None),
            shape=alt.Shape("shape:N").scale(None),
        )
    )
    x = alt.X("x:Q").scale(None)
    tall = {"y": alt.value(0), "y2": alt.value("height")}
    zone = (
        _named("zone").mark_rect(color=style.GRID, opacity=0.4).encode(x=x, x2=alt.X2("x2"), **tall)
    )
    rule = _named("today").mark_rule(color=style.PLAN, strokeWidth=unit).encode(x=x, **tall)
    day = (
        _named("today")
        .mark_text(color=style.QUIET)
        .encode(x=alt.X("text_x:Q").scale(None), y=alt.value(-size.font_size * 0.8), text="label:N")
    )
    chart = alt.layer(
        zone,
        rule,
        path,
        plan,
        found,
        dots,
        *_texts("gap", "normal"),
        *_texts("labels", "bold"),
        day,
    ).encode(
        x=alt.X("time:Q").title(None).axis(labelExpr="datum.value - 1", grid=False),
        y=alt.Y("value:Q").title(None).axis(tickCount=5),
    )
    chart = chart.properties(width=size.width, height=size.height)
    return _lifted(style.specification(chart, size.font_size))


def _texts(data: str, weight: Literal["normal", "bold"]) -> tuple[alt.Chart, alt.Chart]:
    """Texts at their places in px, first as a halo that keeps grid lines off their letters."""
    place = {"x": alt.X("x:Q").scale(None), "y": alt.Y("y:Q").scale(None), "text": "label:N"}
    halo = _named(data).mark_text(
        fontWeight=weight,
        baseline="middle",
        color=style.GROUND,
        stroke=style.GROUND,
        strokeWidth=4,
        strokeJoin="round",
    )
    letters = _named(data).mark_text(fontWeight=weight, baseline="middle")
    return halo.encode(**place), letters.encode(**place, color=alt.Color("colour:N").scale(None))


def _lifted(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with the encoding of time and value above its layers, not in each."""
    dots = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "point")
    shared = spec.get("encoding") or {name: dots["encoding"][name] for name in ("x", "y")}
    for layer in spec["layer"]:
        for name, encoding in shared.items():
            if layer.get("encoding", {}).get(name) == encoding:
                del layer["encoding"][name]
    return {**spec, "encoding": shared}
