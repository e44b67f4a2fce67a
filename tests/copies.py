"""What copies of a process do, looked at in a process without other threads.

`python -m tests.copies CHECK` ends with 0 where the check of that name holds.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial

from builder.problem import BuildError, Place, Problem
from builder.processes import MOST_TURNS, Say, Turns, divided, may_copy

THINGS = tuple(range(60))
PROBLEM = Problem(code="path-conflict", place=Place(file="a"), value="b", details={"c": "d"})


def doubled(part: tuple[int, ...], say: Say) -> tuple[int, list[int]]:
    """A work that tells its steps, and gives its process and what it made."""
    for thing in part:
        say(str(thing))
    return os.getpid(), [2 * thing for thing in part]


def works(count: int = 3) -> list[partial[tuple[int, list[int]]]]:
    """The same work on several parts."""
    return [partial(doubled, THINGS[place::count]) for place in range(count)]


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


def _raised(*given: Callable[[Say], None]) -> BaseException:
    try:
        divided(given, lambda _: None)
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def give_the_same() -> None:
    """Copies give what this process would, each in a process of its own."""
    said: list[str] = []
    given = divided(works(), said.append)
    assert [part for _, part in given] == [[2 * n for n in THINGS[place::3]] for place in range(3)]
    assert sorted(map(int, said)) == list(THINGS)
    assert len({process for process, _ in given} | {os.getpid()}) == 4


def hand_problems_over() -> None:
    """Problems come whole, and the other copies end."""
    start = time.monotonic()
    error = _raised(_waits, _refused)
    assert isinstance(error, BuildError)
    assert error.problems == (PROBLEM,)
    assert time.monotonic() - start < 30


def tell_odd_errors_as_text() -> None:
    """An error that no other process can read is told as its text."""
    assert "what came over" in str(_raised(_odd, _waits))


def end_when_killed() -> None:
    """A copy that is killed ends the work."""
    assert isinstance(_raised(_killed, _waits), ChildProcessError)


def take_memory_along() -> None:
    """One work alone is done here, and in a copy where it is large."""
    (here, _), (apart, _) = (
        divided(works(1), lambda _: None, is_large=is_large)[0] for is_large in (False, True)
    )
    assert here == os.getpid() != apart


def take_turns() -> None:
    """Each number is taken once, whoever is free; a copy that is slow takes fewer."""
    turns = Turns(MOST_TURNS)

    def taken(pause: float, _say: Say) -> list[int]:
        found = []
        for number in turns:
            found.append(number)
            time.sleep(pause)
        return found

    slow, quick = divided([partial(taken, 0.05), partial(taken, 0)], lambda _: None)
    turns.end()
    assert sorted(slow + quick) == list(range(MOST_TURNS))
    assert len(slow) < len(quick)


CHECKS: Mapping[str, Callable[[], None]] = {
    check.__name__: check
    for check in (
        give_the_same,
        take_memory_along,
        take_turns,
        hand_problems_over,
        tell_odd_errors_as_text,
        end_when_killed,
    )
}

if __name__ == "__main__":
    assert may_copy()
    CHECKS[sys.argv[1]]()
