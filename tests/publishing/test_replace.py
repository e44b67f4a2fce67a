"""A new site takes the old one's place in one step, whatever kills or disturbs its build."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.build import build
from builder.problem import BuildError
from builder.publishing import replace
from builder.publishing.replace import replaced_folder
from builder.publishing.write import write_outputs
from builder.site import Output
from tests.folders import contents, edited, write_portal

URIS = ("index.html", "catalog.jsonld", "data/a.csv")


def outputs(content: bytes) -> list[Output]:
    """A site whose files all say the same."""
    return [Output(uri=uri, content=lambda: content) for uri in URIS]


def written(content: bytes) -> Mapping[str, bytes]:
    return dict.fromkeys(URIS, content)


def failing() -> Output:
    def content() -> bytes:
        raise RuntimeError

    return Output(uri="index.html", content=content)


def published(site: Path, content: bytes) -> None:
    with replaced_folder(site) as folder:
        write_outputs(outputs(content), folder, lambda _: None)


def failed(site: Path) -> None:
    """A build that fails after its beginning."""
    with contextlib.suppress(RuntimeError), replaced_folder(site) as folder:
        write_outputs([failing()], folder, lambda _: None)


@pytest.fixture(params=[True, False], ids=["exchanged", "renamed"])
def can_exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """With and without a system that exchanges two folders at once."""
    if not request.param:
        monkeypatch.setattr(replace, "exchanged", lambda _first, _second: False)
    return bool(request.param)


@pytest.fixture
def site(tmp_path: Path, can_exchange: bool) -> Path:
    """A site of yesterday."""
    folder = tmp_path / "site"
    write_outputs(outputs(b"old"), folder, lambda _: None)
    return folder


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir())


def test_a_finished_site_takes_the_place_of_the_old_one(site: Path) -> None:
    with replaced_folder(site) as folder:
        write_outputs(outputs(b"new"), folder, print)
        assert contents(site) == written(b"old")
    assert contents(site) == written(b"new")
    assert beside(site) == ["site"]


def test_a_first_site_needs_no_old_one(tmp_path: Path, can_exchange: bool) -> None:
    published(tmp_path / "public/site", b"new")
    assert contents(tmp_path / "public/site") == written(b"new")


def test_a_link_to_a_site_stays_a_link(site: Path) -> None:
    link = site.with_name("public")
    link.symlink_to("site")
    published(link, b"new")
    assert link.is_symlink()
    assert contents(site) == written(b"new")
    assert beside(site) == ["public", "site"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_site_stays_as_it_was_if_its_successor_fails(
    error: type[BaseException], site: Path
) -> None:
    def stopped(_: str) -> None:
        raise error

    with pytest.raises(error), replaced_folder(site) as folder:
        write_outputs(outputs(b"new"), folder, stopped)
    assert contents(site) == written(b"old")
    assert beside(site) == ["site"]


def test_two_builds_at_once_end_in_one_whole_site(site: Path) -> None:
    with replaced_folder(site) as first:
        write_outputs(outputs(b"1"), first, print)
        with replaced_folder(site) as second:
            write_outputs(outputs(b"2"), second, print)
        assert contents(site) == written(b"2")
    assert contents(site) == written(b"1")
    assert beside(site) == ["site"]


def test_a_portal_with_a_problem_leaves_the_site_as_it_was(tmp_path: Path, site: Path) -> None:
    root = write_portal(tmp_path / "portal")
    edited(root / "datasets/rainfall/rainfall.csv", "12.5", "x")
    with pytest.raises(BuildError):
        build(root, site)
    assert contents(site) == written(b"old")
    assert beside(site) == ["portal", "site"]


def test_what_is_published_is_readable_whatever_the_umask(site: Path) -> None:
    before = os.umask(0o077)
    try:
        published(site, b"new")
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (site, *site.rglob("*"))}
    assert modes == {0o755, 0o644}


DEAD = 2**22 - 1
"""A process that does not run."""


@pytest.mark.parametrize(
    "name",
    [
        "site.old",
        "site.new",
        "site.build",
        f"site.build-{DEAD}-december",
        "site.build-2024-december",
        ".site.lock.mine",
    ],
)
def test_folders_of_ones_own_beside_the_site_are_left_alone(name: str, site: Path) -> None:
    mine = site.with_name(name)
    write_outputs([Output(uri="mine.txt", content=lambda: b"mine")], mine, print)
    published(site, b"new")
    failed(site)
    assert contents(mine) == {"mine.txt": b"mine"}


def test_a_site_that_a_killed_build_had_set_aside_is_put_back(site: Path) -> None:
    own = site.with_name(f"site.build-{DEAD}-abc")
    write_outputs([Output(uri=replace.MARK, content=bytes)], own, print)
    site.rename(own / replace.OLD)
    failed(site)
    assert contents(site) == written(b"old")
    assert beside(site) == ["site"]


KILLED = """
import os, signal, sys
from pathlib import Path
from builder.publishing import replace
from tests.publishing.test_replace import published

EVENTS = {
    "open", "os.mkdir", "os.rename", "os.rmdir", "os.remove", "os.chmod", "os.listdir",
    "os.scandir", "shutil.rmtree", "ctypes.dlopen",
}

def killed(site, step):
    "True if the build was killed at a step; False if it ended before."
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    steps = 0
    def audit(event, _):
        nonlocal steps
        if event in EVENTS:
            steps += 1
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(audit)
    published(site, b"new")
    os._exit(0)

folder, can_exchange = Path(sys.argv[1]), sys.argv[2] == "True"
if not can_exchange:
    replace.exchanged = lambda first, second: False
step, is_killed = 0, True
while is_killed:
    step += 1
    site = folder / str(step) / "site"
    published(site, b"old")
    is_killed = killed(site, step)
    (site.parent / "killed.txt").write_text(str(site.exists()))
    killed(site, step * 7 % 50 + 1)  # and the build that mends is killed too
print(step)
"""


def test_a_build_killed_at_any_step_leaves_a_whole_site(tmp_path: Path, can_exchange: bool) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(can_exchange)]
    ended = subprocess.run(command, check=True, timeout=120, capture_output=True, text=True)
    steps = range(1, int(ended.stdout) + 1)
    assert len(steps) > 30
    for step in steps:
        site = tmp_path / str(step) / "site"
        if can_exchange:
            assert (site.parent / "killed.txt").read_text("utf-8") == "True"
            assert site.exists()
        (site.parent / "killed.txt").unlink()
        failed(site)
        assert contents(site) in (written(b"old"), written(b"new"))
        assert beside(site) == ["site"]


def test_a_build_that_ended_well_puts_no_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build may have set the new site aside, for the instant before its own comes."""
    site, change = tmp_path / "site", replace._change
    published(site, b"old")
    monkeypatch.setattr(replace, "exchanged", lambda _first, _second: False)

    def changed(folder: Path, own: Path) -> None:
        change(folder, own)
        folder.rename(tmp_path / "aside")

    monkeypatch.setattr(replace, "_change", changed)
    published(site, b"new")
    assert not site.exists()
    assert contents(tmp_path / "aside") == written(b"new")


def test_a_site_that_comes_while_the_old_one_is_put_back_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, own = tmp_path / "site", tmp_path / "own"
    published(site, b"new")
    published(own / replace.OLD, b"old")
    there = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: path != site and there(path))
    replace._put_back(site, own)
    assert contents(site) == written(b"new")


CROWD = """
import os, sys
from pathlib import Path
from builder.publishing import replace
from tests.publishing.test_replace import published

site, can_exchange = Path(sys.argv[1]), sys.argv[2] == "True"
if not can_exchange:
    replace.exchanged = lambda first, second: False
children = []
for number in range(4):
    child = os.fork()
    if not child:
        for _ in range(25):
            published(site, str(number).encode())
        os._exit(0)
    children.append(child)
ended, absent = set(), 0
while len(ended) < len(children):
    absent += not site.exists()
    for child in children:
        if child not in ended and os.waitpid(child, os.WNOHANG)[0]:
            ended.add(child)
print(absent)
"""


def test_a_hundred_builds_of_four_processes_end_in_one_whole_site(
    site: Path, can_exchange: bool
) -> None:
    command = [sys.executable, "-c", CROWD, str(site), str(can_exchange)]
    ended = subprocess.run(command, check=True, timeout=120, capture_output=True, text=True)
    assert ended.stderr == ""
    if can_exchange:
        assert ended.stdout == "0\n", "there is a site at every moment"
    assert contents(site) in [written(str(number).encode()) for number in range(4)]
    assert beside(site) == ["site"]
