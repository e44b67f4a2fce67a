"""Work divided among copies of a process gives what the process itself would have given."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from builder import processes
from builder.problem import BuildError, Place, Problem
from builder.processes import Say, divided, may_copy, shares
from tests.folders import ROOT

THINGS = tuple(range(60))
PROBLEM = Problem(code="path-conflict", place=Place(file="a"), value="b", details={"c": "d"})


def _doubled(part: tuple[int, ...], say: Say) -> tuple[int, list[int]]:
    for thing in part:
        say(str(thing))
    return os.getpid(), [2 * thing for thing in part]


def works(count: int = 3) -> list[partial[tuple[int, list[int]]]]:
    return [partial(_doubled, THINGS[place::count]) for place in range(count)]


needs_copies = pytest.mark.skipif(not may_copy(), reason="no copies of processes here")


@needs_copies
def test_copies_give_what_this_process_would() -> None:
    said: list[str] = []
    given = divided(works(), said.append)
    assert [part for _, part in given] == [[2 * n for n in THINGS[place::3]] for place in range(3)]
    assert sorted(map(int, said)) == list(THINGS)
    assert len({process for process, _ in given} | {os.getpid()}) == 4


def test_beside_another_thread_it_is_done_here() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert {process for process, _ in divided(works(), lambda _: None)} == {os.getpid()}
    finally:
        ended.set()
        thread.join()


def _refused(_say: Say) -> None:
    raise BuildError([PROBLEM])


class _UnwritableError(Exception):
    def __init__(self, _one: object, _two: object) -> None:
        super().__init__("what came over")


def _odd(_say: Say) -> None:
    raise _UnwritableError(1, lambda: 2)


def _killed(_say: Say) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _waits(_say: Say) -> None:
    time.sleep(60)


@needs_copies
def test_problems_come_whole_and_the_others_end() -> None:
    start = time.monotonic()
    with pytest.raises(BuildError) as caught:
        divided([_waits, _refused], lambda _: None)
    assert caught.value.problems == (PROBLEM,)
    assert time.monotonic() - start < 30


@needs_copies
def test_what_cannot_be_handed_over_is_told_as_text() -> None:
    with pytest.raises(Exception, match="what came over"):
        divided([_odd, _waits], lambda _: None)


@needs_copies
def test_a_copy_that_is_killed_ends_the_work() -> None:
    with pytest.raises(ChildProcessError):
        divided([_killed, _waits], lambda _: None)


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
