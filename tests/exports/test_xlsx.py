"""Workbooks as openpyxl and pandas read them: the cells of the CSV, typed, and nothing runs."""

import dataclasses
import datetime
import io
import string
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from builder.exports.downloads.xlsx import LONGEST_TEXT, MOST_ROWS, fits_excel, xlsx_workbook
from builder.language.words import words
from builder.model import Cell, Field, Package, Schema, Table
from builder.packages.cell_texts import text_cell
from tests import tiny
from tests.real_tables import names, packages, said, seen

WORDS = [words("vi"), words("en")]
ADDRESS = "https://data.example/tiny/data/cells/datapackage.json"
few = settings(max_examples=50)
"""Each example is a workbook that is written and read."""

COLUMNS = "Các cột · Columns"
ABOUT = "Giới thiệu · About"


def opened(package: Package) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_workbook(package, WORDS, ADDRESS)))


def rows(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def with_cells(*cells: Cell, field_type: str = "string") -> Package:
    field = Field(name="cell", type=field_type, title=tiny.text("Ô", "Cell"), description=None)
    return with_table(
        Table(schema=Schema(fields=(field,)), rows=tuple((cell,) for cell in cells)), name="cells"
    )


def with_table(table: Table | None, name: str = "tasks") -> Package:
    resource = dataclasses.replace(tiny.TASKS.resources[0], name=name, table=table)
    return dataclasses.replace(tiny.TASKS, resources=(resource,))


def with_names(*resource_names: str) -> Package:
    original = tiny.TASKS.resources[0]
    resources = tuple(dataclasses.replace(original, name=name) for name in resource_names)
    return dataclasses.replace(tiny.TASKS, resources=resources)


def cell(package: Package) -> Any:
    return opened(package)["cells"]["A2"]


def test_every_cell_is_what_the_csv_says() -> None:
    for package in packages():
        workbook = opened(package)
        for resource in package.resources:
            header, *body = rows(workbook[resource.name])
            assert list(header) == names(resource)
            assert seen(body) == said(resource), f"{package.id}/{resource.name}"


def test_no_cell_of_the_portal_is_a_formula() -> None:
    types = {
        cell.data_type
        for package in packages()
        for sheet in opened(package)
        for row in sheet
        for cell in row
    }
    assert types <= {"s", "n", "d", "b"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "{=", "=cmd|'/c calc'!A"])
def test_a_text_that_begins_like_a_formula_stays_a_text(start: str) -> None:
    found = cell(with_cells(f"{start}1+1"))
    assert (found.data_type, found.value) == ("s", f"{start}1+1")


def test_an_address_is_a_text_and_no_link() -> None:
    found = cell(with_cells("https://data.example/"))
    assert (found.data_type, found.hyperlink) == ("s", None)


@few
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1))
def test_every_text_comes_back(text: str) -> None:
    assert cell(with_cells(text)).value == text


@few
@given(st.text(string.printable[:95], min_size=1).map(lambda text: f"={text}"))
def test_no_text_becomes_a_formula(text: str) -> None:
    assert cell(with_cells(text)).data_type == "s"


@few
@given(st.decimals(allow_nan=True, allow_infinity=True) | st.integers())
def test_every_number_comes_back_as_a_number_or_as_its_text(number: Decimal | int) -> None:
    found = cell(with_cells(number, field_type="number"))
    assert found.data_type == "s" or Decimal(str(found.value)) == number
    assert found.data_type == "n" or found.value == text_cell(number)


def test_a_number_that_excel_would_round_is_a_text() -> None:
    assert cell(with_cells(Decimal("14.26"), field_type="number")).value == 14.26
    assert cell(with_cells(Decimal("8.2"), field_type="number")).value == 8.2
    assert cell(with_cells(12345678901234567890)).value == "12345678901234567890"
    assert cell(with_cells(Decimal("0.12345678901234567"))).value == "0.12345678901234567"


def test_a_day_is_a_date_that_shows_as_iso_8601() -> None:
    found = cell(with_cells(tiny.DAY, field_type="date"))
    assert (found.is_date, found.number_format) == (True, "yyyy-mm-dd")
    assert found.value == datetime.datetime(2024, 4, 24)


def test_a_day_that_excel_counts_wrongly_is_a_text() -> None:
    assert cell(with_cells(datetime.date(1900, 2, 28))).value == "1900-02-28"
    assert cell(with_cells(datetime.date(1900, 3, 1))).value == datetime.datetime(1900, 3, 1)


def test_a_time_is_a_text() -> None:
    utc = datetime.datetime(2024, 4, 24, 12, 30, tzinfo=datetime.UTC)
    assert cell(with_cells(utc)).value == "2024-04-24T12:30:00Z"


def test_true_and_false_are_booleans() -> None:
    sheet = opened(with_cells(True, False, field_type="boolean"))["cells"]
    assert [(cell.data_type, cell.value) for cell in sheet["A"][1:]] == [("b", True), ("b", False)]


def test_a_missing_value_is_an_empty_cell() -> None:
    assert cell(with_cells(None)).value is None


def test_a_text_longer_than_a_cell_leaves_no_workbook_rather_than_be_cut() -> None:
    assert fits_excel(with_cells("a" * LONGEST_TEXT))
    assert not fits_excel(with_cells("a" * (LONGEST_TEXT + 1)))
    assert not fits_excel(with_cells("\U0001f30a" * (LONGEST_TEXT // 2 + 1)))


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("7.50", "0.00"),
        ("0.0000001", "0.0000000"),
        ("123456789012", "0"),
        ("12.5", "General"),
        ("2024", "General"),
    ],
)
def test_a_number_shows_the_digits_of_its_cell(number: str, shown: str) -> None:
    found = cell(with_cells(Decimal(number), field_type="number"))
    assert (found.data_type, Decimal(str(found.value))) == ("n", Decimal(number))
    assert found.number_format == shown


def test_a_zero_with_a_sign_is_a_text() -> None:
    assert cell(with_cells(Decimal("-0"), field_type="number")).value == "-0"


def test_a_list_keeps_the_separator_of_its_field() -> None:
    package = with_cells(("a;b", "c"), field_type="list")
    schema = {"fields": [{"name": "cell", "type": "list"}]}
    descriptor = {"resources": [{"name": "cells", "schema": schema}]}
    assert cell(dataclasses.replace(package, descriptor=descriptor)).value == "a;b,c"


def test_the_header_stays_in_sight_and_texts_are_wrapped() -> None:
    sheet = opened(tiny.TASKS)["tasks"]
    assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("A2", True)
    assert sheet["A2"].alignment.wrap_text
    assert 10 <= sheet.column_dimensions["A"].width <= 61


def test_every_column_is_explained_in_both_languages() -> None:
    header, *body = rows(opened(tiny.TASKS)[COLUMNS])
    assert header[3:7] == ("Nghĩa", "Meaning", "Mô tả", "Description")
    assert body[3] == (
        "tasks",
        "due",
        "ngày · date",
        "Thời hạn",
        "Due date",
        "Ngày phải xong",
        "Day by which it must be done",
        None,
    )


def test_allowed_values_are_listed() -> None:
    field = dataclasses.replace(
        tiny.TASKS_SCHEMA.fields[0], categories=("met", "missed"), labels={"missed": "not met"}
    )
    package = with_table(Table(schema=Schema(fields=(field,)), rows=()))
    assert rows(opened(package)[COLUMNS])[1][-1] == "met;missed = not met"


def test_the_workbook_says_what_it_is_and_under_which_licence() -> None:
    facts = rows(opened(tiny.TASKS)[ABOUT])
    assert facts[0] == ("Bộ dữ liệu · Dataset", "Nhiệm vụ năm 2024", "Tasks of 2024")
    assert ("Phiên bản · Version", "1.1.0", None) in facts
    assert ("Giấy phép · Licence", tiny.LICENCE.title, tiny.LICENCE.url) in facts
    assert facts[-1][:2] == ("URL", ADDRESS)


def test_a_missing_licence_is_told() -> None:
    facts = rows(opened(dataclasses.replace(tiny.TASKS, licence=None))[ABOUT])
    assert ("Giấy phép · Licence", "chưa có giấy phép", "no licence given") in facts


def test_names_that_excel_refuses_are_made_to_fit() -> None:
    long = "a-name-of-more-than-thirty-one-characters"
    found = opened(with_names(long, long.upper(), "History", "a/b", "'x'")).sheetnames[:5]
    assert found == [long[:31], f"{long[:27].upper()} 2", "History 2", "a-b", "x"]


def test_the_first_sheet_opens_as_a_data_frame() -> None:
    frame = pd.read_excel(io.BytesIO(xlsx_workbook(tiny.RAINFALL, WORDS, ADDRESS)))
    assert frame.to_dict("records") == [{"day": pd.Timestamp(tiny.DAY), "millimetres": 12.5}]


def test_no_clock_is_in_the_file() -> None:
    content = xlsx_workbook(tiny.TASKS, WORDS, ADDRESS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(tiny.TASKS).properties
    assert properties.created == properties.modified == datetime.datetime(2024, 4, 24)


def test_the_same_package_gives_the_same_bytes() -> None:
    for package in packages():
        assert xlsx_workbook(package, WORDS, ADDRESS) == xlsx_workbook(package, WORDS, ADDRESS)


def test_only_tables_that_fit_on_a_sheet_are_offered() -> None:
    assert fits_excel(tiny.TASKS)
    long = Table(schema=tiny.TASKS_SCHEMA, rows=((None,),) * MOST_ROWS)
    assert not fits_excel(with_table(long))
    assert not fits_excel(with_table(None))
