"""Areas of tables from elsewhere are known by the portal's own lists; made-up numbers all."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from builder.cli import main
from builder.stewarding.known_areas import plain_area
from tests.folders import ROOT, write_portal

WIDE = """Tỉnh/thành phố,2023,2024
Cả nước,100,110
Tỉnh An Giang,1,2
TP. Hồ Chí Minh,3,4
thành phố hà nội,5,6
Thừa Thiên - Huế,7,8
Đồng bằng sông Hồng,9,10
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with the lists of provinces before and after the merger."""
    root = write_portal(tmp_path / "portal")
    shutil.copytree(ROOT / "datasets/provinces", root / "datasets/provinces")
    path = root / "datasets/provinces/datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    own = {"topics": ["cong-nghe"], "creator": "maintainers", "publisher": "maintainers"}
    descriptor["portal"] |= own
    descriptor["portal"]["sources"] = ["report-2024"]
    path.write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    return root


def _add(root: Path, text: str, form: str = "csv") -> int:
    file = root.parent / "bang.csv"
    file.write_text(text, "utf-8")
    given = ("source_id=report-2024", "pillar=digital-economy", "--topic", "cong-nghe")
    given = (*given, "--name", "bang", "--day", "2024-06-01", "--yes")
    return main(["add", "--from", form, str(file), *given, "--root", str(root), "--lang", "en"])


def _rows(root: Path, table: str) -> list[dict[str, str]]:
    with (root / f"datasets/bang/data/{table}.csv").open("r", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _dimension(root: Path) -> dict:  # type: ignore[type-arg]
    descriptor = json.loads((root / "datasets/bang/datapackage.json").read_text("utf-8"))
    (values,) = (each for each in descriptor["resources"] if each["name"] == "observations")
    return next(field for field in values["schema"]["fields"] if field["name"].startswith("tinh"))


def test_names_of_provinces_become_the_codes_of_the_portal(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _add(root, WIDE) == 0
    column = _dimension(root)
    codes = {row[column["name"]] for row in _rows(root, "observations")}
    assert {"an-giang", "ho-chi-minh", "ha-noi", "thua-thien-hue"} <= codes
    assert column["portal"]["references"] == "provinces/provinces/province_id"
    also = column["portal"]["dimension"]["also"]
    assert also[0] == "provinces/provinces-2025/province_id"
    said = capsys.readouterr().err
    assert "Columns that use the portal's list of areas (1)" in said
    assert "Đồng bằng sông Hồng" in said


def test_name_that_the_list_does_not_have_keeps_a_code_of_its_own(root: Path) -> None:
    assert _add(root, WIDE) == 0
    column = _dimension(root)["name"]
    (own,) = _rows(root, f"{column.replace('_', '-')}-codes")
    assert own["name_vi"] == "Đồng bằng sông Hồng"
    assert own["code"] in {row[column] for row in _rows(root, "observations")}


def test_long_table_is_known_too(root: Path) -> None:
    long = "Tỉnh,Năm,Giá trị\nTỉnh An Giang,2023,1\nBà Rịa-Vũng Tàu,2023,2\nAn Giang,2024,3\n"
    assert _add(root, long) == 0
    column = _dimension(root)["name"]
    codes = [row[column] for row in _rows(root, "observations")]
    assert codes.count("an-giang") == 2
    assert "ba-ria-vung-tau" in codes


def test_two_values_of_one_area_and_year_never_become_one(root: Path) -> None:
    text = "Tỉnh,2023\nTỉnh An Giang,1\nAn Giang,2\nHà Nội,3\nHà Giang,4\n"
    assert _add(root, text) == 0
    column = _dimension(root)["name"]
    codes = [row[column] for row in _rows(root, "observations")]
    assert sorted(codes) == ["An Giang", "an-giang", "ha-giang", "ha-noi"]


def test_other_columns_stay_as_they_are(root: Path) -> None:
    text = "Nhóm tuổi,Tỉnh,2023\n0-14,An Giang,1\n15-64,An Giang,2\n0-14,Hà Nội,3\n"
    assert _add(root, text) == 0
    assert _dimension(root)["portal"]["references"].startswith("provinces/")
    assert {row["nhom_tuoi"] for row in _rows(root, "observations")} == {"0-14", "15-64"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Tỉnh An Giang", "an giang"),
        ("TP. Hồ Chí Minh", "ho chi minh"),
        ("Thành phố Đà Nẵng", "da nang"),
        ("TP.HCM", "hcm"),
        ("Thừa Thiên – Huế", "thua thien hue"),
        ("Ho Chi Minh City", "ho chi minh"),
        ("thua-thien-hue", "thua thien hue"),
        ("Tinh", "tinh"),
    ],
)
def test_area_is_known_without_its_kind_and_marks(text: str, plain: str) -> None:
    assert plain_area(text) == plain


@pytest.mark.parametrize(("last", "uses"), [("VN_HN: Hà Nội", True), ("VN_X: Elsewhere", False)])
def test_sdmx_uses_the_list_of_the_portal_where_every_name_is_in_it(
    root: Path, last: str, uses: bool
) -> None:
    text = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA: Area,TIME_PERIOD,OBS_VALUE\n"
    for area in ("_T: Total", "VN_AG: An Giang", "VN_SG: Ho Chi Minh City", last):
        text += f"dataflow,MADE:X(1.0),I,A,{area},2023,5\n"
    assert _add(root, text, "sdmx") == 0
    descriptor = json.loads((root / "datasets/bang/datapackage.json").read_text("utf-8"))
    (values,) = (each for each in descriptor["resources"] if each["name"] == "observations")
    column = values["schema"]["fields"][-1]
    assert column["name"] == "ref_area"
    expected = "provinces/provinces/province_id" if uses else "./ref-area-codes/code"
    assert column["portal"]["references"] == expected
    assert ("ha-noi" in {row["ref_area"] for row in _rows(root, "observations")}) is uses
