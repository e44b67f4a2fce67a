"""A chart as a picture of its own: the inlined chart with title, unit and source written in it."""

import json
import textwrap
from collections.abc import Mapping
from typing import Any

from builder.charts import style

LINE_CHARACTERS = 52
"""Characters of a title's line at the width of a plot."""


def picture_spec(spec: Mapping[str, Any], title: str, subtitle: str, source: str) -> str:
    """Specification of the picture as JSON: on white, readable without its page."""
    small = [subtitle, *textwrap.wrap(source, LINE_CHARACTERS + 8)]
    heading = {
        "text": textwrap.wrap(title, LINE_CHARACTERS),
        "subtitle": small,
        "anchor": "start",
        "frame": "group",
        "color": style.TEXT,
        "subtitleColor": style.QUIET,
        "fontSize": style.FONT_SIZE + 1,
        "subtitleFontSize": style.FONT_SIZE - 1,
        "offset": 16,
    }
    config = {**spec["config"], "background": style.GROUND}
    return json.dumps(
        {**spec, "title": heading, "padding": 14, "config": config}, ensure_ascii=False
    )
