"""What a browser draws a chart anew from when a reader explores it: values with their texts.

The texts are finished in the reader's language; the browser chooses, scales and places.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from builder.charts.library import library_uri
from builder.language.text import fact
from builder.packages.json_text import compact_json


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploredSeries:
    """Values that are shown or hidden together."""

    id: str
    name: str
    colour: str
    fill: str
    shape: str = "circle"
    line: str | None = None
    """Series with the same name here are joined by one line; None: their points stand alone."""
    dash: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploredPoint:
    """One value at its place."""

    series: str
    x: float
    y: float | None
    """None where a value is missing: the line breaks there."""
    place: str
    """Where on the x axis, such as «quý I/2024»."""
    text: str
    """The value as the reader writes it, with operator and unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploredNote:
    """A place of the x axis with a text."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploredPath:
    """The path that values are held against."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explored:
    """A chart to be explored."""

    id: str
    """Unique among the charts that may be laid over each other."""
    uri: str
    """Its file."""
    name: str
    """What is measured, in short."""
    title: str
    """The finding."""
    subtitle: str
    foot: tuple[str, ...]
    """Source; then address and licence."""
    columns: tuple[str, str, str, str, str]
    """Heads of the table: chart, place, series, value as text, value as number."""
    axis: str
    """What the x axis holds: periods (their end, in years), years, days or numbers."""
    scale: str
    """share (from 0 to 100 or less), rank (1 at the top) or amount."""
    suffix: str
    """What follows each number of the y axis."""
    series: tuple[ExploredSeries, ...]
    points: tuple[ExploredPoint, ...]
    path: ExploredPath | None = None
    today: ExploredNote | None = None
    gap: ExploredNote | None = None
    """Since when there are no figures, until today."""
    unit: str | None = None
    """What its values are in; charts of the same unit may be laid over each other."""
    others: str | None = None
    """Uri of the list of charts by unit; None where this one stands alone."""
    embed: str | None = None
    """Address of the page that other sites show; None where there is none."""


def explored_uri(identifier: str, language: str) -> str:
    """Uri of the file of a chart."""
    return f"charts/{identifier}.{language}.json"


def comparable_uri(language: str) -> str:
    """Uri of the list of charts that may be laid over each other, by unit."""
    return f"charts/comparable/{language}.json"


def explored_json(explored: Explored, language: str) -> bytes:
    """The file of a chart, with how the language writes numbers and days."""
    return compact_json({**asdict(explored), "library": library_uri(), "locale": _locale(language)})


def _locale(language: str) -> dict[str, Any]:
    """The definitions that Vega takes: https://vega.github.io/vega/docs/api/locale/."""
    locale = Locale.parse(fact(language, "locale"))

    def names(found: Any, order: Sequence[int]) -> list[str]:
        return [str(found[number]) for number in order]

    week, year = (6, 0, 1, 2, 3, 4, 5), range(1, 13)
    days, months = locale.days["format"], locale.months["format"]
    return {
        "number": {
            "decimal": get_decimal_symbol(locale),
            "thousands": get_group_symbol(locale),
            "grouping": [3],
            "currency": ["", ""],
        },
        "time": {
            "dateTime": "%x %X",
            "date": "%-d/%-m/%Y",
            "time": "%H:%M:%S",
            "periods": ["AM", "PM"],
            "days": names(days["wide"], week),
            "shortDays": names(days["abbreviated"], week),
            "months": names(months["wide"], year),
            "shortMonths": names(months["abbreviated"], year),
        },
    }
