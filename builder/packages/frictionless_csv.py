"""How frictionless reads delimited text here: as its dialect says, nothing guessed.

Its own reader looks for a dialect in the first hundred lines even where all of it is declared; with
a long cell full of quotes that search takes hours.
"""

import csv
from collections.abc import Iterator
from typing import ClassVar

from frictionless import Parser, Plugin, Resource, system
from frictionless.formats.csv import CsvControl


class _PlainParser(Parser):
    requires_loader: ClassVar[bool] = True
    supported_types: ClassVar[list[str]] = ["string"]

    def read_cell_stream_create(self) -> Iterator[list[str]]:
        """The rows of a file, each a list of texts."""
        dialect = CsvControl.from_dialect(self.resource.dialect).to_python()
        dialect.quotechar = dialect.quotechar or None
        yield from csv.reader(self.loader.text_stream, dialect=dialect)


class _PlainPlugin(Plugin):
    def create_parser(self, resource: Resource) -> Parser | None:
        """Our reader for CSV, which is all that the portal hands over."""
        return _PlainParser(resource) if resource.format == "csv" else None


def read_plainly() -> None:
    """Read CSV as it is declared from now on."""
    system.register("plain-csv", _PlainPlugin())
