"""A thousand inputs with one fault each: each with its expected outcome."""

import os
from pathlib import Path

import pytest

from builder.problem import BuildError
from tests.folders import found_problems, spoken, write_portal
from tests.hostile.inputs import OUTCOMES, inputs, judged, outcome
from tests.own_words import foreign_words


def test_there_are_enough_inputs_and_each_has_a_name() -> None:
    names = [name for name, _ in inputs()]
    assert len(names) == len(set(names)) > 900


def test_each_input_has_the_outcome_that_is_expected(tmp_path: Path) -> None:
    found, library = [], []
    for name, _, package, problems in judged(tmp_path):
        found.append(outcome(name, package, problems))
        if any(map(foreign_words, problems)):
            library.append(name)
        assert {problem.place.file.split("/")[1] for problem in problems} <= {"rainfall"}
    assert found == OUTCOMES.read_text("utf-8").splitlines()
    assert library == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("datasets/rainfall/pipe.csv", None),
        ("site_src/vi/pipe.md", "page-head-invalid"),
        ("mkdocs.yml", "own-file-invalid"),
        ("portal.toml", "settings-invalid"),
        ("schemas/pipe.csv", None),
    ],
)
def test_a_pipe_is_never_read(path: str, code: str | None, tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    (root / path).unlink(missing_ok=True)
    os.mkfifo(root / path)
    try:
        told = [problem.code for problem in spoken(found_problems(root))]
    except BuildError as error:
        told = [problem.code for problem in error.problems]
    assert told == ([code] if code else [])


def test_a_link_to_nowhere_in_place_of_a_package_is_told(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    (root / "datasets/lost").symlink_to("nowhere")
    assert [problem.code for problem in spoken(found_problems(root))] == ["symbolic-link"]
