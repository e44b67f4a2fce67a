"""Charts that a descriptor asks for: what they draw, what they say, and the table beside them."""

import dataclasses
import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

import pytest

from builder.charts.lines import BINS, scale_of
from builder.model import Cell, ChartRequest, Field, Kind, Package, Schema, Table
from builder.pages.catalogue.requested import (
    MOST_BARS,
    MOST_EXPLORED,
    MOST_SERIES,
    MOST_TABLE_ROWS,
    requested_figures,
)
from builder.pages.figure import Figure
from builder.view import View
from tests import tiny
from tests.charts.drawn import bold_of, parts_of, texts_of
from tests.folders import ROOT
from tests.register import package

TYPES = {"year": "year", "day": "date", "rate": "number", "place": "string", "age": "integer"}


def field(name: str) -> Field:
    title = tiny.text(f"Cột {name}", f"The {name}")
    return Field(name=name, type=TYPES[name], title=title, description=None)


def asked(
    rows: Sequence[tuple[Cell, ...]], names: str, mark: str, unit: str = "", **axes: str
) -> Package:
    """A package with one table and one chart of it."""
    fields = tuple(field(name) for name in names.split())
    request = ChartRequest(
        mark=mark,
        resource="rows",
        x=axes["x"],
        y=axes.get("y"),
        series=axes.get("series"),
        title=tiny.text("Phát hiện", "Finding"),
        unit=tiny.text(unit, unit) if unit else None,
    )
    found = package("p", Kind.OTHER, rows=Table(schema=Schema(fields=fields), rows=tuple(rows)))
    return dataclasses.replace(found, charts=(request,))


def figure(package: Package, language: str = "en") -> Figure:
    (found,) = requested_figures(package, View(portal=tiny.PORTAL, language=language))
    return found


def spots(figure: Figure) -> list[tuple[int, float, float | None]]:
    """Series, place and value of what the lines of a chart are drawn from."""
    assert figure.explored is not None
    return [(int(point.series), point.x, point.y) for point in figure.explored.points]


def gaps(figure: Figure) -> list[tuple[int, float]]:
    """Where lines are broken: series and place."""
    return [(series, x) for series, x, y in spots(figure) if y is None]


def number(text: str) -> Decimal:
    return Decimal(text)


# Missing values


def test_a_missing_value_breaks_the_line_and_is_said_in_the_table() -> None:
    rows = [(2020, number("1")), (2021, None), (2022, number("3")), (2023, number("4"))]
    found = figure(asked(rows, "year rate", "line", x="year", y="rate"))
    assert [y for _, _, y in spots(found)] == [1.0, None, 3.0, 4.0]
    assert found.rows[1] == ("2021", "no figure yet")
    (way,) = parts_of(found.chart.source, "path")
    assert way["d"].count("M") == 1, "one value alone is a dot"
    assert len(parts_of(found.chart.source, "circle")) == 3


def test_a_year_without_a_row_breaks_the_line_too() -> None:
    rows = [(2018, number("1")), (2019, number("2")), (2020, number("2")), (2022, number("3"))]
    found = figure(asked(rows, "year rate", "line", x="year", y="rate"))
    assert gaps(found) == [(0, 2021)]


def days(*numbers: int) -> list[tuple[Cell, ...]]:
    """Rows of days, counted from one."""
    start = datetime.date(2024, 1, 1)
    return [(start + datetime.timedelta(days=count), number("1.5")) for count in numbers]


def months(*numbers: int) -> list[tuple[Cell, ...]]:
    return [(datetime.date(2020 + count // 12, count % 12 + 1, 1), 2) for count in numbers]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (days(*range(10), *range(13, 20)), 1),
        (days(*range(10), 11, *range(13, 20)), 2),
        (days(*(day for day in range(60) if day % 7 < 5)), 0),
        (days(*(day for day in range(60) if day % 7 < 5 and not 20 <= day < 34)), 1),
        (months(*range(30)), 0),
        (months(*range(10), *range(11, 30)), 1),
        (months(0, 1, 2, 4), 1),
        (months(*range(0, 40, 3)), 0),
        (days(0, 4, 30, 31, 90, 200, 201, 420, 900), 0),
        (days(0, 50), 0),
        (days(0), 0),
    ],
)
def test_a_day_that_is_left_out_of_a_dense_series_breaks_the_line(
    rows: list[tuple[Cell, ...]], count: int
) -> None:
    found = figure(asked(rows, "day rate", "line", x="day", y="rate"))
    assert len(gaps(found)) == count
    assert len(found.rows) == len(rows), "the table names no day that the data do not"


def test_days_left_out_of_a_summary_break_the_line_too() -> None:
    rows = days(*range(2000), *range(2300, 4000))
    found = figure(asked(rows, "day rate", "line", x="day", y="rate"))
    assert gaps(found)
    (way,) = parts_of(found.chart.source, "path")
    assert way["d"].count("M") == 1 + len(gaps(found))


def test_a_year_that_only_another_series_has_breaks_the_line() -> None:
    rows = [("a", 2020, 1), ("a", 2022, 3), ("b", 2020, 1), ("b", 2021, 2), ("b", 2022, 2)]
    found = figure(asked(rows, "place year age", "line", x="year", y="age", series="place"))
    assert gaps(found) == [(0, 2021)]


def test_a_bar_without_a_value_is_not_zero() -> None:
    rows = [("a", number("2")), ("b", None), (None, number("1"))]
    found = figure(asked(rows, "place rate", "bar", x="place", y="rate"))
    assert found.rows == (("a", "2"), ("(not given)", "1"), ("b", "no figure yet"))


# What bars say


def test_bars_say_whether_they_count_show_or_sum() -> None:
    rows = [("a", number("2")), ("b", number("3"))]
    shown = figure(asked(rows, "place rate", "bar", "mm", x="place", y="rate"))
    assert shown.subtitle == "The rate (mm), by the place"
    assert shown.columns == ("The place", "The rate (mm)")
    summed = figure(asked([*rows, *rows], "place rate", "bar", x="place", y="rate"))
    assert summed.subtitle == "The rate: sum of the rows with the same the place"
    assert summed.rows == (("b", "6"), ("a", "4"))
    counted = figure(asked([*rows, *rows], "place rate", "bar", x="place"))
    assert counted.subtitle == "Number of rows, by the place"


def test_bars_of_years_stand_in_their_order_and_keep_the_newest() -> None:
    rows = [(year, year % 7) for year in range(1990, 2020)]
    found = figure(asked(rows, "year age", "bar", x="year", y="age"), "vi")
    years = [text for text in texts_of(found.chart.source) if len(text) == 4]
    assert years == [str(year) for year in range(2020 - MOST_BARS, 2020)]
    assert f"{MOST_BARS} mục cuối trong 30" in found.subtitle


def test_a_number_below_zero_stands_beside_its_bar() -> None:
    rows = [("a", number("-2.5")), ("b", number("3"))]
    found = figure(asked(rows, "place rate", "bar", x="place", y="rate"), "vi")
    assert texts_of(found.chart.source) == ["3", "b", "-2,5", "a"]
    above, below = parts_of(found.chart.source, "rect")
    assert above["x"] == below["width"], "one begins at zero, the other ends there"
    assert below["x"] == "0"
    _, number_below = bold_of(found.chart.source)
    assert float(number_below["x"]) > float(below["width"])


# Lines


def test_series_are_named_at_the_end_of_their_lines_with_the_reader_s_numbers() -> None:
    rows = [("a", 2020, number("1.5")), ("b", 2020, number("9")), ("b", 2021, number("1234.5"))]
    found = figure(asked(rows, "place year rate", "line", x="year", y="rate", series="place"), "vi")
    assert texts_of(found.chart.source)[-2:] == ["b 1.234,5", "a 1,5"]
    first, second = bold_of(found.chart.source)
    assert float(second["y"]) - float(first["y"]) > 10


def test_years_carry_no_mark_and_months_are_the_reader_s() -> None:
    rows = [(datetime.date(2024, month, 1), number("1")) for month in range(1, 9)]
    found = figure(asked(rows, "day rate", "line", x="day", y="rate"), "vi")
    assert "1/2024" in texts_of(found.chart.source)
    assert figure(asked(rows, "day rate", "line", x="day", y="rate")).rows[0][0] == "1 January 2024"
    years = figure(asked([(2020, 1), (2021, 2)], "year age", "line", x="year", y="age"))
    assert {"2020", "2021"} <= set(texts_of(years.chart.source))


@pytest.mark.parametrize("mark", ["line", "point"])
def test_any_number_of_rows_is_drawn_from_a_summary_that_says_so(mark: str) -> None:
    rows = [(place, number(str(place % 97))) for place in range(20_000)]
    found = figure(asked(rows, "age rate", mark, x="age", y="rate"))
    assert len(spots(found)) == BINS
    assert "drawn from a summary" in found.subtitle
    assert len(found.rows) == BINS


def test_several_rows_of_one_year_are_one_spot_with_its_range() -> None:
    rows = [(2020, 1), (2020, 5), (2020, 2), (2021, 4)]
    found = figure(asked(rows, "year age", "line", x="year", y="age"))
    assert found.rows == (("2020", "2 (1–5)"), ("2021", "4"))


def test_of_many_series_some_are_named_and_it_is_said() -> None:
    rows = [(f"p{place}", year, place) for place in range(40) for year in (2020, 2021)]
    found = figure(asked(rows, "place year age", "line", x="year", y="age", series="place"))
    assert "names on the 6 highest (of 40)" in found.subtitle
    assert len(bold_of(found.chart.source)) == 6


def test_a_long_table_is_cut_beside_the_chart_and_it_is_said() -> None:
    rows = [(2000 + place / 1000, 1) for place in range(500)]
    found = figure(asked(rows, "rate age", "line", x="rate", y="age"))
    assert len(found.rows) == MOST_TABLE_ROWS
    assert "the first 200 rows" in found.subtitle


def test_where_no_source_is_known_none_is_named() -> None:
    found = dataclasses.replace(
        asked([(2020, 1)], "year age", "bar", x="year"), sources=(), source_notes=()
    )
    assert figure(found).source == ""


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([1, 9], (0, 10, 2.5)),
        ([950, 1000], (940, 1000, 20)),
        ([-5, 5], (-5, 5, 2.5)),
        ([0, 0], (-0.5, 0.5, 0.25)),
        ([-10, -9], (-10, -9, 0.25)),
    ],
)
def test_an_axis_starts_at_zero_unless_that_hides_everything(
    values: list[float], scale: tuple[float, float, float]
) -> None:
    assert scale_of(values) == pytest.approx(scale)


def test_the_style_sheet_knows_every_colour_of_lines_and_points() -> None:
    rows = [(f"p{place}", year, place) for place in range(9) for year in (2020, 2020, 2021)]
    sheet = (ROOT / "site_src" / "assets" / "portal.css").read_text("utf-8")
    for mark in ("line", "point"):
        found = figure(asked(rows, "place year age", mark, x="year", y="age", series="place"))
        used = set(re.findall(r'((?:fill|stroke)="(?:#|rgb|black)[^"]*")', found.chart.source))
        assert used
        assert {pair for pair in used if f".chart [{pair}]" not in sheet} == set()


# Exploring


def test_lines_are_explored_from_what_the_table_says() -> None:
    rows = [("a", 2020, 1), ("a", 2022, 3), ("b", 2020, 1), ("b", 2021, 2), ("b", 2022, 2)]
    found = figure(asked(rows, "place year age", "line", x="year", y="age", series="place"))
    explored = found.explored
    assert explored is not None
    names = {series.id: series.name for series in explored.series}
    told = [(names[point.series], point.place, point.text) for point in explored.points]
    assert told == list(found.rows)
    assert [point.y for point in explored.points if point.place == "2021"] == [None, 2.0]
    assert explored.axis == "years"
    assert all(series.line == series.id for series in explored.series)


def test_a_cloud_of_points_is_joined_by_no_line() -> None:
    rows = [(number("1"), number("2")), (number("3"), number("1"))]
    found = figure(asked(rows, "rate rate", "point", x="rate", y="rate"))
    assert found.explored is not None
    assert [series.line for series in found.explored.series] == [None]
    assert found.explored.axis == "numbers"


def test_more_values_than_a_page_should_send_are_not_explored() -> None:
    rows = [
        (str(place), 1000 + year, place)
        for place in range(MOST_EXPLORED // 500 + 1)
        for year in range(500)
    ]
    found = figure(asked(rows, "place year age", "line", x="year", y="age", series="place"))
    assert found.explored is None


def test_of_very_many_series_the_highest_are_drawn_and_it_is_said() -> None:
    rows = [(str(name), year, number(str(name))) for name in range(1000) for year in (2020, 2021)]
    found = figure(asked(rows, "place year rate", "line", x="year", y="rate", series="place"))
    assert len({series for series, _, _ in spots(found)}) == MOST_SERIES
    assert found.rows[0][0] == "999"
    assert "those with the highest last value, 200 of 1,000" in found.subtitle
    assert len(found.rows) == MOST_TABLE_ROWS


def test_of_very_many_bars_the_longest_are_drawn_in_the_order_of_all() -> None:
    rows = [(f"n{name}", number(str(name % 500))) for name in range(2000)]
    found = figure(asked(rows, "place rate", "bar", x="place", y="rate"))
    assert [row[0] for row in found.rows[:5]] == ["n1499", "n1999", "n499", "n999", "n1498"]
    assert "The 15 largest of 2,000" in found.subtitle
    assert len(found.rows) == MOST_TABLE_ROWS
