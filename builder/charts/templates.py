"""The chart of an indicator without its data, as Vega-Lite specifications: drafted once, read by
every build."""

import json
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

from builder.charts.style import PAGE, PHONE, PICTURE, Size

Template: TypeAlias = dict[str, Any]
"""A specification whose data have names and no values."""

SIZES = (PAGE, PHONE, PICTURE)
"""Sizes that the chart is drawn in."""

FILE = "templates.json"


def template(size: Size) -> Template:
    """The chart in one of `SIZES`; it is shared: what is put into it goes into a copy."""
    return _templates()[template_key(size)]


def template_key(size: Size) -> str:
    """The name of a template in the file."""
    return f"{size.width}x{size.height}"


@cache
def _templates() -> dict[str, Template]:
    content = resources.files("builder.charts").joinpath(FILE).read_text("utf-8")
    return dict(json.loads(content))
