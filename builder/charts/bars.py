"""Charts of counted or given amounts by category: one bar each, longest names readable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.charts import style
from builder.charts.labels import names_in_lines
from builder.charts.marks import Letters, box, drawing, names, text, text_width
from builder.charts.style import Size

NUMBER_WIDTH = 60
"""Least room in px beside the longest bar for its number."""

ROW, BAR = 42, 14
"""Height of a row in px: the name, and below it the bar."""

AWAY = 6
"""Px between a bar and its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its name, length, and the number as the reader's language writes it."""

    name: str
    amount: float
    text: str
    colour: str = style.ACCENT


def bars_svg(bars: Sequence[Bar], size: Size = style.PAGE) -> str:
    """Horizontal bars in the given order, each with its name above and its number at its end."""
    lines, row = names_in_lines([bar.name for bar in bars], size, ROW)
    amounts = [0.0, *(bar.amount for bar in bars)]
    low, high = min(amounts), max(amounts)

    def share(amount: float) -> float:
        return (amount - low) / (high - low) if high > low else 0.0

    free = [size.width - AWAY - text_width(bar.text, size.font_size) for bar in bars]
    ends = [share(max(bar.amount, 0)) for bar in bars]
    wanted = [own / end for own, end in zip(free, ends, strict=True) if end]
    room = min([size.width - NUMBER_WIDTH, *wanted])

    def drawn() -> Iterator[str]:
        for place, (bar, name, part) in enumerate(zip(bars, lines, ends, strict=True)):
            middle = (place + 0.5) * row
            start, end = share(min(bar.amount, 0)) * room, part * room
            upper, fill = middle + 10 - BAR / 2, f'fill="{bar.colour}"'
            yield box((start, upper), end - start, BAR, fill)
            yield text((end + AWAY, middle + 11), bar.text, Letters(size=size.font_size, bold=True))
            yield names(name, (0, middle - 8), size.font_size)

    return drawing(drawn(), size.width, len(bars) * row)
