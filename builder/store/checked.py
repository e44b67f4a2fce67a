"""Files that tell themselves whether they are as they were written: a checksum, then the content.

The checksum is of the file's name too, so that no file stands for another, and of `SHAPE`, so
that what an older generator wrote is not read. They are written whole or not at all, whoever
else writes the same.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from builder.large_file import PIECE
from builder.store.stamps import new_digest

SHAPE = "5"
"""Another text whenever what is kept is written in another form."""


def read_checked(path: Path) -> bytes | None:
    """The content of a file; None if there is none, or another than was written there."""
    try:
        checksum, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if checksum == _checksum(path, content) else None


def checked_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file that may be too large to be held; none where it is not as it was
    written."""
    try:
        stream = path.open("rb")
    except OSError:
        return
    with stream:
        checksum = stream.readline().removesuffix(b"\n")
        digest = _begun(path)
        while block := stream.read(PIECE):
            digest.update(block)
        if digest.hexdigest().encode() == checksum:
            stream.seek(len(checksum) + 1)
            yield from stream


def write_checked(path: Path, content: bytes) -> None:
    """Write a content, in a folder that is made where there is none.

    Raises: OSError.
    """
    write_checked_lines(path, [content])


def write_checked_lines(path: Path, pieces: Iterable[bytes]) -> None:
    """The same of a content that comes in pieces.

    Raises: OSError.
    """
    digest = _begun(path)
    room = b"0" * len(digest.hexdigest()) + b"\n"
    with _whole(path) as stream:
        stream.write(room)
        for piece in pieces:
            stream.write(piece)
            digest.update(piece)
        stream.seek(0)
        stream.write(digest.hexdigest().encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, in a folder that is made where there is none.

    Raises: OSError.
    """
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same of a content that is too large to be held.

    Raises: OSError.
    """
    with _whole(path) as stream:
        for piece in pieces:
            stream.write(piece)


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes its place when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _checksum(path: Path, content: bytes) -> bytes:
    digest = _begun(path)
    digest.update(content)
    return digest.hexdigest().encode()


def _begun(path: Path) -> hashlib.blake2b:
    """A checksum that waits for the content of a file."""
    digest = new_digest()
    digest.update(f"{SHAPE}\n{path.name}\n".encode())
    return digest
