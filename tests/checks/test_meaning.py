"""What a person has looked into is let pass, with the reason; some doubts no reason can settle."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from builder.checks.meaning import doubtful_meaning
from builder.language.text import Localised
from builder.model import Field, Schema, Table
from tests.folders import CASES, edited, found_problems, write_portal
from tests.tiny import TASKS

ACCEPTED = "schemas/accepted.csv"


def codes(case: str, line: str, folder: Path) -> list[str]:
    root = write_portal(folder / "portal", CASES / case)
    with (root / ACCEPTED).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    return [problem.code for problem in found_problems(root)]


@pytest.mark.parametrize(
    ("case", "line"),
    [
        ("value-unlikely", "indicators-tiny,observations,i-1/2023/actual,value,value-unlikely"),
        (
            "value-differs-raw",
            "indicators-tiny,observations,i-1/2023/actual,value,value-differs-raw",
        ),
        ("body-not-named", "tasks-tiny,tasks,t-1-a,lead,body-not-named"),
        ("status-goes-back", "tasks-tiny,status,t-1-a/2024-04-24,status,status-goes-back"),
    ],
)
def test_a_doubt_with_a_reason_passes(case: str, line: str, tmp_path: Path) -> None:
    assert codes(case, f"{line},So printed.", tmp_path) == []


def test_a_reason_must_be_there(tmp_path: Path) -> None:
    line = "tasks-tiny,tasks,t-1-a,lead,body-not-named,"
    assert codes("body-not-named", line, tmp_path) == ["required-empty", "body-not-named"]


def test_some_doubts_no_reason_can_settle(tmp_path: Path) -> None:
    line = "indicators-tiny,observations,i-1/2025/target,unit,unit-differs,Because."
    assert codes("unit-differs", line, tmp_path) == ["unit-differs", "exception-unused"]


def test_a_reason_that_is_no_longer_needed_is_told(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    with (root / ACCEPTED).open("a", encoding="utf-8") as file:
        file.write("tasks-tiny,tasks,t-1,lead,body-not-named,So printed.\n")
    assert [problem.code for problem in found_problems(root)] == ["exception-unused"]


def test_a_number_may_be_printed_with_a_comma_a_point_or_a_range(tmp_path: Path) -> None:
    from builder.checks.meaning import _printed

    assert {f"{number:f}" for number in _printed("từ 1.234 đến 2.345,6 (khoảng 50%)")} == {
        "1234",
        "1.234",
        "2345.6",
        "50",
    }


@pytest.mark.parametrize(
    ("status", "printed", "told"),
    [
        ("completed", "Chưa làm", ["status-differs-raw"]),
        ("completed", "(chưa hoàn thành)", ["status-differs-raw"]),
        ("completed", "Not done", ["status-differs-raw"]),
        ("not_started", "Hoàn thành", ["status-differs-raw"]),
        ("completed", "Hoàn thành không đúng hạn", []),
        ("completed", "Chưabao", []),
    ],
)
def test_a_status_beside_words_that_say_otherwise_is_told(
    status: str, printed: str, told: list[str], tmp_path: Path
) -> None:
    root = write_portal(tmp_path / "portal")
    table = root / "datasets/tasks-tiny/data/status.csv"
    edited(table, "completed,Đã xong", f"{status},{printed}")
    assert [problem.code for problem in found_problems(root)] == told


@pytest.mark.parametrize("printed", ["16,5%", "từ 16,5% đến 17%", "khoảng 16.5"])
def test_a_figure_that_its_words_have_is_right(printed: str) -> None:
    assert figure_problems(printed) == []


@pytest.mark.parametrize("printed", ["1,65%", "17%"])
def test_a_figure_that_its_words_do_not_have_is_told(printed: str) -> None:
    assert figure_problems(printed) == ["value-differs-raw"]


@pytest.mark.parametrize(
    ("value", "printed", "told"),
    [
        ("-16.5", "-16,5%", []),
        ("16.5", "-16,5%", ["value-differs-raw"]),
        ("16.5", "−16,5 %", ["value-differs-raw"]),
        ("16.5", "GDP - 16,5%", []),
    ],
)
def test_a_minus_alone_before_a_number_is_its_sign(
    value: str, printed: str, told: list[str]
) -> None:
    assert figure_problems(printed, value) == told


def figure_problems(printed: str, value: str = "16.5") -> list[str]:
    """The codes of what is doubtful about a figure with these words."""
    field = Localised({"vi": "Cột", "en": "Column"})
    names = ("figure_id", "value", "value_high", "value_raw")
    types = ("string", "number", "number", "string")
    fields = tuple(
        Field(name=name, type=kind, title=field, description=None)
        for name, kind in zip(names, types, strict=True)
    )
    schema = Schema(fields=fields, primary_key=("figure_id",))
    table = Table(schema=schema, rows=(("f-1", Decimal(value), None, printed),))
    resource = replace(TASKS.resources[0], table_kind="figures", table=table)
    package = replace(TASKS, resources=(resource,))
    return [remark.problem.code for remark in doubtful_meaning([package])]


@pytest.mark.parametrize(
    ("table", "old", "new", "code"),
    [
        ("indicators-tiny/data/observations", ",M,Chưa có", ",E,Chưa có", "value-missing"),
        (
            "indicators-tiny/data/observations",
            "i-1,2023,actual",
            "i-1,2032,actual",
            "days-out-of-order",
        ),
        ("documents/data/documents", ",2024-03-01,", ",2204-03-01,", "days-out-of-order"),
        ("organisations/data/organisations", "Cục Ý;Cục I", "Bộ X", "twin-name"),
        ("organisations/data/organisations", ",Agency Y,", ",Ministry X,", "twin-name"),
        ("organisations/data/organisations", "Cục Ý;Cục I,", "Cục Ý,bx", "twin-name"),
    ],
)
def test_what_cannot_be_meant_is_told(
    table: str, old: str, new: str, code: str, tmp_path: Path
) -> None:
    root = write_portal(tmp_path / "portal")
    edited(root / f"datasets/{table}.csv", old, new)
    assert [problem.code for problem in found_problems(root)] == [code]
