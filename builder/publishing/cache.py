"""Pictures of earlier builds, kept by the content they were made from; safe to delete.

An entry begins with a checksum of its key and its picture: one that was cut, changed or exchanged
is drawn anew.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.charts.svg import Drawing, converter_version, drawn


def cached_drawings(
    drawings: Iterable[Drawing], folder: Path, done: Callable[[], None]
) -> dict[Drawing, bytes]:
    """Each picture's bytes: from the folder if they are there, else drawn and kept there."""
    wanted = list(dict.fromkeys(drawings))
    paths = {drawing: folder / f"{_key(drawing)}.{drawing.format}" for drawing in wanted}
    found: dict[Drawing, bytes] = {}
    for drawing, path in paths.items():
        picture = _kept(path)
        if picture is not None:
            found[drawing] = picture
            done()
    missing = drawn([drawing for drawing in wanted if drawing not in found], done)
    with contextlib.suppress(OSError):  # a cache that cannot be written costs time, not the site
        if missing:
            folder.mkdir(parents=True, exist_ok=True)
        for drawing, content in missing.items():
            _keep(paths[drawing], content)
    return found | missing


def _kept(path: Path) -> bytes | None:
    """The picture of an entry; None if there is none, or another than was put there."""
    try:
        checksum, _, picture = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return picture if checksum == _checksum(path, picture) else None


def _keep(path: Path, picture: bytes) -> None:
    """Write an entry whole or not at all, whoever else writes the same."""
    handle, name = tempfile.mkstemp(suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_checksum(path, picture) + b"\n" + picture)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _checksum(path: Path, picture: bytes) -> bytes:
    return hashlib.sha256(path.name.encode() + b"\n" + picture).hexdigest().encode()


def _key(drawing: Drawing) -> str:
    made_from = f"{converter_version()}\n{drawing.colours}\n{drawing.spec}"
    return hashlib.sha256(made_from.encode()).hexdigest()
