"""Files are written all or none, whatever disk, system or a kill do."""

import subprocess
import sys
from pathlib import Path

import pytest

from builder.problem import BuildError
from builder.saving import save
from tests.folders import contents, no_room

OLD = {"a.csv": b"old a", "data/b.csv": b"old b"}
NEW = {"a.csv": b"new a" * 400, "data/b.csv": b"new b" * 400, "more/c/d.csv": b"new d" * 400}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "portal"
    save(root, OLD)
    return root


def code(root: Path, new: dict[str, bytes]) -> tuple[str, str]:
    """Code and file of the problem that saving meets."""
    with pytest.raises(BuildError) as told:
        save(root, new)
    (problem,) = told.value.problems
    return problem.code, problem.place.file


def test_every_file_gets_its_new_content_and_keeps_its_rights(root: Path) -> None:
    (root / "a.csv").chmod(0o600)
    save(root, NEW)
    assert contents(root) == NEW
    assert (root / "a.csv").stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.csv").write_bytes(b"old")
    (root / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    save(root, {"link.csv": b"new"})
    assert (root / "link.csv").is_symlink()
    assert (tmp_path / "elsewhere.csv").read_bytes() == b"new"


def test_a_full_disk_leaves_every_old_file_and_nothing_else(root: Path) -> None:
    with no_room(1000):
        assert code(root, {"a.csv": b"new", **NEW}) == ("disk-full", "a.csv")
        assert code(root, {"a.csv": b"new", "more/d.csv": bytes(2000)}) == (
            "disk-full",
            "more/d.csv",
        )
    assert contents(root) == OLD
    assert sorted(path.name for path in root.iterdir()) == ["a.csv", "data"]


def test_what_cannot_be_written_leaves_every_old_file(root: Path) -> None:
    assert code(root, {"data/b.csv": b"new", "a.csv/c.csv": b"new"}) == (
        "file-not-writable",
        "a.csv/c.csv",
    )
    assert code(root, {"a.csv": b"new", "data": b"new"})[0] == "file-not-writable"
    assert code(root, {"a.csv": b"new", "x" * 300: b"new"})[0] == "file-not-writable"
    assert contents(root) == OLD


def test_any_other_fault_goes_on_and_leaves_every_old_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, placed = Path.replace, []

    def interrupted(part: Path, path: Path) -> Path:
        placed.append(path)
        if len(placed) == 2:
            raise KeyboardInterrupt
        return place(part, path)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(root, NEW)
    assert contents(root) == OLD


KILLED = """
import os, signal, sys
from pathlib import Path
from builder.saving import save
from tests.test_saving import NEW

steps, last = 0, int(sys.argv[2])
def audit(event, _):
    global steps
    if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.link", "os.chmod"):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(audit)
save(Path(sys.argv[1]), NEW)
"""


def test_a_command_killed_at_any_step_leaves_whole_files(tmp_path: Path) -> None:
    step, outcomes = 0, []
    while "new" not in outcomes:
        step += 1
        root = tmp_path / str(step)
        save(root, OLD)
        command = [sys.executable, "-c", KILLED, str(root), str(step)]
        ended = subprocess.run(command, check=False, timeout=60, capture_output=True, text=True)
        assert ended.returncode in (0, -9), ended.stderr
        found = {path: text for path, text in contents(root).items() if "/." not in f"/{path}"}
        for path, text in found.items():
            assert text in (OLD.get(path), NEW[path])
        outcomes.append("old" if found == OLD else "new" if found == NEW else "some")
        save(root, NEW)  # the next command clears away what the killed one left of the new
        assert [path.name for path in root.rglob("*.part")] == []
    assert outcomes.count("old") > outcomes.count("some")
