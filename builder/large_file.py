"""A file that is too large to be held: it lies on disk and is read in pieces, each time anew.

It is known by its path, its size and the moment it was written: one that changed meanwhile is not
read on. What takes the bytes of a file takes either; nothing here knows what they mean.
"""

import errno
import hashlib
import os
import tempfile
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, BinaryIO, TypeAlias

LARGE_BYTES = 32 * 2**20
"""Bytes of a file above which it is read in pieces: fewer than 20 million cells mostly have."""

PIECE = 1 << 20
"""Bytes that are read at a time."""


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A file on disk; of the methods of bytes it has those that look for marks."""

    path: Path
    size: int
    written: int
    """Nanosecond when it was written."""

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(self.size)
        with self.opened() as stream:
            stream.seek(start)
            return stream.read(max(0, stop - start))

    def __contains__(self, mark: bytes) -> bool:
        return self.find(mark) >= 0

    def startswith(self, mark: bytes) -> bool:
        """True if it begins so."""
        return self[: len(mark)] == mark

    def find(self, mark: bytes, start: int = 0, stop: int | None = None) -> int:
        """Where a mark first stands between two places; -1 where it does not."""
        for place, piece in self._pieces(start, stop, len(mark) - 1):
            found = piece.find(mark)
            if found >= 0:
                return place + found
        return -1

    def count(self, mark: bytes, start: int = 0, stop: int | None = None) -> int:
        """How often a mark of one byte stands between two places."""
        return sum(piece.count(mark) for _, piece in self._pieces(start, stop, 0))

    def pieces(self) -> Iterator[bytes]:
        """All of its bytes, some at a time."""
        return (piece for _, piece in self._pieces(0, None, 0))

    def whole(self) -> bytes:
        """All of its bytes at once, for what cannot do with less."""
        return self[:]

    def opened(self) -> BinaryIO:
        """The file, if it is the one that was looked at.

        Raises: FileNotFoundError.
        """
        stream = self.path.open("rb")
        status = os.fstat(stream.fileno())
        if (status.st_size, status.st_mtime_ns) != (self.size, self.written):
            stream.close()
            raise FileNotFoundError(errno.ENOENT, "changed while it was read", str(self.path))
        return stream

    def _pieces(self, start: int, stop: int | None, more: int) -> Iterator[tuple[int, bytes]]:
        """The bytes between two places, each piece with its place and `more` bytes of the next."""
        stop = self.size if stop is None else min(stop, self.size)
        with self.opened() as stream:
            while start < stop:
                stream.seek(start)
                yield start, stream.read(min(PIECE + more, stop - start))
                start += PIECE


Content: TypeAlias = bytes | LargeFile
"""The bytes of a file: at hand, or on disk."""


def large_file(path: Path) -> LargeFile | None:
    """The file of a path; None for one that may be held."""
    status = path.stat()
    is_large = status.st_size > LARGE_BYTES
    return LargeFile(path, status.st_size, status.st_mtime_ns) if is_large else None


def whole(content: Content) -> bytes:
    """All bytes at once."""
    return content if isinstance(content, bytes) else content.whole()


def sha256_of(content: Content) -> str:
    """The SHA-256 of a content, as hexadecimal digits."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    return _digests(content)[0]


def short_digest_of(content: Content) -> str:
    """The BLAKE2b of 160 bits of a content, as hexadecimal digits."""
    if isinstance(content, bytes):
        return hashlib.blake2b(content, digest_size=20).hexdigest()
    return _digests(content)[1]


@lru_cache(maxsize=256)
def _digests(file: LargeFile) -> tuple[str, str]:
    """Both, in one reading."""
    long, short = hashlib.sha256(), hashlib.blake2b(digest_size=20)
    for piece in file.pieces():
        long.update(piece)
        short.update(piece)
    return long.hexdigest(), short.hexdigest()


class Spooled:
    """A content that is made once and lies in a file without a name, which goes with it."""

    def __init__(self, write: Callable[[IO[bytes]], None]) -> None:
        """`write` writes the content into a file."""
        self.stream = tempfile.TemporaryFile(prefix="portal-")  # noqa: SIM115  # as long as this
        self._end = weakref.finalize(self, self.stream.close)
        write(self.stream)
        self.size = self.stream.seek(0, os.SEEK_END)
        self.stream.flush()
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        self.sha256 = digest.hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, some at a time."""
        place = 0
        while place < self.size:
            piece = self._piece(place)
            place += len(piece)
            yield piece

    def _piece(self, place: int) -> bytes:
        if hasattr(os, "pread"):  # copies of a process share the place that they read at
            return os.pread(self.stream.fileno(), PIECE, place)
        self.stream.seek(place)
        return self.stream.read(PIECE)

    def whole(self) -> bytes:
        """Its bytes at once."""
        return b"".join(self.pieces())

    def given(self) -> IO[bytes]:
        """The file itself, for one who closes it."""
        self._end.detach()
        return self.stream
