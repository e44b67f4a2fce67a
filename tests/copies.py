"""What copies of a process do, looked at in a process without other threads.

`python -m tests.copies CHECK` ends with 0 where the check of that name holds.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from builder.build import _announced, _Offered, _plan_of, announced_cube, build, checked_portal
from builder.model import Package
from builder.planning import held_figures
from builder.planning.held_figures import all_figures
from builder.planning.plan import plan_view
from builder.problem import BuildError, Place, Problem
from builder.processes import MOST_TURNS, Say, Turns, divided, may_copy, processors, spread
from builder.publishing import links
from builder.quality import score
from builder.quality.results import Scores
from builder.settings import read_settings
from builder.validation import portal
from builder.validation.trusting import Trusting
from tests.folders import PORTAL, edited, write_portal

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


def spread_things() -> None:
    """What is asked of many things comes in their order, and from several processes."""
    said: list[str] = []
    found = spread(THINGS, lambda thing: (os.getpid(), -thing), said.append, least=2)
    assert [number for _, number in found] == [-thing for thing in THINGS]
    assert len({process for process, _ in found}) == processors() > 1
    assert len(said) == len(THINGS)
    few = spread(THINGS, lambda _: os.getpid(), least=len(THINGS) + 1)
    assert set(few) == {os.getpid()}
    assert spread((), doubled) == []


def plan_the_same() -> None:
    """Packages are judged, scored and drawn as in one process."""
    alone = _planned()
    assert alone.sound
    with _copies_for_few():
        assert _planned() == alone


def tell_the_same_links() -> None:
    """Links that lead nowhere are told as in one process."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_portal(Path(folder) / "portal")
        for language in ("vi", "en"):
            edited(root / f"datasets/rainfall/README.{language}.md", "\n", "\n\n[x](../no/)\n")
        alone = _refusal(root)
        assert len(alone) == 2
        with _copies_for_few():
            assert _refusal(root) == alone


class _Planned(NamedTuple):
    packages: tuple[Package, ...]
    warnings: tuple[Problem, ...]
    sound: list[str]
    scores: Scores
    figures: Mapping[str, str]


def _planned() -> _Planned:
    settings, judge = read_settings(PORTAL), Trusting("rules")
    packages, warnings = checked_portal(PORTAL, settings, judge=judge)
    plan = _plan_of(PORTAL, settings, packages, None, _Offered(_announced, announced_cube))
    drawn = all_figures(plan.portal.packages, plan_view(plan, "vi"))
    figures = {id: own.made_of() for id, own in drawn.items()}
    return _Planned(packages, warnings, judge.sound, plan.scores, figures)


def _refusal(root: Path) -> tuple[Problem, ...]:
    try:
        build(root, root / "site")
    except BuildError as error:
        return error.problems
    raise AssertionError("it was built")


@contextmanager
def _copies_for_few() -> Iterator[None]:
    with ExitStack() as changed:
        for module in (held_figures, links, portal, score):
            changed.enter_context(mock.patch.object(module, "MANY", 2))
        yield


CHECKS: Mapping[str, Callable[[], None]] = {
    check.__name__: check
    for check in (
        give_the_same,
        take_memory_along,
        take_turns,
        hand_problems_over,
        tell_odd_errors_as_text,
        end_when_killed,
        spread_things,
        plan_the_same,
        tell_the_same_links,
    )
}

if __name__ == "__main__":
    assert may_copy()
    CHECKS[sys.argv[1]]()
