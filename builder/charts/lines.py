"""Lines and points over an axis of numbers or days: named at their ends, broken where a value
is missing, and drawn from a summary where there are more values than a picture can show."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from statistics import median
from typing import Any

from builder.charts import style
from builder.charts.labels import CHARACTER_WIDTH, LINE_HEIGHT
from builder.charts.style import Size
from builder.charts.templates import template

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
NAMES_WIDTH = 168
"""Most px that the names of series take; on a phone a little less."""


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

    x: Sequence[tuple[float, str]]
    y: Sequence[tuple[float, str]]


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


def lines_spec(
    lines: Sequence[Line], axes: Axes, *, mark: str, size: Size = style.PAGE
) -> dict[str, Any]:
    """The Vega-Lite specification of lines or points; the first are named at their ends."""
    named = lines[: len(COLOURS)] if len(lines) > 1 else lines
    room = _room(named, len(lines), size) if mark == "line" or len(lines) > 1 else 0
    width = size.width - room
    lowest, highest = axes.y[0][0], axes.y[-1][0]
    start, end = _across(lines)
    frame = {"x": (start, end), "y": (lowest, highest)}
    spots = [
        _datum(spot, number, number < len(named), len(line.spots) > LONG)
        for number, line in reversed(list(enumerate(lines)))
        for spot in line.spots
    ]
    labels = list(_labels(named, len(lines), frame, (width, size))) if mark == "line" else []
    legend = list(_legend(named, width, size)) if mark == "point" and len(lines) > 1 else []
    return {
        **template(f"lines-{mark}", size),
        "width": width,
        "datasets": {
            "spots": spots,
            "ranges": [spot for spot in spots if spot["low"] is not None],
            "dots": spots if mark == "point" else list(_dots(lines, spots)),
            "labels": [*labels, *legend],
            "across": [{"x": x, "text": text} for x, text in _thinned(axes.x, frame["x"], width)],
            "up": [{"y": y, "text": text} for y, text in axes.y],
            "frame": [
                {"x": start, "y": lowest, "series": -1},
                {"x": end, "y": highest, "series": -1},
            ],
        },
    }


def _across(lines: Sequence[Line]) -> tuple[float, float]:
    found = [spot.x for line in lines for spot in line.spots]
    start, end = min(found), max(found)
    return (start, end) if start < end else (start - 1, end + 1)


def _datum(spot: Spot, number: int, is_named: bool, is_long: bool) -> dict[str, Any]:
    return {
        "x": spot.x,
        "y": spot.y,
        "low": spot.low,
        "high": spot.high,
        "series": number,
        "colour": COLOURS[number] if is_named else style.PLAN,
        "width": (1.5 if is_long else 2.5) if is_named else 0.8,
    }


def _dots(lines: Sequence[Line], spots: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Values that get a dot: all where they are few, else those with no neighbour to be joined."""
    by_series: dict[int, list[Mapping[str, Any]]] = {}
    for spot in spots:
        by_series.setdefault(spot["series"], []).append(spot)
    for number, own in by_series.items():
        few = len(own) <= FEW_POINTS and len(lines) <= len(COLOURS)
        present = [spot["y"] is not None for spot in own]
        for place, spot in enumerate(own):
            alone = not any(present[max(place - 1, 0) : place] + present[place + 1 : place + 2])
            if spot["y"] is not None and ((few and number < len(COLOURS)) or alone):
                yield spot


def _room(named: Sequence[Line], count: int, size: Size) -> int:
    longest = max(len(_label(line, count)) for line in named)
    wanted = longest * CHARACTER_WIDTH * size.font_size + 10
    return int(min(wanted, NAMES_WIDTH * size.font_size / style.PAGE.font_size, size.width * 0.44))


def _label(line: Line, count: int) -> str:
    return f"{line.name} {line.last}" if count > 1 else line.last


def _labels(
    named: Sequence[Line],
    count: int,
    frame: Mapping[str, tuple[float, float]],
    room: tuple[int, Size],
) -> Iterator[dict[str, Any]]:
    """Names at the right of the plot, in the height of the last values, none over another."""
    width, size = room
    low, high = frame["y"]
    wanted = []
    for number, line in enumerate(named):
        last = next((spot for spot in reversed(line.spots) if spot.y is not None), None)
        if last is not None and last.y is not None:
            wanted.append(((1 - (last.y - low) / (high - low)) * size.height, number, line))
    gap = LINE_HEIGHT * size.font_size
    wanted.sort(key=lambda place: place[:2])
    places = _apart([place for place, _, _ in wanted], gap, size.height)
    characters = int((size.width - width - 8) / (CHARACTER_WIDTH * size.font_size))
    for place, (_, number, line) in zip(places, wanted, strict=True):
        yield {
            "x": width + 8,
            "y": round(place, 1),
            "label": _cut(_label(line, count), line.last, characters),
            "colour": COLOURS[number],
        }


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


def _legend(named: Sequence[Line], width: int, size: Size) -> Iterator[dict[str, Any]]:
    """Names of point clouds, one below another at the right: they have no end to stand at."""
    characters = int((size.width - width) / (CHARACTER_WIDTH * size.font_size)) - 2
    for number, line in enumerate(named):
        name = textwrap.shorten(line.name, max(characters, 4), placeholder=" …")
        yield {
            "x": width + 8,
            "y": (number + 0.6) * LINE_HEIGHT * size.font_size,
            "label": f"● {name}",
            "colour": COLOURS[number],
        }


def _thinned(
    ticks: Sequence[tuple[float, str]], frame: tuple[float, float], width: float
) -> list[tuple[float, str]]:
    """As many labels of the x axis as stand beside each other."""
    within = [tick for tick in ticks if frame[0] <= tick[0] <= frame[1]]
    longest = max((len(text) for _, text in within), default=1)
    most = max(int(width / ((longest + 2) * CHARACTER_WIDTH * style.PAGE.font_size)), 1)
    return within[:: ceil(len(within) / most)] if len(within) > most else within
