"""Each case is the valid portal with one fault: what a steward is told of it, word for word.

`python -m tests.goldens` writes the expected words anew, after a change that was meant.
"""

import json
from pathlib import Path

import pytest

from builder.problem import CODES, has_errors
from tests import goldens
from tests.folders import BASE, contents, found_problems, told_problems, write_portal
from tests.own_words import foreign_words

SEVERAL = {
    "chart-empty": 2,
    "code-not-valid": 2,
    "many-faults": 7,
    "property-missing": 2,
    "title-copied": 3,
    "too-many-problems": 3,
}
"""Cases that tell of more than one problem, and of how many."""

WARNINGS = {
    "body-not-named",
    "exception-unused",
    "line-ending",
    "metadata-assumed",
    "schema-inferred",
    "source-lines-differ",
    "status-differs-raw",
    "status-goes-back",
    "thousands-misread",
    "trace-rule-unused",
    "translation-awaited",
    "translation-length",
    "twin-name",
    "type-loosened",
    "value-unlikely",
    "version-unrecorded",
}
"""Cases that do not stop a build."""


@pytest.mark.parametrize("case", goldens.case_folders(), ids=lambda case: case.name)
def test_a_fault_is_told_word_for_word(case: Path, tmp_path: Path) -> None:
    problems = told_problems(write_portal(tmp_path / "portal", case), case)
    expected = {name: (case / name).read_text("utf-8") for name in goldens.told(())}
    assert goldens.told(problems) == expected
    assert len(problems) == SEVERAL.get(case.name, 1)
    assert has_errors(problems) is (case.name not in WARNINGS)
    assert [found for found in map(foreign_words, problems) if found] == []


def test_every_code_has_a_case() -> None:
    told = {
        problem["code"]
        for case in goldens.case_folders()
        for problem in json.loads((case / "problems.json").read_text("utf-8"))["problems"]
    }
    assert told == set(CODES)


def test_the_valid_portal_has_no_problem(tmp_path: Path) -> None:
    assert found_problems(write_portal(tmp_path / "portal")) == ()


def test_the_valid_portal_becomes_exactly_these_files(tiny_portal: Path) -> None:
    assert goldens.site_paths(tiny_portal / "site") == goldens.SITE_PATHS.read_text("utf-8")


@pytest.mark.parametrize("name", goldens.SITE_FILES)
def test_a_file_of_the_site_is_the_same_byte_for_byte(name: str, tiny_portal: Path) -> None:
    assert (tiny_portal / "site" / name).read_bytes() == (goldens.SITE / name).read_bytes()


def test_every_golden_file_of_the_site_is_compared() -> None:
    assert set(contents(BASE / "site")) == set(goldens.SITE_FILES)
