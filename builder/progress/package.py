"""The derived package `progress`: every result as a row, published like any other package."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from builder.descriptor import parse_package, parse_schema
from builder.model import Catalogue, Cell, Package, Table
from builder.progress.result import METHOD_VERSION
from builder.progress.results import comparison_results, progress_results
from builder.progress.rows import progress_rows
from builder.read import SourcePackage
from builder.register import REGISTER
from builder.words import Words

PROGRESS = "progress"
"""Id of the package and name of its table."""

SCHEMA = "tables/progress.schema.json"

_TEXTS = resources.files("builder.progress") / "texts"
_INHERITED = ("publisher", "creator", "topics", "temporal", "spatial", "sources", "issued")
"""What a result shares with the register that it is computed from."""


def progress_package(
    catalogue: Catalogue, schemas: Mapping[str, Any], words: Mapping[str, Words]
) -> Package | None:
    """The package of all results, or None where there is no register.

    `schemas` holds the JSON files of schemas/ by path, `words` the catalogue of each language.
    """
    register = catalogue.package(REGISTER)
    if register is None:
        return None
    languages = tuple(words)
    descriptor = _descriptor(catalogue, register, schemas[SCHEMA])
    table = _table(catalogue, descriptor, words)
    files = {
        **{f"README.{one}.md": _text(f"README.{one}.md") for one in languages},
        "CHANGELOG.md": _text("CHANGELOG.md"),
        descriptor["resources"][0]["path"]: _csv(table),
    }
    source = SourcePackage(id=PROGRESS, folder=Path(PROGRESS), root=Path(), files=files)
    package = parse_package(descriptor, source, {PROGRESS: table}, languages)
    return replace(package, derived=True)


def _descriptor(catalogue: Catalogue, register: Package, schema: Mapping[str, Any]) -> Any:
    """The descriptor with its dates, its schema, and what the register says of itself."""
    descriptor = json.loads(_text("datapackage.json"))
    inherited = register.descriptor.get("portal", {})
    assert isinstance(inherited, Mapping)
    day = catalogue.as_of.isoformat()
    portal = {name: inherited[name] for name in _INHERITED if name in inherited}
    portal |= {"issued": min(day, register.issued.isoformat()), "modified": day}
    shared = ("licenses", "sources", "contributors")
    names = ("fields", "primaryKey", "missingValues")
    return {
        **descriptor,
        "version": METHOD_VERSION,
        "created": f"{day}T00:00:00Z",
        **{name: register.descriptor[name] for name in shared if name in register.descriptor},
        "portal": descriptor["portal"] | portal,
        "resources": [
            {**descriptor["resources"][0], "schema": {name: schema[name] for name in names}}
        ],
    }


def _table(catalogue: Catalogue, descriptor: Any, words: Mapping[str, Words]) -> Table:
    schema = parse_schema(descriptor["resources"][0]["schema"], tuple(words))
    results, comparison = progress_results(catalogue), comparison_results(catalogue)
    records = progress_rows(catalogue, results, comparison, words)
    names = [field.name for field in schema.fields]
    return Table(
        schema=schema, rows=tuple(tuple(record[name] for name in names) for record in records)
    )


def _csv(table: Table) -> bytes:
    """A table as RFC 4180, but with LF, as every CSV of the portal."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([field.name for field in table.schema.fields])
    writer.writerows([_printed(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode()


def _printed(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return ";".join(cell) if isinstance(cell, tuple) else str(cell)


def _text(name: str) -> bytes:
    return (_TEXTS / name).read_bytes()
