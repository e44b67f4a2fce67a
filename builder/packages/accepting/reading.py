"""Bytes of a delimited text → columns of texts, in batches; all cells of a table, none judged.

A text without quotes is what its lines and delimiters say: pyarrow reads it. One with quotes, and
a short one, is read by the reader that frictionless has.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pyarrow as pa
import pyarrow.csv

from builder.packages.accepting.declared import DeclaredTable, UndecidedError, sure

SHORT = 200_000
"""Bytes up to which the reader of the standard library is the faster one."""

BLOCK = 1_000_000
"""Bytes that are read at a time, and by one core: more of them hold more in memory."""

BATCH_ROWS = 20_000
"""Rows that are read at a time by the standard library."""

LONGEST_CELL = 100_000
"""Bytes of the longest line: cells beyond 131,072 characters frictionless does not read."""

Batch = Sequence[pa.Array]
"""Columns of texts of some rows; a missing value is null."""


def texts_array(texts: Iterable[str | None]) -> pa.Array:
    """Texts as a pyarrow array.

    Not by `pa.array`: it loads pandas to ask whether it was given something of its.
    """
    builder = pa.lib.StringBuilder()
    builder.append_values(texts)
    return builder.finish()


def read_batches(content: bytes, table: DeclaredTable, short: int = SHORT) -> Iterator[Batch]:
    """The columns of a table, some rows at a time; of `short` bytes by the standard library.

    Raises: UndecidedError where a row has not as many cells as the table has fields.
    """
    sure(bool(content) and content[:3] != b"\xef\xbb\xbf")
    is_bare = b'"' not in content and b"\r" not in content
    if is_bare and len(content) > short:
        return _read_by_arrow(content, table)
    return _read_by_python(content, table)


def _read_by_python(content: bytes, table: DeclaredTable) -> Iterator[Batch]:
    stream = io.TextIOWrapper(io.BytesIO(content), "utf-8", newline="")
    reader = csv.reader(stream, delimiter=table.delimiter)
    try:
        sure(next(reader, []) == [field.name for field in table.fields])
        rows = list(islice(reader, BATCH_ROWS))
        if not rows:
            yield [texts_array(())] * len(table.fields)
        while rows:
            yield [
                texts_array(None if text in table.missing else text for text in column)
                for column in _columns(rows, len(table.fields))
            ]
            rows = list(islice(reader, BATCH_ROWS))
    except (csv.Error, UnicodeDecodeError) as error:
        raise UndecidedError from error


def _columns(rows: Sequence[Sequence[str]], count: int) -> Iterator[Sequence[str]]:
    sure(all(len(row) == count for row in rows))
    return zip(*rows, strict=True)


def _read_by_arrow(content: bytes, table: DeclaredTable) -> Iterator[Batch]:
    names = [field.name for field in table.fields]
    head = content.find(b"\n")
    sure(content[:head].decode("utf-8", "replace").split(table.delimiter) == names)
    sure(b"\n\n" not in content)  # pyarrow leaves out empty lines
    try:
        batches = pa.csv.open_csv(
            pa.BufferReader(content),
            pa.csv.ReadOptions(
                use_threads=False, block_size=BLOCK, column_names=names, skip_rows=1
            ),
            pa.csv.ParseOptions(
                delimiter=table.delimiter, quote_char=False, ignore_empty_lines=False
            ),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=sorted(table.missing),
                strings_can_be_null=True,
            ),
        )
        for batch in batches:
            yield batch.columns
    except pa.ArrowInvalid as error:
        raise UndecidedError from error
