"""Packages that the build makes: a draft with its texts, and rows, become a package like others."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

from builder.model import Cell, Package, Table
from builder.packages.arrangement import WRITTEN_IN, arranged
from builder.packages.cell_texts import text_cell
from builder.packages.descriptor import parse_package, parse_schema
from builder.packages.packed_rows import PackedRows
from builder.packages.read import DESCRIPTOR, SourcePackage

Row: TypeAlias = Mapping[str, Cell]
"""Cells by field name."""

_SCHEMA_PROPERTIES = ("fields", "primaryKey", "missingValues")
"""What a resource takes from its Table Schema; the rest names the schema itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A derived package before it has rows."""

    descriptor: Mapping[str, Any]
    """Complete but for the schemas of its resources, which `portal.table` names."""
    texts: Mapping[str, bytes]
    """READMEs and changelog by file name."""


def read_draft(module: str, said: Mapping[str, Any], languages: Sequence[str]) -> Draft:
    """The draft that lies in the folder `texts` of a module of the builder.

    `said` holds what only the build knows: version, dates, licence, publisher. Its `portal` adds
    to that of the draft.
    """
    folder = resources.files(module) / "texts"
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    descriptor = arranged(json.loads(files.pop(DESCRIPTOR)), languages)
    for language in languages:
        files.setdefault(f"README.{language}.md", files[f"README.{WRITTEN_IN[-1]}.md"])
    portal = {**descriptor["portal"], **said["portal"]}
    return Draft(descriptor={**descriptor, **said, "portal": portal}, texts=files)


def derived_package(
    draft: Draft,
    rows: Mapping[str, Iterable[Row]],
    *,
    schemas: Mapping[str, Any],
    languages: Sequence[str],
) -> Package:
    """The package of a draft and the rows of each of its resources.

    `schemas` holds the JSON files of schemas/ by path.
    """
    described = [_with_schema(resource, schemas) for resource in draft.descriptor["resources"]]
    descriptor = {**draft.descriptor, "resources": described}
    tables = {
        resource["name"]: _table(resource["schema"], rows[resource["name"]], languages)
        for resource in described
    }
    package_id = descriptor["name"]
    source = SourcePackage(
        id=package_id,
        folder=Path(package_id),
        root=Path(),
        files={
            **draft.texts,
            **{resource["path"]: csv_text(tables[resource["name"]]) for resource in described},
        },
    )
    return replace(parse_package(descriptor, source, tables, languages), derived=True)


def _with_schema(resource: Mapping[str, Any], schemas: Mapping[str, Any]) -> dict[str, Any]:
    schema = schemas[f"tables/{resource['portal']['table']}.schema.json"]
    return {**resource, "schema": {name: schema[name] for name in _SCHEMA_PROPERTIES}}


def _table(schema: Mapping[str, Any], rows: Iterable[Row], languages: Sequence[str]) -> Table:
    parsed = parse_schema(schema, languages)
    names = [field.name for field in parsed.fields]
    return Table(schema=parsed, rows=PackedRows(tuple(row[name] for name in names) for row in rows))


def csv_text(table: Table) -> bytes:
    """A table as every CSV of the portal: RFC 4180, but with LF."""
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, "utf-8", newline="")  # a long text is held once, as bytes
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([field.name for field in table.schema.fields])
    writer.writerows([_printed(cell) for cell in row] for row in table.rows)
    stream.flush()
    return written.getvalue()


def _printed(cell: Cell) -> str:
    # What the build reckons has no printed form to keep: 100 and not 1E+2.
    return f"{cell:f}" if isinstance(cell, Decimal) else text_cell(cell)
