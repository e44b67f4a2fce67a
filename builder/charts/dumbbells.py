"""Charts of values against their targets: one row each, a dot, a diamond and the way between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.charts import style
from builder.charts.labels import CHARACTER_WIDTH, Point, names_in_lines
from builder.charts.marks import Letters, circle, diamond, drawing, names, rule, text
from builder.charts.style import Size

ROW, LOW = 44, 11
"""Height of a row in px: the name, and below its middle the marks."""

AREA = 80
"""Size of a mark in px²."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A number on a row, and how the reader writes it."""

    number: float
    text: str
    hollow: bool = False
    """True for an estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumbbell:
    """One row: its name, and the two numbers as far as there are any."""

    name: str
    value: Mark | None
    target: Mark | None


def dumbbells_svg(rows: Sequence[Dumbbell], size: Size = style.PAGE) -> str:
    """Rows in the given order over one axis from 0."""
    top = max(mark.number for row in rows for mark in _marks(row))
    margin = max(len(mark.text) for row in rows for mark in _marks(row))
    side = (margin * CHARACTER_WIDTH + 1.2) * size.font_size
    width = size.width - 2 * side
    lines, height = names_in_lines([row.name for row in rows], size, ROW)

    def x(mark: Mark) -> float:
        return side + mark.number / (top or 1) * width

    def drawn() -> Iterator[str]:
        for place, (row, name) in enumerate(zip(rows, lines, strict=True)):
            middle = (place + 0.5) * height
            if row.value and row.target:
                start, end = x(row.value), x(row.target)
                yield rule((start, middle + LOW), (end, middle + LOW), style.GRID, 3)
            for mark in _marks(row):
                yield from _drawn(mark, row, (x(mark), middle + LOW), size.font_size)
            yield names(name, (0, middle - 9), size.font_size)

    return drawing(drawn(), size.width, len(rows) * height)


def _marks(row: Dumbbell) -> list[Mark]:
    return [mark for mark in (row.value, row.target) if mark]


def _drawn(mark: Mark, row: Dumbbell, place: Point, font_size: int) -> Iterator[str]:
    """A mark, and its number at its outer side; at the right where there is one mark alone."""
    is_target = mark is row.target
    colour = style.TARGET if is_target else style.ACCENT
    fill = style.GROUND if mark.hollow else colour
    shape = diamond if is_target else circle
    yield shape(place, AREA, f'fill="{fill}" stroke="{colour}" stroke-width="2"')
    marks = _marks(row)
    is_left = len(marks) > 1 and mark is min(marks, key=lambda mark: mark.number)
    away = 0.9 * font_size
    x = place[0] - away if is_left else place[0] + away
    align = "right" if is_left else "left"
    letters = Letters(size=font_size, colour=colour, align=align, bold=True)
    yield text((x, place[1]), mark.text, letters)
