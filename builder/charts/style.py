"""How charts look: tokens of the light scheme, which the site's style sheet maps to the dark one.

A chart uses no colour but these, so that one inlined SVG serves both schemes.
"""

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

WIDTH = 330
"""Width of the plot in px: at 390 px of screen its 13 px labels stay above 10 px."""
HEIGHT = 230
FONT_SIZE = 13


def specification(chart: Any) -> dict[str, Any]:
    """The Vega-Lite specification of an Altair chart, with the configuration of every chart.

    Not validated again: Altair checked each part when it was made, and it costs half the time.
    """
    return {**chart.to_dict(validate=False), "config": _config()}


def _config() -> dict[str, Any]:
    axis = {
        "labelColor": QUIET,
        "titleColor": QUIET,
        "domainColor": PLAN,
        "tickColor": PLAN,
        "gridColor": GRID,
        "labelFontSize": FONT_SIZE,
        "titleFontSize": FONT_SIZE,
        "titleFontWeight": "normal",
        "labelLimit": 220,
    }
    return {
        "aria": False,
        "background": "transparent",
        "font": "sans-serif",
        "axis": axis,
        "view": {"stroke": None},
        "text": {"fontSize": FONT_SIZE, "color": TEXT},
    }
