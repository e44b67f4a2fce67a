"""A chart as a page shows it: finding, SVG, the sentence, and the same data as a table."""

from dataclasses import dataclass

from builder.charts.explored import Explored
from builder.charts.svg import Chart
from builder.view import View


def social_uri(language: str) -> str:
    """Uri of the picture of pages that have none of their own."""
    return f"charts/portal/{language}.png"


def thumbnail_uri(package_id: str, language: str, ending: str) -> str:
    """Uri of the chart of a dataset as a file; `ending` is the format, with `dark.` before it."""
    return f"charts/datasets/{package_id}.{language}.{ending}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart with its text alternative."""

    title: str
    """The finding."""
    subtitle: str
    """Unit and period."""
    chart: Chart
    source: str
    """The foot: where the data are from."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The same data as a table."""
    phone: Chart | None = None
    """The same chart drawn for a narrow screen; None where one drawing serves all."""
    picture: str | None = None
    """Specification of the chart as a file of its own; None where it is not offered."""
    explored: Explored | None = None
    """What a browser draws it anew from; None where there is nothing to choose."""

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every drawing that the page holds."""
        return (self.chart, self.phone) if self.phone else (self.chart,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A button for a file: its format, and its size where that is known."""

    name: str
    uri: str
    size: str
    id: str = ""
    """By what its IRI as a distribution names it on the page; empty for any other file."""


def picture_foot(uri: str, licence: str | None, view: View) -> str:
    """The last line of a picture: whose it is, where it stands, under which licence."""
    settings = view.portal.settings
    parts = [settings.short_name[view.language], settings.base_url + uri]
    if licence:
        parts.append(view.words("chart.licence", licence=licence))
    return " · ".join(parts)
