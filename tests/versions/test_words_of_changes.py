"""How changes are told: names for ids, one line a row, one for many rows that changed alike."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli import main
from tests.disaggregated import write_disaggregated
from tests.folders import edited, write_portal

OBSERVATIONS = "datasets/indicators-tiny/data/observations.csv"
INDICATORS = "datasets/indicators-tiny/datapackage.json"
TASKS = "datasets/tasks-tiny/data/tasks.csv"
RAINFALL = "datasets/rainfall"
SHARE = "Share of the digital economy in GDP"

Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """The lines, in English, that tell what a change of a small portal changed."""

    def lines(
        change: Callable[[Path], object], write: Callable[[Path], Path] = write_portal
    ) -> list[str]:
        old, new = write(tmp_path / "old"), write(tmp_path / "new")
        change(new)
        capsys.readouterr()
        main(["diff", str(old), "--root", str(new), "--lang", "en"])
        return [line.strip() for line in capsys.readouterr().out.splitlines()]

    return lines


def test_the_cells_of_a_row_stand_in_one_line(told: Told) -> None:
    cells = 'actual,=,16.5,,percent,A,"16,5%"', "actual,=,17,,percent,A,17%"
    found = told(lambda root: edited(root / OBSERVATIONS, *cells))
    line = f"- {SHARE} (2023, Actual), Value: 16.5 → 17; Value as printed: 16,5% → 17%"
    assert line in found


def test_a_body_is_told_by_its_name(told: Told) -> None:
    found = told(lambda root: edited(root / TASKS, "ministry-x;agency-y", "agency-y"))
    assert "- Report every year, Lead agencies: Ministry X; Agency Y → Agency Y" in found


def test_a_category_of_a_dimension_is_told_by_its_name(told: Told) -> None:
    path = "data/observations.csv"

    def change(root: Path) -> None:
        rows = (root / "datasets/indicators-tiny" / path).read_text("utf-8")
        (line, *_) = [row for row in rows.splitlines() if row.endswith(",a01,female")]
        cells = next(csv.reader([line]))
        edited(
            root / "datasets/indicators-tiny" / path,
            line,
            line.replace(f",{cells[4]},", ",1.25,", 1),
        )

    found = told(change, write_disaggregated)
    assert any("Area a01, Female), Value: " in line and "→ 1.25" in line for line in found), found


def test_a_table_that_gets_a_dimension_keeps_its_rows(told: Told) -> None:
    def add_areas(root: Path) -> None:
        descriptor = json.loads((root / INDICATORS).read_text("utf-8"))
        schema = descriptor["resources"][1]["schema"]
        schema["fields"].append({"name": "area", "type": "string", "title": "Vùng"})
        schema["primaryKey"].append("area")
        (root / INDICATORS).write_text(json.dumps(descriptor), "utf-8")
        head, *rows = (root / OBSERVATIONS).read_text("utf-8").splitlines()
        lines = [f"{head},area", *(f"{row}," for row in rows), f"{rows[0]},a01"]
        (root / OBSERVATIONS).write_text("\n".join(lines) + "\n", "utf-8")

    found = told(add_areas)
    assert "- Table “Observations”: new column “Vùng”" in found
    assert f"- Added: {SHARE} (2023, Actual, a01): 16,5%" in found
    assert not [line for line in found if line.startswith("- Removed")]


def test_a_value_that_is_of_another_kind_is_the_same_row(told: Told) -> None:
    def change(root: Path) -> None:
        edited(
            root / OBSERVATIONS,
            "i-2,2023,actual,=,1234,,count,A,",
            "i-2,2023,estimate,=,1234,,count,E,",
        )

    found = told(change)
    assert any(
        line.startswith("- Digital firms (2023, Actual), Kind of value: Actual → Estimate; ")
        for line in found
    )
    assert "middle number" in " ".join(found)


def test_a_value_of_another_period_is_another_row(told: Told) -> None:
    cells = "i-2,2023,actual,=,1234,,count,A,1.234", "i-2,2024,actual,=,1334,,count,A,1.334"
    found = told(lambda root: edited(root / OBSERVATIONS, *cells))
    assert "- Added: Digital firms (2024, Actual): 1.334 doanh nghiệp" in found
    assert "- Removed: Digital firms (2023, Actual): 1.234 doanh nghiệp" in found


def test_many_rows_that_changed_alike_are_one_line(told: Told) -> None:
    def change(root: Path) -> None:
        path = root / "datasets/indicators-tiny/data/observations.csv"
        text = path.read_text("utf-8")
        path.write_text(text.replace('"Phụ lục, dòng 1"', '"Phụ lục, dòng 2"'), "utf-8")

    found = told(change, write_disaggregated)
    (line,) = [line for line in found if "Phụ lục, dòng 2" in line]
    assert "rows of the table “Observations”" in line
    assert f"(the first: {SHARE} (2023, Actual))" in line


def test_a_column_of_another_type_asks_for_the_first_number(told: Told) -> None:
    def change(root: Path) -> None:
        path = root / RAINFALL / "datapackage.json"
        descriptor = json.loads(path.read_text("utf-8"))
        field = descriptor["resources"][0]["schema"]["fields"][3]
        field["type"] = "string"
        path.write_text(json.dumps(descriptor), "utf-8")

    found = told(change)
    assert any("type of the column “Millimetres”: number → text" in line for line in found), found
    assert any("at least 2.0.0 is needed" in line for line in found)


def test_title_and_licence_are_told_by_what_they_were(told: Told) -> None:
    def change(root: Path) -> None:
        path = root / RAINFALL / "datapackage.json"
        descriptor = json.loads(path.read_text("utf-8"))
        descriptor["portal"]["title"]["en"] = "Rain"
        descriptor["licenses"] = [{"name": "CC0-1.0"}]
        descriptor["keywords"] = ["nước mưa"]
        path.write_text(json.dumps(descriptor), "utf-8")

    found = told(change)
    assert any(
        line.startswith("- Title of the dataset: ") and line.endswith(" → Rain") for line in found
    )
    assert "- Licence: CC-BY-4.0 → CC0-1.0" in found
    assert "- Description of the dataset edited: keywords" in found


def test_rows_that_are_called_alike_are_told_apart(told: Told) -> None:
    def change(root: Path) -> None:
        row = next(
            line
            for line in (root / TASKS).read_text("utf-8").splitlines()
            if line.startswith("t-2,")
        )
        (root / TASKS).write_text(
            (root / TASKS).read_text("utf-8")
            + row.replace("t-2,2,", "t-3,3,")
            + "\n"
            + row.replace("t-2,2,", "t-4,4,")
            + "\n",
            "utf-8",
        )

    found = told(change)
    assert "- Added: Report every year (t-3)" in found
    assert "- Added: Report every year (t-4)" in found


def test_verdicts_are_compared_though_another_package_is_not_valid(told: Told) -> None:
    def change(root: Path) -> None:
        edited(root / OBSERVATIONS, '16.5,,percent,A,"16,5%"', "25,,percent,A,25%")
        edited(root / RAINFALL / "rainfall.csv", "12.5", "twelve")

    found = told(change)
    assert any("verdict of this portal: " in line for line in found), found
    assert not any("not compared" in line for line in found)


def test_what_only_the_other_language_says_is_shown_to_a_reviewer(told: Told) -> None:
    found = told(lambda root: edited(root / TASKS, "Nối mạng đến mọi xã", "Nối mạng tới mọi xã"))
    assert any("Nối mạng đến mọi xã → Nối mạng tới mọi xã" in line for line in found), found


def test_a_renamed_task_has_no_new_state(told: Told) -> None:
    def change(root: Path) -> None:
        for name in ("tasks", "status"):
            edited(root / f"datasets/tasks-tiny/data/{name}.csv", "t-1-a,", "t-9,")

    found = told(change)
    assert "- Connect the highlands: id t-1-a is now t-9" in found
    assert "- Connect the highlands (24 April 2024), Task id: t-1-a → t-9" in found
    assert not any("status:" in line for line in found)


def test_of_a_long_text_what_differs_is_shown(told: Told) -> None:
    sentence = "The plan names the bodies that lead and those that take part. " * 4

    def write(folder: Path) -> Path:
        root = write_portal(folder)
        edited(root / TASKS, "Sent by 31 December.", f"{sentence}Sent by 31 December.")
        return root

    found = told(lambda root: edited(root / TASKS, "by 31 December", "by 30 November"), write)
    (line,) = [line for line in found if "30 November" in line]
    assert line.endswith("and those that take part. Sent by 30 November.")
    assert "(English): … " in line
