"""How charts look: tokens of the light scheme, which the site's style sheet maps to the dark one.

A chart uses no colour but these, so that one inlined SVG serves both schemes.
"""

from dataclasses import dataclass
from typing import Any

ACCENT = "#0F6CA3"
TEXT = "#1B2733"
QUIET = "#4A5663"
PLAN = "#6B7785"
TARGET = "#5B3E96"
GROUND = "#FFFFFF"
GRID = "#D5DCE3"
GOOD = "#1B7F3B"
WARN = "#8F5400"
BAD = "#B3261E"
UNKNOWN = "#595959"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A drawing's plot and its font in px."""

    width: int
    height: int
    font_size: int


PAGE = Size(width=560, height=290, font_size=13)
"""Beside or below the finding."""
PHONE = Size(width=284, height=240, font_size=13)
"""A second drawing: at 390 px of screen its letters keep their 13 px."""
PICTURE = Size(width=1050, height=350, font_size=21)
"""In a picture of 1200 × 675 px."""


def specification(chart: Any, font_size: int = PAGE.font_size) -> dict[str, Any]:
    """The Vega-Lite specification of an Altair chart, with the configuration of every chart.

    Not validated again: Altair checked each part when it was made, and it costs half the time.
    """
    return {**chart.to_dict(validate=False), "config": configuration(font_size)}


def configuration(font_size: int) -> dict[str, Any]:
    """What every chart has in common."""
    axis = {
        "labelColor": QUIET,
        "titleColor": QUIET,
        "domainColor": PLAN,
        "tickColor": PLAN,
        "gridColor": GRID,
        "labelFontSize": font_size,
        "titleFontSize": font_size,
        "titleFontWeight": "normal",
        "labelLimit": 220,
    }
    return {
        "aria": False,
        "background": "transparent",
        "font": "sans-serif",
        "axis": axis,
        "view": {"stroke": None},
        "text": {"fontSize": font_size, "color": TEXT},
    }
