"""A thousand inputs with one fault each: each with its expected outcome."""

from pathlib import Path

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
