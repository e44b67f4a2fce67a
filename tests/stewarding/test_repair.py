"""What Excel and old programs save becomes the same table again, or is told; nothing is guessed."""

import csv
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from builder.cli import main
from builder.language.encodings import decoded
from tests.folders import BASE, contents, edited, found_problems, write_portal
from tests.office import needs_libreoffice, saved_as

OBSERVATIONS = "datasets/indicators-tiny/data/observations.csv"
TASKS = "datasets/tasks-tiny/data/tasks.csv"
TABLES = sorted(path.relative_to(BASE).as_posix() for path in BASE.glob("datasets/*/data/*.csv"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


def fix(root: Path, *arguments: str) -> int:
    return main(["fix", *arguments, "--yes", "--root", str(root), "--lang", "en"])


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def separated(text: str, delimiter: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows_of(text))
    return stream.getvalue()


def windows_1258(text: str) -> bytes:
    """A text as the Vietnamese code page writes it: most tones behind their letters."""
    written = b""
    for char in text:
        letters = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in letters if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
        base = unicodedata.normalize("NFC", letters.replace(tone, "") if tone else letters)
        written += (base + tone).encode("cp1258")
    return written


SAVINGS: dict[str, Callable[[str], bytes]] = {
    "byte order mark": lambda text: text.encode("utf-8-sig"),
    "semicolons": lambda text: separated(text, ";").encode("utf-8-sig"),
    "Unicode text": lambda text: separated(text, "\t").encode("utf-16"),
    "Windows-1258": lambda text: windows_1258(separated(text, ";")),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "title above": lambda text: f"BẢNG SỐ LIỆU,,\n,,\n{text}".encode(),
    "blank rows": lambda text: f"{text}{',' * 5}\n\n".encode(),
    "header twice": lambda text: f"{text}{text.splitlines()[0]}\n".encode(),
}


@pytest.mark.parametrize("saving", SAVINGS)
def test_what_excel_saves_becomes_the_same_tables(saving: str, root: Path) -> None:
    texts = {table: (root / table).read_text("utf-8") for table in TABLES}
    if saving == "Windows-1258":  # which does not have this sign
        texts = {table: text.replace("≥", "") for table, text in texts.items()}
    for table, text in texts.items():
        (root / table).write_bytes(SAVINGS[saving](text))
    assert fix(root) == 0
    assert {table: (root / table).read_text("utf-8") for table in TABLES} == texts


def test_numbers_days_periods_and_words_are_read_by_the_column(root: Path) -> None:
    path = root / OBSERVATIONS
    text = path.read_text("utf-8")
    path.write_text(
        separated(text, ";")
        .replace(";2023;actual;=;16.5;", ";năm 2023;Thực tế;=;16,5;")
        .replace(";=;1234;", ";=;1.234,0;"),
        "utf-8-sig",
    )
    assert fix(root) == 0
    assert path.read_text("utf-8") == text.replace("=,1234,", "=,1234.0,")
    tasks = root / TASKS
    text = tasks.read_text("utf-8")
    tasks.write_text(text.replace("2024-12-31", "31/12/2024").replace("e;a", "e, a"), "utf-8")
    assert fix(root, "tasks-tiny", "tasks") == 0
    assert tasks.read_text("utf-8") == text


def test_columns_may_be_moved_and_named_by_their_titles(root: Path) -> None:
    path = root / OBSERVATIONS
    text = path.read_text("utf-8")
    rows = [row[::-1] for row in rows_of(text)]
    rows[0][rows[0].index("value")] = "Giá trị"
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    path.write_text(stream.getvalue(), "utf-8")
    assert fix(root) == 0
    assert path.read_text("utf-8") == text


def test_a_decimal_comma_that_split_a_row_is_joined_where_it_fits_once(root: Path) -> None:
    path = root / OBSERVATIONS
    text = path.read_text("utf-8")
    path.write_text(text.replace("actual,=,16.5,,percent", "actual,=,16,5,,percent"), "utf-8")
    assert fix(root) == 0
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("=,16.5,", '=,"1.234%",', "thousands or a fraction"),
        ("=,16.5,", "=,khoảng 16,", "column value: “khoảng 16”"),
        (",actual,=,16.5", ",thật,=,16.5", "not among the codes"),
        ("i-1,2023,", "i-1,hôm nọ,", "not clear which period"),
        ("i-1,2023,actual,=,16.5,,", 'i-1,2023,actual,=,1.234,"16,5",', "thousands"),
        ("indicator_id,", "chỉ tiêu nào,", "unknown or doubled column"),
        (",percent,A,20%", ",percent,A,20%,,,,,,,,,", "too many cells"),
    ],
)
def test_what_is_not_clear_is_told_and_nothing_is_written(
    old: str, new: str, told: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / OBSERVATIONS
    text = path.read_text("utf-8").replace(old, new, 1)
    path.write_text(text, "utf-8-sig")
    before = contents(root)
    assert fix(root) == 1
    assert told in capsys.readouterr().out
    assert contents(root) == before


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("BX", "ministry-x"),
        ("Bộ X và Cục Ý", "ministry-x;agency-y"),
        ("Bộ X; Cục Y", "ministry-x;agency-y"),
        ("ministry-x, agency-y", "ministry-x;agency-y"),
        ("ministry-x; agency-y;", "ministry-x;agency-y"),
    ],
)
def test_bodies_are_known_by_names_and_abbreviations(written: str, ids: str, root: Path) -> None:
    edited(root / TASKS, ",,ministry-x,Bộ X,,,", f',,"{written}",Bộ X,,,')
    assert fix(root, "tasks-tiny") == 0
    assert f",,{ids},Bộ X,,," in (root / TASKS).read_text("utf-8")


def test_a_name_that_nobody_has_is_left_for_the_check(root: Path) -> None:
    edited(root / TASKS, ",,ministry-x,Bộ X,,,", ",,Bộ Z,Bộ X,,,")
    before = contents(root)
    assert fix(root, "tasks-tiny") == 0
    assert contents(root) == before


@pytest.mark.parametrize(
    ("written", "day"),
    [("Quý IV/2024", "2024-12-31"), ("12/2024", "2024-12-31"), ("trước 30/6/2024", "2024-06-30")],
)
def test_a_deadline_becomes_its_last_day_beside_its_words(
    written: str, day: str, root: Path
) -> None:
    edited(root / TASKS, ",2024-12-31,2024,", f",{written},,")
    assert fix(root, "tasks-tiny") == 0
    assert f",{day},{written}," in (root / TASKS).read_text("utf-8")


def test_a_day_as_excel_counts_it_prints_nothing(root: Path) -> None:
    edited(root / TASKS, ",2024-12-31,2024,", ",45657,,")
    assert fix(root, "tasks-tiny") == 0
    assert ",2024-12-31,,," in (root / TASKS).read_text("utf-8")


def test_a_dash_is_no_figure(root: Path) -> None:
    edited(root / OBSERVATIONS, '=,16.5,,percent,A,"16,5%"', "=,–,,percent,A,")
    assert fix(root, "indicators-tiny") == 0
    assert "=,,,percent,O,–" in (root / OBSERVATIONS).read_text("utf-8")


def test_a_lost_header_is_added_where_every_row_fits(root: Path) -> None:
    path = root / OBSERVATIONS
    text = path.read_text("utf-8")
    path.write_text(text.partition("\n")[2], "utf-8")
    assert fix(root) == 0
    assert path.read_text("utf-8") == text


def test_a_lost_header_is_not_added_to_rows_of_another_table(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rainfall = (root / "datasets/rainfall/rainfall.csv").read_text("utf-8")
    (root / OBSERVATIONS).write_text(rainfall.partition("\n")[2], "utf-8")
    assert fix(root) == 1
    assert "do not fit the columns" in capsys.readouterr().out


def test_a_code_that_is_not_clear_is_told_with_the_codes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(root / OBSERVATIONS, ",percent,A,20%", ",phần,A,20%")
    assert fix(root) == 1
    assert "One of: percent (" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("X©y dùng kho d÷ liÖu".encode(), "TCVN3"),
        ("X©y dùng kho d÷ liÖu".encode("latin-1"), "TCVN3"),
        ("Phaùt trieån haï taàng soá, döõ lieäu".encode("cp1252"), "VNI"),
        ("Phaùt trieån haï taàng soá, döõ lieäu".encode(), "VNI"),
        ("Giúp Đắk Lắk xây dựng – café".encode(), "UTF-8"),
    ],
)
def test_old_fonts_are_known_by_their_syllables(content: bytes, encoding: str) -> None:
    found = decoded(content)
    assert found is not None
    assert found.encoding == encoding


def test_one_cell_in_an_old_font_is_mended_alone(root: Path) -> None:
    path = root / "datasets/rainfall/rainfall.csv"
    right = path.read_text("utf-8")
    rows = right.splitlines(keepends=True)
    cells = rows[1].split(",")
    cells[1] = "Tr¹m ë Hµ Néi"
    path.write_text("".join((rows[0], ",".join(cells), *rows[2:])), "utf-8")
    assert fix(root) == 0
    cells[1] = "Trạm ở Hà Nội"
    assert path.read_text("utf-8") == "".join((rows[0], ",".join(cells), *rows[2:]))


def test_letters_that_were_lost_in_saving_are_not_made_up() -> None:
    assert decoded("B? Thông tin và Truy?n thông".encode("cp1252")) is None


def test_a_steward_is_asked_where_somebody_can_answer(root: Path) -> None:
    import argparse

    from builder.repair_command import run
    from builder.stewarding.terminal import Terminal

    path = root / OBSERVATIONS
    text = path.read_text("utf-8")
    path.write_text(text.replace("=,1234,", "=,1.234 nghìn,"), "utf-8")
    answers = iter(["1234", "y"])
    terminal = Terminal(out=lambda _: None, err=lambda _: None, ask=lambda _: next(answers))
    told = {"package": None, "table": None, "source": None, "yes": False, "diff": False}
    assert run(argparse.Namespace(root=root, lang="en", **told), terminal) == 0
    assert path.read_text("utf-8") == text


def test_rows_come_from_a_workbook_too(root: Path, tmp_path: Path) -> None:
    text = (root / OBSERVATIONS).read_text("utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["BẢNG SỐ LIỆU"])
    for row in rows_of(text):
        sheet.append(row)
    book.save(tmp_path / "table.xlsx")
    (root / OBSERVATIONS).write_text("", "utf-8")
    call = ("indicators-tiny", "observations", "--from", str(tmp_path / "table.xlsx"))
    assert fix(root, *call) == 0
    assert (root / OBSERVATIONS).read_text("utf-8") == text
    assert found_problems(root) == ()


@needs_libreoffice
def test_rows_come_from_an_open_document_too(root: Path, tmp_path: Path) -> None:
    text = (root / OBSERVATIONS).read_text("utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows_of(text):
        sheet.append(row)
    book.save(tmp_path / "table.xlsx")
    table = saved_as("ods", tmp_path / "table.xlsx", tmp_path)
    assert fix(root, "indicators-tiny", "observations", "--from", str(table)) == 0
    assert (root / OBSERVATIONS).read_text("utf-8") == text
