"""Charts that a descriptor asks for (`portal.charts`), from the rows of its table.

What a chart cannot show one by one it sums up, and its subtitle says how; the table beside it
holds what is drawn.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import nsmallest
from itertools import islice

from builder.charts import style
from builder.charts.bars import Bar, bars_svg
from builder.charts.explored import Explored, ExploredPoint, ExploredSeries, explored_uri
from builder.charts.lines import (
    COLOURS,
    MOST_POINTS,
    Axes,
    Line,
    Spot,
    lines_svg,
    scale_of,
    summary,
    with_gaps,
)
from builder.charts.style import Size
from builder.charts.svg import chart
from builder.language.text import collation_key, number_text
from builder.model import Cell, ChartRequest, Field, Package, Table
from builder.pages.catalogue.chart_places import (
    are_years,
    day_of,
    decimal_or_none,
    place_of,
    ticks,
    usual_step,
    widest_step,
    with_breaks,
)
from builder.pages.figure import Figure
from builder.view import View

MOST_BARS = 15
"""Bars of a chart; what is over is said in its subtitle."""
MOST_SERIES = 200
"""Lines of a chart; what is over is said in its subtitle."""
MOST_TABLE_ROWS = 200
"""Rows of the table beside a chart; the files have all."""
MOST_EXPLORED = 5000
"""Values of a chart that a reader may explore: about 300 KB before it is pressed."""
ORDERED = ("integer", "year", "date", "datetime")
"""Types of fields whose bars stand in the order of their values, not of their length."""


def requested_figures(package: Package, view: View) -> tuple[Figure, ...]:
    """The charts of a package that asks for some."""
    figures = []
    for number, request in enumerate(package.charts):
        resource = package.resource(request.resource)
        if resource is not None and resource.table is not None:
            asked = _Asked(package, request, resource.table, view, f"chart-{package.id}-{number}")
            maker = asked.bars if request.mark == "bar" else asked.lines
            figures.append(maker())
    return tuple(figure for figure in figures if figure)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request with all that it is drawn from."""

    package: Package
    request: ChartRequest
    table: Table
    view: View
    identifier: str

    def field(self, name: str) -> Field:
        return self.table.schema.fields[self.table.schema.position(name)]

    def column(self, name: str) -> tuple[Cell, ...]:
        place = self.table.schema.position(name)
        return tuple(self.table.column(place))

    def title(self, name: str) -> str:
        return self.field(name).title[self.view.language]

    def name(self, cell: Cell, field: Field) -> str:
        """A category as readers know it; what is missing is said."""
        if cell is None:
            return self.view.words("chart.no_name")
        if field.categories or f"code.{field.name}.{cell}" in self.view.words:
            return self.view.category(str(cell), field)
        if isinstance(cell, int) and not isinstance(cell, bool) and are_years([cell]):
            return str(cell)
        return self.view.cell(cell, field)

    @property
    def measure(self) -> str:
        """What the y axis shows, with its unit."""
        if self.request.y is None:
            return self.view.words("chart.count")
        title, unit = self.title(self.request.y), self.request.unit
        return f"{title} ({unit[self.view.language]})" if unit else title

    def figure(
        self,
        draw: Callable[[Size], str],
        subtitle: Sequence[str],
        columns: tuple[str, ...],
        rows: Iterable[tuple[str, ...]],
        count: int,
    ) -> Figure:
        """The chart with the first of `count` rows in the table beside it."""
        title = self.request.title[self.view.language]
        parts = [part for part in subtitle if part]
        if count > MOST_TABLE_ROWS:
            shown = self.view.number(MOST_TABLE_ROWS)
            parts.append(self.view.words("chart.table_cut", shown=shown))
        return Figure(
            title=title,
            subtitle="; ".join(parts),
            chart=chart(draw(style.PAGE), title, self.identifier),
            phone=chart(draw(style.PHONE), title, f"{self.identifier}-narrow"),
            source=source_text(self.package, self.view),
            columns=columns,
            rows=tuple(islice(rows, MOST_TABLE_ROWS)),
        )

    def bars(self) -> Figure | None:
        """Bars that count rows, or show or sum values: the subtitle says which."""
        request, words = self.request, self.view.words
        names = [request.x, *([request.series] if request.series else [])]
        keys = list(zip(*(self.column(name) for name in names), strict=True))
        values = self.column(request.y) if request.y else (1,) * len(keys)
        amounts: dict[tuple[Cell, ...], Decimal | None] = {}
        for key, value in zip(keys, values, strict=True):
            amount = decimal_or_none(value)
            before = amounts.setdefault(key, None)
            if amount is not None:
                amounts[key] = amount if before is None else before + amount
        if not any(amount is not None for amount in amounts.values()):
            return None
        is_ordered = self.field(request.x).type in ORDERED
        ordered = sorted(amounts, key=_in_order) if is_ordered else _longest(amounts)
        shown = ordered[-MOST_BARS:] if is_ordered else ordered[:MOST_BARS]
        by = ", ".join(self.title(name).lower() for name in names)
        way = "count" if request.y is None else "show" if len(amounts) == len(keys) else "sum"
        cut = ""
        if len(shown) < len(amounts):
            cut = words(
                "chart.cut_last" if is_ordered else "chart.cut",
                shown=len(shown),
                count=len(amounts),
            )
        bars = [self._bar(key, amounts[key], names) for key in shown]
        return self.figure(
            lambda size: bars_svg(bars, size),
            (words(f"chart.way.{way}", measure=self.measure, field=by), cut),
            (*(self.title(name) for name in names), self.measure),
            ((*self._key(key, names), self._amount_text(amounts[key])) for key in ordered),
            len(amounts),
        )

    def _key(self, key: Sequence[Cell], names: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            self.name(cell, self.field(name)) for cell, name in zip(key, names, strict=True)
        )

    def _bar(self, key: Sequence[Cell], amount: Decimal | None, names: Sequence[str]) -> Bar:
        return Bar(
            name=", ".join(self._key(key, names)),
            amount=float(amount or 0),
            text=self._amount_text(amount),
        )

    def _amount_text(self, amount: Decimal | None) -> str:
        return self.view.words("value.missing") if amount is None else self.view.number(amount)

    def lines(self) -> Figure | None:
        """A line or a cloud of points for each series."""
        request = self.request
        found = self._found()
        if not found:
            return None
        is_time = self.field(request.x).type in ("date", "datetime")
        names = self._ordered_series(found)[:MOST_SERIES]
        drawn = [self._summed(found[name]) for name in names]
        years = are_years([spot.x for spots in drawn for spot in spots]) and not is_time
        is_summed = any(spot.low is not None for spots in drawn for spot in spots)
        if request.mark == "line":
            drawn = with_gaps(drawn, usual_step(drawn) if years else None)
        step = widest_step(drawn) if is_time and request.mark == "line" else None
        lines = [
            self._line(name, with_breaks(spots, step), is_summed)
            for name, spots in zip(names, drawn, strict=True)
        ]
        axes = Axes(
            x=list(ticks(drawn, is_time=is_time, years=years, language=self.view.language)),
            y=self._up(drawn),
        )
        place_text = self._place_text(is_time, years)
        figure = self.figure(
            lambda size: lines_svg(lines, axes, mark=request.mark, size=size),
            self._told(axes, len(found), is_summed),
            (
                *((self.title(request.series),) if request.series else ()),
                self.title(request.x),
                self.measure,
            ),
            (
                (
                    *((line.name,) if request.series else ()),
                    place_text(spot.x),
                    self._spot_text(spot),
                )
                for line, spots in zip(lines, drawn, strict=True)
                for spot in spots
            ),
            sum(len(spots) for spots in drawn),
        )
        axis = "days" if is_time else "years" if years else "numbers"
        return replace(figure, explored=self._explored(figure, lines, axis, place_text))

    def _explored(
        self, figure: Figure, lines: Sequence[Line], axis: str, place_text: Callable[[float], str]
    ) -> Explored | None:
        """The same for readers to explore; None where it is more than a page should send."""
        words, request = self.view.words, self.request
        assert request.y is not None, "checks.charts asks for it"
        if sum(len(line.spots) for line in lines) > MOST_EXPLORED:
            return None
        name = f"{self.package.id}-{self.identifier.rpartition('-')[2]}"
        return Explored(
            id=name,
            uri=explored_uri(f"datasets/{name}", self.view.language),
            name=figure.title,
            title=figure.title,
            subtitle=figure.subtitle,
            foot=tuple(text for text in (figure.source, self._address()) if text),
            columns=(
                words("chart"),
                self.title(request.x),
                self.title(request.series) if request.series else "",
                self.measure,
                words("explore.number"),
            ),
            axis=axis,
            scale="free",
            suffix="",
            series=tuple(
                _explored_series(number, line, request.mark) for number, line in enumerate(lines)
            ),
            points=tuple(
                ExploredPoint(
                    series=str(number),
                    x=spot.x,
                    y=spot.y,
                    place=place_text(spot.x),
                    text=self._spot_text(spot),
                )
                for number, line in enumerate(lines)
                for spot in line.spots
            ),
        )

    def _address(self) -> str:
        """Where the picture of a view is from."""
        settings, language = self.view.portal.settings, self.view.language
        page = settings.base_url + self.view.uri("datasets", self.package.id)
        return f"{settings.short_name[language]} · {page}"

    def _found(self) -> dict[Cell, list[Spot]]:
        """The spots of each series that has a value, in the order of the rows."""
        request = self.request
        assert request.y is not None, "checks.charts asks for it"
        series = self.column(request.series) if request.series else (None,) * len(self.table.rows)
        found: dict[Cell, list[Spot]] = {}
        columns = zip(series, self.column(request.x), self.column(request.y), strict=True)
        for name, x, y in columns:
            place, value = place_of(x), decimal_or_none(y)
            if place is not None:
                spot = Spot(x=place, y=None if value is None else float(value))
                found.setdefault(name, []).append(spot)
        return {
            name: spots
            for name, spots in found.items()
            if any(spot.y is not None for spot in spots)
        }

    def _up(self, drawn: Sequence[Sequence[Spot]]) -> list[tuple[float, str]]:
        """Labels of the value axis."""
        low, high, step = scale_of(
            value
            for spots in drawn
            for spot in spots
            for value in (spot.y, spot.low, spot.high)
            if value is not None
        )
        values = [low + number * step for number in range(round((high - low) / step) + 1)]
        return [(value, self._number(value)) for value in values]

    def _told(self, axes: Axes, count: int, is_summed: bool) -> tuple[str, ...]:
        """What the subtitle says of the chart."""
        words, field = self.view.words, self.title(self.request.x).lower()
        has_zero = axes.y[0][0] <= 0 <= axes.y[-1][0]
        return (
            words("chart.way.show", measure=self.measure, field=field),
            words("chart.summed") if is_summed else "",
            "" if has_zero else words("chart.not_from_zero"),
            words("chart.named_series", shown=len(COLOURS), count=min(count, MOST_SERIES))
            if count > len(COLOURS)
            else "",
            words("chart.cut_series", shown=MOST_SERIES, count=count)
            if count > MOST_SERIES
            else "",
        )

    def _summed(self, spots: Sequence[Spot]) -> list[Spot]:
        """Each row as it is where they are few points, else what a picture can show."""
        if self.request.mark == "point" and len(spots) <= MOST_POINTS:
            return sorted(spots, key=lambda spot: spot.x)
        return list(summary(spots))

    def _ordered_series(self, found: dict[Cell, list[Spot]]) -> list[Cell]:
        """The series whose last value is highest first: those are named."""

        def last(name: Cell) -> float:
            present = [spot for spot in found[name] if spot.y is not None]
            return max(present, key=lambda spot: spot.x).y or 0.0

        return sorted(found, key=lambda name: (-last(name), str(name)))

    def _line(self, name: Cell, spots: Sequence[Spot], is_summed: bool) -> Line:
        field = self.field(self.request.series) if self.request.series else None
        last = next(spot.y for spot in reversed(spots) if spot.y is not None)
        return Line(
            name=self.name(name, field) if field else "",
            spots=tuple(spots),
            last="" if is_summed else self._number(last),
        )

    def _number(self, value: float) -> str:
        return number_text(Decimal(f"{value:.6g}") + 0, self.view.language)

    def _spot_text(self, spot: Spot) -> str:
        if spot.y is None:
            return self.view.words("value.missing")
        if spot.low is None or spot.high is None:
            return self._number(spot.y)
        low, high = self._number(spot.low), self._number(spot.high)
        return f"{self._number(spot.y)} ({low}–{high})"

    def _place_text(self, is_time: bool, years: bool) -> Callable[[float], str]:
        if is_time:
            return lambda x: self.view.date(day_of(x))
        return (lambda x: str(round(x))) if years else self._number


def _explored_series(number: int, line: Line, mark: str) -> ExploredSeries:
    colour = COLOURS[number] if number < len(COLOURS) else style.PLAN
    joined = str(number) if mark == "line" else None
    return ExploredSeries(id=str(number), name=line.name, colour=colour, fill=colour, line=joined)


def source_text(package: Package, view: View) -> str:
    """The documents, else the places that the descriptor names; empty where there are none."""
    named = [view.document(source).text for source in package.sources]
    named = named or [title for title, _ in package.source_notes]
    return view.words("chart.source", documents="; ".join(named)) if named else ""


def _longest(amounts: Mapping[tuple[Cell, ...], Decimal | None]) -> list[tuple[Cell, ...]]:
    """What a table beside a chart holds: the longest first, what is missing last."""
    sizes = {
        names: Decimal("Infinity") if amount is None else -amount
        for names, amount in amounts.items()
    }
    last = nsmallest(MOST_TABLE_ROWS, sizes.values())[-1]
    found = (names for names, size in sizes.items() if size <= last)

    def key(names: tuple[Cell, ...]) -> tuple[Decimal, list[object]]:
        return sizes[names], [collation_key(str(name)) for name in names]

    return sorted(found, key=key)[:MOST_TABLE_ROWS]


def _in_order(key: tuple[Cell, ...]) -> tuple[tuple[bool, float], list[str]]:
    """By the first cell's value; rows without one come first, where the cut leaves them out."""
    place = place_of(key[0])
    return (place is not None, place or 0.0), [str(cell) for cell in key[1:]]
