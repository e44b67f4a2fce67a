"""Pictures of earlier builds, kept by the content they were made from; safe to delete."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.charts.svg import Drawing, converter_version, drawn


def cached_drawings(
    drawings: Iterable[Drawing], folder: Path, done: Callable[[], None]
) -> dict[Drawing, bytes]:
    """Each picture's bytes: from the folder if they are there, else drawn and kept there."""
    wanted = list(dict.fromkeys(drawings))
    paths = {fromkey: folder / f"{_key(fromkey)}.{fromkey.format}" for fromkey in wanted}
    found: dict[Drawing, bytes] = {}
    for drawing, path in paths.items():
        if path.is_file():
            found[drawing] = path.read_bytes()
            done()
    missing = drawn([fromkey for fromkey in wanted if fromkey not in found], done)
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
    for drawing, content in missing.items():
        part = paths[drawing].with_suffix(".part")
        part.write_bytes(content)
        part.replace(paths[drawing])
    return found | missing


def _key(drawing: Drawing) -> str:
    return hashlib.sha256(f"{converter_version()}\n{drawing.spec}".encode()).hexdigest()
