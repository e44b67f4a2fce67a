"""Where the labels of a chart's points stand, so that none covers another or a point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CHARACTER_WIDTH = 7.2
"""Mean width of a bold 13 px character in px, a little on the wide side."""
LINE_HEIGHT = 15
DOT = 6
"""Half the size of a point in px."""


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


def placed_labels(
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    size: tuple[float, float],
    obstacles: Sequence[Box] = (),
) -> list[tuple[float, float] | None]:
    """Middle of each label in px, or None where there is no room: the table has the number.

    `points`, `size` and `obstacles` are in px. Labels stand above their point, else below,
    right or left of it.
    """
    dots = [Box(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in points]
    width, height = size
    taken = list(obstacles)
    places: list[tuple[float, float] | None] = []
    for (x, y), text in zip(points, texts, strict=True):
        half = len(text) * CHARACTER_WIDTH / 2
        places.append(None)
        for middle_x, middle_y in _candidates(x, y, half):
            box = _box(middle_x, middle_y, half)
            if box.within(width, height) and not any(map(box.overlaps, [*taken, *dots])):
                taken.append(box)
                places[-1] = (middle_x, middle_y)
                break
    return places


def _candidates(x: float, y: float, half: float) -> Iterator[tuple[float, float]]:
    away = DOT + 4 + LINE_HEIGHT / 2
    for shift in (0, half * 0.6, -half * 0.6, half, -half):
        yield x + shift, y - away
        yield x + shift, y + away
    yield x + half + DOT + 4, y
    yield x - half - DOT - 4, y
    for shift in (0, half * 0.6, -half * 0.6):
        yield x + shift, y - away - LINE_HEIGHT
        yield x + shift, y + away + LINE_HEIGHT


def _box(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - LINE_HEIGHT / 2, x + half, y + LINE_HEIGHT / 2)
