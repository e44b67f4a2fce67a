"""Charts of counted or given amounts by category: one bar each, longest names readable."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from builder.charts import style
from builder.charts.labels import names_in_lines
from builder.charts.style import Size
from builder.charts.templates import template

NUMBER_WIDTH = 60
"""Room in px beside the longest bar for its number."""


ROW = 42
"""Height of a row in px: the name, and below it the bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its name, length, and the number as the reader's language writes it."""

    name: str
    amount: float
    text: str
    colour: str = style.ACCENT


def bars_spec(bars: Sequence[Bar], size: Size = style.PAGE) -> dict[str, Any]:
    """Horizontal bars in the given order, each with its name above and its number at its end."""
    names, height, above = names_in_lines([bar.name for bar in bars], size, ROW)
    values = [
        {
            "place": place,
            "name": name,
            "amount": bar.amount,
            "end": max(bar.amount, 0),
            "text": bar.text,
            "colour": bar.colour,
        }
        for place, (bar, name) in enumerate(zip(bars, names, strict=True))
    ]
    return {**template("bars", size), **height, "datasets": {"bars": values, "above": above}}
