"""A project of Open SDG becomes a package: nothing of its data is lost, and the rest is told."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest

from builder.build import build
from builder.cli import main
from builder.stewarding.open_sdg_inputs import data_files
from tests.folders import write_portal
from tests.stewarding.test_bringing import DESCRIBED, SPECIFIC

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


def test_numbered_remarks_are_notes_and_divide_nothing(root: Path, project: Path) -> None:
    data = "Year,COMMENT_OBS_0,COMMENT_OBS_1,Value\n2020,Counted anew,,1\n2021,,Of June,2\n"
    (project / "data/indicator_1-10-a.csv").write_text(data, "utf-8")
    assert new(root, project, *CELLS) == 0
    found = [row for row in rows(root, "observations") if row["indicator_id"] == "1-10-a"]
    assert [row["note_en"] for row in found] == ["Counted anew", "Of June"]
    assert not [name for name in found[0] if name.startswith("comment")]


def test_data_lie_where_the_settings_say(root: Path, project: Path) -> None:
    (project / "tables").mkdir()
    (project / "data/indicator_1-2-1.csv").rename(project / "tables/1-2-1.csv")
    settings = "languages: [vi, en]\ninputs:\n  - class: InputCsvData\n    path_pattern: {}\n"
    (project / "config_data.yml").write_text(settings.format("tables/*-*.csv"), "utf-8")
    assert new(root, project, *CELLS) == 0
    assert [row["indicator_id"] for row in rows(root, "indicators")] == ["1-2-1"]
    assert len(rows(root, "observations")) == 5


NOWHERE = [
    "../*.csv",
    "/etc/*",
    "https://data.example/a.csv",
    "''",
    ".",
    "'data/**x.csv'",
    '"a\\0b"',
]


@pytest.mark.parametrize("pattern", NOWHERE)
def test_settings_lead_to_no_files_elsewhere(project: Path, pattern: str) -> None:
    (project.parent / "outside.csv").write_text("Year,Value\n2020,1\n", "utf-8")
    text = f"inputs:\n  - class: InputCsvData\n    path_pattern: {pattern}\n"
    (project / "config_data.yml").write_text(text, "utf-8")
    names = ["indicator_1-10-a.csv", "indicator_1-2-1.csv"]
    assert [path.name for path in data_files(project)] == names


def test_project_may_have_its_values_in_sdmx(root: Path, tmp_path: Path) -> None:
    (tmp_path / "flow/data").mkdir(parents=True)
    text = "inputs:\n  - class: InputSdmxMl_Multiple\n    path_pattern: data/*.xml\n"
    (tmp_path / "flow/config_data.yml").write_text(text, "utf-8")
    for name, content in (("structure", DESCRIBED), ("values", SPECIFIC)):
        (tmp_path / f"flow/data/{name}.xml").write_text(content, "utf-8")
    assert add(root, tmp_path / "flow") == 0
    (indicator,) = rows(root, "indicators")
    assert indicator["name_en"] == "Hospital beds"


def test_package_builds_and_says_its_dimensions(root: Path, project: Path) -> None:
    assert new(root, project, *CELLS) == 0
    build(root, root / "site")
    descriptor = json.loads((root / "site/data/sdg/datapackage.json").read_text("utf-8"))
    values = next(part for part in descriptor["resources"] if part["name"] == "observations")
    assert values["schema"]["primaryKey"][3:] == ["sex", "age_group", "geocode"]


def change(project: Path, name: str, old: str, new_text: str) -> None:
    path = project / name
    path.write_text(path.read_text("utf-8").replace(old, new_text, 1), "utf-8")


def add(root: Path, project: Path, *more: str) -> int:
    flags = ("source_id=report-2024", "--topic", "moi-truong", "--day", "2024-06-01", "--yes")
    arguments = ("add", "--from", "open-sdg", str(project), *flags, "--name", "sdg", *more)
    return main([*arguments, "--root", str(root), "--lang", "en"])


def test_project_comes_in_by_add_and_says_what_it_is(root: Path, project: Path) -> None:
    assert add(root, project) == 0
    descriptor = json.loads((root / "datasets/sdg/datapackage.json").read_text("utf-8"))
    assert descriptor["portal"]["title"]["en"] == "Indicators from “project”"
    assert "2 indicators with 6 values" in descriptor["portal"]["description"]["en"]
    assert {row["pillar"] for row in rows(root, "indicators")} == {"moi-truong"}


def test_project_in_english_alone_comes_into_a_vietnamese_portal_and_waits_for_words(
    root: Path, project: Path
) -> None:
    (project / "config_data.yml").write_text("languages:\n  - en\n", "utf-8")
    (project / "meta/1-10-a.md").write_text("---\nSDG_INDICATOR: Spending\n---\n", "utf-8")
    assert add(root, project) == 0
    descriptor = json.loads((root / "datasets/sdg/datapackage.json").read_text("utf-8"))
    assert descriptor["languages"] == ["en"]
    assert [row["name_en"] for row in rows(root, "indicators")] == ["Poverty rate", "Spending"]


def test_language_without_all_names_is_left_to_be_translated(
    root: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "config_data.yml").write_text("languages: [en, vi]\n", "utf-8")
    (project / "meta/vi").mkdir()
    assert add(root, project) == 0
    told = capsys.readouterr().err
    assert "Languages that do not have the name of every indicator" in told
    assert list(rows(root, "sex-codes")[0]) == ["code", "name_en"]


@pytest.mark.parametrize(
    ("old", "new_text", "told"),
    [
        ("2020,F,,Percent,,12.50", "2020,F,,Percent,,about 12", ":3 (about 12)"),
        ("2021,,,Percent,07", "2021/22,,,Percent,07", ":5 (2021/22)"),
        ("2021,,,Percent,07", "soon,,,Percent,07", ":5 (soon)"),
        ("2020,M,15-24,Percent,,8", "2020,F,,Percent,,8", ":4 (data/indicator_1-2-1.csv:3)"),
        ("2020,M,15-24,Percent,,8", "2020,M,Percent,,8", "fewer cells than there are columns"),
        ("Year,Sex", "year,Sex", "without the columns Year and Value"),
    ],
)
def test_what_cannot_be_taken_as_it_stands_is_told_with_its_place(
    root: Path,
    project: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new_text: str,
    told: str,
) -> None:
    change(project, "data/indicator_1-2-1.csv", old, new_text)
    assert add(root, project) == 0
    said = capsys.readouterr().err
    assert told in said
    assert "data/indicator_1-2-1.csv" in said


def test_value_in_words_stays_as_printed_and_is_no_number(root: Path, project: Path) -> None:
    change(project, "data/indicator_1-2-1.csv", ",,12.50", ",,n/a")
    assert add(root, project) == 0
    (row,) = (row for row in rows(root, "observations") if row["sex"] == "F")
    assert (row["value"], row["value_raw"], row["obs_status"]) == ("", "n/a", "M")


def test_years_that_share_their_first_are_told_apart(root: Path, project: Path) -> None:
    data = "Year,Value\n2015-16,1\n2016-17,2\n2010-11,3\n2010-12,4\n2012 to 2014,5\n2012,6\n"
    (project / "data/indicator_1-10-a.csv").write_text(data, "utf-8")
    assert add(root, project) == 0
    found = [
        (row["period"], row["year"], row["value"])
        for row in rows(root, "observations")
        if row["indicator_id"] == "1-10-a"
    ]
    assert found == [
        ("2015", "", "1"),
        ("2016", "", "2"),
        ("2010-11", "", "3"),
        ("2010-12", "", "4"),
        ("2012", "2012 to 2014", "5"),
        ("2012", "", "6"),
    ]
    assert rows(root, "observations")[-6]["note_en"] == "Period as printed: 2015-16"


def test_years_alone_are_no_months(root: Path, project: Path) -> None:
    data = "Year,Value\n2009-10,1\n2010-11,2\n"
    (project / "data/indicator_1-10-a.csv").write_text(data, "utf-8")
    assert add(root, project) == 0
    periods = [row["period"] for row in rows(root, "observations")][-2:]
    assert periods == ["2009", "2010"]


def test_code_for_maps_of_a_category_stands_in_its_list(root: Path, project: Path) -> None:
    data = "Year,Region,GeoCode,Value\n2020,,,5\n2020,North,N01,4\n"
    data += "2021,North,N01,6\n2021,South,S01,7\n"
    (project / "data/indicator_1-10-a.csv").write_text(data, "utf-8")
    assert add(root, project) == 0
    listed = [(row["code"], row["geocode"]) for row in rows(root, "region-codes")]
    assert listed == [("North", "N01"), ("South", "S01")]
    parts = [row["geocode"] for row in rows(root, "observations") if row["region"]]
    assert parts == ["", "", ""]


def test_series_and_units_of_all_values_are_no_category_and_targets_find_theirs(
    root: Path, project: Path
) -> None:
    data = "Year,Series,Units,Sex,Progress,COMMENT_OBS,Value\n"
    data += "2020,All,Index,,1,,5\n2020,All,Index,F,1,estimated by model,4\n"
    (project / "data/indicator_1-10-a.csv").write_text(data, "utf-8")
    config = (
        "progress_calculation_options:\n"
        "  - {direction: positive, series: All, target: 9, target_year: 2025}\n"
        "  - {direction: positive, target: 8, disaggregation: [{field: Sex, value: F}]}\n"
        "  - {direction: positive, target: 7, disaggregation: [{field: Sex, value: X}]}\n"
    )
    (project / "indicator-config/1-10-a.yml").write_text(config, "utf-8")
    assert add(root, project) == 0
    found = [row for row in rows(root, "observations") if row["indicator_id"] == "1-10-a"]
    assert [(row["kind"], row["period"], row["sex"], row["value"]) for row in found] == [
        ("actual", "2020", "", "5"),
        ("actual", "2020", "F", "4"),
        ("target", "2025", "", "9"),
        ("target", "2030", "F", "8"),
    ]
    assert "series" not in found[0]
    assert found[1]["note_en"] == "estimated by model"
    kept = json.loads(rows(root, "indicators")[1]["metadata"])
    assert (kept["Series"], kept["Units"]) == ("All", "Index")
    assert rows(root, "indicators")[1]["direction"] == "up"


def test_broken_settings_and_nothing_to_take_are_told(
    root: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "indicator-config/1-2-1.yml").write_text("a: [1\n", "utf-8")
    assert add(root, project) == 0
    assert "no right YAML, not read (1): indicator-config/1-2-1.yml" in capsys.readouterr().err
    (project / "config_data.yml").write_text("languages: [fr]\n", "utf-8")
    assert add(root, project, "--name", "other") != 0
    told = capsys.readouterr().err
    assert "the project is in fr, this portal in vi, en" in told
    assert "site_src/words/fr.po" in told


ALIASES = ["a: &a [x, y]"] + [
    f"{own}: &{own} [{', '.join([f'*{before}'] * 9)}]" for before, own in pairwise("abcdefghij")
]


@pytest.mark.parametrize("text", ["a: " + "[" * 3000, "\n".join(ALIASES), "c: &c\n  d: *c\n"])
def test_settings_that_would_never_end_are_told_as_broken(
    text: str, root: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "indicator-config/1-2-1.yml").write_text(text, "utf-8")
    assert add(root, project) == 0
    assert "no right YAML, not read (1): indicator-config/1-2-1.yml" in capsys.readouterr().err


def test_source_must_be_said_and_the_documents_are_named(
    root: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root, project, CELLS[0]) != 0
    told = capsys.readouterr().err
    assert "source_id=" in told
    assert "report-2024" in told


def test_add_points_to_the_command_that_takes_a_project(
    root: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(project), "--root", str(root), "--lang", "en", "--yes"]) != 0
    assert "portal add --from open-sdg" in capsys.readouterr().err


def test_files_of_old_programs_come_in_as_well(
    root: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data/indicator_1-3-1.csv").write_bytes(
        b"Year,sex,Observation status,Value\r2020,F,Provisional,0.0001\r"
        b"2021,F,Missing value; x,2e-05\r"
    )
    meta = "SDG_INDICATOR: 'Tỷ lệ dân thÃ\u00a0nh thá»‹'\n"
    meta += "TARGET: 'QuÃ©bec'\n\"\\xEF\\xBB\\xBFTARGET\": 'QuÃ©bec'\n"
    (project / "meta/1-3-1.yml").write_text(meta, "utf-8")
    assert new(root, project, *CELLS) == 0
    found = [row for row in rows(root, "observations") if row["indicator_id"] == "1-3-1"]
    assert [(row["sex"], row["obs_status"], row["value"]) for row in found] == [
        ("F", "P", "0.0001"),
        ("F", "O", "0.00002"),
    ]
    kept = json.loads(rows(root, "indicators")[-2]["metadata"])
    assert kept["vi"]["TARGET"] == "Québec"
    told = capsys.readouterr()
    assert "value-differs-raw" not in told.out + told.err
    assert "read in another encoding, mended (1): meta/1-3-1.yml" in told.err
