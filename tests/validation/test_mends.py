"""The mend of every problem works when its words are followed."""

from pathlib import Path

import pytest

from tests.folders import CASES, told_problems, write_portal
from tests.goldens import case_folders
from tests.mends import MENDS, NEXT, NO_EDIT

WAYS = [(case, number) for case, ways in MENDS.items() for number in range(len(ways))]


@pytest.mark.parametrize(("case", "number"), WAYS)
def test_following_the_mend_leaves_no_problem(case: str, number: int, tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal", CASES / case)
    for step in MENDS[case][number]:
        step.do(root)
    left = {problem.code for problem in told_problems(root, CASES / case)}
    assert left == NEXT.get(case, frozenset())


def test_every_case_is_mended_or_says_why_it_cannot_be() -> None:
    assert {*MENDS, *NO_EDIT} == {case.name for case in case_folders()}
    assert not set(MENDS) & set(NO_EDIT)
    assert len(NO_EDIT) <= 6, "a mend that nobody can follow needs other words, not an exception"
