"""Work divided among copies of a process gives what the process itself would have given."""

import multiprocessing
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import processes
from builder.processes import divided, shares
from tests.copies import CHECKS, THINGS, works
from tests.folders import ROOT

needs_copies = pytest.mark.skipif(
    sys.platform != "linux" or "fork" not in multiprocessing.get_all_start_methods(),
    reason="no copies of processes here",
)


@needs_copies
@pytest.mark.parametrize("check", CHECKS)
def test_copies(check: str) -> None:
    command = [sys.executable, "-m", "tests.copies", check]
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_beside_another_thread_it_is_done_here() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert {process for process, _ in divided(works(), lambda _: None)} == {os.getpid()}
    finally:
        ended.set()
        thread.join()


@needs_copies
def test_copies_end_with_a_process_that_is_killed(tmp_path: Path) -> None:
    code = """
    import os, sys, time
    from pathlib import Path
    from builder.processes import divided

    def work(place, _say):
        Path(sys.argv[1], str(place)).write_text(str(os.getpid()))
        time.sleep(60)

    from functools import partial
    divided([partial(work, 0), partial(work, 1)], lambda _: None)
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT) as first:
        written = [tmp_path / "0", tmp_path / "1"]
        assert _before_long(lambda: all(path.exists() and path.read_text() for path in written))
        first.kill()
    copies = [int(path.read_text()) for path in written]
    assert _before_long(lambda: not any(_runs(copy) for copy in copies))


def _before_long(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def _runs(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_shares_hold_everything_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 4)
    assert sorted(thing for share in shares(THINGS) for thing in share) == list(THINGS)
    assert [list(share) for share in shares(("a", "b"))] == [["a"], ["b"]]
    assert shares(()) == []
