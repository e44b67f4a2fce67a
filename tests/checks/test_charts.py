"""Charts that a descriptor asks for: tables and fields that are there and that axes can show."""

from pathlib import Path
from typing import Any

import pytest

from builder.checks.charts import impossible_chart
from builder.packages.read import SourcePackage
from tests.folders import spoken

SOURCE = SourcePackage(id="rain", folder=Path("rain"), root=Path(), files={})
FIELDS = [
    *({"name": "station"}, {"name": "day", "type": "date"}, {"name": "mm", "type": "number"}),
    {"name": "level", "type": "string"},
]
TABLE = {"name": "rain", "path": "rain.csv", "schema": {"fields": FIELDS}}


def faults(mark: str, *resources: dict[str, Any], **request: str) -> list[tuple[str, str]]:
    """Property and what it can be, for each fault of one chart."""
    descriptor = {
        "resources": resources or (TABLE,),
        "portal": {"charts": [{"mark": mark, "resource": "rain", **request}]},
    }
    found = impossible_chart(descriptor, SOURCE)
    return [
        (str(problem.place.field).rpartition(".")[2], problem.details.get("expected", ""))
        for problem in spoken(found)
    ]


def test_a_package_without_charts_has_no_fault() -> None:
    assert not list(impossible_chart({"resources": [TABLE], "portal": {}}, SOURCE))


@pytest.mark.parametrize(
    ("mark", "axes"),
    [
        ("bar", {"x": "station"}),
        ("bar", {"x": "station", "y": "mm"}),
        ("line", {"x": "day", "y": "mm", "series": "station"}),
        ("point", {"x": "mm", "y": "mm"}),
    ],
)
def test_a_chart_that_can_be_drawn_has_no_fault(mark: str, axes: dict[str, str]) -> None:
    assert faults(mark, **axes) == []


def test_a_field_that_is_not_there_is_told_with_those_that_suit() -> None:
    assert faults("bar", x="Station", y="mm") == [("x", "station, day, mm, level")]
    assert faults("line", x="day", y="mm", series="year") == [("series", "station, day, mm, level")]


def test_an_amount_must_be_a_number() -> None:
    assert faults("bar", x="station", y="level") == [("y", "mm")]


def test_a_line_runs_along_days_or_numbers_and_has_an_amount() -> None:
    assert faults("line", x="station", y="mm") == [("x", "day, mm")]
    assert faults("point", x="day") == [("y", "")]


def test_a_table_that_is_not_there_is_told_with_those_that_are() -> None:
    other = {"name": "snow", "path": "snow.csv", "schema": {"fields": FIELDS}}
    file = {"name": "rain", "path": "rain.json"}
    assert faults("bar", other, file, x="station") == [("resource", "snow")]


def test_a_table_without_a_schema_is_told_elsewhere() -> None:
    assert faults("bar", {"name": "rain", "path": "rain.csv"}, x="station") == []
