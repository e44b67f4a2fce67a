"""Charts of counts by category and state: a bar each, its parts side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.charts import style
from builder.charts.labels import CHARACTER_WIDTH
from builder.charts.marks import Letters, box, drawing, text, text_width
from builder.charts.style import Size

ROW, NAME, BAR, KEY_ROW = 3.2, 1.5, 1.4, 1.7
"""Heights of a bar with what is around it, of its name above, of the bar itself and of a row of
the key, in those of a letter."""

SQUARE = 9.5
"""Side of a square of the key in px."""


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


def stacks_svg(stacks: Sequence[Stack], parts: Sequence[StackPart], size: Size = style.PAGE) -> str:
    """Bars in the given order; the parts of each are in the order of `parts`."""
    font, row = size.font_size, ROW * size.font_size
    longest = max(sum(count for count, _ in stack.parts) for stack in stacks)
    letter = CHARACTER_WIDTH * font
    room = size.width - (max(len(stack.total) for stack in stacks) + 2) * letter
    key, top = _key(parts, size)

    def drawn() -> Iterator[str]:
        yield from key
        for place, stack in enumerate(stacks):
            upper, start = top + place * row, 0.0
            middle = upper + (NAME + BAR / 2) * font
            yield text((0, upper + NAME / 2 * font), stack.name, Letters(size=font))
            for part, (count, words) in zip(parts, stack.parts, strict=True):
                width = count / longest * room
                if count:
                    look = f'fill="{part.colour}" stroke="{style.GROUND}"'
                    yield box((start, middle - BAR / 2 * font), width, BAR * font, look)
                if width > text_width(words, font) + letter:
                    yield text((start + width / 2, middle), words, _within(font))
                start += width
            total = Letters(size=font, bold=True)
            yield text((start + letter, middle), stack.total, total)

    return drawing(drawn(), size.width, top + len(stacks) * row)


def _within(font_size: int) -> Letters:
    return Letters(size=font_size, colour=style.GROUND, align="middle", bold=True)


def _key(parts: Sequence[StackPart], size: Size) -> tuple[list[str], float]:
    """What the parts stand for, in as many rows as they need, and where those end."""
    x, y, height = 0.0, float(size.font_size), KEY_ROW * size.font_size
    found = []
    for part in parts:
        width = (len(part.name) + 4) * CHARACTER_WIDTH * size.font_size
        if x and x + width > size.width:
            x, y = 0.0, y + height
        corner = (x + 6 - SQUARE / 2, y - SQUARE / 2)
        found.append(box(corner, SQUARE, SQUARE, f'fill="{part.colour}"'))
        found.append(text((x + 15, y), part.name, Letters(size=size.font_size)))
        x += width
    return found, y + height / 2
