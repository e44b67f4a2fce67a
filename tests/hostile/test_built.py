"""What is valid in the corpus builds whole: as packages of one portal."""

import shutil
from pathlib import Path

from builder.build import build
from tests.folders import found_problems, write_portal
from tests.hostile.inputs import judged, renamed, write
from tests.unaltered import compared, compared_page, said_tables

BUILT = ("cell/station/", "cell/millimetres/", "bytes/", "property/resources")
"""Inputs that are built if they are valid; those of other cells are of the same kinds."""


def test_all_that_is_valid_builds_whole(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    valid = 0
    for name, files, package, _ in judged(tmp_path / "inputs"):
        if package is not None and name.startswith(BUILT):
            valid += 1
            folder = root / "datasets" / f"rain-{valid}"
            folder.mkdir()
            write(renamed(files, folder.name), folder)
    while refused := _refused(root):  # by the portal: a topic nobody has, a picture not there
        for name in refused:
            shutil.rmtree(root / "datasets" / name)
        valid -= len(refused)
    build(root, root / "site")
    pages = list((root / "site" / "en").glob("**/rain-*/index.html"))
    assert len(pages) == valid > 20
    for said in said_tables(root / "site"):
        assert compared(root / "site", said)
        for language in ("vi", "en"):
            assert compared_page(root / "site", said, language)


def _refused(root: Path) -> set[str]:
    """Packages with errors."""
    errors = [problem for problem in found_problems(root) if problem.severity == "error"]
    return {problem.place.file.split("/")[1] for problem in errors}
