"""Charts of counted or given amounts by category: one bar each, longest names readable."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from builder.charts import style
from builder.charts.style import Size
from builder.charts.templates import template

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
    return {**template("bars", size), "datasets": {"bars": values}}


def _short(name: str, size: Size) -> str:
    """A name that fits above its bar; the table beside the chart has it whole."""
    return textwrap.shorten(name, int(size.width / (size.font_size * 0.54)), placeholder=" …")
