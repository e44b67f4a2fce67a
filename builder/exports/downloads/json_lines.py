"""A table as JSON Lines, which programs can read row by row.

Source: https://jsonlines.org/
"""

from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring

from builder.exports.downloads.cells import json_cell
from builder.model import Cell, Table
from builder.packages.json_text import json_line


def json_lines(table: Table) -> bytes:
    """A JSON object a row, each on a line of its own; missing values are null.

    Shape: as the table; the cells are those of its JSON file.
    """
    return joined_lines(json_rows(table))


def json_rows(table: Table) -> Iterator[str]:
    """Each row as a JSON object on one line; missing values are null.

    Shape: as the table; numbers keep their digits, dates are ISO 8601 texts, lists are arrays.
    """
    heads = [f"{encode_basestring(field.name)}: " for field in table.schema.fields]
    for row in table.rows:
        pairs = [head + _text(cell) for head, cell in zip(heads, row, strict=True)]
        yield "{" + ", ".join(pairs) + "}"


def joined_lines(rows: Iterable[str]) -> bytes:
    """Rows of a table, each on a line of its own."""
    return "".join([f"{row}\n" for row in rows]).encode()


def _text(cell: Cell) -> str:
    if cell is None:
        return "null"
    if type(cell) is str:  # most are
        return encode_basestring(cell)
    return json_line(json_cell(cell))
