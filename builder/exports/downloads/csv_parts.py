"""A large CSV file in parts: files of their own, each with the header, for programs that cannot
open the whole.

The whole stays what it is; parts stand beside it and are named in the published descriptor. A file
whose rows cannot be told apart by line breaks and quotes alone is not cut.
"""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from builder.large_file import Content
from builder.model import LARGE_ROWS, Package, Resource

PART_ROWS = LARGE_ROWS
"""Rows of a part: a table up to this size is offered whole in every format."""

_BLOCK = 1 << 20
"""Bytes that are looked through at a time."""

_PLAIN = frozenset({"delimiter", "header", "lineTerminator", "skipInitialSpace", "$schema"})
"""What a dialect may say of a file that is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvPart:
    """Some rows of a file, with its header."""

    path: str
    """From the folder of the package's files."""
    start: int
    """The first of its bytes in the file."""
    stop: int
    head: int
    """Where the header ends."""

    def content(self, whole: Content) -> bytes:
        """The header and the rows, out of the whole file."""
        return whole[: self.head] + whole[self.start : self.stop]


def csv_parts(package: Package, resource: Resource) -> tuple[CsvPart, ...]:
    """The parts of a resource; none for a table that is not large, or a file that is not cut."""
    table = resource.table
    if table is None or not table.is_large or not _is_plain(package, resource):
        return ()
    whole = resource.content
    head = whole.find(b"\n") + 1
    is_bare = b'"' not in whole
    if whole.count(b'"', 0, head):
        return ()
    places = [head, *_cuts(whole, head, is_bare)]
    return tuple(
        CsvPart(path=f"{resource.name}-parts/{number:04}.csv", start=start, stop=stop, head=head)
        for number, (start, stop) in enumerate(pairwise(places), 1)
        if stop > start
    )


def described_parts(package: Package, resource: Resource) -> list[dict[str, Any]]:
    """What the descriptor says of each part."""
    return [
        {
            "path": part.path,
            "rows": _rows(content),
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        }
        for part in csv_parts(package, resource)
        for content in (part.content(resource.content),)
    ]


def _is_plain(package: Package, resource: Resource) -> bool:
    """True for a CSV file in UTF-8 whose quotes are the usual ones."""
    described: Any = package.descriptor["resources"]
    raw = next(
        raw for raw, own in zip(described, package.resources, strict=True) if own is resource
    )
    dialect = raw.get("dialect") or {}
    return (
        PurePosixPath(resource.path).suffix.lower() == ".csv"
        and str(raw.get("encoding", "utf-8")).lower() in ("utf-8", "utf8")
        and isinstance(dialect, dict)
        and dialect.keys() <= _PLAIN
        and dialect.get("header", True) is True
        and b"\r" not in resource.content
    )


def _cuts(whole: Content, head: int, is_bare: bool) -> Iterator[int]:
    """Where a part ends: behind its last row, and at the end of the file."""
    position, quotes = head, 0
    while position < len(whole):
        start, position = position, _behind(whole, position, PART_ROWS)
        quotes += 0 if is_bare else whole.count(b'"', start, position)
        while position < len(whole) and quotes % 2:
            start, position = position, _behind(whole, position, 1)  # within a cell in quotes
            quotes += whole.count(b'"', start, position)
        yield position


def _behind(whole: Content, position: int, lines: int) -> int:
    """The place behind so many line breaks, or the end."""
    while lines and position < len(whole):
        block = whole[position : position + _BLOCK]
        found = block.count(b"\n")
        if found < lines:
            lines -= found
            position += len(block)
            continue
        place = 0
        while lines:
            place = block.index(b"\n", place) + 1
            lines -= 1
        return position + place
    return position


def _rows(content: bytes) -> int:
    if b'"' not in content:
        return content.count(b"\n") - 1 + (not content.endswith(b"\n"))
    stream = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    return sum(1 for row in csv.reader(stream) if row) - 1


def part_contents(package: Package, resource: Resource) -> Iterator[tuple[str, Any]]:
    """Path of each part, and what makes its content."""
    for part in csv_parts(package, resource):
        yield part.path, partial(part.content, resource.content)
