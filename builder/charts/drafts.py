"""Charts without their data, drafted with Altair: what `templates.json` is made from.

`python -m tests.reference` writes them down, so that no build loads Altair; a test holds the file
to these drafts. The data of a chart have names, its size is one of `SIZES`.
"""

from typing import Any, Literal

import altair as alt

from builder.charts import style
from builder.charts.bars import NUMBER_WIDTH
from builder.charts.bars import ROW as BAR_ROW
from builder.charts.dumbbells import ROW as DUMBBELL_ROW
from builder.charts.labels import LINE_HEIGHT
from builder.charts.style import Size
from builder.charts.templates import MARKS, SIZES, Template, template_key


def drafted_templates() -> dict[str, Template]:
    """Every template by its key."""
    plain = {
        "bars": bars_draft,
        "dumbbells": dumbbells_draft,
        "indicator": indicator_draft,
        "stacks": stacks_draft,
    }
    found = {
        template_key(kind, size): draft(size) for kind, draft in plain.items() for size in SIZES
    }
    for size in SIZES:
        for mark in MARKS:
            found[template_key(f"lines-{mark}", size)] = lines_draft(size, mark)
    return found


def _named(data: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=data))


def bars_draft(size: Size) -> dict[str, Any]:
    """Bars with their names above and their numbers at their ends."""
    base = alt.Chart(alt.NamedData(name="bars")).encode(
        y=alt.Y("place:O").sort(None).axis(None), x=alt.X("amount:Q").axis(None).scale(nice=False)
    )
    marks = base.mark_bar(height=14, yOffset=10).encode(color=alt.Color("colour:N").scale(None))
    numbers = base.mark_text(align="left", dx=6, dy=11, fontWeight="bold")
    numbers = numbers.encode(text="text:N", x=alt.X("end:Q").axis(None).scale(nice=False))
    names = base.mark_text(align="left", dy=-8).encode(text="name:N", x=alt.value(0))
    above = _named("above").mark_text(align="left", dy=-8 - LINE_HEIGHT * size.font_size)
    above = above.encode(y=base.encoding.y, text="name:N", x=alt.value(0))
    room = size.width - NUMBER_WIDTH
    chart = alt.layer(marks, numbers, names, above).properties(width=room, height={"step": BAR_ROW})
    return style.specification(chart, size.font_size)


def lines_draft(size: Size, mark: str) -> dict[str, Any]:
    """Lines or points of any width: that is what their names leave of the size."""
    x = alt.X("x:Q").axis(None).scale(nice=False, zero=False)
    y = alt.Y("y:Q").axis(None).scale(nice=False, zero=False)
    grid = _named("up").mark_rule(color=style.GRID).encode(y=y)
    up = _named("up").mark_text(align="right", dx=-6, color=style.QUIET, baseline="middle")
    up = up.encode(y=y, text="text:N", x=alt.value(0))
    ticks = _named("across").mark_tick(color=style.PLAN, size=6, dy=3, orient="vertical")
    ticks = ticks.encode(x=x, y=alt.value(size.height + 3))
    across = _named("across").mark_text(color=style.QUIET, baseline="top", dy=9)
    across = across.encode(x=x, text="text:N", y=alt.value(size.height))
    frame = _named("frame").mark_point(opacity=0, size=0, color=style.GRID).encode(x=x, y=y)
    colour = alt.Color("colour:N").scale(None)
    ranges = _named("ranges").mark_rule(strokeWidth=2.5, strokeOpacity=0.25)
    ranges = ranges.encode(x=x, y=alt.Y("low:Q").axis(None), y2="high:Q", color=colour)
    line = (
        _named("spots")
        .mark_line(strokeJoin="round")
        .encode(
            x=x,
            y=y,
            detail="series:N",
            stroke=alt.Stroke("colour:N").scale(None),
            strokeWidth=alt.StrokeWidth("width:Q").scale(None),
        )
    )
    dots = _named("dots").mark_circle(size=36 if mark == "line" else 26, opacity=1)
    dots = dots.encode(x=x, y=y, color=colour)
    names = _named("labels").mark_text(align="left", baseline="middle", fontWeight="bold")
    names = names.encode(
        x=alt.X("x:Q").scale(None).axis(None),
        y=alt.Y("y:Q").scale(None).axis(None),
        text="label:N",
        color=colour,
    )
    layers = [grid, up, ticks, across, frame, ranges]
    layers += [line, dots] if mark == "line" else [dots]
    chart = alt.layer(*layers, names).properties(width=size.width, height=size.height)
    return style.specification(chart, size.font_size)


def dumbbells_draft(size: Size) -> dict[str, Any]:
    """Two dots a row with the way between them."""
    unit = size.font_size / style.PAGE.font_size
    y = alt.Y("place:O").sort(None).axis(None)
    x = alt.X("x:Q").scale(None).axis(None)
    low = 11 * unit
    ways = _named("ways").mark_rule(strokeWidth=3 * unit, color=style.GRID, yOffset=low)
    ways = ways.encode(y=y, x=x, x2=alt.X2("x2"))
    dots = _named("dots").mark_point(
        size=80 * unit**2, strokeWidth=2 * unit, opacity=1, yOffset=low
    )
    dots = dots.encode(
        y=y,
        x=x,
        stroke=alt.Stroke("colour:N").scale(None),
        fill=alt.Fill("fill:N").scale(None),
        shape=alt.Shape("shape:N").scale(None),
    )
    layers = [ways, dots]
    for align in ("left", "right"):
        texts = _named("texts").transform_filter(f"datum.align === '{align}'")
        texts = texts.mark_text(align=align, dy=low, fontWeight="bold", baseline="middle")
        layers.append(
            texts.encode(y=y, x=x, text="text:N", color=alt.Color("colour:N").scale(None))
        )
    names = _named("names").mark_text(align="left", dy=-9 * unit)
    layers.append(names.encode(y=y, text="name:N", x=alt.value(0)))
    above = _named("above").mark_text(align="left", dy=-9 * unit - LINE_HEIGHT * size.font_size)
    layers.append(above.encode(y=y, text="name:N", x=alt.value(0)))
    chart = alt.layer(*layers).properties(width=size.width, height={"step": DUMBBELL_ROW * unit})
    return style.specification(chart, size.font_size)


def stacks_draft(size: Size) -> dict[str, Any]:
    """Bars of parts with their names above, and above them all what the parts stand for."""
    unit = size.font_size / style.PAGE.font_size
    x, y = alt.X("x:Q").scale(None).axis(None), alt.Y("y:Q").scale(None).axis(None)
    colour = alt.Color("colour:N").scale(None)
    parts = (
        _named("parts")
        .mark_rect(stroke=style.GROUND, strokeWidth=unit)
        .encode(x=x, x2="x2", y=y, y2="y2", color=colour)
    )
    squares = _named("key").mark_square(size=90 * unit**2, opacity=1, xOffset=6 * unit)
    texts: dict[str, dict[str, Any]] = {
        "texts": {"color": style.GROUND, "fontWeight": "bold"},
        "totals": {"align": "left", "fontWeight": "bold"},
        "names": {"align": "left"},
        "key": {"align": "left", "dx": 15 * unit},
    }
    layers = [parts, squares.encode(x=x, y=y, color=colour)]
    for data, mark in texts.items():
        text = _named(data).mark_text(baseline="middle", **mark)
        layers.append(text.encode(x=x, y=y, text="text:N"))
    chart = alt.layer(*layers).properties(width=size.width)
    return style.specification(chart, size.font_size)


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
