"""Files that tell themselves whether they are as they were written: a checksum, then the content.

The checksum is of the file's name too, so that no file stands for another, and of `SHAPE`, so
that what an older generator wrote is not read. They are written whole or not at all, whoever
else writes the same.
"""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from builder.store.stamps import content_digest

SHAPE = "4"
"""Another text whenever what is kept is written in another form."""


def read_checked(path: Path) -> bytes | None:
    """The content of a file; None if there is none, or another than was written there."""
    try:
        checksum, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if checksum == _checksum(path, content) else None


def write_checked(path: Path, content: bytes) -> None:
    """Write a content, in a folder that is made where there is none.

    Raises: OSError.
    """
    write_whole(path, _checksum(path, content) + b"\n" + content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, in a folder that is made where there is none.

    Raises: OSError.
    """
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same of a content that is too large to be held.

    Raises: OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                stream.write(piece)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _checksum(path: Path, content: bytes) -> bytes:
    return content_digest(f"{SHAPE}\n{path.name}\n".encode() + content).encode()
