"""What may not be read is told at its place; nothing of a portal is passed over unseen."""

from pathlib import Path

import pytest

from builder.packages.unread import unread, unreadable
from tests.folders import closed, write_portal


@pytest.mark.parametrize(
    "path",
    [
        "datasets/rainfall/rainfall.csv",
        "datasets/rainfall",
        "datasets",
        "site_src/vi",
        ".",
        "portal.toml",
    ],
)
def test_the_topmost_place_that_is_closed_is_told_once(path: str, tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    assert not list(unreadable(root))
    with closed(root / path):
        found = [(problem.code, problem.place.file) for problem in unreadable(root)]
    assert found == [("file-not-readable", path)]


def test_what_is_left_out_anyway_need_not_be_readable(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    lock = root / "datasets/rainfall/.~lock.rainfall.csv#"
    lock.touch()
    with closed(lock):
        assert not list(unreadable(root))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "", "datasets/a.csv"), "datasets/a.csv"),
        (FileNotFoundError(2, "", "site_src/vi/a.md"), "site_src/vi/a.md"),
        (PermissionError(13, "", "site/index.html"), None),
        (PermissionError(13, "", "../other/datasets/a.csv"), None),
        (IsADirectoryError(21, "", "datasets/a.csv"), None),
        (PermissionError(13, ""), None),
    ],
)
def test_a_fault_while_a_file_of_the_portal_is_read_is_a_problem_of_the_portal(
    error: OSError, told: str | None, tmp_path: Path
) -> None:
    if error.filename:
        error.filename = str(tmp_path / error.filename)
    problem = unread(error, tmp_path)
    assert (problem and problem.place.file) == told
