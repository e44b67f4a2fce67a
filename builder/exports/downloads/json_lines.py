"""A table as JSON Lines, which programs can read row by row.

Source: https://jsonlines.org/
"""

from builder.exports.downloads.cells import json_cell
from builder.model import Table
from builder.packages.json_text import json_line


def json_lines(table: Table) -> bytes:
    """A JSON object a row, each on a line of its own; missing values are null.

    Shape: as the table; the cells are those of its JSON file.
    """
    lines = (
        json_line({name: json_cell(cell) for name, cell in record.items()})
        for record in table.records()
    )
    return "".join(f"{line}\n" for line in lines).encode()
