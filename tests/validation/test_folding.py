"""One cause is one problem, with the count and the first places; of each kind a hundred."""

import json
import unicodedata
from pathlib import Path

import pytest

from builder.language.words import words
from builder.problem import Place, Problem, counted
from builder.report import why
from builder.validation.folding import folded
from tests.folders import edited, found_problems, spoken, write_portal

RAINFALL = "datasets/rainfall/rainfall.csv"
ORGANISATIONS = "datasets/organisations/data/organisations.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


def one(root: Path) -> Problem:
    (problem,) = spoken(found_problems(root))
    return problem


def add_rows(root: Path, count: int, row: str) -> None:
    with (root / RAINFALL).open("a", encoding="utf-8") as stream:
        stream.writelines(row.format(number) + "\n" for number in range(100, 100 + count))


def test_a_file_saved_in_another_form_of_unicode_is_one_problem(root: Path) -> None:
    path = root / ORGANISATIONS
    path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8")
    problem = one(root)
    assert problem.code == "not-nfc"
    assert problem.place.cell == "B2"
    assert f"{len(problem.also)} more places like this (B3, B4, D4)" in why(problem, words("en"))


def test_an_organisation_that_is_gone_is_one_problem_whoever_refers_to_it(root: Path) -> None:
    path = root / ORGANISATIONS
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("ministry-x,")), "utf-8")
    problem = one(root)
    assert (problem.code, problem.value) == ("reference-unknown", "ministry-x")
    files = {place.file.split("/")[1] for place in (problem.place, *problem.also)}
    assert len(files) > 2


@pytest.mark.parametrize("schema", [None, {"fields": []}, {"fields": [{"name": "task_id"}]}])
def test_a_schema_that_was_not_copied_is_told_once_each(schema: object, root: Path) -> None:
    path = root / "datasets/tasks-tiny/datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    del descriptor["resources"][0]["schema"]
    if schema is not None:
        descriptor["resources"][0]["schema"] = schema
    path.write_text(json.dumps(descriptor), "utf-8")
    problems = spoken(found_problems(root))
    assert len(problems) == len({problem.code for problem in problems})
    assert {problem.place.field for problem in problems} <= {
        "resources[0].schema",
        "resources[0].schema.fields",
    }


def test_schemas_of_another_language_are_one_problem(root: Path) -> None:
    edited(root / "portal.toml", '["vi", "en"]', '["vi"]')
    problem = one(root)
    assert (problem.code, len(problem.also)) == ("field-definition-differs", 8)


def test_a_language_that_packages_lack_is_one_problem_each(root: Path) -> None:
    edited(root / "portal.toml", '["vi", "en"]', '["en", "vi"]')
    problems = [problem for problem in spoken(found_problems(root)) if not problem.place.row]
    assert len(problems) == len({(problem.code, problem.place.file) for problem in problems})


def test_of_each_kind_a_hundred_are_told_and_the_others_counted(root: Path) -> None:
    add_rows(root, 250, "{0},Trạm A,31/12/2024,1.5,none,,")
    problems = spoken(found_problems(root))
    assert [problem.code for problem in problems] == ["type-date"] * 100
    assert counted(problems) == 250
    assert len(problems[-1].also) == 150


def test_a_column_of_blanks_is_one_problem(root: Path) -> None:
    add_rows(root, 5000, "{0},Trạm A ,2024-12-31,1.5,none,,")
    problem = one(root)
    assert problem.code == "white-space"
    assert len(problem.also) == 4999
    assert "4,999 more places like this (B6, B7, B8, B9, B10, …)." in why(problem, words("en"))


def test_problems_of_other_causes_stay_apart() -> None:
    problems = [
        Problem(code="not-nfc", place=Place(file=file, row=row, column=1), value="x")
        for file in ("a.csv", "b.csv")
        for row in (2, 3)
    ]
    assert [problem.place.file for problem in folded(problems)] == ["a.csv", "b.csv"]
