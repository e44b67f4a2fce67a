"""Files written all or none: the old ones stay whole until every new one is on the disk."""

import contextlib
import errno
import glob
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from builder.problem import BuildError, Place, Problem

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No room at all, for this user, or beyond a limit of this process."""


def save(root: Path, contents: Mapping[str, bytes]) -> None:
    """Give files of a folder new contents, by their paths from it; a link stays a link.

    Raises: BuildError where disk or system do not let it; every file is then as it was.
    """
    folders: list[Path] = []
    parts: list[tuple[Path, Path]] = []
    place = Place(file="")
    try:
        for name, content in contents.items():
            place = Place(file=name)
            path = (root / name).resolve()
            folders += _made(path.parent)
            parts.append((path.with_name(f".{path.name}.{os.getpid()}.part"), path))
            _write_part(*parts[-1], content)
        _place(parts)
    except BaseException as error:
        for part, _ in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        for folder in reversed(folders):
            with contextlib.suppress(OSError):  # somebody else has put something there
                folder.rmdir()
        if not isinstance(error, OSError):
            raise
        if error.errno in FULL:
            raise BuildError([Problem(code="disk-full", place=place)]) from error
        raise BuildError([Problem(code="file-not-writable", place=place)]) from error


def _made(folder: Path) -> Sequence[Path]:
    """The folders that had to be made, the uppermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _write_part(part: Path, path: Path, content: bytes) -> None:
    """The new content beside its place, with the rights of the old one, and on the disk."""
    for left in _left(path):
        left.unlink(missing_ok=True)
    with part.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if path.exists():
        shutil.copymode(path, part)


def _left(path: Path) -> Iterator[Path]:
    """What killed commands left beside a file."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        process = left.name.removesuffix(".part").rpartition(".")[2]
        if process.isdigit() and not (runs(int(process)) and int(process) != os.getpid()):
            yield left


def _place(parts: Sequence[tuple[Path, Path]]) -> None:
    """Each new content in its place; where one cannot take it, those before give theirs back."""
    kept: list[tuple[Path, Path | None]] = []
    try:
        for part, path in parts:
            if len(parts) > 1:
                kept.append((path, _kept(path, part)))
            part.replace(path)
    except BaseException:
        for path, old in reversed(kept):
            old.replace(path) if old else path.unlink(missing_ok=True)
        raise
    finally:
        for _, old in kept:
            if old:
                old.unlink(missing_ok=True)


def _kept(path: Path, part: Path) -> Path | None:
    """The old content under a second name; None if there is none."""
    if not path.exists():
        return None
    old = part.with_name(part.name.replace(".part", ".old"))
    old.unlink(missing_ok=True)
    try:
        os.link(path, old)
    except OSError:  # a file system without links
        shutil.copy2(path, old)
    return old


def runs(process: int) -> bool:
    """True if a process of that number is at work."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's
        return True
    return True
