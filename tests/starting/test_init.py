"""A new portal: valid at once, in any languages, with a wheel in an empty folder."""

import datetime
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from builder.build import build
from builder.cli import EXIT_BUILT, EXIT_MISUSE, main
from builder.starting.answers import answers
from builder.starting.portal_files import portal_files
from builder.starting.write import remove_examples, write_new
from tests.folders import FROZEN, ROOT, found_problems
from tests.goldens import STARTING_PATHS

DAY = datetime.date(2025, 1, 15)
FOREIGN = ("749/QĐ-TTg", "data.gov.vn", "digital transformation", "chuyển đổi số", "Bộ Thông tin")
"""Words of this repository's own portal."""


def new_portal(folder: Path, *languages: str) -> Path:
    given = {"languages": [",".join(languages)], "body": [f"{languages[0]}=Body X"]}
    write_new(portal_files(answers(given, None, day=DAY)), folder)
    return folder


@pytest.mark.parametrize("languages", [("vi", "en"), ("en", "vi"), ("vi",), ("en",)])
def test_a_new_portal_is_valid_and_builds(languages: Sequence[str], tmp_path: Path) -> None:
    root = new_portal(tmp_path / "new", *languages)
    assert found_problems(root) == ()
    built = build(root, root / "site")
    assert built.packages == 9
    assert (root / "site" / "data" / "table-example" / "visitors.csv").is_file()


def test_a_new_portal_says_nothing_of_this_one(tmp_path: Path) -> None:
    root = new_portal(tmp_path / "new", "vi", "en")
    build(root, root / "site")
    pages = [path.read_text("utf-8") for path in (root / "site").rglob("*.html")]
    assert {word for word in FOREIGN if any(word in page for page in pages)} == set()
    assert any("Body X" in page for page in pages)


def test_its_examples_go_by_one_command_and_it_still_builds(tmp_path: Path) -> None:
    root = new_portal(tmp_path / "new", "vi", "en")
    assert list(remove_examples(root))[-1] == "datasets/documents/data/documents.csv"
    assert found_problems(root) == ()
    assert list(remove_examples(root)) == []
    build(root, root / "site")
    assert not (root / "site" / "chi-tieu").exists()


def test_a_folder_that_holds_something_is_not_written_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    assert main(["init", str(tmp_path), "--yes", "--lang", "en"]) == EXIT_MISUSE
    assert "nothing was written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_command_writes_what_its_flags_say(tmp_path: Path) -> None:
    flags = ("--name", "en=Lao Cai open data", "--url", "https://data.example.gov/")
    arguments = ["init", str(tmp_path / "new"), "--yes", "--languages", "en", *flags]
    assert main(arguments) == EXIT_BUILT
    settings = (tmp_path / "new" / "portal.toml").read_text("utf-8")
    assert 'name = { en = "Lao Cai open data" }' in settings
    assert 'base_url = "https://data.example.gov/"' in settings


def test_the_wheel_makes_and_builds_a_portal_in_an_empty_folder(tmp_path: Path) -> None:
    python = python_with_wheel(tmp_path)
    environment = {**os.environ, "PYTHONPATH": "", "LANG": "en_GB.UTF-8"}

    def run(*arguments: str) -> None:
        command = [str(python), "-m", "builder.cli", *arguments]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)

    run("init", "new", "--yes")
    run("build", "--root", "new", "--as-of", "2025-01-15")
    site = tmp_path / "new" / "site"
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    paths = [path for path in found if not path.startswith(("loi/", "en/problems/"))]
    assert paths == STARTING_PATHS.read_text("utf-8").split()


def python_with_wheel(folder: Path) -> Path:
    """A new environment with the wheel and the libraries it needs, without this checkout."""
    make = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(make, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    (packages,) = (folder / "venv").glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "needed.pth").write_text("\n".join(needed_folders()), "utf-8")
    return folder / "venv" / "bin" / "python"


def needed_folders() -> list[str]:
    """Where the libraries lie; lines of .pth files in there are not followed."""
    own = sysconfig.get_path("purelib")
    return [own, *(path for path in sys.path if path.endswith("site-packages") and path != own)]


def test_a_portal_takes_organisations_and_topics_over_from_another(tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert main(["init", str(root), "--from", str(FROZEN), "--yes"]) == EXIT_BUILT
    assert found_problems(root) == ()

    def ids(folder: Path, table: str) -> set[str]:
        text = (folder / f"datasets/{table}/data/{table}.csv").read_text("utf-8")
        return {line.split(",", 1)[0] for line in text.splitlines()[1:]}

    assert ids(root, "organisations") == {*ids(FROZEN, "organisations"), "maintaining-body"}
    assert ids(root, "topics") == ids(FROZEN, "topics")
    assert ids(root, "documents") == {"example-plan"}
    assert (root / "schemas/glossary.csv").read_bytes() == (
        FROZEN / "schemas/glossary.csv"
    ).read_bytes()
    assert {path.name for path in (root / "datasets").iterdir()}.isdisjoint({"facts-2020"})
