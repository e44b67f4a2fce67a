"""A site that cannot be written: told as one problem, and the old site stays."""

import errno
import os
from pathlib import Path

import pytest

from builder.build import build
from builder.problem import BuildError
from builder.publishing.unwritten import told_if_unwritten
from tests.folders import contents, no_room


def test_a_full_disk_is_told_and_leaves_the_old_site(tiny_portal: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old", "utf-8")
    for size in (1, 20_000, 100_000):
        with pytest.raises(BuildError) as told, no_room(size):
            build(tiny_portal, site)
        assert [problem.code for problem in told.value.problems] == ["disk-full"]
        assert contents(site) == {"index.html": b"old"}
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("number", "name", "code"),
    [
        (errno.ENOSPC, None, "disk-full"),
        (errno.EDQUOT, "public/site.build-1-a/new/index.html", "disk-full"),
        (errno.EROFS, "public/.site.lock", "site-not-writable"),
        (errno.EACCES, "public", "site-not-writable"),
        (errno.EPERM, "public/site.build-1-a", "site-not-writable"),
        (errno.EBUSY, "public/site", "site-not-writable"),
    ],
)
def test_what_the_system_refuses_has_a_code(
    number: int, name: str | None, code: str, tmp_path: Path
) -> None:
    path = None if name is None else str(tmp_path / name)
    with pytest.raises(BuildError) as told, told_if_unwritten(tmp_path / "public/site", tmp_path):
        raise OSError(number, os.strerror(number), path)
    (problem,) = told.value.problems
    assert (problem.code, problem.place.file) == (code, "public/site")


def test_a_source_that_cannot_be_read_is_no_fault_of_the_site(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), told_if_unwritten(tmp_path / "public/site", tmp_path):
        raise PermissionError(errno.EACCES, "", str(tmp_path / "datasets/rainfall/rainfall.csv"))
