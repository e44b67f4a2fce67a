"""Real packages: those of this portal, and ordinary tables that know nothing of a portal."""

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from vega_datasets import data

from builder.build import build
from builder.cli import EXIT_PROBLEMS, main
from builder.problem import Place, Severity
from tests.folders import FROZEN, PORTAL, contents, edited, found_problems, write_portal

PACKAGES = sorted(path.name for path in (PORTAL / "datasets").iterdir() if path.is_dir())

BREAKABLE = [
    ("documents", "data/documents.csv", "issued", "31/12/2025"),
    ("indicators-749-2022", "data/observations.csv", "value", "1.234,5"),
    ("organisations", "data/organisations.csv", "kind", "Bộ"),
    ("topics", "data/topics.csv", "topic_id", "Y tế"),
]
"""Package, file, field, and what shall stand in the last row."""

WEATHER: list[dict[str, Any]] = [
    {"name": "date", "type": "date", "format": "%Y/%m/%d"},
    *({"name": "precipitation", "type": "number"}, {"name": "temp_max", "type": "number"}),
    *({"name": "temp_min", "type": "number"}, {"name": "wind", "type": "number"}),
    {"name": "weather", "type": "string", "categories": ["drizzle", "rain", "sun", "snow", "fog"]},
]
ELECTRICITY: list[dict[str, Any]] = [
    *({"name": "year", "type": "date"}, {"name": "source", "type": "string"}),
    {"name": "net_generation", "type": "integer"},
]


def chart(mark: str, resource: str, title: str, **axes: str) -> dict[str, Any]:
    return {"mark": mark, "resource": resource, "title": {"vi": title, "en": title}, **axes}


ORDINARY: dict[str, tuple[Path, list[dict[str, Any]] | None, list[dict[str, Any]]]] = {
    "seattle-weather": (
        Path(data.seattle_weather.filepath),
        WEATHER,
        [
            chart("bar", "seattle-weather", "Days of each weather", x="weather"),
            chart("point", "seattle-weather", "Warmest hour", x="date", y="temp_max"),
        ],
    ),
    "iowa-electricity": (
        Path(data.iowa_electricity.filepath),
        ELECTRICITY,
        [chart("line", "iowa-electricity", "Power", x="year", y="net_generation", series="source")],
    ),
    "cars": (Path(data.cars.filepath), None, []),
}
"""File, fields (None: it is no table) and charts of ordinary packages."""


def write_ordinary_package(folder: Path, name: str) -> None:
    """A package of one file with a plain descriptor, as a newcomer would write it."""
    file, fields, charts = ORDINARY[name]
    resource: dict[str, Any] = {
        "name": name,
        "path": file.name,
        "title": f"Bảng {name}",
        "format": file.suffix.removeprefix("."),
        "encoding": "utf-8",
        "portal": {"title": {"en": f"Table {name}"}},
    }
    if fields:
        resource |= {"type": "table", "dialect": {"delimiter": ","}, "schema": {"fields": fields}}
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": f"Dữ liệu {name}",
        "description": "Một bảng bình thường của bên thứ ba, không biết gì về cổng dữ liệu này.",
        "version": "1.0.0",
        "created": "2024-05-01T00:00:00Z",
        "keywords": ["thử"],
        "licenses": [{"name": "BSD-3-Clause"}],
        "resources": [resource],
        "portal": {
            "kind": "other",
            "title": {"en": f"Data {name}"},
            "description": {"en": "An ordinary table of a third party."},
            "keywords": {"en": ["test"]},
            "publisher": "maintainers",
            "topics": ["moi-truong"],
            "frequency": "NEVER",
            "spatial": "USA",
            "issued": "2024-05-01",
            "modified": "2024-05-01",
            "charts": charts,
        },
    }
    folder.mkdir()
    shutil.copy(file, folder)
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    (folder / "README.vi.md").write_text("Bảng để thử.\n", "utf-8")
    (folder / "README.en.md").write_text("A table to test with.\n", "utf-8")


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The valid portal with the ordinary packages, and its site."""
    root = write_portal(tmp_path_factory.mktemp("ordinary") / "portal")
    for name in ORDINARY:
        write_ordinary_package(root / "datasets" / name, name)
    build(root, root / "site")
    return root


def broken_cell(path: Path, field: str, value: str) -> Place:
    """Put a value into a field of the last row of a table; where that is."""
    header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
    column = header.index(field)
    rows[-1][column] = value
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *rows])
    return Place(file="", row=len(rows) + 1, column=column + 1)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_is_valid_for_every_other_tool(name: str) -> None:
    report = Package(str(PORTAL / "datasets" / name / "datapackage.json")).validate()
    assert report.flatten(["type", "note"]) == []
    assert report.valid


def test_the_packages_of_this_portal_have_no_error() -> None:
    problems = found_problems(PORTAL)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("name", "file", "field", "value"), BREAKABLE)
def test_a_broken_cell_is_found_and_the_site_stays(
    name: str, file: str, field: str, value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(FROZEN, tmp_path, dirs_exist_ok=True)
    (tmp_path / "site").mkdir()
    yesterday = {"index.html": b"yesterday", "catalog.jsonld": b"{}"}
    for uri, content in yesterday.items():
        (tmp_path / "site" / uri).write_bytes(content)
    place = broken_cell(tmp_path / "datasets" / name / file, field, value)

    assert main(["build", "--root", str(tmp_path), "--format", "json"]) == EXIT_PROBLEMS
    problem, *_ = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["file"], problem["row"], problem["cell"], problem["value"]) == (
        *(f"datasets/{name}/{file}", place.row, place.cell),
        value,
    )
    assert contents(tmp_path / "site") == yesterday


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_package_is_valid_for_every_other_tool(name: str, ordinary: Path) -> None:
    report = Package(str(ordinary / "datasets" / name / "datapackage.json")).validate()
    assert report.flatten(["type", "note"]) == []


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_package_has_a_page_in_each_language(name: str, ordinary: Path) -> None:
    for path, title in (("du-lieu", f"Dữ liệu {name}"), ("en/datasets", f"Data {name}")):
        page = (ordinary / "site" / path / name / "index.html").read_text("utf-8")
        assert f"<title>{title} ·" in page


@pytest.mark.parametrize(
    ("name", "title"),
    [(name, chart["title"]["en"]) for name, (*_, charts) in ORDINARY.items() for chart in charts],
)
def test_a_chart_that_is_asked_for_appears(name: str, title: str, ordinary: Path) -> None:
    page = (ordinary / "site/en/datasets" / name / "index.html").read_text("utf-8")
    _, _, figure = page.partition(f">{title}</title>")
    assert re.search("<(path|rect|circle) ", figure.partition("</svg>")[0])


def test_a_package_that_asks_for_no_chart_has_none(ordinary: Path) -> None:
    assert '<svg class="chart"' not in (ordinary / "site/du-lieu/cars/index.html").read_text(
        "utf-8"
    )


def test_a_table_is_offered_as_json_with_dates_and_numbers(ordinary: Path) -> None:
    rows = json.loads((ordinary / "site/data/seattle-weather/seattle-weather.json").read_bytes())
    assert len(rows) == 1461
    assert (rows[0]["date"], rows[0]["temp_max"]) == ("2012-01-01", 12.8)


def test_a_file_that_is_no_table_is_offered_as_it_is(ordinary: Path) -> None:
    published = ordinary / "site/data/cars/cars.json"
    assert published.read_bytes() == Path(data.cars.filepath).read_bytes()


def test_a_wrong_cell_of_an_ordinary_table_is_found(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    write_ordinary_package(root / "datasets/seattle-weather", "seattle-weather")
    edited(root / "datasets/seattle-weather/seattle-weather.csv", "2012/01/02", "01/02/2012")
    (problem,) = found_problems(root)
    assert (problem.code, problem.place.cell) == ("type-other", "A3")


def test_no_two_provinces_share_a_tile_or_an_abbreviation() -> None:
    text = (PORTAL / "datasets/provinces/data/provinces.csv").read_text("utf-8")
    placed = [row for row in csv.DictReader(io.StringIO(text)) if row["tile_column"]]
    assert len({(row["tile_column"], row["tile_row"]) for row in placed}) == len(placed) > 0
    assert len({row["abbreviation"] for row in placed}) == len(placed)


def test_provinces_say_until_and_since_when_they_are_valid() -> None:
    folder = PORTAL / "datasets/provinces/data"
    for table, column, day in (
        ("provinces", "valid_to", "2025-06-30"),
        ("provinces-2025", "valid_from", "2025-07-01"),
    ):
        text = (folder / f"{table}.csv").read_text("utf-8")
        assert {row[column] for row in csv.DictReader(io.StringIO(text))} == {day}
