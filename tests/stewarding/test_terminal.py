"""Commands at a real terminal (pty): what is missing is asked for, and answers are read."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.folders import contents, write_portal
from tests.terminal import typed_at_a_terminal


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


def at_a_terminal(root: Path, command: Sequence[str], answers: Sequence[str]) -> tuple[int, str]:
    """Exit code and what stood on the terminal, answers typed in their order."""
    call = [sys.executable, "-m", "builder.cli", *command, "--root", str(root), "--lang", "en"]
    return typed_at_a_terminal(call, answers, root)


VALUE = ("add", "value", "indicators-tiny", "indicator_id=i-1", "--day", "2024-06-01")


def test_what_a_value_lacks_is_asked_for(root: Path) -> None:
    answers = ("Quý II/2024", "17,5%", "report-2024", "Mục 2", "y")
    code, shown = at_a_terminal(root, VALUE, answers)
    assert (code, "Period: " in shown) == (0, True)
    table = (root / "datasets/indicators-tiny/data/observations.csv").read_text("utf-8")
    assert table.splitlines()[-1].startswith("i-1,2024-Q2,actual,=,17.5,,percent,A,")


def test_who_does_not_agree_changes_nothing(root: Path) -> None:
    before = contents(root)
    code, shown = at_a_terminal(root, VALUE, ("2024-Q2", "17,5%", "report-2024", "Mục 2", "n"))
    assert (code, "Nothing is written yet" in shown) == (0, True)
    assert contents(root) == before


def test_who_answers_no_more_stops_the_command_and_changes_nothing(root: Path) -> None:
    before = contents(root)
    code, shown = at_a_terminal(root, VALUE, ("2024-Q2",))
    assert (code, shown.splitlines()[-1]) == (1, "Stopped before the end.")
    assert contents(root) == before


def test_what_is_empty_or_not_clear_is_asked_for_again(root: Path) -> None:
    answers = ("", "bao-cao-2", "gì đó", "Báo cáo", "Báo cáo hai", "Second report", "y")
    command = ("add", "document", "--day", "2024-06-01")
    code, shown = at_a_terminal(root, command, answers)
    assert code == 0, shown
    assert shown.count("Decision, ") == 2
    table = (root / "datasets/documents/data/documents.csv").read_text("utf-8")
    assert table.splitlines()[-1].startswith("bao-cao-2,,report,Báo cáo hai,Second report")


def test_a_new_table_is_asked_for_column_by_column(root: Path) -> None:
    about = "Bảng số hộ của từng xã, do các xã báo cáo hằng năm cho huyện."
    answers = ("moi-truong", "Hộ theo xã", "", "ngắn quá", about, "", "Xã", "Số hộ=so_ho:integer")
    command = ("new", "table", "xa", "--day", "2024-06-01")
    code, shown = at_a_terminal(root, command, (*answers, "", "y"))
    assert code == 0, shown
    raw = json.loads((root / "datasets/xa/datapackage.json").read_text("utf-8"))
    fields = [(field["name"], field["type"]) for field in raw["resources"][0]["schema"]["fields"]]
    assert fields == [("xa", "string"), ("so_ho", "integer")]
    assert (raw["title"], raw["description"], raw["languages"]) == ("Hộ theo xã", about, ["vi"])


def test_a_doubtful_column_is_asked_for(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "xa.csv"
    file.write_text("Xã;Số hộ\nLáng;1.234\n", "utf-8")
    about = "Bảng số hộ của từng xã, do các xã báo cáo hằng năm cho huyện."
    said = ("--topic", "moi-truong", "--title", "Hộ", "--description", about)
    command = ("new", "table", "xa", "--from", str(file), *said, "--day", "2024-06-01")
    code, shown = at_a_terminal(root, command, ("", "", "integer", "y"))
    assert code == 0, shown
    assert (root / "datasets/xa/data/xa.csv").read_text("utf-8") == "xa,so_ho\nLáng,1234\n"
