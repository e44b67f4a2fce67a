"""What a message says of words that people write, where it leads, and on which line it stands."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder.cli import main
from builder.packages.lines import line_of
from builder.problem import Place
from tests.folders import edited, write_portal

TASKS = "datasets/tasks-tiny/data/tasks.csv"
STATUS = "datasets/tasks-tiny/data/status.csv"
OBSERVATIONS = "datasets/indicators-tiny/data/observations.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


def validate(root: Path, *arguments: str) -> int:
    return main(["validate", *arguments, "--root", str(root), "--lang", "en"])


@pytest.mark.parametrize(
    ("file", "old", "new", "suggestion"),
    [
        (STATUS, ",completed,", ",Đã hoàn thành,", "completed"),
        (STATUS, ",completed,", ",Complete,", "completed"),
        (STATUS, ",in_progress,", ",in progress,", "in_progress"),
        (OBSERVATIONS, "2023,actual", "2023,Thực tế", "actual"),
        (OBSERVATIONS, "i-1,2023,", "i-1,Quý II/2024,", "2024-Q2"),
        (OBSERVATIONS, "i-1,2023,", "i-1,2024Q2,", "2024-Q2"),
        (TASKS, "2024-12-31", "Quý IV/2024", "2024-12-31"),
        (TASKS, "2024-12-31", "12/2024", "2024-12-31"),
        (TASKS, "2024-12-31", "45657", "2024-12-31"),
        (TASKS, ",ministry-x,Bộ X", ",Bộ X,Bộ X", "ministry-x"),
        (TASKS, ",ministry-x,Bộ X", ",BX,Bộ X", "ministry-x"),
        (TASKS, ",agency-y,Cục Y", ",Cục I,Cục Y", "agency-y"),
        (TASKS, "ministry-x;agency-y", '"ministry-x, agency-y"', "ministry-x;agency-y"),
        (TASKS, "ministry-x;agency-y", "Bộ X và Cục Y", "ministry-x;agency-y"),
        (TASKS, ",1-qd-bx,", ",1/QĐ-BX,", "1-qd-bx"),
    ],
)
def test_what_people_write_is_understood_in_the_suggestion(
    file: str,
    old: str,
    new: str,
    suggestion: str,
    root: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    edited(root / file, old, new)
    assert validate(root) == 1
    assert f"Suggestion: {suggestion}." in capsys.readouterr().out


def test_where_nothing_is_near_nothing_is_suggested(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(root / TASKS, "2024-12-31", "sớm")
    validate(root)
    told = capsys.readouterr().out
    assert "Suggestion" not in told
    assert "–." not in told


def test_one_package_is_judged_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(root / STATUS, ",completed,", ",xong,")
    assert validate(root, "indicators-tiny") == 0
    assert capsys.readouterr().out == ""
    assert validate(root, "tasks-tiny") == 1
    with pytest.raises(SystemExit):
        validate(root, "nothing")


def test_a_report_is_for_people_or_for_machines(root: Path, tmp_path: Path) -> None:
    edited(root / STATUS, ",completed,", ",<xong>,")
    validate(root, "--report", str(tmp_path / "report.html"))
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "&lt;xong&gt;" in page
    assert "cell D3" in page
    validate(root, "--report", str(tmp_path / "report.xml"))
    suite = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert suite.get("failures") == "1"
    assert suite.find("testcase/failure") is not None


def test_a_published_portal_gives_addresses_to_click(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(root / "portal.toml", "https://data.example/tiny/", "https://data.gov.vn/tiny/")
    edited(root / STATUS, ",completed,", ",xong,")
    validate(root)
    address = "https://data.gov.vn/tiny/en/problems/category-unknown/"
    assert f"Explained: {address}" in capsys.readouterr().out


def test_an_annotation_is_at_the_line_of_the_file(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(root / STATUS, "Đã nối 10 xã.", '"Đã nối\n10 xã."')
    edited(root / STATUS, "10 communes connected.", '"10 communes\nconnected."')
    with (root / STATUS).open("a", encoding="utf-8") as file:
        file.write("t-2,2024-04-24,,xong,,,,report-2024,Mục 1,\n")
    validate(root, "--format", "github")
    assert f"::error file={STATUS},line=6," in capsys.readouterr().out


def test_a_property_has_a_line_too(root: Path) -> None:
    file = "datasets/tasks-tiny/datapackage.json"
    lines = (root / file).read_text("utf-8").splitlines()
    line = line_of(Place(file=file, field="resources[1].path"), root)
    assert line is not None
    assert '"path": "data/status.csv"' in lines[line - 1]
    line = line_of(Place(file=file, field="portal.frequency"), root)
    assert line is not None
    assert '"frequency"' in lines[line - 1]


def test_json_has_the_same_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(root / STATUS, ",completed,", ",Đã hoàn thành,")
    validate(root, "--format", "json")
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert "completed (Completed)" in problem["why"]
