"""Names of packages and tables, which become parts of addresses."""

import re
from collections.abc import Iterable

from builder.language.text import folded

_NAME = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*")

LONGEST_NAME = 80
"""Letters of a name that is made; it becomes the name of a file."""


RESERVED = ("croissant", "datapackage")
"""Names of files that the portal puts beside the tables of a package; so is `…-metadata`."""


DEVICES = re.compile(r"(?:aux|con|nul|prn|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that no file or folder can have under Windows, with whatever ending."""


def is_device(name: str) -> bool:
    """True for a name that means a device under Windows: its files could not be unpacked there."""
    return bool(DEVICES.fullmatch(name))


def is_reserved(name: str) -> bool:
    """True for a name that the portal needs itself, or that Windows does."""
    return name in RESERVED or name.endswith("-metadata") or is_device(name)


def plain_name(text: str) -> str:
    """A name that can stand in an address: `Dân số 2024` → `dan-so-2024`; a fit one stays."""
    if _NAME.fullmatch(text) and len(text) <= LONGEST_NAME:
        return text
    bare = re.sub(r"[^a-z0-9]*([-_.])[^a-z0-9]*", r"\1", re.sub(r"[^a-z0-9_.]+", "-", folded(text)))
    return bare[:LONGEST_NAME].strip("-_.") or "table"


def free_name(name: str, taken: Iterable[str]) -> str:
    """A name that is neither taken nor reserved: the same with a number behind it, if need be."""
    there, free, count = set(taken), name, 1
    while free in there or is_reserved(free):
        count += 1
        free = f"{name}-{count}"
    return free
