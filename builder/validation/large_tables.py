"""Packages with tables that lie on disk: looked through a stretch at a time, never held.

A package whose tables are all right goes on with their first rows and rows that are read when they
are asked for. Of any other the rows that are wrong go on alone, with their numbers, to the checks
that have the words. One that is small enough to be held is judged as any other instead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from builder.checks.quotes import stray_quote
from builder.checks.structure import not_text
from builder.checks.table_headers import faulty_header
from builder.large_file import Content, LargeFile
from builder.model import Package
from builder.packages import descriptor as parsing
from builder.packages.accepting.declared import ForeignKey
from builder.packages.accepting.large import (
    IsText,
    RefusedError,
    Witness,
    accepted_large,
    first_rows,
)
from builder.packages.accepting.stretches import counted_rows, head_of
from builder.packages.json_text import json_text
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.shapes.files import MOST_CELLS, MOST_LARGE_CELLS, counted_cells
from builder.problem import BuildError, Place, Problem


def looked_through(source: SourcePackage) -> SourcePackage:
    """The package with what can be held of its large tables.

    `accepted` are their rows, if all of them are right; else the files hold those that are wrong.
    """
    if not source.large:
        return source
    if source.is_adopted:
        return _held(source)
    try:
        descriptor = parsing.parse_descriptor(source)
    except BuildError:
        return _of_rows(source, {})
    return _looked_through(source, descriptor, _cells(descriptor, source))


def _looked_through(
    source: SourcePackage, descriptor: Mapping[str, Any], cells: Mapping[str, int]
) -> SourcePackage:
    count = sum(cells.values())
    told = _too_large(source, cells) if count > MOST_LARGE_CELLS else None
    if told is None and count > MOST_CELLS:
        told = _unfit(descriptor, source, cells)
    if told is not None:
        return replace(_of_rows(source, {}), problems=(*source.problems, told))
    try:
        rows = accepted_large(_declared(descriptor), _contents(source), _texts(descriptor, source))
    except RefusedError as error:
        is_held = count <= MOST_CELLS
        return _held(source) if is_held else _refused(source, descriptor, error, cells)
    return replace(_of_rows(source, {}), accepted=rows)


def with_files(package: Package, source: SourcePackage) -> Package:
    """The package with its large files in place of their first rows."""
    large = source.large
    return replace(
        package,
        resources=tuple(
            replace(resource, content=large[resource.path]) if resource.path in large else resource
            for resource in package.resources
        ),
    )


def _held(source: SourcePackage) -> SourcePackage:
    """The package with all of its files in memory, as one of smaller tables."""
    return replace(source, files=dict(source.files), large={})


def _declared(descriptor: Mapping[str, Any]) -> Mapping[str, Any]:
    tables = [part for part in descriptor["resources"] if parsing.is_tabular(part)]
    return {**descriptor, "resources": tables}


def _contents(source: SourcePackage) -> Mapping[str, Content]:
    own = {path: source.files[path] for path in source.files if path not in source.large}
    return {**own, **source.large}


def _cells(descriptor: Mapping[str, Any], source: SourcePackage) -> Mapping[str, int]:
    """About how many cells each table of a package has, by its path."""
    found = {}
    for resource in descriptor["resources"]:
        path = str(resource.get("path"))
        if parsing.is_tabular(resource) and path in source.files:
            dialect = resource.get("dialect")
            mark = dialect.get("delimiter") if isinstance(dialect, dict) else None
            content = source.large[path] if path in source.large else source.files[path]
            found[path] = counted_cells(content, str(mark or ",").encode()[:1])
    return found


def _texts(descriptor: Mapping[str, Any], source: SourcePackage) -> IsText:
    """What tells whether some rows of a table are a text without fault."""
    named = {str(part.get("name")): part for part in descriptor["resources"]}

    def is_text(name: str, content: bytes) -> bool:
        return next(_faults(content, named[name], source), None) is None

    return is_text


def _faults(
    content: bytes, resource: Mapping[str, Any], source: SourcePackage
) -> Iterator[Problem]:
    place = Place(file=source.file(str(resource["path"])))
    yield from not_text(content, place, resource)
    yield from stray_quote(content, resource, place)
    yield from faulty_header(content, resource, place)


def _too_large(source: SourcePackage, cells: Mapping[str, int]) -> Problem:
    return _problem(source, max(cells, key=lambda path: cells[path]), cells, MOST_LARGE_CELLS)


def _problem(
    source: SourcePackage, path: str, cells: Mapping[str, int], limit: int, row: int | None = None
) -> Problem:
    details = {"what": "cells", "found": str(sum(cells.values())), "limit": str(limit)}
    return Problem(code="too-large", place=Place(file=source.file(path), row=row), details=details)


def _unfit(
    descriptor: Mapping[str, Any], source: SourcePackage, cells: Mapping[str, int]
) -> Problem | None:
    """What holds all rows: a table of the portal's own kinds, and a chart of a table."""
    for position, resource in enumerate(descriptor["resources"]):
        if str(resource.get("path")) not in source.large:
            continue
        if resource.get("portal", {}).get("table"):
            field = f"resources[{position}].portal.table"
        else:
            charts = descriptor["portal"].get("charts", ())
            drawn = [n for n, chart in enumerate(charts) if chart["resource"] == resource["name"]]
            if not drawn:
                continue
            field = f"portal.charts[{drawn[0]}]"
        told = _problem(source, resource["path"], cells, MOST_CELLS)
        return replace(told, place=Place(file=source.file(DESCRIPTOR), field=field))
    return None


def _refused(
    source: SourcePackage,
    descriptor: Mapping[str, Any],
    error: RefusedError,
    cells: Mapping[str, int],
) -> SourcePackage:
    """The package with the rows that were looked at last; if nothing is wrong with them it is too
    large: not all that can be read of a small table is read of a large one."""
    named = {str(part["name"]): str(part["path"]) for part in _declared(descriptor)["resources"]}
    path = named.get(error.table or "", next(iter(source.large)))
    witnesses = {path: error.witness} if error.table else {}
    found = _of_rows(source, witnesses)
    row = error.witness.rows[0] + 2 if error.table and error.witness.rows else None
    keys = _with_key(descriptor, error)
    return replace(
        found,
        files={**found.files, DESCRIPTOR: json_text(keys)},
        otherwise=(_problem(source, path, cells, MOST_CELLS, row),),
    )


def _with_key(descriptor: Mapping[str, Any], error: RefusedError) -> dict[str, Any]:
    """The descriptor without foreign keys, whose rows are not all there, but the one at fault."""
    key = error.witness.key
    resources = []
    for resource in descriptor["resources"]:
        schema = resource.get("schema")
        if isinstance(schema, dict) and "foreignKeys" in schema:
            is_own = resource["name"] == (error.table or resource["name"])
            kept = [raw for raw in schema["foreignKeys"] if key and is_own and _is_key(raw, key)]
            resources.append({**resource, "schema": {**schema, "foreignKeys": kept}})
        else:
            resources.append(resource)
    return {**descriptor, "resources": resources}


def _is_key(raw: Mapping[str, Any], key: ForeignKey) -> bool:
    fields = raw["fields"]
    own = (fields,) if isinstance(fields, str) else tuple(fields)
    return bool(own == key.fields and raw["reference"].get("resource", "") == key.table)


def _of_rows(source: SourcePackage, witnesses: Mapping[str, Witness]) -> SourcePackage:
    """The package with some rows of its large tables, each with its number in its file."""
    files = {path: source.files[path] for path in source.files if path not in source.large}
    tables, rows = {}, {}
    for path, file in source.large.items():
        witness = witnesses.get(path)
        if witness is None or not witness.lines:
            content, count = first_rows(file)
            numbers = list(range(count))
        else:
            content, numbers = _shown(file, witness)
        tables[path] = content
        rows[path] = tuple((path, number) for number in (1, *(place + 2 for place in numbers)))
    return replace(
        source,
        files={**files, **tables},
        tables={**source.tables, **tables},
        origins={**source.origins, **{path: path for path in tables}},
        rows={**source.rows, **rows},
    )


def _shown(file: LargeFile, witness: Witness) -> tuple[bytes, list[int]]:
    numbers = [
        first + place
        for first, lines in zip(witness.rows, witness.lines, strict=True)
        for place in range(counted_rows(lines))
    ]
    lines = [line if line.endswith(b"\n") else line + b"\n" for line in witness.lines[:-1]]
    return head_of(file) + b"".join((*lines, *witness.lines[-1:])), numbers
