"""Files as the system describes them and by their content, to see what changed since last time."""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

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
    try:
        entries = list(os.scandir(path))
    except NotADirectoryError:
        status = os.stat(path)
        yield path, (status.st_size, status.st_mtime_ns)
        return
    except FileNotFoundError:
        return
    except OSError:
        yield path, OTHER
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield f"{entry.path}{os.sep}", FOLDER
            yield from _walked(entry.path)
        elif entry.is_file(follow_symlinks=False):
            with contextlib.suppress(FileNotFoundError):  # it went just now
                status = entry.stat()
                yield entry.path, (status.st_size, status.st_mtime_ns)
        else:
            yield entry.path, OTHER


def summary(found: Stamps) -> str:
    """One text that differs where any stamp, or any name, does."""
    digest = new_digest()
    for path in sorted(found):
        digest.update(f"{path}\0{found[path]}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


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
