"""Charts of values against their targets: one row each, a dot, a diamond and the way between."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from builder.charts import style
from builder.charts.labels import CHARACTER_WIDTH, names_in_lines
from builder.charts.style import Size
from builder.charts.templates import template

ROW = 44
"""Height of a row in px: the name, and below it the marks."""


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


def dumbbells_spec(rows: Sequence[Dumbbell], size: Size = style.PAGE) -> dict[str, Any]:
    """Rows in the given order over one axis from 0."""
    top = max(mark.number for row in rows for mark in _marks(row))
    margin = max(len(mark.text) for row in rows for mark in _marks(row))
    side = (margin * CHARACTER_WIDTH + 1.2) * size.font_size
    width = size.width - 2 * side

    def x(mark: Mark) -> float:
        return round(side + mark.number / (top or 1) * width, 1)

    dots, ways, texts = [], [], []
    for place, row in enumerate(rows):
        for mark in _marks(row):
            is_target = mark is row.target
            colour = style.TARGET if is_target else style.ACCENT
            dots.append(
                {
                    "place": place,
                    "x": x(mark),
                    "colour": colour,
                    "fill": style.GROUND if mark.hollow else colour,
                    "shape": "diamond" if is_target else "circle",
                }
            )
            texts.append(_text(row, mark, place, x(mark), size.font_size))
        if row.value and row.target:
            ways.append({"place": place, "x": x(row.value), "x2": x(row.target)})
    unit = size.font_size / style.PAGE.font_size
    lines, height, above = names_in_lines([row.name for row in rows], size, ROW * unit)
    names = [{"place": place, "name": line} for place, line in enumerate(lines)]
    return {
        **template("dumbbells", size),
        **height,
        "datasets": {"dots": dots, "ways": ways, "texts": texts, "names": names, "above": above},
    }


def _marks(row: Dumbbell) -> list[Mark]:
    return [mark for mark in (row.value, row.target) if mark]


def _text(row: Dumbbell, mark: Mark, place: int, x: float, font_size: int) -> dict[str, Any]:
    """The number at the outer side of its mark; at the right where there is one mark alone."""
    marks = _marks(row)
    is_left = len(marks) > 1 and mark is min(marks, key=lambda mark: mark.number)
    away = 0.9 * font_size
    colour = style.TARGET if mark is row.target else style.ACCENT
    return {
        "place": place,
        "x": x - away if is_left else x + away,
        "text": mark.text,
        "align": "right" if is_left else "left",
        "colour": colour,
    }
