"""Files as the system describes them and by their content, to see what changed since last time."""

import contextlib
import hashlib
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from builder.processes import Say, Turns, divided, processors

Stamp: TypeAlias = tuple[int, int]
"""Bytes of a file, and the nanosecond when it was written."""

Stamps: TypeAlias = Mapping[str, Stamp]
"""Stamps by slash path from a folder."""

READ = ("datasets", "schemas", "releases", "site_src", "portal.toml", "mkdocs.yml")
"""What a build reads of a portal's folder."""

TICK = 2_000_000_000
"""Nanoseconds within which a file system may not tell two writings apart."""

FOLDER: Stamp = (-1, 0)
"""Of a folder, whose name ends in a slash: one that comes or goes is a change too."""

OTHER: Stamp = (-2, 0)
"""Of what is neither file nor folder: a link, a pipe, a device."""


def stamps(root: Path, names: Iterable[str] = READ) -> dict[str, Stamp]:
    """Stamps of what lies in a folder, under some names in it only; links are not followed."""
    return dict(
        sorted(
            (path.removeprefix(f"{root}{os.sep}").replace(os.sep, "/"), stamp)
            for name in names
            for path, stamp in _walked(os.path.join(root, name))
        )
    )


def site_stamps(site: Path) -> dict[str, Stamp]:
    """Stamps of every file of a site by its uri."""
    prefix = f"{site}{os.sep}"
    return {
        path.removeprefix(prefix).replace(os.sep, "/"): stamp
        for path, stamp in _walked(str(site))
        if stamp != FOLDER
    }


def _walked(path: str) -> Iterator[tuple[str, Stamp]]:
    """Everything under a path, or the path itself if it is no folder."""
    waiting = [path]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except NotADirectoryError:
            status = os.stat(here)
            yield here, (status.st_size, status.st_mtime_ns)
            continue
        except FileNotFoundError:
            continue
        except OSError:
            yield here, OTHER
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield f"{entry.path}{os.sep}", FOLDER
                waiting.append(entry.path)
            elif entry.is_file(follow_symlinks=False):
                with contextlib.suppress(FileNotFoundError):  # it went just now
                    status = entry.stat()
                    yield entry.path, (status.st_size, status.st_mtime_ns)
            else:
                yield entry.path, OTHER


def summary(found: Stamps) -> str:
    """One text that differs where any stamp of a site, or any name, does."""
    folders: defaultdict[str, list[tuple[str, Stamp]]] = defaultdict(list)
    for uri, stamp in found.items():
        folder, _, name = uri.rpartition("/")
        folders[folder].append((name, stamp))
    return _digest_of({folder: _digest_of(files) for folder, files in folders.items()}.items())


MOST_WAITING = 2_000
"""Folders that one process looks at one after the other; more are divided among processes."""


def site_summary(site: Path) -> str:
    """The summary of the stamps of a site as it lies in its folder."""
    waiting = [str(site)]
    found = _told_folders(str(site), waiting, MOST_WAITING)
    if waiting:
        turns = Turns(BLOCKS)
        works = [partial(_told_turns, str(site), waiting, turns)] * processors()
        try:
            for others in divided(works, lambda _: None):
                found |= others
        finally:
            turns.end()
    return _digest_of(found.items())


BLOCKS = 256
"""Parts of what waits: folders of many others, which come first, are in different ones."""


def _told_turns(site: str, waiting: Sequence[str], turns: Turns, _say: Say) -> dict[str, str]:
    found: dict[str, str] = {}
    for turn in turns:
        found |= _told_folders(site, [*waiting[turn::BLOCKS]], sys.maxsize)
    return found


def _told_folders(site: str, waiting: list[str], most: int) -> dict[str, str]:
    """Digest of the files of each folder that waits, and of those in it, by its uri; ends when
    more than `most` wait, or none."""
    found = {}
    while 0 < len(waiting) <= most:
        folder, files = waiting.pop(), []
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.is_file(follow_symlinks=False):
                with contextlib.suppress(FileNotFoundError):  # it went just now
                    status = entry.stat()
                    files.append((entry.name, (status.st_size, status.st_mtime_ns)))
            else:
                files.append((entry.name, OTHER))
        if files:
            found[folder[len(site) + 1 :].replace(os.sep, "/")] = _digest_of(files)
    return found


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What lies in a folder; nothing of one that is closed or gone: then it is another site."""
    try:
        return list(os.scandir(folder))
    except OSError:
        return []


def _digest_of(told: Iterable[Any]) -> str:
    return content_digest(repr(sorted(told)).encode())


def content_digest(content: bytes) -> str:
    """The name of a content: BLAKE2b of 160 bits, as hexadecimal digits."""
    digest = new_digest()
    digest.update(content)
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """The name of the content of a file, which is not held for it.

    Raises: OSError.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, new_digest).hexdigest()


def new_digest() -> hashlib.blake2b:
    """What takes the pieces of a content to give that name."""
    return hashlib.blake2b(digest_size=20)


def digests(root: Path, found: Stamps) -> dict[str, str]:
    """The content of each by its path from a folder; "" of what cannot be read."""
    return {path: _digest(root / path, stamp) for path, stamp in found.items()}


def _digest(path: Path, stamp: Stamp) -> str:
    try:
        if stamp == FOLDER:
            return "folder"
        if stamp == OTHER:
            if path.is_dir():  # elsewhere or closed: it may hold anything
                return ""
            return _link_digest(path) if path.is_symlink() else "other"
        return file_digest(path)
    except OSError:
        return ""


def _link_digest(path: Path) -> str:
    """Where a link leads, and what the file there says."""
    content = file_digest(path) if path.is_file() else "nothing"
    return f"link {os.readlink(path)} {content}"


def may_have_changed_since(stamp: Stamp, moment: int) -> bool:
    """True if a file was written so near a moment that a later writing may bear the same stamp."""
    return stamp[1] >= moment - TICK or stamp == OTHER
