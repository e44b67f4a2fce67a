"""Writing: into a staging folder, which takes the site's place only if everything went well."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.build import build
from builder.problem import BuildError
from builder.publishing.write import replaced_folder, write_outputs
from builder.site import Output
from tests.folders import contents, edited, write_portal


def output(uri: str, content: bytes = b"new") -> Output:
    return Output(uri=uri, content=lambda: content)


def failing(uri: str) -> Output:
    def content() -> bytes:
        raise RuntimeError(uri)

    return Output(uri=uri, content=content)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of yesterday."""
    folder = tmp_path / "site"
    write_outputs([output("index.html", b"old"), output("data/a.csv", b"old")], folder, print)
    return folder


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir())


def test_outputs_are_files_at_their_uris(tmp_path: Path) -> None:
    done: list[str] = []
    write_outputs([output("a.txt"), output("data/b/c.csv", b"1")], tmp_path, done.append)
    assert contents(tmp_path) == {"a.txt": b"new", "data/b/c.csv": b"1"}
    assert done == ["a.txt", "data/b/c.csv"]


def test_a_file_that_is_there_already_is_refused(site: Path) -> None:
    with pytest.raises(FileExistsError):
        write_outputs([output("data/a.csv")], site, print)
    assert (site / "data/a.csv").read_bytes() == b"old"


def test_a_finished_site_takes_the_place_of_the_old_one(site: Path) -> None:
    with replaced_folder(site) as folder:
        write_outputs([output("index.html")], folder, print)
        assert contents(site)["index.html"] == b"old"
    assert contents(site) == {"index.html": b"new"}
    assert beside(site) == ["site"]


def test_a_first_site_needs_no_old_one(tmp_path: Path) -> None:
    with replaced_folder(tmp_path / "public/site") as folder:
        write_outputs([output("index.html")], folder, print)
    assert contents(tmp_path / "public/site") == {"index.html": b"new"}


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_site_stays_as_it_was_if_its_successor_fails(
    error: type[BaseException], site: Path
) -> None:
    def stopped(_: str) -> None:
        raise error

    before = contents(site)
    with pytest.raises(error), replaced_folder(site) as folder:
        write_outputs([output("index.html")], folder, stopped)
    assert contents(site) == before
    assert beside(site) == ["site"]


def test_an_output_that_cannot_be_made_leaves_the_site_as_it_was(site: Path) -> None:
    before = contents(site)
    with pytest.raises(RuntimeError), replaced_folder(site) as folder:
        write_outputs([output("index.html"), failing("catalog.ttl")], folder, print)
    assert contents(site) == before


DEAD = 2**22 - 1
"""A process that does not run."""


def test_what_a_broken_off_build_left_behind_is_cleared_away(site: Path) -> None:
    write_outputs([output("rest.txt")], site.with_name(f"site.new-{DEAD}-abc"), print)
    with replaced_folder(site) as folder:
        write_outputs([output("index.html")], folder, print)
    assert contents(site) == {"index.html": b"new"}
    assert beside(site) == ["site"]


def test_folders_of_other_names_are_left_alone(site: Path) -> None:
    for name in ("site.old", "site.new", "site.old-mine"):
        write_outputs([output("mine.txt")], site.with_name(name), print)
    with replaced_folder(site) as folder:
        write_outputs([output("index.html")], folder, print)
    assert beside(site) == ["site", "site.new", "site.old", "site.old-mine"]


def test_a_site_that_a_killed_build_had_set_aside_is_put_back(site: Path) -> None:
    before = contents(site)
    aside = site.with_name(f"site.old-{DEAD}-abc")
    aside.mkdir()
    site.rename(aside / "site")
    with pytest.raises(RuntimeError), replaced_folder(site) as folder:
        write_outputs([failing("index.html")], folder, print)
    assert contents(site) == before
    assert beside(site) == ["site"]


def test_two_builds_at_once_end_in_one_whole_site(site: Path) -> None:
    with replaced_folder(site) as first:
        write_outputs([output("index.html", b"1"), output("a", b"1")], first, print)
        with replaced_folder(site) as second:
            write_outputs([output("index.html", b"2"), output("b", b"2")], second, print)
        assert contents(site) == {"index.html": b"2", "b": b"2"}
    assert contents(site) == {"index.html": b"1", "a": b"1"}
    assert beside(site) == ["site"]


def test_a_portal_with_a_problem_leaves_the_site_as_it_was(tmp_path: Path, site: Path) -> None:
    root, before = write_portal(tmp_path / "portal"), contents(site)
    edited(root / "datasets/rainfall/rainfall.csv", "12.5", "x")
    with pytest.raises(BuildError):
        build(root, site)
    assert contents(site) == before


def test_what_is_published_is_readable_whatever_the_umask(site: Path) -> None:
    before = os.umask(0o077)
    try:
        with replaced_folder(site) as folder:
            write_outputs([output("index.html"), output("data/a.csv")], folder, print)
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (site, *site.rglob("*"))}
    assert modes == {0o755, 0o644}


KILLED = """
import os, signal, sys
from pathlib import Path
from builder.publishing import write
from builder.site import Output

site, step, steps = Path(sys.argv[1]), int(sys.argv[2]), 0

def audit(event, _):
    global steps
    if event in ("open", "os.mkdir", "os.rename", "os.rmdir", "os.remove", "os.chmod"):
        steps += 1
        if steps == step:
            os.kill(os.getpid(), signal.SIGKILL)

outputs = [Output(uri=uri, content=lambda: b"new") for uri in ("index.html", "data/a.csv")]
sys.addaudithook(audit)
with write.replaced_folder(site) as folder:
    write.write_outputs(outputs, folder, lambda _: None)
"""


@pytest.mark.parametrize("steps", [range(1, 12), range(12, 24), range(24, 36)])
def test_a_build_killed_at_any_step_leaves_a_whole_site(steps: range, tmp_path: Path) -> None:
    whole = [dict.fromkeys(("index.html", "data/a.csv"), text) for text in (b"old", b"new")]
    for step in steps:
        site = tmp_path / str(step) / "site"
        write_outputs([output(uri, b"old") for uri in whole[0]], site, print)
        command = [sys.executable, "-c", KILLED, str(site), str(step)]
        subprocess.run(command, check=False, timeout=60)
        if site.exists():
            assert contents(site) in whole
        with contextlib.suppress(RuntimeError), replaced_folder(site) as folder:
            write_outputs([failing("index.html")], folder, print)
        assert contents(site) in whole
        assert beside(site) == ["site"]
