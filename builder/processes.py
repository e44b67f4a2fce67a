"""Work divided among processes that begin as copies of this one and know all that it knows.

A copy gives back what its work gave, and ends with the process that it was copied from. Where a
machine cannot copy processes safely, one after the other is done in this one.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_BYTES = 2

MOST_TURNS = 4096 // _BYTES
"""Numbers that any system takes into a pipe at once."""

R = TypeVar("R")

Say = Callable[[str], None]
"""Told at each step of a work."""


def unheard(_: str) -> None:
    """Steps that nobody counts."""


TOLD_AT_ONCE = 25
"""Steps that a copy tells together."""


def processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shares(things: Sequence[T]) -> list[Sequence[T]]:
    """Things dealt out to the processors in turn; no share is empty."""
    count = min(processors(), len(things))
    return [things[place::count] for place in range(count)]


class Turns:
    """Numbers from 0 up to a count that processes take one by one, whichever is free; each once.

    It works without locks between processes, which not every machine has room for.
    """

    def __init__(self, count: int) -> None:
        """`count` is at most `MOST_TURNS`."""
        self._taken, given = os.pipe()
        with os.fdopen(given, "wb") as stream:
            stream.write(b"".join(number.to_bytes(_BYTES) for number in range(count)))

    def __iter__(self) -> Iterator[int]:
        while number := os.read(self._taken, _BYTES):
            yield int.from_bytes(number)

    def end(self) -> None:
        """No number is taken any more."""
        os.close(self._taken)


def divided(works: Sequence[Callable[[Say], T]], said: Say, *, is_large: bool = False) -> list[T]:
    """What each work gives, in their order; each is done by a process where there are several.

    One that `is_large` is too, so that its memory goes with it. `said` is told the steps of all
    of them. What a work gives must bear pickling.
    Raises: whatever a work raises first; ChildProcessError if a process was killed.
    """
    if (len(works) < 2 and not is_large) or not may_copy():
        return [work(said) for work in works]
    copies = [_Copy(work) for work in works]
    try:
        for copy in _heard(copies, said):
            if copy.fault is not None:
                raise copy.fault
        return [copy.given for copy in copies]
    finally:
        for copy in copies:
            copy.end()


def spread(
    things: Sequence[T], work: Callable[[T], R], said: Say = unheard, *, least: int = 2
) -> list[R]:
    """What a work gives of each thing, in their order, with all processors if they are `least`.

    Work must neither learn nor forget anything; what it gives must bear pickling. `said` is told
    of each thing.
    """
    parts = shares(things) if len(things) >= least else [things]
    given = divided([partial(_each, part, work) for part in parts], said)
    return [given[place % len(given)][place // len(given)] for place in range(len(things))]


def _each(things: Sequence[T], work: Callable[[T], R], say: Say) -> list[R]:
    found = []
    for thing in things:
        found.append(work(thing))
        say("")
    return found


def may_copy() -> bool:
    """True where a copy of this process can go on: no other thread of ours holds anything."""
    return (
        sys.platform == "linux"
        and "fork" in multiprocessing.get_all_start_methods()
        and threading.active_count() == 1
    )


class _Copy(Generic[T]):
    """A process at work, and what it gave."""

    def __init__(self, work: Callable[[Say], T]) -> None:
        context = multiprocessing.get_context("fork")
        self.hears, tells = context.Pipe(duplex=False)
        self.process = context.Process(target=_worked, args=(work, tells))
        self.process.start()
        tells.close()
        self.given: Any = None
        self.fault: BaseException | None = None

    def hear(self, said: Say) -> bool:
        """Take in what it tells; True when that was the last."""
        try:
            kind, told = self.hears.recv()
        except EOFError:
            kind, told = "raised", ChildProcessError(f"exit {self.process.exitcode}")
        if kind == "said":
            for step in told:
                said(step)
            return False
        self.given, self.fault = (told, None) if kind == "gave" else (None, told)
        return True

    def end(self) -> None:
        """End the process, whatever it is at."""
        self.process.terminate()
        self.process.join()
        self.hears.close()


def _heard(copies: Sequence[_Copy[T]], said: Say) -> Iterator[_Copy[T]]:
    """Each copy when it is done."""
    busy = {copy.hears: copy for copy in copies}
    while busy:
        for hears in wait([*busy]):
            assert isinstance(hears, Connection)
            if busy[hears].hear(said):
                yield busy.pop(hears)


def _worked(work: Callable[[Say], Any], tells: Connection) -> None:
    """The whole life of a copy."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and ends this one
    end_with_parent()
    steps: list[str] = []

    def say(step: str) -> None:
        steps.append(step)
        if len(steps) == TOLD_AT_ONCE:
            tells.send(("said", steps))
            steps.clear()

    try:
        told = ("gave", work(say))
    except BaseException as error:
        told = ("raised", _portable(error))
    tells.send(("said", steps))
    tells.send(told)


def _portable(error: BaseException) -> BaseException:
    """The error with where it was raised, or its text where another process could not read it."""
    text = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(text)
    error.add_note(text)
    return error


def end_with_parent() -> None:
    """Let this process end with the one that started it, also where that is killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
