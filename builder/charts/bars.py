"""Charts of counted or given amounts by category: one bar each, longest names readable."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt

from builder.charts import style
from builder.charts.style import Size

NUMBER_WIDTH = 60
"""Room in px beside the longest bar for its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its name, length, and the number as the reader's language writes it."""

    name: str
    amount: float
    text: str
    colour: str = style.ACCENT


def bars_spec(bars: Sequence[Bar], size: Size = style.PAGE) -> dict[str, Any]:
    """Horizontal bars in the given order, each with its name above and its number at its end."""
    values = [
        {
            "place": place,
            "name": _short(bar.name, size),
            "amount": bar.amount,
            "end": max(bar.amount, 0),
            "text": bar.text,
            "colour": bar.colour,
        }
        for place, bar in enumerate(bars)
    ]
    return {**_template(size), "datasets": {"bars": values}}


@cache
def _template(size: Size) -> dict[str, Any]:
    """The chart without its data: Altair makes it once a size, the data are named."""
    base = alt.Chart(alt.NamedData(name="bars")).encode(
        y=alt.Y("place:O").sort(None).axis(None), x=alt.X("amount:Q").axis(None).scale(nice=False)
    )
    marks = base.mark_bar(height=14, yOffset=10).encode(color=alt.Color("colour:N").scale(None))
    numbers = base.mark_text(align="left", dx=6, dy=11, fontWeight="bold")
    numbers = numbers.encode(text="text:N", x=alt.X("end:Q").axis(None).scale(nice=False))
    names = base.mark_text(align="left", dy=-8).encode(text="name:N", x=alt.value(0))
    room = size.width - NUMBER_WIDTH
    chart = alt.layer(marks, numbers, names).properties(width=room, height={"step": 42})
    return style.specification(chart, size.font_size)


def _short(name: str, size: Size) -> str:
    """A name that fits above its bar; the table beside the chart has it whole."""
    return textwrap.shorten(name, int(size.width / (size.font_size * 0.54)), placeholder=" …")
