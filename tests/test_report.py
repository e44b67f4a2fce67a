"""Problems as texts: for people in their language, as JSON, and as annotations of a CI run."""

import json
from typing import Any

import pytest

from builder.language.words import words
from builder.problem import Place, Problem, Severity
from builder.report import SHOWN, rendered_problems, visible

DATE = Problem(
    code="type-date",
    place=Place(file="datasets/a/data/a.csv", row=5, field="due", column=18),
    value="31/12/2025",
    details={"type": "date", "suggestion": "2025-12-31"},
)
README = Problem(
    code="language-missing",
    place=Place(file="datasets/a/README.en.md"),
    details={"twin": "README"},
)
WARNING = Problem(
    code="line-ending", place=Place(file="datasets/a/a.csv"), severity=Severity.WARNING
)


def told(*problems: Problem, form: str = "text", language: str = "en") -> str:
    return rendered_problems(problems, words(language), form)


def entries(*problems: Problem) -> list[dict[str, Any]]:
    found = json.loads(told(*problems, form="json"))["problems"]
    assert isinstance(found, list)
    return found


def spoken(value: str) -> Problem:
    return Problem(code="white-space", place=Place(file="a.csv", row=2, column=1), value=value)


def test_a_problem_says_what_where_why_and_how_to_mend_it() -> None:
    assert told(DATE).splitlines() == [
        "[error] Not a date in the required form (type-date)",
        "  datasets/a/data/a.csv, row 5, field due, cell R5",
        "  Value: 31/12/2025",
        "  Why: The cell says “31/12/2025”, which is not a real date written year-month-day, "
        "such as 2020-12-31.",
        "  Mend: Write the date as year-month-day. Suggestion: 2025-12-31.",
        "  Explained: /en/problems/type-date/",
    ]


def test_a_problem_is_told_in_the_language_of_the_reader() -> None:
    lines = told(DATE, language="vi").splitlines()
    assert lines[1] == "  datasets/a/data/a.csv, dòng 5, trường due, ô R5"
    assert lines[-1] == "  Giải thích: /loi/type-date/"


def test_what_is_not_known_is_left_out() -> None:
    lines = told(README).splitlines()
    assert lines[1] == "  datasets/a/README.en.md"
    assert not any(line.startswith("  Value") for line in lines)


def test_a_blank_line_parts_two_problems() -> None:
    assert told(DATE, README) == f"{told(DATE)}\n\n{told(README)}"


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_problem_is_no_text(form: str) -> None:
    assert told(form=form) == ""


def test_json_has_every_part_and_null_for_what_is_not_known() -> None:
    (entry,) = entries(DATE)
    assert (entry["code"], entry["severity"], entry["cell"]) == ("type-date", "error", "R5")
    (entry,) = entries(README)
    assert [entry[name] for name in ("row", "field", "cell", "value")] == [None] * 4


def test_json_of_no_problem_is_an_empty_list() -> None:
    assert entries() == []


def test_json_keeps_the_value_as_it_was_found() -> None:
    (entry,) = entries(spoken("a\u00a0"))
    assert entry["value"] == "a\u00a0"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mưa to", "Mưa to"),
        ("a\u00a0", "a\\xa0"),
        ("a\u200bb", "a\\u200bb"),
        ("a\n", "a\\n"),
        ("\x1b[31mred", "\\x1b[31mred"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert f"  Value: {shown}\n" in told(spoken(text))


def test_a_long_value_is_cut_at_a_word() -> None:
    shown = told(spoken("mưa to " * 100))
    assert "mưa to …\n" in shown
    assert {line.count("mưa to") for line in shown.splitlines()} == {0, SHOWN // len("mưa to ")}


def test_an_annotation_names_file_line_and_title() -> None:
    line = told(DATE, form="github")
    assert line.startswith("::error file=datasets/a/data/a.csv,line=5,title=Not a date")
    assert line.endswith("::R5: " + line.rpartition("::R5: ")[2])
    assert "Suggestion: 2025-12-31." in line


def test_a_warning_is_a_warning_of_the_run() -> None:
    assert told(WARNING, form="github").startswith("::warning file=datasets/a/a.csv,title=")


def test_each_annotation_is_one_line() -> None:
    problem = spoken("50 %\r\n::error::a")
    (line,) = told(problem, form="github").splitlines()
    assert "50 %25" in line
    assert line.count("::error") == 2


def test_marks_of_an_annotation_are_escaped_in_its_properties() -> None:
    problem = Problem(code="file-empty", place=Place(file="datasets/a,b:c/50%.csv"))
    line = told(problem, form="github")
    assert "file=datasets/a%2Cb%3Ac/50%25.csv,title=" in line


def category(value: str, allowed: str, field: str) -> str:
    place = Place(file="a.csv", row=2, field=field, column=1)
    details = {"allowed": allowed, "constraint": "enum"}
    return told(Problem(code="category-unknown", place=place, value=value, details=details))


@pytest.mark.parametrize(
    ("value", "allowed", "field", "code"),
    [
        ("%", "percent, count", "unit", "percent"),
        ("phần trăm", "percent, count", "unit", "percent"),
        ("Completed", "completed, not_started", "status", "completed"),
        ("complete", "completed, not_started", "status", "completed"),
        ("Hoàn thành", "completed, not_started", "status", "completed"),
        ("tăng", "up, down", "direction", "up"),
    ],
)
def test_what_a_word_probably_means_is_suggested(
    value: str, allowed: str, field: str, code: str
) -> None:
    assert f"Suggestion: {code}." in category(value, allowed, field)


@pytest.mark.parametrize("value", ["Chưa hoàn thành", "not completed"])
def test_the_contrary_of_a_word_is_not_suggested(value: str) -> None:
    assert "Suggestion" not in category(value, "completed, in_progress", "status")


def test_an_empty_cell_is_told_with_what_belongs_there() -> None:
    place = Place(file="a.csv", row=2, field="obs_status", column=1)
    coded = Problem(code="required-empty", place=place, details={"allowed": "A, O", "target": ""})
    assert "One of: A (Normal value), O (Missing value)." in told(coded)
    target = {"allowed": "", "target": "documents/documents/document_id"}
    assert "An id of documents/documents/document_id." in told(
        Problem(code="required-empty", place=place, details=target)
    )


def test_an_id_that_many_places_have_was_probably_deleted() -> None:
    place = Place(file="a.csv", row=2, field="lead", column=1)
    details = {"target": "organisations/organisations/organisation_id", "suggestion": "–"}
    also = tuple(Place(file="a.csv", row=row) for row in range(3, 9))
    gone = Problem(code="reference-unknown", place=place, value="mic", details=details, also=also)
    assert "put that row back" in told(gone)
