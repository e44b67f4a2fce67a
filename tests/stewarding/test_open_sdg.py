"""A project of Open SDG becomes a package: nothing of its data is lost, and the rest is told."""

import csv
import json
from pathlib import Path

import pytest

from builder.build import build
from builder.cli import main
from tests.folders import write_portal

ABOUT_EN = "Indicators of the sustainable development goals, from the project of the office."
ABOUT = "Các chỉ tiêu phát triển bền vững, lấy từ dự án Open SDG của cơ quan thống kê."
TEXTS = (
    *("--title", "Chỉ tiêu phát triển bền vững", "--title", "en=Development goals"),
    *("--description", ABOUT, "--description", f"en={ABOUT_EN}"),
)
CELLS = ("pillar=digital-economy", "source_id=report-2024")

DATA = """Year,Sex,Age group,Units,GeoCode,Value
2020,,,Percent,,10
2020,F,,Percent,,12.50
2020,M,15-24,Percent,,8
2021,,,Percent,07,9.0
2021,,,Percent,,
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in the shape that the documentation of Open SDG tells."""
    files = {
        "config_data.yml": "languages:\n  - vi\n  - en\n  - fr\n",
        "data/indicator_1-2-1.csv": DATA,
        "data/indicator_1-10-a.csv": "\ufeffYear,Value\r\n2020-Q1,1200\r\n",
        "indicator-config/1-2-1.yml": (
            "indicator_name: goals.poverty\nindicator_number: '1.2.1'\nreporting_status: complete\n"
            "graph_titles:\n  - unit: Percent\n    title: Poor people\n"
            "auto_progress_calculation: true\nprogress_calculation_options:\n"
            "  - direction: negative\n    target: 5\n    target_year: 2025\n"
        ),
        "meta/1-2-1.yml": "SDG_GOAL: '<p>Mục tiêu 1</p>'\nCONTACT_NAME: ''\n",
        "meta/en/1-2-1.yml": "SDG_GOAL: '<p>Goal 1</p>'\n",
        "meta/1-10-a.md": "---\nSDG_INDICATOR: <p>Chi <b>trợ cấp</b></p>\n---\nMột đoạn.\n",
        "meta/en/1-10-a.md": "---\nSDG_INDICATOR: Spending on benefits\n---\n",
        "meta/1-10-a.docx": "no text",
        "translations/vi/goals.yml": "poverty: Tỷ lệ nghèo\n",
        "translations/en/goals.yml": "poverty: Poverty rate\n",
        "translations/vi/Sex.yml": "Sex: Giới tính\nF: Nữ\nM: Nam\n",
        "translations/en/Sex.yml": "Sex: Sex\nF: Female\nM: Male\n",
        "translations/vi/data.yml": "Age group: Nhóm tuổi\nGeoCode: Mã vùng\n",
    }
    for name, text in files.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return tmp_path / "project"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The valid portal."""
    return write_portal(tmp_path / "portal")


def new(root: Path, project: Path, *cells: str) -> int:
    flags = ("--from", str(project), "--topic", "moi-truong", "--day", "2024-06-01", "--yes")
    arguments = ("new", "indicators", "sdg", *cells, *flags, *TEXTS)
    return main([*arguments, "--root", str(root), "--lang", "en"])


def rows(root: Path, table: str) -> list[dict[str, str]]:
    with (root / f"datasets/sdg/data/{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_value_keeps_its_categories_and_its_digits(root: Path, project: Path) -> None:
    assert new(root, project, *CELLS) == 0
    found = [
        (row["period"], row["kind"], row["value_raw"], row["sex"], row["age_group"], row["geocode"])
        for row in rows(root, "observations")
        if row["indicator_id"] == "1-2-1"
    ]
    assert found == [
        ("2020", "actual", "10", "", "", ""),
        ("2020", "actual", "12.50", "F", "", ""),
        ("2020", "actual", "8", "M", "15-24", ""),
        ("2021", "actual", "9.0", "", "", "07"),
        ("2025", "target", "5", "", "", ""),
    ]


def test_names_are_those_of_the_translations_else_of_the_metadata(
    root: Path, project: Path
) -> None:
    assert new(root, project, *CELLS) == 0
    first, second = rows(root, "indicators")
    assert (first["name_vi"], first["name_en"]) == ("Tỷ lệ nghèo", "Poverty rate")
    assert (second["name_vi"], second["name_en"]) == ("Chi trợ cấp", "Spending on benefits")
    assert (first["unit"], first["direction"]) == ("percent", "down")
    assert (second["unit"], second["direction"]) == ("other", "none")
    assert [row["name_en"] for row in rows(root, "sex-codes")] == ["Female", "Male"]
    assert [row["code"] for row in rows(root, "geocode-codes")] == ["07"]


def test_what_has_no_column_is_kept_beside(root: Path, project: Path) -> None:
    assert new(root, project, *CELLS) == 0
    kept = json.loads(rows(root, "indicators")[0]["metadata"])
    assert kept["graph_titles"] == [{"unit": "Percent", "title": "Poor people"}]
    assert kept["reporting_status"] == "complete"
    assert kept["vi"] == {"SDG_GOAL": "<p>Mục tiêu 1</p>"}
    assert kept["en"] == {"SDG_GOAL": "<p>Goal 1</p>"}
    assert json.loads(rows(root, "indicators")[1]["metadata"])["vi"]["page_content"] == "Một đoạn."


def test_files_of_which_nothing_was_taken_are_named(
    root: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root, project, *CELLS) == 0
    assert "Nothing was taken from: meta/1-10-a.docx" in capsys.readouterr().err


def test_package_builds_and_says_its_dimensions(root: Path, project: Path) -> None:
    assert new(root, project, *CELLS) == 0
    build(root, root / "site")
    descriptor = json.loads((root / "site/data/sdg/datapackage.json").read_text("utf-8"))
    values = next(part for part in descriptor["resources"] if part["name"] == "observations")
    assert values["schema"]["primaryKey"][3:] == ["sex", "age_group", "geocode"]


@pytest.mark.parametrize(
    ("old", "new_text", "told"),
    [
        ("2020,F,,Percent,,12.50", "2020,F,,Percent,,about 12", "about 12"),
        ("2021,,,Percent,07", "2021/22,,,Percent,07", "2021/22"),
        ("Year,Sex", "year,Sex", "year, Sex"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place_and_nothing_is_written(
    root: Path,
    project: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new_text: str,
    told: str,
) -> None:
    path = project / "data/indicator_1-2-1.csv"
    path.write_text(path.read_text("utf-8").replace(old, new_text, 1), "utf-8")
    assert new(root, project, *CELLS) != 0
    said = capsys.readouterr().err
    assert told in said
    assert "data/indicator_1-2-1.csv" in said
    assert not (root / "datasets/sdg").exists()


def test_pillar_and_source_must_be_said(
    root: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root, project, CELLS[0]) != 0
    assert "source_id=" in capsys.readouterr().err


def test_add_points_to_the_command_that_takes_a_project(
    root: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(project), "--root", str(root), "--lang", "en", "--yes"]) != 0
    assert "portal new indicators" in capsys.readouterr().err
