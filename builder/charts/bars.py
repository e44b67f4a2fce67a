"""Charts of counted or given amounts by category: one bar each, longest names readable."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from builder.charts import style


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its name, length, and the number as the reader's language writes it."""

    name: str
    amount: float
    text: str
    colour: str = style.ACCENT


def bars_spec(bars: Sequence[Bar]) -> dict[str, Any]:
    """Horizontal bars in the given order, each with its number at its end."""
    values = [
        {"name": bar.name, "amount": bar.amount, "text": bar.text, "colour": bar.colour}
        for bar in bars
    ]
    return {**_template(), "datasets": {"bars": values}}


@cache
def _template() -> dict[str, Any]:
    """The chart without its data: Altair makes it once, the data are named."""
    base = alt.Chart(alt.NamedData(name="bars")).encode(
        y=alt.Y("name:N").sort(None).title(None).axis(ticks=False, domain=False, labelPadding=8),
        x=alt.X("amount:Q").axis(None),
    )
    marks = base.mark_bar(height={"band": 0.62}).encode(color=alt.Color("colour:N").scale(None))
    numbers = base.mark_text(align="left", dx=6, fontWeight="bold").encode(text="text:N")
    chart = alt.layer(marks, numbers).properties(width=260, height={"step": 34})
    return style.specification(chart)


def line_spec(points: Sequence[dict[str, Any]], x_type: str, mark: str) -> dict[str, Any]:
    """A line or points over x, one series a colour-independent line style.

    Each point has `x`, `y` and `series`; `x_type` is a Vega-Lite type letter (Q, T, N).
    """
    frame = pd.DataFrame(list(points), columns=["x", "y", "series"])
    chart = alt.Chart(frame)
    if mark == "line":
        marked = chart.mark_line(color=style.ACCENT, strokeWidth=2)
    else:
        marked = chart.mark_point(color=style.ACCENT, filled=True, size=30, opacity=0.7)
    x = alt.X(f"x:{x_type}").title(None)
    x = x.scale(type="utc") if x_type == "T" else x.scale(zero=False)
    encoded = marked.encode(
        x=x.axis(format="d") if x_type == "Q" else x,
        y=alt.Y("y:Q").title(None),
        strokeDash=alt.StrokeDash("series:N").legend(None),
    )
    return style.specification(encoded.properties(width=style.WIDTH, height=style.HEIGHT))
