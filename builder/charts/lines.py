"""Lines and points over an axis of numbers or days: named at their ends, broken where a value
is missing, and drawn from a summary where there are more values than a picture can show."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from math import ceil, floor, log10
from statistics import median
from typing import TypeAlias

from builder.charts import style
from builder.charts.labels import CHARACTER_WIDTH, LINE_HEIGHT, Point
from builder.charts.marks import (
    HANGING,
    Letters,
    Room,
    circle,
    drawing,
    path,
    rule,
    text,
    text_width,
)
from builder.charts.style import Size

MOST_POINTS = 600
"""Values of a series that a picture shows one by one."""
BINS = 120
"""Stretches of the x axis that more of them are summed up in."""
FEW_POINTS = 40
"""Values of a series that get a dot each."""
LONG = 130
"""Values of a series above which its line is thinner."""
COLOURS = (style.ACCENT, style.TARGET, style.GOOD, style.WARN, style.BAD, style.TEXT)
"""Colours of the series that are named; all others are thin and grey."""
AWAY, FOOT = 6, 9
"""Px between the plot and the labels of its axes, at its side and below it."""
LINE_DOT, POINT = 36, 26
"""Size in px² of the dots of lines and of points."""
NAMES_WIDTH = 168
"""Most px that the names of series take; on a phone a little less."""


Labels: TypeAlias = Sequence[tuple[float, str]]
"""Places on an axis and their texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on a chart; without a value the line breaks there."""

    x: float
    y: float | None
    low: float | None = None
    """Lowest and highest of the values that this one stands for; None where it is one value."""
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A series: its name, its spots by x, and the last value as the reader writes it."""

    name: str
    spots: tuple[Spot, ...]
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """How the axes are labelled: places and their texts."""

    x: Labels
    y: Labels


def summary(spots: Sequence[Spot], most: int = MOST_POINTS) -> tuple[Spot, ...]:
    """One spot for each x, and no more than a picture can show: the median of what falls together.

    Missing values stay missing where nothing else falls together with them.
    """
    together: dict[float, list[Spot]] = {}
    for spot in sorted(spots, key=lambda spot: spot.x):
        together.setdefault(spot.x, []).append(spot)
    if len(together) > most:
        start, end = min(together), max(together)
        width = (end - start) / BINS
        stretches: dict[float, list[Spot]] = {}
        for x, same in together.items():
            place = min(int((x - start) / width), BINS - 1)
            stretches.setdefault(start + (place + 0.5) * width, []).extend(same)
        together = stretches
    return tuple(_middle(x, same) for x, same in together.items())


def _middle(x: float, spots: Sequence[Spot]) -> Spot:
    values = sorted(spot.y for spot in spots if spot.y is not None)
    if len(values) < 2:
        return Spot(x=x, y=values[0] if values else None)
    return Spot(x=x, y=median(values), low=values[0], high=values[-1])


def with_gaps(lines: Sequence[Sequence[Spot]], step: float | None) -> list[list[Spot]]:
    """The spots with a missing one at each x that others have and at each step that is left out."""
    known = {spot.x for spots in lines for spot in spots}
    if step:
        first, last = min(known), max(known)
        known |= {first + number * step for number in range(int((last - first) / step) + 1)}
    filled = []
    for spots in lines:
        there = {spot.x for spot in spots}
        ends = min(there), max(there)
        missing = [Spot(x=x, y=None) for x in known - there if ends[0] < x < ends[1]]
        filled.append(sorted([*spots, *missing], key=lambda spot: spot.x))
    return filled


def scale_of(values: Iterable[float]) -> tuple[float, float, float]:
    """Ends of an axis and the step of its labels; it starts at 0 unless that hides everything."""
    found = list(values)
    low, high = min(found), max(found)
    if low > 0 and low < high * 0.7:
        low = 0.0
    if high < 0 and high > low * 0.7:
        high = 0.0
    if low == high:
        low, high = (low - (abs(low) or 1) * 0.5, high + (abs(high) or 1) * 0.5)
    rough = (high - low) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * share for share in (1, 2, 2.5, 5, 10) if power * share >= rough * 0.999)
    return floor(low / step) * step, ceil(high / step - 1e-9) * step, step


def lines_svg(lines: Sequence[Line], axes: Axes, *, mark: str, size: Size = style.PAGE) -> str:
    """Lines or points, as `mark` says; the first of many are named at their ends."""
    plot = _plot(lines, axes, mark, size)
    ticks = _thinned(axes.x, plot.x, plot.width)
    marks = chain(
        _axes(plot, axes.y, ticks),
        _ranges(lines, plot),
        _paths(lines, plot) if mark == "line" else (),
        _dots(lines, plot, mark),
        _names(lines, plot, mark),
    )
    return drawing(marks, plot.width, plot.height, _room_around(plot, axes.y, ticks))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """The room that lines are drawn in, and the ends of its axes."""

    size: Size
    width: float
    x: tuple[float, float]
    y: tuple[float, float]

    @property
    def height(self) -> float:
        return self.size.height

    def across(self, x: float) -> float:
        start, end = self.x
        return (x - start) / (end - start) * self.width

    def up(self, y: float) -> float:
        low, high = self.y
        return (high - y) / (high - low) * self.height

    def place(self, spot: Spot) -> Point | None:
        return None if spot.y is None else (self.across(spot.x), self.up(spot.y))


def _plot(lines: Sequence[Line], axes: Axes, mark: str, size: Size) -> _Plot:
    named = _named(lines)
    room = _room(named, len(lines), size) if mark == "line" or len(lines) > 1 else 0
    return _Plot(
        size=size, width=size.width - room, x=_across(lines), y=(axes.y[0][0], axes.y[-1][0])
    )


def _named(lines: Sequence[Line]) -> Sequence[Line]:
    return lines[: len(COLOURS)]


def _across(lines: Sequence[Line]) -> tuple[float, float]:
    found = [spot.x for line in lines for spot in line.spots]
    start, end = min(found), max(found)
    return (start, end) if start < end else (start - 1, end + 1)


def _room_around(plot: _Plot, up: Labels, across: Labels) -> Room:
    font_size = plot.size.font_size
    line = LINE_HEIGHT * font_size
    wide = max(text_width(words, font_size) for _, words in up) + AWAY
    ends = [(plot.across(x), text_width(words, font_size) / 2) for x, words in across]
    return Room(
        left=max([wide, *(half - x for x, half in ends)]),
        right=max([plot.size.width - plot.width, *(x + half - plot.width for x, half in ends)]),
        above=line / 2,
        below=FOOT + line,
    )


def _axes(plot: _Plot, up: Labels, across: Labels) -> Iterator[str]:
    font_size = plot.size.font_size
    for y, words in up:
        yield rule((0, plot.up(y)), (plot.width, plot.up(y)), style.GRID)
        letters = Letters(size=font_size, colour=style.QUIET, align="right")
        yield text((-AWAY, plot.up(y)), words, letters)
    for x, words in across:
        foot, below = (plot.across(x), plot.height), (plot.across(x), plot.height + AWAY)
        yield rule(foot, below, style.PLAN)
        letters = Letters(size=font_size, colour=style.QUIET, align="middle", baseline=HANGING)
        yield text((plot.across(x), plot.height + FOOT), words, letters)


def _ranges(lines: Sequence[Line], plot: _Plot) -> Iterator[str]:
    for line, colour in _coloured(lines):
        for spot in line.spots:
            if spot.low is not None and spot.high is not None:
                x = plot.across(spot.x)
                low, high = (x, plot.up(spot.low)), (x, plot.up(spot.high))
                yield rule(low, high, colour, 2.5, 'stroke-opacity="0.25"')


def _paths(lines: Sequence[Line], plot: _Plot) -> Iterator[str]:
    for line, colour in _coloured(lines):
        width = 0.8 if colour == style.PLAN else 1.5 if len(line.spots) > LONG else 2.5
        yield path(_stretches(line, plot), colour, width)


def _stretches(line: Line, plot: _Plot) -> Iterator[list[Point]]:
    """The places of a line, as far as no value is missing between them."""
    places = map(plot.place, line.spots)
    for is_there, together in groupby(places, lambda place: place is not None):
        if is_there:
            yield [place for place in together if place]


def _coloured(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Each line with its colour; those that are named come last, over the others."""
    for number, line in reversed(list(enumerate(lines))):
        yield line, COLOURS[number] if number < len(COLOURS) else style.PLAN


def _dots(lines: Sequence[Line], plot: _Plot, mark: str) -> Iterator[str]:
    """Every point, or those of lines that get a dot: all where they are few, else those with no
    neighbour to be joined to."""
    area = LINE_DOT if mark == "line" else POINT
    for line, colour in _coloured(lines):
        few = len(line.spots) <= FEW_POINTS and len(lines) <= len(COLOURS)
        if mark == "point" or few:
            shown = [place for place in map(plot.place, line.spots) if place]
        else:
            shown = [only for only, *more in _stretches(line, plot) if not more]
        for place in shown:
            yield circle(place, area, f'fill="{colour}"')


def _names(lines: Sequence[Line], plot: _Plot, mark: str) -> Iterator[str]:
    named = _named(lines)
    if mark == "line":
        yield from _labels(named, len(lines), plot)
    elif len(lines) > 1:
        yield from _legend(named, plot)


def _room(named: Sequence[Line], count: int, size: Size) -> int:
    longest = max(len(_label(line, count)) for line in named)
    wanted = longest * CHARACTER_WIDTH * size.font_size + 10
    return int(min(wanted, NAMES_WIDTH * size.font_size / style.PAGE.font_size, size.width * 0.44))


def _label(line: Line, count: int) -> str:
    return f"{line.name} {line.last}" if count > 1 else line.last


def _labels(named: Sequence[Line], count: int, plot: _Plot) -> Iterator[str]:
    """Names at the right of the plot, in the height of the last values, none over another."""
    size = plot.size
    wanted = []
    for number, line in enumerate(named):
        last = next((spot for spot in reversed(line.spots) if spot.y is not None), None)
        if last is not None and last.y is not None:
            wanted.append((plot.up(last.y), number, line))
    wanted.sort(key=lambda place: place[:2])
    places = _apart([place for place, _, _ in wanted], LINE_HEIGHT * size.font_size, plot.height)
    characters = int((size.width - plot.width - 8) / (CHARACTER_WIDTH * size.font_size))
    for place, (_, number, line) in zip(places, wanted, strict=True):
        words = _cut(_label(line, count), line.last, characters)
        letters = Letters(size=size.font_size, colour=COLOURS[number], bold=True)
        yield text((plot.width + 8, place), words, letters)


def _cut(text: str, last: str, characters: int) -> str:
    """A label that fits; its value stays whole, its name is cut."""
    if len(text) <= characters:
        return text
    name = text.removesuffix(last).strip()
    room = max(characters - len(last) - 2, 3)
    return f"{name[:room].rstrip()}… {last}" if name else text


def _apart(places: Sequence[float], gap: float, height: float) -> list[float]:
    """Places in their order, moved so that each keeps its distance and stays in the plot."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    limit = height
    for number in reversed(range(len(moved))):
        moved[number] = min(moved[number], limit)
        limit = moved[number] - gap
    return moved


def _legend(named: Sequence[Line], plot: _Plot) -> Iterator[str]:
    """Names of point clouds, one below another at the right: they have no end to stand at."""
    size = plot.size
    characters = int((size.width - plot.width) / (CHARACTER_WIDTH * size.font_size)) - 2
    for number, line in enumerate(named):
        name = textwrap.shorten(line.name, max(characters, 4), placeholder=" …")
        letters = Letters(size=size.font_size, colour=COLOURS[number], bold=True)
        height = (number + 0.6) * LINE_HEIGHT * size.font_size
        yield text((plot.width + 8, height), f"● {name}", letters)


def _thinned(ticks: Labels, frame: tuple[float, float], width: float) -> list[tuple[float, str]]:
    """As many labels of the x axis as stand beside each other."""
    within = [tick for tick in ticks if frame[0] <= tick[0] <= frame[1]]
    longest = max((len(text) for _, text in within), default=1)
    most = max(int(width / ((longest + 2) * CHARACTER_WIDTH * style.PAGE.font_size)), 1)
    return within[:: ceil(len(within) / most)] if len(within) > most else within
