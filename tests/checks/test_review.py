"""The glossary and the exceptions as files: read, and told what is wrong with them."""

import csv
from collections import Counter
from pathlib import Path

from builder.checks.translation.review import EXCEPTIONS, GLOSSARY, LanguageException, parse_review
from builder.checks.translation.translation import RULES
from builder.problem import Problem

SCHEMAS = Path(__file__).parents[2] / "schemas"
HEADER = "package,resource,row_key,stem,rule,reason\n"


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_portal_without_either_file_has_an_empty_review() -> None:
    review, problems = parse_review({})
    assert problems == ()
    assert review.exceptions == ()
    assert not list(review.glossary.differing("chuyển đổi số", "change"))


def test_aliases_and_further_forms_are_parted_by_semicolons() -> None:
    content = "vi,en,aliases_vi,also_en,note\ncơ sở dữ liệu,database,CSDL; CSDLQG,register;list,\n"
    review, problems = parse_review({GLOSSARY: content.encode()})
    assert problems == ()
    assert not list(review.glossary.differing("CSDLQG", "a list"))
    ((written, term),) = review.glossary.differing("CSDLQG", "data")
    assert (written, term.en) == ("csdlqg", ("database", "register", "list"))


def test_an_exception_knows_its_row() -> None:
    content = f"{HEADER}a,,,title,translation-same,a brand\nb,r,x/y,name,translation-term,ok\n"
    review, problems = parse_review({EXCEPTIONS: content.encode()})
    assert problems == ()
    assert review.exceptions[1] == LanguageException(
        package="b",
        resource="r",
        row_key="x/y",
        stem="name",
        rule="translation-term",
        reason="ok",
        row=3,
    )


def test_a_missing_column_is_told_and_gives_no_rows() -> None:
    review, problems = parse_review({EXCEPTIONS: b"package,resource,row_key,stem,rule\na,,,b,c\n"})
    assert codes(problems) == ["own-file-invalid"]
    assert problems[0].value == "reason"
    assert review.exceptions == ()


def test_an_exception_without_a_reason_is_told_and_left_out() -> None:
    content = f"{HEADER}a,,,title,translation-same,\nb,,,title,translation-same,a brand\n"
    review, problems = parse_review({EXCEPTIONS: content.encode()})
    assert codes(problems) == ["required-empty"]
    assert (problems[0].place.row, problems[0].place.field) == (2, "reason")
    assert [exception.package for exception in review.exceptions] == ["b"]


def test_a_header_of_something_else_is_one_problem() -> None:
    _, problems = parse_review({GLOSSARY: b"a,b\nx,y\n"})
    assert codes(problems) == ["own-file-invalid"]


def test_a_blank_row_is_one_problem() -> None:
    _, problems = parse_review({EXCEPTIONS: f"{HEADER},,,,,\n".encode()})
    assert codes(problems) == ["blank-row"]


def test_a_short_row_is_told_and_a_long_one_read() -> None:
    content = f"{HEADER}a,,\nb,,,title,translation-same,a brand,more\n"
    review, problems = parse_review({EXCEPTIONS: content.encode()})
    assert set(codes(problems)) == {"required-empty"}
    assert [exception.package for exception in review.exceptions] == ["b"]


def test_a_file_in_another_encoding_is_told() -> None:
    _, problems = parse_review({GLOSSARY: "vi,en\nsố,number\n".encode("utf-16")})
    assert codes(problems) == ["encoding-not-utf8"]


def test_the_files_of_this_portal_are_right() -> None:
    review, problems = parse_review(
        {path.name: path.read_bytes() for path in SCHEMAS.glob("*.csv")}
    )
    assert problems == ()
    assert {exception.rule for exception in review.exceptions} <= set(RULES)


def test_each_term_of_this_portal_stands_once() -> None:
    with (SCHEMAS / GLOSSARY).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    forms = [
        form.strip().lower()
        for row in rows
        for form in (row["vi"], *row["aliases_vi"].split(";"))
        if form.strip()
    ]
    assert [form for form, times in Counter(forms).items() if times > 1] == []
    assert all(row["en"] for row in rows)
