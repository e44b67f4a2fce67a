"""Why a cell is missing, where its schema says what stands for nothing and what that means."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from builder.model import Table

_OPTIONS: Mapping[str, str] = {
    "delimiter": "delimiter",
    "doubleQuote": "doublequote",
    "escapeChar": "escapechar",
    "quoteChar": "quotechar",
    "skipInitialSpace": "skipinitialspace",
}
"""Properties of a dialect by the names that Python has for them."""


def missing_reasons(
    table: Table, content: bytes, dialect: Mapping[str, Any]
) -> Mapping[tuple[int, int], str]:
    """The label of each missing cell by its row and column, from 0; of large tables none.

    A typed cell is only missing; which of several marks stood there, its file alone can tell.
    """
    fields = table.schema.fields
    if table.is_large or not any(field.missing for field in fields):
        return {}
    rows = list(_texts(content, dialect))
    if len(rows) != len(table.rows):
        return {}
    return {
        (number, place): field.missing[text]
        for number, (texts, cells) in enumerate(zip(rows, table.rows, strict=True))
        for place, (field, text) in enumerate(zip(fields, texts, strict=False))
        if cells[place] is None and text in field.missing
    }


def _texts(content: bytes, dialect: Mapping[str, Any]) -> Iterator[list[str]]:
    """The rows below the header as they are written."""
    lines = io.StringIO(content.decode("utf-8"), newline="")
    comment = dialect.get("commentChar")
    kept = (line for line in lines if not (comment and line.startswith(comment)))
    options = {name: dialect[key] for key, name in _OPTIONS.items() if key in dialect}
    reader = csv.reader(kept, **options)
    next(reader, None)
    return (row for row in reader if row)
