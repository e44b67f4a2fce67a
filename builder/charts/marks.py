"""Marks whose places are known, as SVG: nothing is left for a drawing library to lay out.

The functions give a mark each, in px from the corner of the plot, y downwards; `drawing` puts them
on a ground. Attributes are those that the site's style sheet maps to the dark scheme.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt

from builder.charts import style
from builder.charts.labels import CHARACTER_WIDTH, LINE_HEIGHT, Point
from builder.language.text import NOT_IN_XML

EDGE = 5
"""Room in px around a drawing."""

CENTRED, HANGING = 0.3, 0.79
"""How far below its place the foot of a line of text is, in parts of its font size."""

ANCHORS = {"left": "start", "middle": "middle", "right": "end"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How a text looks and which part of it stands at its place."""

    size: int
    """Font size in px."""
    colour: str = style.TEXT
    align: str = "left"
    """left, middle or right."""
    bold: bool = False
    baseline: float = CENTRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Px around a plot for what stands beside it."""

    left: float = 0
    right: float = 0
    above: float = 0
    below: float = 0


def drawing(marks: Iterable[str], width: float, height: float, room: Room = Room()) -> str:
    """The SVG of a plot of a size in px, with room around it."""
    x, y = _number(room.left + EDGE), _number(room.above + EDGE)
    whole = round(room.left + width + room.right + 2 * EDGE)
    tall = round(room.above + height + room.below + 2 * EDGE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{tall}" '
        f'viewBox="0 0 {whole} {tall}"><g font-family="sans-serif" fill="none" '
        f'transform="translate({x},{y})">{"".join(marks)}</g></svg>'
    )


def text_width(text: str, size: float) -> float:
    """About how wide a text is in px, a little on the wide side."""
    return len(text) * CHARACTER_WIDTH * size


def text(place: Point, words: str, letters: Letters) -> str:
    """A line of text."""
    x, y = place
    anchor = "" if letters.align == "left" else f' text-anchor="{ANCHORS[letters.align]}"'
    weight = ' font-weight="bold"' if letters.bold else ""
    foot = y + round(letters.baseline * letters.size)
    return (
        f'<text x="{_number(x)}" y="{_number(foot)}"{anchor} font-size="{letters.size}px"{weight} '
        f'fill="{letters.colour}">{written(words)}</text>'
    )


def written(words: str) -> str:
    """Words as SVG holds them; what XML cannot hold becomes U+FFFD, as no picture is made of it."""
    return escape(NOT_IN_XML.sub("\ufffd", words), quote=False)


def names(lines: Sequence[str], place: Point, size: int) -> str:
    """The name of a row in one or two lines, the last of them in the height of its place."""
    x, y = place
    step = LINE_HEIGHT * size
    return "".join(
        text((x, y - above * step), line, Letters(size=size))
        for above, line in enumerate(reversed(lines))
    )


def box(corner: Point, width: float, height: float, look: str) -> str:
    """A rectangle; `look` has its attributes, such as `fill="#0F6CA3"`."""
    x, y = corner
    return (
        f'<rect x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" '
        f'height="{_number(height)}" {look}/>'
    )


def rule(start: Point, end: Point, colour: str, width: float = 1, look: str = "") -> str:
    """A straight stroke; `look` has further attributes."""
    (x, y), (x2, y2) = start, end
    return (
        f'<line x1="{_number(x)}" y1="{_number(y)}" x2="{_number(x2)}" y2="{_number(y2)}" '
        f'stroke="{colour}" stroke-width="{_number(width)}"{look and " "}{look}/>'
    )


def path(stretches: Iterable[Sequence[Point]], colour: str, width: float) -> str:
    """A line of one or more stretches, with nothing between them; "" where all are points."""
    way = "".join(
        "M" + "L".join(f"{_number(x)},{_number(y)}" for x, y in points)
        for points in stretches
        if len(points) > 1
    )
    look = f'stroke="{colour}" stroke-width="{_number(width)}" stroke-linejoin="round"'
    return f'<path d="{way}" {look}/>' if way else ""


def circle(middle: Point, area: float, look: str) -> str:
    """A dot; `area` is that of the square around it in px²."""
    x, y = middle
    return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(sqrt(area) / 2)}" {look}/>'


def diamond(middle: Point, area: float, look: str) -> str:
    """The same as a square that stands on its corner."""
    (x, y), half = middle, sqrt(area) / 2
    corners = ((x - half, y), (x, y - half), (x + half, y), (x, y + half))
    way = "L".join(f"{_number(x)},{_number(y)}" for x, y in corners)
    return f'<path d="M{way}Z" {look}/>'


def _number(value: float) -> str:
    """A length as SVG writes it: tenths of a px are as fine as anybody sees."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")
