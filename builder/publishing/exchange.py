"""Two folders change places in one step, where system and file system can do it."""

import ctypes
import os
import sys
from pathlib import Path

AT_FDCWD = -100
"""Paths are absolute: no folder that they start from."""

RENAME_EXCHANGE = 2
"""renameat2(2) on Linux; RENAME_SWAP of renamex_np(2) on macOS has the same value."""


def exchanged(first: Path, second: Path) -> bool:
    """Let two folders change places; False if that cannot be done at once, and nothing is done."""
    if os.name != "posix":
        return False
    system = ctypes.CDLL(None)
    paths = os.fsencode(first.absolute()), os.fsencode(second.absolute())
    if sys.platform == "darwin" and hasattr(system, "renamex_np"):
        return bool(system.renamex_np(*paths, RENAME_EXCHANGE) == 0)
    if hasattr(system, "renameat2"):
        code = system.renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE)
        return bool(code == 0)
    return False
