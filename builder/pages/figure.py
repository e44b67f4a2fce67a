"""A chart as a page shows it: finding, SVG, the sentence, and the same data as a table."""

from dataclasses import dataclass

from builder.charts.svg import Chart


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
    picture: str | None = None
    """Specification of the chart as a file of its own; None where it is not offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A button for a file: its format, and its size where that is known."""

    name: str
    uri: str
    size: str
