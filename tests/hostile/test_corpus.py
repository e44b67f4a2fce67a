"""A thousand inputs with one fault each: each with its expected outcome."""

import re
from pathlib import Path

from builder.language.words import words
from builder.report import rendered_problems
from tests.hostile.inputs import OUTCOMES, inputs, judged, outcome

LIBRARY = re.compile(r"Error\(|Traceback|is not of type|Expecting|NoneType|frictionless|\\d|\[a-z")
"""Signs of a library's own sentence, of Python, or of regular expressions."""


def test_there_are_enough_inputs_and_each_has_a_name() -> None:
    names = [name for name, _ in inputs()]
    assert len(names) == len(set(names)) > 900


def test_each_input_has_the_outcome_that_is_expected(tmp_path: Path) -> None:
    found, library = [], []
    for name, _, package, problems in judged(tmp_path):
        found.append(outcome(name, package, problems))
        said = rendered_problems(problems, words("vi"), "text")
        if LIBRARY.search(said) and not name.startswith(("json/", "pattern/")):
            library.append(name)
        assert {problem.place.file.split("/")[1] for problem in problems} <= {"rainfall"}
    assert found == OUTCOMES.read_text("utf-8").splitlines()
    assert library == []
