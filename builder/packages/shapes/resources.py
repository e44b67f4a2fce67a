"""A resource in any shape → a resource with a schema beside plain delimited text in one file.

What was one file of UTF-8 with its header in row 1 stays byte for byte as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from types import NoneType
from typing import Any

from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.shapes.files import is_outside, parsed_object, sniffed_delimiter, unpacked
from builder.packages.shapes.grids import READERS, UndeclaredError, UnreadableError
from builder.packages.shapes.tables import (
    DELIMITED,
    TEXTS,
    Bench,
    Opened,
    Table,
    is_table_declared,
    table_format,
)
from builder.problem import Place, Problem


def plain_resource(
    raw: Mapping[str, Any], position: int, source: SourcePackage, *, is_adopted: bool
) -> Opened:
    """A resource of a descriptor as the portal reads it; an adopted one may leave out defaults."""
    bench = Bench(raw=dict(raw), source=source, position=position, is_adopted=is_adopted)
    for name in ("schema", "dialect"):
        _resolve(bench, name)
    return replace(_plain(bench), parts=bench.parts)


def _plain(bench: Bench) -> Opened:
    """The resource, its schema and dialect at hand, as the portal reads it."""
    source = bench.source
    if "data" in bench.raw and "path" in bench.raw:  # which of them is meant, nobody can tell
        details = {"rule": "alone", "expected": "path"}
        bench.problems.append(
            Problem(code="property-invalid", place=bench.place("data"), details=details)
        )
    _flatten_dialect(bench)
    is_read = _is_table(bench.raw) and not bench.problems and not _is_odd(bench.raw)
    path = bench.raw.get("path")
    if is_read and isinstance(path, str) and PurePosixPath(path).suffix[1:] in TEXTS:
        bench.raw.setdefault("format", table_format(bench.raw))
    if is_read and _is_plain_on_disk(bench):
        return Opened(resource=bench.raw)
    parts = _parts(bench) if is_read and not bench.problems else None
    if parts is None or bench.problems:
        return Opened(resource=bench.raw, problems=tuple(bench.problems))
    try:
        return _opened(bench, parts)
    except UndeclaredError as error:
        details = {"rule": error.rule, "expected": error.expected}
        place = bench.place(f"dialect.{error.name}")
        problem = Problem(code=error.code, place=place, value=error.value, details=details)
    except UnreadableError as error:
        path = bench.reading or (parts[0][0] if parts else DESCRIPTOR)
        place = Place(file=source.file(path), row=error.row)
        details = {"format": str(error)[:80], "found": str(error)[:80]}
        value = error.value[:200] or None
        problem = Problem(code=error.code, place=place, value=value, details=details)
    return Opened(resource=bench.raw, problems=(*bench.problems, problem))


def _is_plain_on_disk(bench: Bench) -> bool:
    """True for a large file that is read as it lies; one that is not, and too large, is told."""
    path = bench.raw.get("path")
    file = bench.source.large.get(path) if isinstance(path, str) else None
    if file is None:
        return False
    dialect = bench.raw.get("dialect")
    table = Table(
        bench=bench, dialect=dialect if isinstance(dialect, dict) else {}, contents=[file]
    )
    if not table.needs_reading():
        return True
    bench.reading = path
    if table.is_too_large():
        bench.reading = None
    return False


def _is_table(raw: Mapping[str, Any]) -> bool:
    form = table_format(raw)
    if isinstance(raw.get("data"), list | str):
        return True
    if form in DELIMITED:
        return True
    return form in READERS and is_table_declared(raw)


_FORMS: Mapping[str, type | tuple[type, ...]] = {
    "header": bool,
    "headerRows": list,
    "headerJoin": str,
    "commentChar": str,
    "commentRows": list,
    "delimiter": str,
    "doubleQuote": bool,
    "escapeChar": (str, NoneType),
    "quoteChar": (str, NoneType),
    "skipBlankRows": bool,
    "skipInitialSpace": bool,
}


def _is_odd(raw: Mapping[str, Any]) -> bool:
    """True if a property that reading rests on is none: the profile tells it as it stands."""
    dialect = raw.get("dialect", {})
    is_dialect = isinstance(dialect, dict) and all(
        isinstance(dialect[name], form) for name, form in _FORMS.items() if name in dialect
    )
    packed, inner = raw.get("compression", "gz"), raw.get("innerpath", "")
    return not is_dialect or packed not in ("gz", "gzip", "zip") or not isinstance(inner, str)


def _resolve(bench: Bench, name: str) -> None:
    """A schema or dialect that is given by a path becomes the object of that file."""
    path = bench.raw.get(name)
    if not isinstance(path, str):
        return
    if is_outside(path):
        bench.fail("file-outside-package", name, path)
    elif path not in bench.source.files:
        bench.fail("file-missing", name, path)
    else:
        try:
            bench.raw[name] = parsed_object(bench.source.files[path], path)
            bench.parts[name] = path
        except UnreadableError as error:
            place = Place(file=bench.source.file(path))
            details = {"format": str(error)}
            bench.problems.append(Problem(code="format-differs", place=place, details=details))


_PARTS_OF_DIALECTS = ("csv", "excel", "json", "ods")
"""Formats that have a part of their own in a dialect of frictionless."""

_SHEET = {"sheet": "sheetName"}


def _flatten_dialect(bench: Bench) -> None:
    """A dialect with a part for each format, as some programs write it, becomes one of v2."""
    dialect = bench.raw.get("dialect")
    if not isinstance(dialect, dict):
        return
    flat = {name: value for name, value in dialect.items() if name not in _PARTS_OF_DIALECTS}
    for form in _PARTS_OF_DIALECTS:
        part = dialect.get(form)
        if isinstance(part, dict):
            flat |= {_SHEET.get(name, name): value for name, value in part.items()}
    if flat != dialect:
        bench.raw["dialect"] = flat


def _parts(bench: Bench) -> list[tuple[str, bytes]] | None:
    """The files of a table; none where its data stand in the descriptor.

    None where there is no such file, which is told where paths are judged.
    """
    path = bench.raw.get("path")
    if path is None and "data" in bench.raw:
        return []
    if isinstance(path, str):
        return [(path, bench.source.files[path])] if path in bench.source.files else None
    for part in path if isinstance(path, list) else ():
        if not isinstance(part, str) or is_outside(part):
            bench.fail("file-outside-package", "path", str(part))
        elif part not in bench.source.files:
            bench.fail("file-missing", "path", part)
    if not isinstance(path, list) or not path or bench.problems:
        return None
    return [(part, bench.source.files[part]) for part in path]


def _opened(bench: Bench, parts: Sequence[tuple[str, bytes]]) -> Opened:
    """The resource with its schema, and its table anew where the file is not read as it lies."""
    contents = [unpacked(content, path, bench.raw) for path, content in parts]
    dialect = _dialect(bench, contents)
    if bench.problems or dialect is None:
        return Opened(resource=bench.raw, problems=tuple(bench.problems))
    bench.reading = parts[0][0] if parts else None
    table = Table(bench=bench, dialect=dialect, contents=contents)
    if not table.needs_reading():
        return Opened(resource=bench.raw)
    return table.opened(parts)


def _dialect(bench: Bench, contents: Sequence[bytes]) -> Mapping[str, Any] | None:
    """The dialect of a table, written down where an adopted package leaves it to the standard."""
    declared = bench.raw.get("dialect")
    if declared is not None and not isinstance(declared, dict):
        return None
    dialect = dict(declared or {})
    if table_format(bench.raw) not in DELIMITED:
        return dialect
    if bench.is_adopted:
        bench.raw.setdefault("encoding", "utf-8")
        if not dialect.get("delimiter"):
            is_tabbed = table_format(bench.raw) == "tsv"
            dialect["delimiter"] = "\t" if is_tabbed else sniffed_delimiter(contents)
            bench.raw["dialect"] = dialect
    return dialect
