"""A table on the bench: its file read, its schema found, and both in the portal's shape."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from builder.large_file import Content, whole
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.shapes.files import (
    MOST_BYTES,
    MOST_CELLS,
    counted_cells,
    holds,
    unfolded_size,
    unpacked_name,
)
from builder.packages.shapes.grids import (
    READERS,
    Row,
    UnreadableError,
    csv_grid,
    decoded_text,
    value_grid,
)
from builder.packages.shapes.headers import Headed, further_rows, headed
from builder.packages.shapes.inference import inferred_fields, named_columns
from builder.packages.shapes.matching import MATCHES, by_order, is_matched, is_schema, match_of
from builder.packages.shapes.names import LONGEST_NAME
from builder.problem import Place, Problem, Severity

DELIMITED = ("csv", "tsv")
"""Formats of delimited text, which is read as it lies."""

_MEDIA_TYPES = {
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.apache.parquet": "parquet",
}
"""Formats by the names that IANA keeps."""

NO_ENCODINGS = (
    *("base64", "bz2", "hex", "idna", "mbcs", "oem", "punycode", "quopri", "raw-unicode-escape"),
    *("rot-13", "undefined", "unicode-escape", "uu", "zlib"),
)
"""What Python knows by a name as it knows encodings, though no file of a table is written so."""

TEXTS = ("", "asc", "dat", "data", "text", "txt")
"""Endings of texts of any kind."""

PLAIN_DIALECT = {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True}
"""Of a table that is written anew."""

_OF_THE_FILE = ("bytes", "hash", "compression", "innerpath", "scheme", "data", "profile")
"""Properties of a file that do not hold for a table written anew."""


Spot: TypeAlias = tuple[str, int]
"""Path of a file, and a row of it as a spreadsheet counts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A resource as the portal reads it."""

    resource: dict[str, Any]
    content: bytes | None = None
    """The table written anew; None where its file is read as it lies."""
    origin: str | None = None
    """The file that people know it by, if the table was written anew."""
    rows: tuple[Spot, ...] = ()
    """File and number there of each row of the table written anew."""
    problems: tuple[Problem, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    """Schema or dialect that a file of its own holds, and the path of that file."""


@dataclass(slots=True, kw_only=True)
class Bench:
    """A resource on the bench, and what is told of it."""

    raw: dict[str, Any]
    source: SourcePackage
    position: int
    is_adopted: bool
    problems: list[Problem] = field(default_factory=list)
    reading: str | None = None
    """Path of the file that is being read."""
    parts: dict[str, str] = field(default_factory=dict)
    """Schema or dialect that a file of its own holds, and the path of that file."""

    def place(self, name: str) -> Place:
        """A property of the resource in its descriptor."""
        return Place(file=self.source.file(DESCRIPTOR), field=f"resources[{self.position}].{name}")

    def fail(self, code: str, name: str, value: str) -> None:
        """Tell what is wrong with a property."""
        self.problems.append(Problem(code=code, place=self.place(name), value=value))


def table_format(raw: Mapping[str, Any]) -> str:
    """Format of a resource by its `format`, else by media type or the ending of its path.

    What is said to be a table, and has an ending of no format, is text with marks between cells.
    """
    declared = raw.get("format")
    path = raw.get("path")
    first = str(path[0] if isinstance(path, list) and path else path or "")
    suffix = PurePosixPath(unpacked_name(first)).suffix.removeprefix(".").lower()
    if isinstance(declared, str) and declared and declared.lower() not in ("gz", "zip"):
        return declared.lower()
    told = _MEDIA_TYPES.get(str(raw.get("mediatype", "")).partition(";")[0].strip().lower())
    if told or suffix in (*DELIMITED, *READERS):
        return told or suffix
    return "csv" if suffix in TEXTS and is_table_declared(raw) else suffix


def is_table_declared(raw: Mapping[str, Any]) -> bool:
    """True for a resource that says that it is a table, or what the columns of one are."""
    is_named = raw.get("type") == "table" or raw.get("profile") == "tabular-data-resource"
    return is_named or "schema" in raw


@dataclass(slots=True, kw_only=True)
class Table:
    """The table of a resource on the bench."""

    bench: Bench
    dialect: Mapping[str, Any]
    contents: Sequence[Content]

    @property
    def raw(self) -> dict[str, Any]:
        """The resource as its descriptor has it, so far."""
        return self.bench.raw

    def needs_reading(self) -> bool:
        """False for a file that is plain and has its schema: it is read once, by frictionless."""
        return bool(
            self.bench.is_adopted
            or not self.is_plain()
            or not self.is_utf8()
            or self.is_packed()
            or "schema" not in self.raw
            or match_of(self.raw["schema"]) != "exact"
        )

    def is_plain(self) -> bool:
        """True for one file of delimited text with its header in row 1 and no comments."""
        is_one = len(self.contents) == 1 and isinstance(self.raw.get("path"), str)
        is_delimited = table_format(self.raw) in DELIMITED and is_one
        return is_delimited and not any(
            self.dialect.get(name, given) != given
            for name, given in {
                "header": True,
                "headerRows": [1],
                "commentChar": "",
                "commentRows": [],
                "skipBlankRows": False,
            }.items()
        )

    @property
    def encoding(self) -> str:
        """The declared encoding; UTF-8 where none is, or one that nobody knows."""
        declared = self.raw.get("encoding")
        try:
            name = codecs.lookup(declared).name if isinstance(declared, str) else "utf-8"
        except (LookupError, ValueError):
            return "utf-8"
        return "utf-8" if name in NO_ENCODINGS else name

    def is_utf8(self) -> bool:
        """True if the file can be read as it lies."""
        return self.encoding == "utf-8"

    def is_packed(self) -> bool:
        """True for a compressed file."""
        path = str(self.raw.get("path"))
        return "compression" in self.raw or unpacked_name(path) != path

    def opened(self, parts: Sequence[tuple[str, bytes]]) -> Opened:
        """The resource with its schema beside its table."""
        schema = self.raw.get("schema")
        if schema is not None and not is_schema(schema):
            return Opened(resource=self.raw)
        if self.is_too_large():
            return Opened(resource=self.raw, problems=tuple(self.bench.problems))
        try:
            first, further = self.read([path for path, _ in parts])
        except UnreadableError:
            if self.is_plain() and self.is_utf8() and not self.is_packed():
                return Opened(resource=self.raw)  # told where the text is judged
            raise
        labels, bodies = first.labels, [first.body, *further]
        paths = [path for path, _ in parts] or [DESCRIPTOR]
        spots, kept = self.without_blank_rows(list(zip(paths, bodies, strict=True)))
        spots.insert(0, (paths[0], first.row))
        names = self.names(labels, kept)
        self.raw["schema"] = self.schema(names, kept)
        is_anew = not self.is_plain() or names != labels or len(kept) != sum(map(len, bodies))
        has_mark = (
            self.bench.is_adopted and self.contents[:1] and _has_mark(whole(self.contents[0]))
        )
        if not is_anew and self.is_utf8() and not self.is_packed() and not has_mark:
            return Opened(resource=self.raw, problems=tuple(self.bench.problems))
        self.verify(parts)
        written = self.written(parts, names, kept, is_anew=is_anew)
        return replace(written, rows=tuple(spots)) if is_anew and parts else written

    def is_too_large(self) -> bool:
        """True for more cells or bytes than can be read, which is told."""
        place = Place(file=self.bench.source.file(self.bench.reading or DESCRIPTOR))
        if table_format(self.raw) in DELIMITED:
            mark = str(self.dialect.get("delimiter") or ",").encode()
            found = sum(counted_cells(content, mark) for content in self.contents)
            what, limit = "cells", MOST_CELLS
        else:
            found = max(map(unfolded_size, map(whole, self.contents)), default=0)
            what, limit = "bytes", MOST_BYTES
        if found > limit:
            details = {"what": what, "found": str(found), "limit": str(limit)}
            problem = Problem(code="too-large", place=place, details=details)
            self.bench.problems.append(problem)
        return found > limit

    def without_blank_rows(
        self, bodies: Sequence[tuple[str, list[Row]]]
    ) -> tuple[list[Spot], list[Row]]:
        """Where each row of all files lies, and the rows themselves.

        Blank rows are there as well, but where the dialect or an adopted package passes over them.
        """
        passes = self.bench.is_adopted or self.dialect.get("skipBlankRows")
        spots: list[Spot] = []
        kept: list[Row] = []
        for path, body in bodies:
            rows = [row for row in body if not passes or any(row[1])]
            spots += [(path, number) for number, _ in rows]
            kept += rows
        return spots, kept

    def read(self, paths: Sequence[str]) -> tuple[Headed, list[list[Row]]]:
        """The first file with its header apart, and the rows of each further one.

        Raises: UnreadableError.
        """
        if not self.contents:
            data = self.raw["data"]
            if isinstance(data, list):
                return headed(value_grid(data), {}), []
            return headed(csv_grid(str(data).encode(), "utf-8", self.dialect), self.dialect), []
        grids: list[list[Row]] = []
        for path, content in zip(paths, self.contents, strict=True):
            self.bench.reading = path
            grids.append(self.grid(whole(content)))
        self.bench.reading = paths[0]
        first = headed(grids[0], self.dialect)
        return first, [further_rows(grid, first, self.dialect) for grid in grids[1:]]

    def grid(self, content: bytes) -> list[Row]:
        """The rows of a file of the table."""
        form = table_format(self.raw)
        if form not in DELIMITED:
            return READERS[form](content, self.dialect)
        tabbed = {"delimiter": "\t"} if form == "tsv" else {}
        return csv_grid(content, self.encoding, {**tabbed, **self.dialect})

    def names(self, labels: list[str] | None, rows: Sequence[Row]) -> list[str]:
        """Names for the columns: those of the file, else of the schema, else numbers."""
        schema = self.raw.get("schema")
        if labels is None and schema:
            return [str(part["name"]) for part in schema["fields"]]
        if labels is None:
            return [f"field{place}" for place in range(1, max(len(row[1]) for row in rows) + 1)]
        return labels if schema else named_columns(labels)

    def schema(self, names: Sequence[str], rows: Sequence[Row]) -> dict[str, Any]:
        """The schema with a field for each column, in the order of the file."""
        schema = self.raw.get("schema")
        missing = _missing_values(self.raw)
        cells = (["" if cell in missing else cell for cell in row] for _, row in rows)
        if schema is None:
            self.tell_inferred(names)
            return {"fields": inferred_fields(names, cells)}
        return self.matched(schema, names, cells)

    def matched(
        self, schema: dict[str, Any], names: Sequence[str], cells: Iterator[list[str]]
    ) -> dict[str, Any]:
        """A schema that is matched by name, made one that is matched by order."""
        if not is_matched(schema, names):  # told at the header, for a way that the standard knows
            return by_order(schema) if match_of(schema) in MATCHES else schema
        own = {str(part["name"]): part for part in schema["fields"]}
        further = [name for name in names if name not in own]
        if further:
            self.tell_inferred(further)
        guessed = inferred_fields(names, cells) if further else [{} for _ in names]
        pairs = zip(names, guessed, strict=True)
        return {**by_order(schema), "fields": [own.get(name, other) for name, other in pairs]}

    def tell_inferred(self, names: Sequence[str]) -> None:
        """Say that types were worked out: by somebody who can confirm them."""
        self.bench.problems.append(
            Problem(
                code="schema-inferred",
                place=self.bench.place("schema"),
                value=", ".join(names)[:200],
                severity=Severity.WARNING,
            )
        )

    def verify(self, parts: Sequence[tuple[str, bytes]]) -> None:
        """Tell a size or checksum that the file does not have, before it is written anew."""
        content = b"".join(content for _, content in parts)
        if parts and not holds(self.raw, content):
            place = Place(file=self.bench.source.file(parts[0][0]))
            self.bench.problems.append(
                Problem(code="checksum-differs", place=place, details={"row": ""})
            )

    def written(
        self,
        parts: Sequence[tuple[str, bytes]],
        names: Sequence[str],
        rows: Sequence[Row],
        *,
        is_anew: bool,
    ) -> Opened:
        """The resource of a table that is written anew: its cells, or its bytes alone."""
        rest = {name: value for name, value in self.raw.items() if name not in _OF_THE_FILE}
        origin = parts[0][0] if parts else DESCRIPTOR
        path = self.path(parts, is_anew=is_anew)
        rest |= {"path": path, "encoding": "utf-8"}
        if is_anew:
            content = _csv_text(names, rows)
            rest |= {"format": "csv", "mediatype": "text/csv", "dialect": PLAIN_DIALECT}
        else:
            content = decoded_text(whole(self.contents[0]), self.encoding).encode()
            rest["format"] = table_format(self.raw)
        return Opened(
            resource=rest,
            content=content,
            origin=origin,
            problems=tuple(self.bench.problems),
        )

    def path(self, parts: Sequence[tuple[str, bytes]], *, is_anew: bool) -> str:
        """A path for the table that no other file of the package has."""
        if not is_anew:
            return unpacked_name(parts[0][0])
        folder = PurePosixPath(parts[0][0]).parent if parts else PurePosixPath("data")
        name = str(self.raw["name"])[:LONGEST_NAME]
        path = (folder / f"{name}.csv").as_posix()
        own = {name for name, _ in parts} if len(self.contents) == 1 else set()
        taken = path in self.bench.source.files and path not in own
        return (folder / f"{name}-table.csv").as_posix() if taken else path


def _missing_values(raw: Mapping[str, Any]) -> set[str]:
    values = raw.get("missingValues") or []
    return {str(part.get("value") if isinstance(part, dict) else part) for part in values}


def _has_mark(content: bytes) -> bool:
    return content.startswith(b"\xef\xbb\xbf")


def _csv_text(names: Sequence[str], rows: Sequence[Row]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell.replace("\r\n", "\n") for cell in row] for _, row in rows)
    return stream.getvalue().encode()
