"""Charts of counts by category and state: a bar each, its parts side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from builder.charts import style
from builder.charts.labels import CHARACTER_WIDTH
from builder.charts.style import Size
from builder.charts.templates import template

ROW, NAME, BAR, KEY_ROW = 3.2, 1.5, 1.4, 1.7
"""Heights of a bar with what is around it, of its name above, of the bar itself and of a row of
the key, in those of a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StackPart:
    """What a part of each bar stands for."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A bar: its name, its parts and the whole."""

    name: str
    parts: tuple[tuple[int, str], ...]
    """How many are in each part, and the same as the reader writes it."""
    total: str


def stacks_spec(
    stacks: Sequence[Stack], parts: Sequence[StackPart], size: Size = style.PAGE
) -> dict[str, Any]:
    """Bars in the given order; the parts of each are in the order of `parts`."""
    letter, row = CHARACTER_WIDTH * size.font_size, ROW * size.font_size
    longest = max(sum(count for count, _ in stack.parts) for stack in stacks)
    room = size.width - (max(len(stack.total) for stack in stacks) + 2) * letter
    key, top = _key(parts, size)
    drawn, texts, totals, names = [], [], [], []
    for place, stack in enumerate(stacks):
        upper, start = top + place * row, 0.0
        middle = round(upper + (NAME + BAR / 2) * size.font_size, 1)
        names.append({"x": 0, "y": upper + NAME / 2 * size.font_size, "text": stack.name})
        for part, (count, text) in zip(parts, stack.parts, strict=True):
            end = round(start + count / longest * room, 1)
            high = round(BAR / 2 * size.font_size, 1)
            if count:
                edges = {"x": start, "x2": end, "y": middle - high, "y2": middle + high}
                drawn.append({**edges, "colour": part.colour})
            if end - start > (len(text) + 1) * letter:
                texts.append({"x": (start + end) / 2, "y": middle, "text": text})
            start = end
        totals.append({"x": start + letter, "y": middle, "text": stack.total})
    return {
        **template("stacks", size),
        "height": round(top + len(stacks) * row),
        "datasets": {
            "parts": drawn,
            "texts": texts,
            "totals": totals,
            "names": names,
            "key": key,
        },
    }


def _key(parts: Sequence[StackPart], size: Size) -> tuple[list[dict[str, Any]], float]:
    """What the parts stand for, in as many rows as they need, and where those end."""
    x, y, height = 0.0, float(size.font_size), KEY_ROW * size.font_size
    found = []
    for part in parts:
        width = (len(part.name) + 4) * CHARACTER_WIDTH * size.font_size
        if x and x + width > size.width:
            x, y = 0.0, y + height
        found.append({"x": x, "y": y, "text": part.name, "colour": part.colour})
        x += width
    return found, y + height / 2
