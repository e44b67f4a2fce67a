"""Pictures of earlier builds, kept by the content they were made from; safe to delete.

One that was cut, changed or exchanged is drawn anew.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from builder.charts.svg import Drawing, converter_version, drawn, inline_drawing
from builder.store.checked import read_checked, write_checked


def cached_drawings(
    drawings: Iterable[Drawing], folder: Path, done: Callable[[], None]
) -> dict[Drawing, bytes]:
    """Each picture's bytes: from the folder if they are there, else drawn and kept there."""
    wanted = list(dict.fromkeys(drawings))
    paths = {drawing: folder / f"{_key(drawing)}.{drawing.format}" for drawing in wanted}
    found: dict[Drawing, bytes] = {}
    for drawing, path in paths.items():
        picture = read_checked(path)
        if picture is not None:
            found[drawing] = picture
            done()
    missing = drawn([drawing for drawing in wanted if drawing not in found], done)
    with contextlib.suppress(OSError):  # a cache that cannot be written costs time, not the site
        for drawing, content in missing.items():
            write_checked(paths[drawing], content)
    return found | missing


class Drawn(Mapping[str, str]):
    """Pictures of charts in pages by specification, each drawn when somebody asks for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def picture(self, drawing: Drawing) -> bytes:
        """The bytes of any picture."""
        return cached_drawings([drawing], self._folder, lambda: None)[drawing]

    def __getitem__(self, spec: str) -> str:
        return self.picture(inline_drawing(spec)).decode()

    def __iter__(self) -> Iterator[str]:
        return iter(())  # any may be asked for, none is held

    def __len__(self) -> int:
        return 0


def _key(drawing: Drawing) -> str:
    parts = [converter_version(), str(drawing.colours), drawing.spec]
    if drawing.heading:
        parts.append(str(drawing.heading))
    made_from = "\n".join(parts)
    return hashlib.sha256(made_from.encode()).hexdigest()
