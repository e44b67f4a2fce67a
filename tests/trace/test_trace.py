"""Cells of rows against the texts of their documents: by which step they are found, or that not."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder.language.words import Words
from builder.model import Field, Package, Schema, Table
from builder.problem import BuildError, Problem, Severity
from builder.trace.source_texts import read_texts, text_folder
from builder.trace.trace import Step, Traced, line_numbers, source_text, traced
from builder.trace.trace_report import summary
from builder.trace.trace_rules import Rules, parse_rules, read_rules
from tests.folders import ROOT, spoken
from tests.tiny import TASKS
from tests.tiny import text as localised

LINES = (
    "PHỤ LỤC: PHÁT TRIỂN HẠ TẦNG",
    "TT Nhiệm vụ Thời hạn",
    "1 Nối mạng cho mọi",
    "TT Nhiệm vụ Thời hạn",
    "xã, phường",
    "Quý IV/2024",
    "2 Mở dữ liệu",
    "862 30",
)
NAMES = ("task_id", "section_vi", "name_vi", "due_raw", "source_id", "source_lines")
ROW = ("t1", "PHÁT TRIỂN HẠ TẦNG", "Nối mạng cho mọi xã, phường", "Quý IV/2024", "1-qd-bx", "3-6")

HEADINGS = {"table": "tasks", "fields": ["section_vi"], "reason": "Heading."}
NO_REVIEW: dict[str, str] = {}


def rules(review: dict[str, str] = NO_REVIEW, **kinds: object) -> Rules:
    """Rules that know the heading, and whatever else is given."""
    reviewed = {
        "package": "tasks-tiny", "field": "due_raw", "reason": "Seen.", "cells": review
    }  # fmt: skip
    raw = {"suffixes": ["_raw", "_vi"], "headings": [HEADINGS], "reviewed": [reviewed], **kinds}
    return parse_rules(raw)


def package(*rows: Sequence[str]) -> Package:
    """The tiny task list with these rows."""
    fields = tuple(
        Field(name=name, type="string", title=localised(name, name), description=None)
        for name in NAMES
    )
    table = Table(
        schema=Schema(fields=fields, primary_key=("task_id",)),
        rows=tuple(tuple(cell or None for cell in row) for row in rows),
    )
    return replace(TASKS, resources=(replace(TASKS.resources[0], table=table),))


def row(**cells: str) -> tuple[str, ...]:
    """The row as printed, with some cells changed."""
    return tuple(cells.get(name, cell) for name, cell in zip(NAMES, ROW, strict=True))


def trace(*rows: Sequence[str], by: Rules | None = None) -> Traced:
    """The rows looked for in the tiny text."""
    return traced([package(*rows)], {"1-qd-bx": source_text("009", LINES)}, by or rules())


def only(found: Traced) -> Problem:
    """The one problem of a cell, or the one of the rules if all cells were found."""
    (problem,) = [problem for problem in found.problems if problem.place.row] or found.problems
    return problem


def test_every_cell_is_found_and_counted_by_its_step() -> None:
    found = trace(ROW)
    assert found.problems == ()
    assert found.counts == {"tasks-tiny": {Step.HEADING: 1, Step.BROKEN: 1, Step.WHOLE: 1}}
    assert found.total(Step.WHOLE) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_vi", "Nối mang cho mọi xã, phường"),
        ("name_vi", "Nối mạng cho mọi xã, phương"),
        ("due_raw", "Quý IV/2025"),
        ("due_raw", "Quý I/2024"),
        ("section_vi", "PHÁT TRIỂN HẠ TẨNG"),
    ],
)
def test_one_changed_letter_or_digit_is_told_with_its_cell(field: str, value: str) -> None:
    problem = only(trace(row(**{field: value})))
    assert (problem.code, problem.value) == ("not-in-source", value)
    assert problem.severity is Severity.ERROR
    assert (problem.place.row, problem.place.field) == (2, field)
    assert problem.place.column == NAMES.index(field) + 1


def test_the_problem_shows_where_the_document_goes_on_otherwise() -> None:
    details = only(trace(row(due_raw="Quý IV/2025"))).details
    assert details == {
        "document": "009",
        "lines": "3-6",
        "rest": "2025",
        "printed": "2024 2 Mở dữ liệu 862 30",
    }


def test_a_cell_a_few_lines_away_is_a_warning_that_the_lines_are_wrong() -> None:
    problem = only(trace(row(source_lines="3-5")))
    assert (problem.code, problem.severity) == ("source-lines-differ", Severity.WARNING)
    assert problem.details["lines"] == "3-5"


def test_a_cell_far_away_is_not_found() -> None:
    assert only(trace(row(name_vi="", source_lines="1-2"))).code == "not-in-source"


@pytest.mark.parametrize("lines", ["", "3-60", "0", "three"])
def test_lines_that_are_missing_or_not_in_the_text_find_nothing(lines: str) -> None:
    problems = trace(row(source_lines=lines)).problems
    assert [problem.code for problem in problems if problem.place.row] == ["not-in-source"] * 3


def test_a_reach_adds_the_lines_of_its_rows_only() -> None:
    reach = {"fields": ["due_raw"], "rows": "t2", "before": 1, "reason": "Printed once."}
    second = row(task_id="t2", name_vi="Mở dữ liệu", source_lines="7")
    found = trace(ROW, second, by=rules(reach=[reach]))
    assert found.problems == ()
    assert found.total(Step.REACH) == 1


def test_a_field_that_is_ours_is_left_alone() -> None:
    ours = {"fields": ["name_vi"], "reason": "Our name."}
    found = trace(row(name_vi="Tên của chúng tôi"), by=rules(ours=[ours]))
    assert found.problems == ()
    assert Step.BROKEN not in found.counts["tasks-tiny"]


def test_a_field_of_another_name_can_be_looked_for_too() -> None:
    also = {"fields": ["task_id"], "reason": "Printed."}
    assert only(trace(ROW, by=rules(also=[also]))).place.field == "task_id"


def test_a_reviewed_cell_passes_and_is_counted() -> None:
    found = trace(row(due_raw="86", source_lines="3-8"), by=rules({"t1": "86"}))
    assert found.problems == ()
    assert found.total(Step.REVIEWED) == 1


def test_a_reviewed_cell_that_was_changed_is_looked_at_again() -> None:
    found = trace(row(due_raw="87", source_lines="3-8"), by=rules({"t1": "86"}))
    assert [problem.code for problem in found.problems] == ["not-in-source", "trace-rule-unused"]


def test_a_review_that_is_no_longer_needed_is_told() -> None:
    problem = only(trace(ROW, by=rules({"t1": "Quý IV/2024"})))
    assert (problem.code, problem.severity) == ("trace-rule-unused", Severity.WARNING)
    assert problem.value == "reviewed, tasks-tiny, due_raw, t1"


@pytest.mark.parametrize("kind", ["ours", "also", "reach", "headings"])
def test_a_rule_that_nothing_needs_is_told(kind: str) -> None:
    further = [{"fields": ["gone_vi"], "reason": "Gone."}]
    kinds: dict[str, Any] = {kind: [HEADINGS, *further] if kind == "headings" else further}
    by = rules(**kinds)
    problem = only(trace(ROW, by=by))
    assert problem.code == "trace-rule-unused"
    assert problem.value == f"{kind}, *, gone_vi"


def test_rows_of_other_documents_are_not_traced() -> None:
    other = trace(row(source_id="other"), by=parse_rules({"suffixes": ["_vi"]}))
    assert (other.counts, other.problems) == ({}, ())


def test_a_file_that_is_no_table_has_no_cells() -> None:
    picture = replace(TASKS, resources=(replace(TASKS.resources[0], table=None),))
    assert traced([picture], {}, parse_rules({"suffixes": []})).counts == {}


def test_source_lines_are_lists_of_ranges() -> None:
    assert line_numbers("2-4;7", 7) == (2, 3, 4, 7)
    assert line_numbers("2-4;8", 7) == ()


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ({"suffixes": [], "ours": [{"fields": [], "reason": "", "after": 1}]}, "ours[0].after"),
        ({}, "suffixes"),
        ({"suffixes": "_vi"}, "suffixes"),
        ({"suffixes": [], "ourss": []}, "ourss"),
        ({"suffixes": [], "also": {}}, "also"),
        ({"suffixes": [], "also": [{"fields": "a", "reason": ""}]}, "also[0].fields"),
        ({"suffixes": [], "also": [{"fields": [], "reason": 5}]}, "also[0].reason"),
        ({"suffixes": [], "also": [{"fields": []}]}, "also[0].reason"),
        ({"suffixes": [], "reach": [{"fields": [], "reason": "", "rows": "("}]}, "reach[0].rows"),
        (
            {"suffixes": [], "reviewed": [{"package": "", "field": "", "reason": ""}]},
            "reviewed[0].cells",
        ),
    ],
)
def test_a_rule_that_cannot_be_read_is_told_at_its_part(raw: dict[str, Any], told: str) -> None:
    with pytest.raises(BuildError) as error:
        parse_rules(raw)
    (problem,) = spoken(error.value.problems)
    assert (problem.code, problem.place.field) == ("own-file-invalid", told)


@pytest.mark.parametrize("content", [b"suffixes = [", b"\xff", b"x = " + b"[" * 5000])
def test_rules_that_are_no_toml_are_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas/trace.toml").write_bytes(content)
    with pytest.raises(BuildError) as error:
        read_rules(tmp_path)
    (problem,) = spoken(error.value.problems)
    assert (problem.code, problem.place.file) == ("own-file-invalid", "schemas/trace.toml")


def test_a_portal_without_rules_says_so(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as error:
        read_rules(tmp_path)
    assert [problem.code for problem in error.value.problems] == ["file-missing"]


def test_no_field_that_says_as_printed_is_called_ours() -> None:
    ours = [rule for rule in read_rules(ROOT).rules if rule.kind == "ours"]
    assert not [name for rule in ours for name in rule.fields if name.endswith("_raw")]


def test_the_folder_is_the_option_then_the_environment_then_the_setting() -> None:
    root, named = Path("portal"), {"PORTAL_SOURCES": "/elsewhere"}
    assert text_folder(root, "texts", option=Path("given"), environment=named) == Path("given")
    assert text_folder(root, "texts", option=None, environment=named) == Path("/elsewhere")
    assert text_folder(root, "texts", option=None, environment={}) == Path("portal/texts")
    assert text_folder(root, None, option=None, environment={}) is None


def documents() -> Package:
    """A code list of one document whose text is 009.txt."""
    fields = tuple(
        Field(name=name, type="string", title=localised(name, name), description=None)
        for name in ("document_id", "corpus_number")
    )
    table = Table(schema=Schema(fields=fields), rows=(("1-qd-bx", "009"), ("2-qd-bx", None)))
    resource = replace(TASKS.resources[0], name="documents", table_kind="documents", table=table)
    return replace(TASKS, id="documents", resources=(resource,))


def test_texts_are_numbered_without_blank_lines_or_with_them(tmp_path: Path) -> None:
    (tmp_path / "009.txt").write_text("một\n \n\u00a0\nhai\n", "utf-8")
    (bare,) = read_texts(tmp_path, [documents()], frozenset()).values()
    assert bare.lines == ("một", "hai")
    (full,) = read_texts(tmp_path, [documents()], frozenset({"009"})).values()
    assert full.lines[3] == "hai"


@pytest.mark.parametrize(
    ("content", "code"), [(None, "file-missing"), (b"\xff\xfe", "encoding-not-utf8")]
)
def test_a_text_that_cannot_be_read_is_told(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / "009.txt").write_bytes(content)
    with pytest.raises(BuildError) as error:
        read_texts(tmp_path, [documents()], frozenset())
    assert [problem.code for problem in error.value.problems] == [code]


def test_the_summary_has_a_line_a_package_one_for_all_and_a_verdict() -> None:
    steps = {f"cli.trace.step.{step}": step.name for step in Step}
    plain = {"cli.trace.line": "{name}: {count} ({steps})", "cli.trace.all": "all"}
    verdicts = {"cli.trace.missing": "{count} missing", "cli.trace.found": "all found"}
    texts = Words("en", steps | plain | verdicts)
    assert list(summary(trace(ROW), texts)) == [
        "tasks-tiny: 3 (WHOLE 1, BROKEN 1, HEADING 1)",
        "all: 3 (WHOLE 1, BROKEN 1, HEADING 1)",
        "all found",
    ]
    assert list(summary(trace(row(due_raw="Quý V")), texts))[-1] == "1 missing"
