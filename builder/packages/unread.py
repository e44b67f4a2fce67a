"""Files and folders of a portal that the system does not let this program read.

Python's own search through folders passes over those that may not be entered: the portal would
lack what lies in them, and nobody would be told.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from builder.problem import Place, Problem
from builder.store.stamps import READ


def unreadable(root: Path) -> Iterator[Problem]:
    """What of the portal's folder may not be read, each at its topmost path."""
    if not os.access(root, os.R_OK | os.X_OK):
        yield _problem(Path())
        return
    for name in READ:
        yield from _unreadable(root / name, root)


def unread(error: OSError, root: Path) -> Problem | None:
    """A fault that says that a file of the portal could not be read; None for any other."""
    path = Path(os.path.abspath(str(error.filename)))
    top = Path(os.path.abspath(root))
    if error.filename is None or not path.is_relative_to(top):
        return None
    found = path.relative_to(top)
    is_source = bool(found.parts) and found.parts[0] in READ
    may_be_told = isinstance(error, PermissionError | FileNotFoundError)
    return next(unreadable(root), _problem(found)) if is_source and may_be_told else None


def _unreadable(path: Path, root: Path) -> Iterator[Problem]:
    if path.is_symlink() or not path.exists():
        return  # told elsewhere
    is_folder = path.is_dir()
    if not os.access(path, os.R_OK | os.X_OK if is_folder else os.R_OK):
        yield _problem(path.relative_to(root))
    elif is_folder:
        for entry in sorted(path.iterdir()):
            if entry.name[0] != ".":  # left out, as the lock files of office programs are
                yield from _unreadable(entry, root)


def _problem(path: Path) -> Problem:
    return Problem(code="file-not-readable", place=Place(file=path.as_posix()))
