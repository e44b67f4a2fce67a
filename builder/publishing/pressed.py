"""Texts of a finished site, pressed once, beside each file: `index.html.gz`, `index.html.br`.

nginx (`gzip_static`) and Caddy (`precompressed`) send these to whoever can read them. A text that
is hardly smaller for it has none. The same text gives the same bytes with the same libraries.
"""

import gzip
from collections.abc import Callable, Collection, Container, Mapping
from pathlib import Path

import brotli

from builder.exports.serving.media_types import is_text, media_type_of

LEAST = 1024
"""Bytes of a file below which pressing saves nothing on the way."""

MOST = 64 * 2**20
"""Bytes above which it is not pressed: both forms would be held."""


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _brotli(content: bytes) -> bytes:
    """Quality 5: of this portal's 52 MB 9.4 MB are left in 4 s, with 9 9.2 MB in 58 s."""
    pressed: bytes = brotli.compress(content, quality=5)
    return pressed


FORMS: Mapping[str, Callable[[bytes], bytes]] = {"gz": _gzip, "br": _brotli}
"""How each form is made, by the ending of its files."""


def press(folder: Path, forms: Collection[str]) -> None:
    """Write each form of every text in a folder beside it."""
    if not forms:
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _is_text(path.relative_to(folder).as_posix()):
            if path.stat().st_size > MOST:
                continue  # a table: who wants it small takes its ZIP or Parquet
            content = path.read_bytes()
            for form in forms:
                pressed = FORMS[form](content) if len(content) >= LEAST else content
                if len(pressed) < len(content):
                    path.with_name(f"{path.name}.{form}").write_bytes(pressed)


def is_pressed(uri: str, uris: Container[str]) -> bool:
    """True for the pressed form of another of the files; a file may have such an ending itself."""
    stem, _, ending = uri.rpartition(".")
    return ending in FORMS and stem in uris


def _is_text(uri: str) -> bool:
    return not uri.endswith(tuple(f".{form}" for form in FORMS)) and is_text(media_type_of(uri))
