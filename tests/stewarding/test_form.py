"""A form goes out, is filled in, comes back through other programs, and is published."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from builder.cli import main
from builder.problem import has_errors
from tests.folders import contents, found_problems, write_portal
from tests.office import needs_libreoffice, saved_as

DATA = "datasets/indicators-tiny/data/observations.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


@pytest.fixture
def form(root: Path, tmp_path: Path) -> Path:
    path = tmp_path / "form.xlsx"
    call = ["form", "indicators-tiny", "--period", "Quý I/2024", "--out", str(path)]
    assert main([*call, "--day", "2024-06-01", "--root", str(root)]) == 0
    return path


def columns(sheet: Worksheet) -> dict[str, int]:
    """Number of each column of the table by its heading."""
    row = next(row for row in sheet.iter_rows() if row[0].value == "Mã dòng")
    return {str(cell.value): cell.column for cell in row}


def row_of(sheet: Worksheet, row_id: str) -> int:
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == row_id)


def fill(path: Path, values: Mapping[str, Any], source: str = "report-2024") -> None:
    """Write figures by row id, as somebody does in Excel."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(max_row=6):
        if row[2].value == "Văn bản báo cáo (số hoặc mã)":
            row[3].value = source
    column = next(number for name, number in columns(sheet).items() if name.startswith("Số liệu"))
    for row_id, value in values.items():
        sheet.cell(row_of(sheet, row_id), column).value = value
    book.save(path)


def imported(root: Path, path: Path, *options: str) -> int:
    call = ["import", str(path), "--yes", "--day", "2024-06-01", "--root", str(root)]
    return main([*call, "--lang", "en", *options])


def rows(root: Path) -> list[dict[str, str]]:
    with (root / DATA).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_form_shows_rows_earlier_values_and_targets(form: Path) -> None:
    sheet = load_workbook(form).worksheets[0]
    place = columns(sheet)
    row = row_of(sheet, "i-1")
    assert sheet.cell(row, place["Chỉ tiêu"]).value == "Tỷ trọng kinh tế số trên GDP"
    assert sheet.cell(row, place["2023"]).value == "16,5%"
    assert sheet.cell(row, place["Mục tiêu 2025"]).value == "20%"
    assert sheet.page_setup.orientation == "landscape"


def test_a_form_names_languages_as_its_readers_do(form: Path) -> None:
    sheet = load_workbook(form).worksheets[0]
    assert "So sánh quốc tế, ghi chú – Tiếng Anh" in columns(sheet)
    labels = [
        row[1].value for row in sheet.iter_rows() if str(row[0].value).endswith((":vi", ":en"))
    ]
    assert labels[:2] == ["Tiếng Việt", "Tiếng Anh"]


def test_a_form_of_an_earlier_generator_is_read_by_its_own_headings(root: Path, form: Path) -> None:
    fill(form, {"i-1": "17%"})
    book = load_workbook(form)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value).endswith(" – Tiếng Anh"):
                    cell.value = str(cell.value).replace(" – Tiếng Anh", " [en]")
    book.save(form)
    assert imported(root, form) == 0
    assert rows(root)[-1]["value"] == "17"


def test_the_same_form_has_the_same_bytes(root: Path, form: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    call = ["form", "indicators-tiny", "--period", "2024-Q1", "--day", "2024-06-01"]
    main([*call, "--out", str(again), "--root", str(root)])
    assert again.read_bytes() == form.read_bytes()


def test_a_filled_form_becomes_rows_version_and_changelog(root: Path, form: Path) -> None:
    fill(form, {"i-1": "17,25%", "i-2": 1300})
    assert imported(root, form) == 0
    first, second = rows(root)[-2:]
    assert (first["period"], first["value"], first["value_raw"]) == ("2024-Q1", "17.25", "17,25%")
    assert (second["value"], second["value_raw"], second["unit"]) == ("1300", "1.300", "count")
    assert first["source_locator"] == "Biểu mẫu báo cáo quý I/2024, dòng «1»"
    descriptor = json.loads((root / "datasets/indicators-tiny/datapackage.json").read_text("utf-8"))
    assert (descriptor["version"], descriptor["portal"]["modified"]) == ("1.1.0", "2024-06-01")
    changelog = (root / "datasets/indicators-tiny/CHANGELOG.md").read_text("utf-8")
    assert changelog.startswith("## 1.1.0 - 2024-06-01\n\n### vi\n\n- Thêm 2 giá trị (quý I/2024)")
    assert "### en\n\n- 2 values added (Q1 2024): i-1, i-2." in changelog


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("16 - 17,5%", ("=", "16", "17.5", "actual", "A")),
        ("≥ 17%", ("≥", "17", "", "actual", "A")),
        ("Ước đạt 17,5%", ("=", "17.5", "", "estimate", "E")),
        ("tạm tính: 17", ("=", "17", "", "estimate", "E")),
        ("-", ("", "", "", "actual", "O")),
    ],
)
def test_ranges_bounds_estimates_and_dashes_are_read(
    cell: str, expected: tuple[str, ...], root: Path, form: Path
) -> None:
    fill(form, {"i-1": cell})
    assert imported(root, form) == 0
    row = rows(root)[-1]
    names = ("operator", "value", "value_high", "kind", "obs_status")
    assert tuple(row[name] for name in names) == expected
    assert row["value_raw"] == cell


def test_an_empty_form_changes_nothing(root: Path, form: Path) -> None:
    before = contents(root)
    assert imported(root, form) == 0
    assert contents(root) == before


def test_columns_may_be_moved_and_rows_turned_round(root: Path, form: Path) -> None:
    fill(form, {"i-1": "16.5", "i-2": "1.300"})
    book = load_workbook(form)
    sheet = book.worksheets[0]
    start = row_of(sheet, "i-1") - 1
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=start)]
    for number, row in enumerate([table[0], *reversed(table[1:])], start=start):
        for place, value in enumerate(reversed(row), start=1):
            sheet.cell(number, place).value = value
    book.save(form)
    assert imported(root, form) == 0
    assert {
        row["indicator_id"]: row["value"] for row in rows(root) if row["period"] == "2024-Q1"
    } == {
        "i-1": "16.5",
        "i-2": "1300",
    }


@pytest.mark.parametrize(
    ("row", "value", "reason"),
    [
        ("i-1", "khoảng 16", "not a number"),
        ("i-1", "1.234", "it may be thousands or a fraction"),
        ("i-1", 0.165, "is it 0.5% or 50%"),
        ("i-1", 825, "more than 100"),
        ("i-2", "12,5", "whole number"),
        ("i-2", "12%", "not percent"),
        ("i-1", True, "not a number"),
        ("i-1", "17 - 16%", "from low to high"),
    ],
)
def test_a_doubtful_cell_is_refused_with_its_place(
    row: str, value: Any, reason: str, root: Path, form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(form, {"i-1": "17%", "i-2": 1300, row: value})
    before = contents(root)
    sheet = load_workbook(form).worksheets[0]
    capsys.readouterr()
    assert imported(root, form) == 1
    told = capsys.readouterr().out
    letter = next(
        cell.column_letter
        for cells in sheet.iter_rows()
        for cell in cells
        if str(cell.value).startswith("Số liệu")
    )
    assert told.startswith(f"{letter}{row_of(sheet, row)}: ")
    assert reason in told
    assert contents(root) == before


def test_merged_added_and_commented_cells_are_told(
    root: Path, form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(form, {"i-1": "17%"})
    book = load_workbook(form)
    sheet = book.worksheets[0]
    column = next(number for name, number in columns(sheet).items() if name.startswith("Số liệu"))
    first = row_of(sheet, "i-1")
    sheet.cell(first, column).comment = Comment("Số tạm tính", "A")
    sheet.merge_cells(start_row=first, end_row=first + 1, start_column=column, end_column=column)
    sheet.cell(sheet.max_row + 1, column).value = "5%"
    book.save(form)
    assert imported(root, form) == 1
    told = capsys.readouterr().out
    assert "unmerge it" in told
    assert "not in the form" in told
    assert "Số tạm tính" in told


def test_what_stands_beside_the_cells_that_are_read_is_told(
    root: Path, form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(form, {"i-1": "17%"})
    book = load_workbook(form)
    sheet = book.worksheets[0]
    width = sheet.max_column + 1
    sheet.cell(row_of(sheet, "i-1"), width).value = "ghi thêm"
    answers = next(row for row in sheet.iter_rows() if str(row[0].value).endswith(":vi"))
    answers[4].value = "Xu hướng tăng."
    book.save(form)
    assert imported(root, form) == 1
    told = capsys.readouterr().out
    assert f"{answers[4].coordinate}: «Xu hướng tăng.»: an answer beside its cell" in told
    assert "«ghi thêm»: an added column, which is not read" in told


def test_a_cell_that_came_filled_in_and_was_written_over_is_told(
    root: Path, form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(form, {"i-1": "17%"})
    book = load_workbook(form)
    sheet = book.worksheets[0]
    target = sheet.cell(row_of(sheet, "i-1"), columns(sheet)["Mục tiêu 2025"])
    target.value = "25%"
    book.save(form)
    assert imported(root, form) == 0
    told = capsys.readouterr().out
    assert f"{target.coordinate}: «25%»: a cell that came filled in" in told
    assert told.count("came filled in") == 1


def test_a_question_answered_in_one_language_is_told_at_the_cell_of_the_other(
    root: Path, form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(form, {"i-1": "17%"})
    book = load_workbook(form)
    sheet = book.worksheets[0]
    answers = next(row for row in sheet.iter_rows() if str(row[0].value).endswith(":vi"))
    answers[2].value = "Xu hướng tăng."
    book.save(form)
    assert imported(root, form) == 1
    assert f"C{answers[0].row + 1}: " in capsys.readouterr().out


def test_an_unknown_report_is_refused_unless_it_is_told(
    root: Path, form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(form, {"i-1": "17%"}, source="Báo cáo miệng")
    assert imported(root, form) == 1
    assert "portal add document" in capsys.readouterr().out
    assert imported(root, form, "--source", "report-2024") == 0


def test_published_values_are_corrected_only_when_that_is_meant(root: Path, form: Path) -> None:
    fill(form, {"i-1": "17%"})
    assert imported(root, form) == 0
    fill(form, {"i-1": "18%"})
    assert imported(root, form) == 1
    assert imported(root, form, "--correct") == 0
    assert [row["value"] for row in rows(root) if row["period"] == "2024-Q1"] == ["18"]
    text = (root / "datasets/indicators-tiny/datapackage.json").read_text("utf-8")
    assert json.loads(text)["version"] == "1.1.1"


REPORT = ("--source", "report-2024", "--reported", "05/7/2024")


def tasks_form(root: Path, path: Path, state: str) -> Path:
    """The form of the tasks with a state reported for one of them."""
    main(["form", "tasks-tiny", "--period", "2024-Q2", "--out", str(path), "--root", str(root)])
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(row_of(sheet, "t-2"), columns(sheet)["Tình trạng"]).value = state
    book.save(path)
    return path


@pytest.mark.parametrize("state", ["đã hoàn thành", "Hoàn thành", "Đã xong."])
def test_tasks_have_a_form_of_their_own(state: str, root: Path, tmp_path: Path) -> None:
    path = tasks_form(root, tmp_path / "tasks.xlsx", state)
    assert imported(root, path, *REPORT) == 0
    status = (root / "datasets/tasks-tiny/data/status.csv").read_text("utf-8")
    assert f"t-2,2024-07-05,,completed,{state}," in status


def without_table(root: Path, package: str, name: str) -> None:
    """Take a table out of a package."""
    folder = root / "datasets" / package
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    kept = [resource for resource in descriptor["resources"] if resource["name"] != name]
    descriptor["resources"] = kept
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, "utf-8")
    (folder / f"data/{name}.csv").unlink()


def test_tasks_of_which_nothing_was_reported_have_a_form_and_get_their_table_with_it(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without_table(root, "tasks-tiny", "status")
    before = contents(root)
    path = tasks_form(root, tmp_path / "tasks.xlsx", "Đã xong")
    assert contents(root) == before
    assert imported(root, path, *REPORT, "--diff") == 0
    assert "+t-2,2024-07-05" in capsys.readouterr().out
    status = (root / "datasets/tasks-tiny/data/status.csv").read_text("utf-8")
    assert status.splitlines()[1].startswith("t-2,2024-07-05,,completed,Đã xong,")
    assert not has_errors(found_problems(root))


def test_a_first_value_or_state_comes_with_its_table(root: Path) -> None:
    without_table(root, "tasks-tiny", "status")
    without_table(root, "indicators-tiny", "observations")
    source = ["source_id=report-2024", "source_locator=A", "--yes", "--root", str(root)]
    state = ["status", "tasks-tiny", "task_id=t-2", "as_of=2024-07-05", "status=Đã hoàn thành"]
    value = ["value", "indicators-tiny", "indicator_id=i-1", "period=2024", "value=17%"]
    assert main(["add", *state, *source]) == main(["add", *value, *source]) == 0
    assert not has_errors(found_problems(root))
    assert [row["value"] for row in rows(root)] == ["17"]


def test_what_nothing_is_reported_of_has_no_form(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "rainfall", "--period", "2024", "--root", str(root), "--lang", "en"]) == 1
    assert "has no form" in capsys.readouterr().err


def test_a_state_that_nobody_knows_is_refused_with_those_that_are(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tasks_form(root, tmp_path / "tasks.xlsx", "Hoàn thành một phần")
    assert imported(root, path, *REPORT) == 1
    assert "Not started, In progress, Submitted, Completed" in capsys.readouterr().out


def text_rows(form: Path, answers: Mapping[str, str]) -> None:
    """Write answers to the open questions, by row id such as `trend:vi`."""
    book = load_workbook(form)
    sheet = book.worksheets[0]
    for row_id, answer in answers.items():
        sheet.cell(row_of(sheet, row_id), columns(sheet)["Chỉ tiêu"]).value = answer
    book.save(form)


QUESTIONS = ("trend", "comparison", "limitation", "proposal")
ANSWERS = {
    f"{question}:{language}": f"{question} {language}."
    for question in QUESTIONS
    for language in ("vi", "en")
}
ASSESSMENTS = "datasets/assessments/data/assessments.csv"


def test_answers_become_paragraphs_each_of_its_kind(root: Path, form: Path) -> None:
    new = ("new", "table", "assessments", "--topic", "moi-truong", "--yes", "--day", "2024-06-01")
    about = "Nhận xét của các báo cáo: xu hướng, so sánh quốc tế, khó khăn và đề xuất."
    texts = ("--title", "Nhận xét", "--title", "en=Assessments", "--description", about)
    english = "en=What the reports say: trends, international comparison, difficulties, proposals."
    columns_ = ("--column", "Mã=assessment_id::Id")
    assert main([*new, *texts, "--description", english, *columns_, "--root", str(root)]) == 0
    path = root / "datasets/assessments/datapackage.json"
    raw = json.loads(path.read_text("utf-8"))
    raw["resources"][0]["portal"]["table"] = "assessments"
    raw["resources"][0].pop("schema")
    path.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    assert main(["schemas", "assessments", "--root", str(root)]) == 0
    names = [
        field["name"]
        for field in json.loads(path.read_text("utf-8"))["resources"][0]["schema"]["fields"]
    ]
    (root / ASSESSMENTS).write_text(",".join(names) + "\n", "utf-8")
    text_rows(form, ANSWERS)
    fill(form, {"i-1": "17%"})
    assert imported(root, form) == 0
    with (root / ASSESSMENTS).open(encoding="utf-8", newline="") as file:
        found = [(row["type"], row["section_vi"], row["text_en"]) for row in csv.DictReader(file)]
    assert found == [
        ("trend", "Đánh giá xu hướng", "trend en."),
        ("comparison", "So sánh quốc tế", "comparison en."),
        ("limitation", "Khó khăn, vướng mắc", "limitation en."),
        ("measure", "Đề xuất", "proposal en."),
    ]


def test_answers_without_a_table_for_them_are_told(
    root: Path, form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text_rows(form, ANSWERS)
    fill(form, {"i-1": "17%"})
    assert imported(root, form) == 0
    assert "trend vi." in capsys.readouterr().out


@needs_libreoffice
def test_a_form_saved_as_ods_is_read_as_it_is(
    root: Path, form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(form, {"i-1": "17,25%", "i-2": 1300})
    book = load_workbook(form)
    sheet = book.worksheets[0]
    column = next(number for name, number in columns(sheet).items() if name.startswith("Số liệu"))
    sheet.cell(row_of(sheet, "i-1"), column).comment = Comment("Số tạm tính", "A")
    book.save(form)
    assert imported(root, saved_as("ods", form, tmp_path / "ods")) == 0
    assert "Số tạm tính" in capsys.readouterr().out
    assert [(row["value"], row["value_raw"]) for row in rows(root)[-2:]] == [
        ("17.25", "17,25%"),
        ("1300", "1.300"),
    ]


@needs_libreoffice
def test_merged_cells_of_an_ods_file_are_refused(
    root: Path, form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(form, {"i-1": "17%"})
    book = load_workbook(form)
    sheet = book.worksheets[0]
    column = next(number for name, number in columns(sheet).items() if name.startswith("Số liệu"))
    first = row_of(sheet, "i-1")
    sheet.merge_cells(start_row=first, end_row=first + 1, start_column=column, end_column=column)
    book.save(form)
    assert imported(root, saved_as("ods", form, tmp_path / "ods")) == 1
    assert "unmerge it" in capsys.readouterr().out


@needs_libreoffice
def test_a_form_survives_libreoffice(root: Path, form: Path, tmp_path: Path) -> None:
    fill(form, {"i-1": "17,25%", "i-2": 1300})
    opened = saved_as("ods", form, tmp_path / "ods")
    again = saved_as("xlsx", opened, tmp_path / "xlsx")
    assert imported(root, again) == 0
    assert [(row["value"], row["value_raw"]) for row in rows(root)[-2:]] == [
        ("17.25", "17,25%"),
        ("1300", "1.300"),
    ]
