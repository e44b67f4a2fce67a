"""A large table in stretches of whole rows: what is held of it at a time.

A row ends with a line, but where the line ends within quotes. A quote that nothing closes would
make one row of all the rest: behind `MOST` bytes a stretch ends whatever there is.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from builder.large_file import LargeFile

STRETCH = 4_000_000
"""Bytes of a stretch, and the rest of its last row."""

MOST = 16_000_000
"""Bytes at which a stretch ends in any case."""

_LONGEST = 1_000_000
"""Bytes of a line that are read at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some rows of a file, in order."""

    start: int
    """The first of its bytes in the file."""
    stop: int
    row: int
    """Place of its first row below the header, from 0."""
    count: int
    """Rows of it."""


def head_of(file: LargeFile) -> bytes:
    """The first line of a file, with the break behind it."""
    with file.opened() as stream:
        return stream.readline(_LONGEST)


def stretches(file: LargeFile) -> Iterator[tuple[Stretch, bytes]]:
    """All rows below the header, in stretches, each with its bytes."""
    with file.opened() as stream:
        start, row = len(stream.readline(_LONGEST)), 0
        while lines := _lines(stream, STRETCH):
            count = counted_rows(lines)
            yield Stretch(start=start, stop=start + len(lines), row=row, count=count), lines
            start, row = start + len(lines), row + count


def cut(lines: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """The rows of a stretch in smaller ones, each with the place of its first row in it."""
    stream, row = io.BytesIO(lines), 0
    while part := _lines(stream, size):
        yield row, part
        row += counted_rows(part)


def rows_of(lines: bytes) -> Iterator[bytes]:
    """Each row of a stretch by itself."""
    stream = io.BytesIO(lines)
    while row := _lines(stream, 1):
        yield row


def counted_rows(lines: bytes) -> int:
    """How many rows a stretch has, the empty ones as well."""
    if b'"' not in lines:
        return lines.count(b"\n") + (not lines.endswith(b"\n"))
    text = io.TextIOWrapper(io.BytesIO(lines), "utf-8", errors="replace", newline="")
    try:
        return sum(1 for _ in csv.reader(text))
    except csv.Error:
        return lines.count(b"\n")


def _lines(stream: BinaryIO, size: int) -> bytes:
    parts = [stream.read(size)]
    length, is_open = len(parts[0]), parts[0].count(b'"') % 2
    while parts[-1] and length < MOST and (is_open or not parts[-1].endswith(b"\n")):
        parts.append(stream.readline(_LONGEST))
        length += len(parts[-1])
        is_open ^= parts[-1].count(b'"') % 2
    return b"".join(parts)
