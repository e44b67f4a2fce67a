"""`portal new`: a package of one's own, empty or from an office's table, valid at once."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from builder.build import build
from builder.cli import main
from tests.folders import contents, write_portal
from tests.office import needs_libreoffice, saved_as

ABOUT = "Bảng số hộ và tỷ lệ hộ có mạng của từng xã, do các xã báo cáo hằng năm."
ABOUT_EN = "Households and their share with Internet by commune, reported by communes every year."
FLAGS = ("--topic", "moi-truong", "--day", "2024-06-01", "--yes", "--title", "Hộ có mạng")
VIETNAMESE = (*FLAGS, "--description", ABOUT)
BOTH = (*VIETNAMESE, "--title", "en=Households online", "--description", f"en={ABOUT_EN}")
COMMUNES = "BẢNG SỐ HỘ;;;\r\nXã;Tổng số hộ;Tỷ lệ có mạng;Ngày\r\nLáng;1.234;82,5%;31/12/2024\r\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


def new(root: Path, what: str, name: str, *arguments: str) -> int:
    return main(["new", what, name, *arguments, "--root", str(root), "--lang", "en"])


def described(root: Path, package: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (root / "datasets" / package / "datapackage.json").read_text("utf-8")
    )
    return found


def rows(root: Path, package: str, table: str) -> Sequence[dict[str, str]]:
    path = root / "datasets" / package / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def saved(path: Path, *lines: Sequence[object]) -> Path:
    book = Workbook()
    for line in lines:
        book.active.append(list(line))
    book.save(path)
    return path


@pytest.mark.parametrize("what", ["indicators", "tasks"])
def test_an_empty_package_is_valid_and_builds(what: str, root: Path) -> None:
    assert new(root, what, "xa-2024", *BOTH) == 0
    raw = described(root, "xa-2024")
    assert (raw["portal"]["kind"], "languages" in raw) == (what, False)
    assert build(root, root / "site").packages


def test_a_table_has_the_columns_that_are_named(root: Path) -> None:
    columns = ("--column", "Xã=xa:string:Commune", "--column", "Số hộ=so_ho:integer:Households")
    assert new(root, "table", "xa", *columns, *BOTH) == 0
    fields = described(root, "xa")["resources"][0]["schema"]["fields"]
    assert fields[1] == {
        "name": "so_ho",
        "type": "integer",
        "title": "Số hộ",
        "portal": {"title": {"en": "Households"}},
    }
    assert build(root, root / "site").packages


def test_what_excel_saves_in_viet_nam_becomes_a_table(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "xa.csv"
    file.write_bytes(COMMUNES.encode("utf-8-sig"))
    wish = ("--column", "Tổng số hộ=so_ho:integer")
    assert new(root, "table", "xa", "--from", str(file), *wish, *VIETNAMESE) == 0
    assert rows(root, "xa", "xa") == [
        {"xa": "Láng", "so_ho": "1234", "ty_le_co_mang": "82.5", "ngay": "2024-12-31"}
    ]
    titles = [field["title"] for field in described(root, "xa")["resources"][0]["schema"]["fields"]]
    assert titles == ["Xã", "Tổng số hộ", "Tỷ lệ có mạng (%)", "Ngày"]


def test_a_number_that_can_be_two_is_refused_with_the_flag_that_decides(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = tmp_path / "xa.csv", contents(root)
    file.write_text(COMMUNES, "utf-8")
    assert new(root, "table", "xa", "--from", str(file), *VIETNAMESE) == 1
    told = capsys.readouterr().err
    assert "Tổng số hộ" in told
    assert "integer, number or string" in told
    assert contents(root) == before


def test_what_is_not_translated_is_awaited(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "xa.csv"
    file.write_text("Xã;Số hộ\nLáng;12\n", "utf-8")
    assert new(root, "table", "xa", "--from", str(file), *VIETNAMESE) == 0
    assert described(root, "xa")["languages"] == ["vi"]
    assert "translation-awaited" in capsys.readouterr().out
    build(root, root / "site")
    assert 'lang="vi"' in (root / "site/en/datasets/xa/index.html").read_text("utf-8")


def test_a_column_without_a_title_in_a_language_of_the_package_is_named(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "xa.csv"
    file.write_text("Xã;Số hộ\nLáng;12\n", "utf-8")
    assert new(root, "table", "xa", "--from", str(file), *BOTH) == 1
    assert '--column "Xã=' in capsys.readouterr().err


INDICATORS = (
    ("KẾ HOẠCH NĂM 2024",),
    ("TT", "Tên chỉ tiêu", "Đơn vị tính", "Đơn vị đo lường", "Năm 2023", "Mục tiêu 2025"),
    (1, "Tỷ lệ hộ có mạng", "%", "Cơ quan A", "82,5%", "≥ 90%"),
    (2, "Số trạm đo", "Số lượng", "Cơ quan A", "1.250", "-"),
)
SHARED = (
    "pillar=digital-economy",
    "direction=up",
    "source_id=report-2024",
    "source_locator=Phụ lục",
)


def test_a_list_of_indicators_with_its_years_becomes_a_package(root: Path, tmp_path: Path) -> None:
    first, *_ = rows(root, "organisations", "organisations")
    body, name = first["organisation_id"], first["name_vi"]
    lines = [[name if cell == "Cơ quan A" else cell for cell in line] for line in INDICATORS]
    file = saved(tmp_path / "chi-tieu.xlsx", *lines)
    assert new(root, "indicators", "ke-hoach", *SHARED, "--from", str(file), *VIETNAMESE) == 0
    first, second = rows(root, "ke-hoach", "indicators")
    assert (first["indicator_id"], first["code"], first["unit"]) == ("ke-hoach-1", "1", "percent")
    assert (second["measured_by"], second["measured_by_raw"]) == (body, name)
    values = [
        (row["indicator_id"], row["period"], row["kind"], row["operator"], row["value"])
        for row in rows(root, "ke-hoach", "observations")
    ]
    assert values == [
        ("ke-hoach-1", "2023", "actual", "=", "82.5"),
        ("ke-hoach-1", "2025", "target", "≥", "90"),
        ("ke-hoach-2", "2023", "actual", "=", "1250"),
    ]
    assert described(root, "ke-hoach")["portal"]["sources"] == ["report-2024"]
    assert build(root, root / "site").packages


@needs_libreoffice
def test_a_list_of_tasks_is_read_from_libreoffice(root: Path, tmp_path: Path) -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
    file = saved(tmp_path / "viec.xlsx", header, (1, "Đo mưa mỗi ngày", "Bộ A", "Quý IV/2024"))
    ods = saved_as("ods", file, tmp_path / "office")
    cells = ("source_id=report-2024", "source_locator=Phụ lục")
    assert new(root, "tasks", "viec", *cells, "--from", str(ods), *VIETNAMESE) == 0
    (task,) = rows(root, "viec", "tasks")
    assert (task["task_id"], task["due"], task["due_raw"]) == (
        "viec-1",
        "2024-12-31",
        "Quý IV/2024",
    )
    assert (task["lead"], task["lead_raw"]) == ("", "Bộ A")


def test_what_every_row_lacks_is_named(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = saved(tmp_path / "chi-tieu.xlsx", *INDICATORS), contents(root)
    assert new(root, "indicators", "ke-hoach", "--from", str(file), *VIETNAMESE) == 1
    told = capsys.readouterr().err
    assert "row 3, column pillar" in told
    assert "COLUMN=VALUE" in told
    assert contents(root) == before


def test_a_word_that_is_no_unit_is_told_once_with_those_that_are(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = ("Tên chỉ tiêu", "Đơn vị tính", "Năm 2023")
    lines = (("Tỷ lệ hộ có mạng", "xã", "120"), ("Số trạm", "cái này", "5"))
    path = saved(tmp_path / "a.xlsx", heads, *lines)
    given = ("pillar=digital-society", "direction=up", "source_id=report-2024")
    call = ("--from", str(path), *given, "source_locator=Bảng 1", *VIETNAMESE)
    assert new(root, "indicators", "chi-tieu", *call) == 1
    told = capsys.readouterr().err
    assert "row 3, column unit: “cái này”" in told
    assert "count (" in told
    assert told.count("row 3") == 1
    assert "row 2" not in told


def test_a_package_that_is_there_is_not_written_over(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root, "tasks", "tasks-tiny", *BOTH) == 1
    assert "tasks-tiny" in capsys.readouterr().err


def test_what_nobody_says_is_asked_for_or_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root, "table", "xa", "--yes") == 1
    assert "--topic" in capsys.readouterr().err
    assert new(root, "table", "xa", *FLAGS, "--description", "ngắn") == 1
    assert "50 letters" in capsys.readouterr().err
