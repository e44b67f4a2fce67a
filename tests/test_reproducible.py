"""The same input gives the same bytes: in another folder, process, time zone and locale."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.folders import ROOT

INPUT = ("datasets", "schemas", "site_src", "portal.toml", "mkdocs.yml", ".cache")
"""What a build reads; pictures of earlier builds are taken along to save time."""


@pytest.fixture(scope="module")
def again(portal_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal built a second time, elsewhere."""
    assert portal_site.is_dir(), "the first build has filled the cache"
    root = tmp_path_factory.mktemp("elsewhere") / "portal"
    root.mkdir()
    for name in INPUT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, root / name)
    program = "import sys; from builder.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "build", "--root", str(root)]
    zone = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "42", "PYTHONUTF8": "1"}
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        command, check=False, cwd=root.parent, env=environment | zone, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    return root / "site"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_builds_in_different_folders_are_the_same_bytes(portal_site: Path, again: Path) -> None:
    first, second = files(portal_site), files(again)
    assert first.keys() == second.keys()
    assert [uri for uri, content in first.items() if content != second[uri]] == []


def test_a_site_names_no_folder_of_the_machine_that_built_it(portal_site: Path) -> None:
    names = (str(ROOT).encode(), str(portal_site.parent).encode())
    found = files(portal_site).items()
    assert [uri for uri, content in found if any(name in content for name in names)] == []


def test_a_build_leaves_nothing_beside_the_site(portal_site: Path) -> None:
    assert [path.name for path in portal_site.parent.iterdir()] == ["site"]


def test_mkdocs_build_makes_the_same_site(portal_site: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    first, second = files(portal_site), files(site)
    assert first.keys() == second.keys()
    assert [uri for uri, content in first.items() if content != second[uri]] == []
