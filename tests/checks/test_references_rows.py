"""Ids of any package, and rows above themselves, in the portal's own kinds of tables."""

from pathlib import Path

import pytest

from tests.folders import edited, found_problems, spoken, write_portal

TASKS = "datasets/tasks-tiny/data/tasks.csv"
ORGANISATIONS = "datasets/organisations/data/organisations.csv"
ROWS = "datasets/indicators-tiny/data/indicators.csv"
MATCHES = "datasets/indicators/data/matches.csv"
REGISTER = "datasets/indicators/data/indicators.csv"


@pytest.mark.parametrize(
    ("file", "old", "new", "cell", "value", "suggestion"),
    [
        (MATCHES, "indicators-tiny,i-1", "indicators-tini,i-1", "B2", "indicators-tini", "tiny"),
        (MATCHES, "indicators-tiny,i-1", "indicators-tiny,i-9", "C2", "i-9", "i-2"),
        (REGISTER, "linear-path,,,,", "linear-path,,,tiny,", "P2", "tiny", "–"),
        (TASKS, "share,,1-qd-bx", "share,tasks-tiny/t-9,1-qd-bx", "Y2", "t-9", "t-2"),
        (TASKS, "share,,1-qd-bx", "share,tasks/t-1,1-qd-bx", "Y2", "tasks", "tasks-tiny"),
    ],
)
def test_a_row_or_package_that_nobody_has_is_told_at_its_cell(
    file: str, old: str, new: str, *, cell: str, value: str, suggestion: str, tmp_path: Path
) -> None:
    root = write_portal(tmp_path / "portal")
    edited(root / file, old, new)
    (problem,) = spoken(found_problems(root))
    assert (problem.code, problem.place.cell, problem.value) == ("reference-unknown", cell, value)
    assert suggestion in problem.details["suggestion"]


@pytest.mark.parametrize(
    ("file", "old", "new", "chain"),
    [
        (ORGANISATIONS, ",ministry,,", ",ministry,agency-y,", "ministry-x → agency-y → ministry-x"),
        (ORGANISATIONS, ",ministry,,,", ",ministry,,ministry-x,", "ministry-x → ministry-x"),
        (TASKS, "t-1,1,,", "t-1,1,t-1-a,", "t-1 → t-1-a → t-1"),
        (ROWS, "i-1,1,,", "i-1,1,i-1,", "i-1 → i-1"),
    ],
)
def test_rows_above_themselves_are_told_once(
    file: str, old: str, new: str, chain: str, tmp_path: Path
) -> None:
    root = write_portal(tmp_path / "portal")
    edited(root / file, old, new)
    (problem,) = spoken(found_problems(root))
    assert (problem.code, problem.details["chain"]) == ("own-parent", chain)


def test_a_task_may_be_the_same_as_one_of_its_list(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    edited(root / TASKS, "share,,1-qd-bx", "share,tasks-tiny/t-2,1-qd-bx")
    assert found_problems(root) == ()
