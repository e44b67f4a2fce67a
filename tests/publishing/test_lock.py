"""The lock of a site: one build after another, and none is kept out for ever."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from builder.publishing import lock
from builder.publishing.lock import lone_build


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_lock_leaves_nothing_behind(tmp_path: Path) -> None:
    with lone_build(tmp_path / "site", pytest.fail):
        assert beside(tmp_path) == [".site.lock"]
    assert beside(tmp_path) == []


def test_a_second_build_begins_when_the_first_has_ended(tmp_path: Path) -> None:
    told: list[str] = []

    def second() -> None:
        with lone_build(tmp_path / "site", lambda: told.append("waits")):
            told.append("second")

    thread = threading.Thread(target=second)
    with lone_build(tmp_path / "site", pytest.fail):
        thread.start()
        while not told:
            time.sleep(0.01)
        told.append("first")
    thread.join(timeout=60)
    assert told == ["waits", "first", "second"]
    assert beside(tmp_path) == []


def test_a_killed_build_keeps_nobody_out(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from builder.publishing.lock import lone_build\n"
        "with lone_build(Path(sys.argv[1]), lambda: None):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "site")]
    assert subprocess.run(command, check=False, timeout=60).returncode == -9
    assert beside(tmp_path) == [".site.lock"]
    with lone_build(tmp_path / "site", pytest.fail):
        pass
    assert beside(tmp_path) == []


def test_a_build_that_hangs_keeps_nobody_out_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.3)
    waited: list[None] = []
    with (
        lone_build(tmp_path / "site", pytest.fail),
        lone_build(tmp_path / "site", lambda: waited.append(None)),
    ):
        assert waited == [None]


def test_a_file_of_the_locks_name_that_holds_something_is_not_taken_away(tmp_path: Path) -> None:
    (tmp_path / ".site.lock").write_text("mine", "utf-8")
    with lone_build(tmp_path / "site", pytest.fail):
        pass
    assert (tmp_path / ".site.lock").read_text("utf-8") == "mine"


CROWD = """
import os, sys, time
from pathlib import Path
from builder.publishing.lock import lone_build

site, count = Path(sys.argv[1]), Path(sys.argv[2])
children = []
for _ in range(4):
    child = os.fork()
    if not child:
        for _ in range(10):
            with lone_build(site, lambda: None):
                before = int(count.read_text())
                time.sleep(0.002)
                count.write_text(str(before + 1))
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
"""


def test_no_two_processes_ever_hold_it(tmp_path: Path) -> None:
    count = tmp_path / "count.txt"
    count.write_text("0", "utf-8")
    command = [sys.executable, "-c", CROWD, str(tmp_path / "site"), str(count)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        command, check=True, timeout=120, capture_output=True, text=True, env=environment
    )
    assert ended.stderr == ""
    assert count.read_text("utf-8") == "40"
