"""Pictures of earlier builds, kept by the content they were made from; safe to delete.

One that was cut, changed or exchanged is drawn anew. They lie in files until somebody asks for
one, so that a portal of thousands of charts needs no more memory than one of a few. Those of the
last sites stay, beside which a list of each lies; the others go.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from builder.charts.svg import FEW, Drawing, converter_version, drawn, inline_drawing
from builder.store.checked import SHAPE, read_checked, write_checked

SITES = 4
"""Sites whose pictures stay."""

STAYS = 3600
"""Seconds that a picture stays after its last use, whoever's it is: another build may be at it."""


class Pictures(Mapping[str, str]):
    """Pictures of charts in pages by specification, each read when somebody asks for it; one that
    is not there is drawn then."""

    def __init__(
        self,
        folder: Path,
        held: Mapping[Drawing, bytes] | None = None,
        names: Collection[str] = (),
    ) -> None:
        """`held` has those that the folder could not take; `names` are the files of all."""
        self._folder, self._held = folder, held or {}
        self.names = names

    def picture(self, drawing: Drawing) -> bytes:
        """The bytes of any picture; it is drawn if it is not there."""
        found = self._held.get(drawing) or read_checked(_path(self._folder, drawing))
        if found is None:
            held = drawn([drawing], lambda: None, partial(_keep, self._folder))
            found = held.get(drawing) or read_checked(_path(self._folder, drawing))
            assert found is not None, "it was drawn just now"
        return found

    def __getitem__(self, source: str) -> str:
        return self.picture(inline_drawing(source)).decode()

    def __iter__(self) -> Iterator[str]:
        return iter(())  # any may be asked for, none is held

    def __len__(self) -> int:
        return 0


def kept_pictures(
    drawings: Iterable[Drawing], folder: Path, done: Callable[[int], None]
) -> Pictures:
    """Pictures in a folder: those that are not there are drawn, with all processors.

    A few are left to whoever asks for one first, so that no process has to wait for the converter
    to start. `done` is told after each how many pictures there are, as far as that is known.
    """
    lacking, seen = [], set[str]()
    for drawing in drawings:
        path = _path(folder, drawing)
        if path.name not in seen:
            seen.add(path.name)
            if read_checked(path) is None:
                lacking.append(drawing)
            else:
                with contextlib.suppress(OSError):
                    path.touch()
    if len(lacking) <= FEW:
        lacking = []
    for _ in range(len(seen) - len(lacking)):
        done(len(seen))
    held = drawn(lacking, lambda: done(len(seen)), partial(_keep, folder))
    return Pictures(folder, held, seen)


def forget_pictures(folder: Path, used: Collection[str]) -> None:
    """Of the pictures in a folder only those stay that a site uses, or one of the last sites used.

    `used` are the names of their files.
    """
    with contextlib.suppress(OSError):  # what cannot be cleared costs room, not the site
        _write_list(_lists(folder), sorted(used))
        newest = sorted(_lists(folder).glob("*.json"), key=lambda path: -path.stat().st_mtime_ns)
        for path in newest[SITES:]:
            path.unlink(missing_ok=True)
        listed = {name for path in newest[:SITES] for name in _read_list(path)}
        before = newest[0].stat().st_mtime - STAYS
        for path in folder.iterdir():
            if path.name not in listed and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _lists(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-of-sites")


def _write_list(folder: Path, names: Sequence[str]) -> None:
    content = json.dumps(names).encode()
    write_checked(folder / f"{hashlib.sha256(content).hexdigest()}.json", content)


def _read_list(path: Path) -> Sequence[str]:
    content = read_checked(path)
    names: Sequence[str] = json.loads(content) if content else ()
    return names


def _keep(folder: Path, drawing: Drawing, content: bytes) -> bool:
    """True if the folder takes a picture: one that does not costs memory, not the site."""
    try:
        write_checked(_path(folder, drawing), content)
    except OSError:
        return False
    return True


def _path(folder: Path, drawing: Drawing) -> Path:
    parts = [SHAPE, converter_version(), str(drawing.colours), drawing.source]
    if drawing.heading:
        parts.append(str(drawing.heading))
    made_from = "\n".join(parts)
    return folder / f"{hashlib.sha256(made_from.encode()).hexdigest()}.{drawing.format}"
