"""A chart as a picture of its own, 1200 × 675 px: finding, chart, source and address."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builder.charts import style
from builder.charts.marks import written

WIDTH, HEIGHT = 1200, 675
"""Size of a picture in px, as social networks show it."""
MARGIN = 48
LEFT, TOP = 100, 186
"""Where the plot begins in the picture."""

BESIDE_LEFT, BESIDE_TOP, BESIDE_WIDTH, BESIDE_HEIGHT = 500, 48, 652, 530
"""Where a chart stands that is drawn already, at the right of its words."""

_HEAD = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')

_DARK = {
    style.GROUND: "#111820",
    style.TEXT: "#E8EDF2",
    style.QUIET: "#A9B4C0",
    style.PLAN: "#8A97A5",
    style.TARGET: "#C3A6FF",
    style.GRID: "#2C3947",
}
"""The tokens of the dark scheme; its accent is the portal's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The words of a picture."""

    title: str
    """The finding."""
    subtitle: str
    foot: tuple[str, ...]
    """Source; then address and licence."""


def picture_spec(spec: Mapping[str, Any], heading: Heading) -> str:
    """Specification of the picture as JSON; `spec` is a chart of the size `style.PICTURE`."""
    padding = {
        "left": LEFT,
        "top": TOP,
        "right": WIDTH - LEFT - style.PICTURE.width,
        "bottom": HEIGHT - TOP - style.PICTURE.height,
    }
    whole = {
        "layer": [*spec["layer"], *_written(heading)],
        "autosize": "none",
        "padding": padding,
        "config": {**spec["config"], "background": style.GROUND},
    }
    return json.dumps({**spec, **whole}, ensure_ascii=False)


def framed(svg: str, heading: Heading) -> str:
    """A picture with a chart that is drawn already: its words at the left, as large as fits."""
    size = _HEAD.match(svg)
    assert size, "a drawing has width and height"
    scale = min(BESIDE_WIDTH / float(size[1]), BESIDE_HEIGHT / float(size[2]))
    drawn = svg[size.end() :].removesuffix("</svg>")
    texts, top = [], MARGIN + 28.0
    for line in _cut(heading.title, 24, 7):
        texts.append(_text(line, top, 34, f'fill="{style.TEXT}" font-weight="bold"'))
        top += 44
    for line in _cut(heading.subtitle, 38, 6):
        texts.append(_text(line, top + 8, 22, f'fill="{style.QUIET}"'))
        top += 31
    foot = [line for text in heading.foot for line in _cut(text, 112, 2)]
    for number, line in enumerate(foot):
        place = HEIGHT - 16 - (len(foot) - 1 - number) * 25
        texts.append(_text(line, place, 18, f'fill="{style.QUIET}"'))
    corner = f"translate({BESIDE_LEFT},{BESIDE_TOP}) scale({scale:.4f})"
    return _picture(style.GROUND, *texts, f'<g transform="{corner}">{drawn}</g>')


def _picture(ground: str, *parts: str) -> str:
    """The SVG of a picture."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>{"".join(parts)}</svg>'
    )


def _text(line: str, y: float, font_size: int, look: str) -> str:
    place = f'x="{MARGIN}" y="{y:g}" font-size="{font_size}px" font-family="sans-serif"'
    return f"<text {place} {look}>{written(line)}</text>"


def card_svg(heading: Heading, band: str) -> str:
    """A picture without a chart: the words alone, large, in white on the colour of the band."""
    titles, subtitles = _cut(heading.title, 30, 3), _cut(heading.subtitle, 66, 3)
    white = f'fill="{style.GROUND}"'
    places = [(line, 64, f'{white} font-weight="bold"', 80) for line in titles]
    places += [(line, 32, white, 46) for line in subtitles]
    top, texts = 149.0, []
    for line, font_size, look, step in places:
        texts.append(_text(line, top, font_size, look))
        top += step
    texts += [_text(line, HEIGHT - 42, 26, white) for line in heading.foot]
    return _picture(band, *texts)


def light_colours(accent: str) -> tuple[tuple[str, str], ...]:
    """What the accent of the portal, `#RRGGBB`, takes the place of in a picture."""
    return ((style.ACCENT, accent),)


def dark_colours(accent: str) -> tuple[tuple[str, str], ...]:
    """The colours of a picture for dark grounds, with the accent of the portal for these."""
    return (*_DARK.items(), (style.ACCENT, accent))


def _written(heading: Heading) -> Iterator[dict[str, Any]]:
    """Lines of text at fixed places, counted from the plot's corner."""
    lines = _cut(heading.title, 62, 2)
    for number, line in enumerate(lines):
        yield _line(line, MARGIN + 10 + number * 42, 34, style.TEXT, "bold")
    yield _line(heading.subtitle, MARGIN + 10 + len(lines) * 42, 21, style.QUIET, "normal")
    foot = [line for text in heading.foot for line in _cut(text, 112, 2)]
    for number, line in enumerate(foot):
        place = HEIGHT - 22 - (len(foot) - 1 - number) * 25
        yield _line(line, place, 18, style.QUIET, "normal")


def _line(text: str, top: float, font_size: int, colour: str, weight: str) -> dict[str, Any]:
    return {
        "data": {"values": [{"written": text}]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "fontSize": font_size,
            "fontWeight": weight,
            "color": colour,
        },
        "encoding": {
            "x": {"value": MARGIN - LEFT},
            "y": {"value": top - TOP},
            "text": {"field": "written", "type": "nominal"},
        },
    }


def _cut(text: str, characters: int, most: int) -> list[str]:
    return textwrap.wrap(text, characters, max_lines=most, placeholder=" …")
