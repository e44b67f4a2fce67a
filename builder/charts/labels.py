"""Where labels of a chart stand: none covers another or a point, and no line strikes one."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.charts.style import Size

CHARACTER_WIDTH = 0.58
"""Mean width of a bold character in parts of the font size, a little on the wide side."""
LINE_HEIGHT = 1.2
"""Height of a line in parts of the font size."""

NAME_WIDTH = 0.59
"""The same of a name in letters that are not bold."""

Point = tuple[float, float]
"""A place in px, y downwards."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """True if the two share a spot."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, width: float, height: float) -> bool:
        """True if it stays inside the plot, and a little above it."""
        return self.left >= 0 and self.right <= width and self.top >= -10 and self.bottom <= height


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight stroke between two points."""

    start: Point
    end: Point
    half_width: float = 1.5

    def strikes(self, box: Box) -> bool:
        """True if some of the stroke lies in the box: the box clips it (Liang and Barsky)."""
        (x, y), (x2, y2) = self.start, self.end
        first, last = 0.0, 1.0
        for step, room_before, room_after in (
            (x2 - x, x - (box.left - self.half_width), box.right + self.half_width - x),
            (y2 - y, y - (box.top - self.half_width), box.bottom + self.half_width - y),
        ):
            if step == 0:
                if room_before < 0 or room_after < 0:
                    return False
                continue
            enter, leave = sorted((-room_before / step, room_after / step))
            first, last = max(first, enter), min(last, leave)
        return first <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The room that labels share: its size, its font, and what they must keep clear of."""

    width: float
    height: float
    font_size: float
    strokes: Sequence[Segment] = ()
    dots: Sequence[Point] = ()
    taken: list[Box] = field(default_factory=list)
    """Grows with every label that found a place."""

    @property
    def dot(self) -> float:
        """Half the size of a point."""
        return self.font_size * 0.46

    def box(self, middle: Point, lines: Sequence[str]) -> Box:
        """The rectangle that lines of text fill around their middle."""
        half = max(map(len, lines)) * CHARACTER_WIDTH * self.font_size / 2
        tall = len(lines) * LINE_HEIGHT * self.font_size / 2
        return Box(middle[0] - half, middle[1] - tall, middle[0] + half, middle[1] + tall)

    def place(self, lines: Sequence[str], middles: Iterator[Point]) -> Point | None:
        """The first middle where the lines stand free; they then hold that room."""
        for middle in middles:
            box = self.box(middle, lines)
            if self._is_free(box):
                self.taken.append(box)
                return middle
        return None

    def _is_free(self, box: Box) -> bool:
        half = self.dot
        dots = (Box(x - half, y - half, x + half, y + half) for x, y in self.dots)
        return (
            box.within(self.width, self.height)
            and not any(map(box.overlaps, self.taken))
            and not any(map(box.overlaps, dots))
            and not any(stroke.strikes(box) for stroke in self.strokes)
        )


def beside_point(point: Point, text: str, plot: Plot) -> Iterator[Point]:
    """Middles around a point, the nearest first: above, below, beside, then further away."""
    x, y = point
    half = len(text) * CHARACTER_WIDTH * plot.font_size / 2
    line = LINE_HEIGHT * plot.font_size
    away = plot.dot + 4 + line / 2
    for further in (0, 0.5, 1, 1.75, 2.5):
        for share in (0, 0.5, -0.5, 1, -1):
            yield x + half * share, y - away - further * line
            yield x + half * share, y + away + further * line
        if further < 1:
            yield x + half + plot.dot + 4, y - further * line
            yield x + half + plot.dot + 4, y + further * line
            yield x - half - plot.dot - 4, y - further * line
            yield x - half - plot.dot - 4, y + further * line


def beside_line(strokes: Sequence[Segment], text: str, plot: Plot) -> Iterator[Point]:
    """Middles along a line, below it and above it."""
    half = len(text) * CHARACTER_WIDTH * plot.font_size / 2
    line = LINE_HEIGHT * plot.font_size
    for further in (0.0, 1.0, 2.0):
        for stroke in strokes:
            (x, y), (x2, y2) = stroke.start, stroke.end
            slope = abs((y2 - y) / (x2 - x)) if x2 != x else 0.0
            away = line / 2 + stroke.half_width + 3 + min(slope * half, 3 * line) + further * line
            for share in (0.5, 0.35, 0.65, 0.2, 0.8):
                middle_x, middle_y = x + share * (x2 - x), y + share * (y2 - y)
                yield middle_x, middle_y + away
                yield middle_x, middle_y - away


def within_column(left: float, right: float, lines: int, plot: Plot) -> Iterator[Point]:
    """Middles of a column of the plot, from its foot up."""
    tall = lines * LINE_HEIGHT * plot.font_size
    height = plot.height - tall / 2 - 4
    while height > tall / 2:
        for share in (0.5, 0.6, 0.4):
            yield left + share * (right - left), height
        height -= plot.font_size / 2


def names_in_lines(names: Sequence[str], size: Size, row: float) -> tuple[list[list[str]], float]:
    """Names of rows above their marks in one line or two, and the height of each row in px.

    `row` is that height where every name has one line. What does not fit in two is cut, and says
    so.
    """
    width = int(size.width / (size.font_size * NAME_WIDTH))
    lines = [textwrap.wrap(name, width, max_lines=2, placeholder=" …") or [""] for name in names]
    has_two = any(len(both) > 1 for both in lines)
    return lines, row + (LINE_HEIGHT + 0.4) * size.font_size if has_two else row
