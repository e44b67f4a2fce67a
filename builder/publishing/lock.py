"""One build of a site at a time, in whichever process; the system frees what a dead one held."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: builds at once each end in a whole site, the last to end stays
    fcntl = None  # type: ignore[assignment]  # the one place that asks

PATIENCE = 600.0
"""Seconds to wait for another build; one that hangs does not keep others out for ever."""

PAUSE = 0.05
"""Seconds between two looks."""


@contextmanager
def lone_build(site: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a site, so that what was read last is what is published last.

    `waits` is called once if another build is at work. The lock keeps sites new, not whole: where
    a file system has no locks, or patience ends, the block runs all the same.
    """
    path = site.with_name(f".{site.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    held = _held(path, waits)
    try:
        yield
    finally:
        if held is not None:
            with contextlib.suppress(OSError):
                if _is_there(path, held) and path.stat().st_size == 0:  # ours are empty
                    path.unlink()
            os.close(held)


def _held(path: Path, waits: Callable[[], None]) -> int | None:
    """The open file that is locked; None where it cannot be."""
    if fcntl is None:
        return None
    end, has_waited = time.monotonic() + PATIENCE, False
    while time.monotonic() < end:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_there(path, handle):
                return handle
            os.close(handle)  # the last build took the file away as it ended
            continue
        except BlockingIOError:
            os.close(handle)
        except OSError:  # a file system without locks
            os.close(handle)
            return None
        if not has_waited:
            waits()
            has_waited = True
        time.sleep(PAUSE)
    return None


def _is_there(path: Path, handle: int) -> bool:
    """True if a path still names an open file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
