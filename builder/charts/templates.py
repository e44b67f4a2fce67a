"""Charts without their data, as Vega-Lite specifications: drafted once, read by every build."""

import json
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

from builder.charts.style import PAGE, PHONE, PICTURE, Size

Template: TypeAlias = dict[str, Any]
"""A specification whose data have names and no values."""

SIZES = (PAGE, PHONE, PICTURE)
"""Sizes that charts are drawn in."""

MARKS = ("line", "point")
"""Marks of lines."""

FILE = "templates.json"


def template(kind: str, size: Size) -> Template:
    """The chart of a kind (bars, dumbbells, indicator, lines-line, lines-point) in one of `SIZES`.

    It is shared: what is put into it goes into a copy.
    """
    return _templates()[template_key(kind, size)]


def template_key(kind: str, size: Size) -> str:
    """The name of a template in the file."""
    return f"{kind} {size.width}x{size.height}"


@cache
def _templates() -> dict[str, Template]:
    content = resources.files("builder.charts").joinpath(FILE).read_text("utf-8")
    return dict(json.loads(content))
