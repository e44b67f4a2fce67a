"""Files as the system describes them and by their content, to see what changed since last time."""

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


def stamps(root: Path, names: Iterable[str] = READ) -> dict[str, Stamp]:
    """Stamps of the files of a folder, of some names in it only; links are followed."""
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
        path.removeprefix(prefix).replace(os.sep, "/"): stamp for path, stamp in _walked(str(site))
    }


def _walked(path: str, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Stamp]]:
    """Each file under a path, or the path itself if it is one; circles of links end."""
    try:
        entries = list(os.scandir(path))
    except NotADirectoryError:
        status = os.stat(path)
        yield path, (status.st_size, status.st_mtime_ns)
        return
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir():
            real = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
            if real not in above:
                yield from _walked(entry.path, (*above, real))
        elif entry.is_file():
            status = entry.stat()
            yield entry.path, (status.st_size, status.st_mtime_ns)


def summary(found: Stamps) -> str:
    """One text that differs where any stamp, or any name, does."""
    digest = hashlib.blake2b(digest_size=20)
    for path in sorted(found):
        digest.update(f"{path}\0{found[path]}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def content_digest(content: bytes) -> str:
    """The name of a content: BLAKE2b of 160 bits, as hexadecimal digits."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()


def digests(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The content of files by their slash paths from a folder."""
    return {path: content_digest((root / path).read_bytes()) for path in paths}


def may_have_changed_since(stamp: Stamp, moment: int) -> bool:
    """True if a file was written so near a moment that a later writing may bear the same stamp."""
    return stamp[1] >= moment - TICK
