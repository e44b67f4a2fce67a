"""A resource in any shape → a resource with a schema beside plain delimited text in one file.

What was one file of UTF-8 with its header in row 1 stays byte for byte as it is.
"""

import csv
import gzip
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import yaml

from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.shapes.grids import READERS, Row, UnreadableError, csv_grid, value_grid
from builder.packages.shapes.inference import inferred_fields, named_columns
from builder.problem import Place, Problem, Severity

DELIMITED = ("csv", "tsv")
PLAIN_DIALECT = {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True}
"""Of a table that is written anew."""

MOST_BYTES = 512 * 2**20
"""Bytes that a compressed file may unfold to."""

_COMPRESSED = {".gz": "gz", ".zip": "zip"}
_OF_THE_FILE = ("bytes", "hash", "compression", "innerpath", "scheme", "data", "profile")
"""Properties of a file that do not hold for a table written anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A resource as the portal reads it."""

    resource: dict[str, Any]
    content: bytes | None = None
    """The table written anew; None where its file is read as it lies."""
    origin: str | None = None
    """The file that people know it by, if the table was written anew."""
    rows: tuple[int, ...] = ()
    """Number in its own file of each row of the table written anew."""
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Work:
    """A resource on the bench."""

    raw: dict[str, Any]
    source: SourcePackage
    position: int
    is_adopted: bool
    problems: list[Problem] = field(default_factory=list)

    def place(self, name: str) -> Place:
        return Place(file=self.source.file(DESCRIPTOR), field=f"resources[{self.position}].{name}")

    def fail(self, code: str, name: str, value: str) -> None:
        self.problems.append(Problem(code=code, place=self.place(name), value=value))


def plain_resource(
    raw: Mapping[str, Any], position: int, source: SourcePackage, *, is_adopted: bool
) -> Opened:
    """A resource of a descriptor as the portal reads it; an adopted one may leave out defaults."""
    work = _Work(raw=dict(raw), source=source, position=position, is_adopted=is_adopted)
    for name in ("schema", "dialect"):
        _resolve(work, name)
    _flatten_dialect(work)
    parts = _parts(work) if _is_table(work.raw) and not work.problems else None
    if parts is None or work.problems:
        return Opened(resource=work.raw, problems=tuple(work.problems))
    try:
        return _opened(work, parts)
    except UnreadableError as error:
        place = Place(file=source.file(parts[0][0] if parts else DESCRIPTOR))
        problem = Problem(code="format-differs", place=place, details={"format": str(error)[:80]})
        return Opened(resource=work.raw, problems=(*work.problems, problem))


def table_format(raw: Mapping[str, Any]) -> str:
    """Format of a resource by its `format`, else by the ending of its path, compression aside."""
    declared = raw.get("format")
    path = raw.get("path")
    first = str(path[0] if isinstance(path, list) and path else path or "")
    suffix = PurePosixPath(_unpacked_name(first)).suffix.removeprefix(".").lower()
    if isinstance(declared, str) and declared and declared.lower() not in ("gz", "zip"):
        return declared.lower()
    return suffix


def _unpacked_name(path: str) -> str:
    suffix = PurePosixPath(path).suffix.lower()
    return path[: -len(suffix)] if suffix in _COMPRESSED else path


def _is_table(raw: Mapping[str, Any]) -> bool:
    form = table_format(raw)
    is_declared = raw.get("type") == "table" or raw.get("profile") == "tabular-data-resource"
    if isinstance(raw.get("data"), list | str):
        return True
    if form in DELIMITED:
        return True
    return form in READERS and (is_declared or "schema" in raw)


def _resolve(work: _Work, name: str) -> None:
    """A schema or dialect that is given by a path becomes the object of that file."""
    path = work.raw.get(name)
    if not isinstance(path, str):
        return
    if is_outside(path):
        work.fail("file-outside-package", name, path)
    elif path not in work.source.files:
        work.fail("file-missing", name, path)
    else:
        try:
            work.raw[name] = parsed_object(work.source.files[path], path)
        except UnreadableError as error:
            place = Place(file=work.source.file(path))
            details = {"format": str(error)}
            work.problems.append(Problem(code="format-differs", place=place, details=details))


def is_outside(path: str) -> bool:
    """True for an address, or a path that leads out of its package."""
    return bool(
        path.startswith("/") or ".." in PurePosixPath(path).parts or re.search(r"[\\:]", path)
    )


def parsed_object(content: bytes, path: str) -> dict[str, Any]:
    """The object of a JSON or YAML file.

    Raises: UnreadableError.
    """
    form = "YAML" if path.endswith((".yaml", ".yml")) else "JSON"
    try:
        text = content.decode("utf-8-sig")
        if form == "JSON":
            value = json.loads(text)
        else:
            if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
                raise UnreadableError("YAML: *…")  # a few of them may stand for millions
            value = json.loads(json.dumps(yaml.safe_load(text), default=str))
    except (ValueError, RecursionError, TypeError, yaml.YAMLError) as error:
        raise UnreadableError(form) from error
    if not isinstance(value, dict):
        raise UnreadableError(f"{form}: {{…}}")
    return value


def _flatten_dialect(work: _Work) -> None:
    """A dialect with a part for each format, as some programs write it, becomes one of v2."""
    dialect = work.raw.get("dialect")
    if not isinstance(dialect, dict):
        return
    flat = {name: value for name, value in dialect.items() if not isinstance(value, dict)}
    for form, names in {"csv": {}, "excel": {"sheet": "sheetName"}, "json": {}, "ods": {}}.items():
        part = dialect.get(form)
        if isinstance(part, dict):
            flat |= {names.get(name, name): value for name, value in part.items()}
    if flat != dialect:
        work.raw["dialect"] = flat


def _parts(work: _Work) -> list[tuple[str, bytes]] | None:
    """The files of a table; none where its data stand in the descriptor.

    None where there is no such file, which is told where paths are judged.
    """
    path = work.raw.get("path")
    if path is None and "data" in work.raw:
        return []
    if isinstance(path, str):
        return [(path, work.source.files[path])] if path in work.source.files else None
    for part in path if isinstance(path, list) else ():
        if not isinstance(part, str) or is_outside(part):
            work.fail("file-outside-package", "path", str(part))
        elif part not in work.source.files:
            work.fail("file-missing", "path", part)
    if not isinstance(path, list) or not path or work.problems:
        return None
    return [(part, work.source.files[part]) for part in path]


def _opened(work: _Work, parts: Sequence[tuple[str, bytes]]) -> Opened:
    """The resource with its schema, and its table anew where the file is not read as it lies."""
    dialect = _dialect(work, parts)
    if work.problems or dialect is None:
        return Opened(resource=work.raw, problems=tuple(work.problems))
    contents = [_unpacked(content, path, work.raw) for path, content in parts]
    table = _Table(work=work, dialect=dialect, contents=contents)
    if not table.needs_reading():
        return Opened(resource=work.raw)
    return table.opened(parts)


def _dialect(work: _Work, parts: Sequence[tuple[str, bytes]]) -> Mapping[str, Any] | None:
    """The dialect of a table, written down where an adopted package leaves it to the standard."""
    declared = work.raw.get("dialect")
    if declared is not None and not isinstance(declared, dict):
        return None
    dialect = dict(declared or {})
    if table_format(work.raw) not in DELIMITED:
        return dialect
    if work.is_adopted:
        work.raw.setdefault("encoding", "utf-8")
        if not dialect.get("delimiter"):
            is_tabbed = table_format(work.raw) == "tsv"
            dialect["delimiter"] = "\t" if is_tabbed else sniffed_delimiter(parts)
            work.raw["dialect"] = dialect
    return dialect


def sniffed_delimiter(parts: Sequence[tuple[str, bytes]]) -> str:
    """What separates the names of a header: a comma unless there is none."""
    first = parts[0][1].split(b"\n", 1)[0] if parts else b""
    signs = (sign for sign in (b";", b"\t", b"|") if sign in first)
    return "," if b"," in first else next(signs, b",").decode()


def _unpacked(content: bytes, path: str, raw: Mapping[str, Any]) -> bytes:
    """The content of a compressed file; any other as it is."""
    suffix = PurePosixPath(path).suffix.lower()
    form = raw.get("compression") or _COMPRESSED.get(suffix)
    try:
        if form in ("gz", "gzip"):
            with gzip.open(io.BytesIO(content)) as stream:
                return _bounded(stream.read(MOST_BYTES + 1), "gzip")
        if form == "zip":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                member = raw.get("innerpath") or archive.namelist()[0]
                with archive.open(member) as stream:
                    return _bounded(stream.read(MOST_BYTES + 1), "ZIP")
    except (OSError, EOFError, IndexError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise UnreadableError("gzip" if form != "zip" else "ZIP") from error
    return content


def _bounded(content: bytes, form: str) -> bytes:
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"{form}: > {MOST_BYTES // 2**20} MiB")
    return content


@dataclass(slots=True, kw_only=True)
class _Table:
    """The table of a resource on the bench."""

    work: _Work
    dialect: Mapping[str, Any]
    contents: Sequence[bytes]

    @property
    def raw(self) -> dict[str, Any]:
        return self.work.raw

    def needs_reading(self) -> bool:
        """False for a file that is plain and has its schema: it is read once, by frictionless."""
        return bool(
            self.work.is_adopted
            or not self.is_plain()
            or not self.is_utf8()
            or self.is_packed()
            or "schema" not in self.raw
            or _match(self.raw["schema"]) != "exact"
        )

    def is_plain(self) -> bool:
        """True for one file of delimited text with its header in row 1 and no comments."""
        is_delimited = table_format(self.raw) in DELIMITED and len(self.contents) == 1
        return is_delimited and not any(
            self.dialect.get(name, given) != given
            for name, given in {
                "header": True,
                "headerRows": [1],
                "commentChar": "",
                "commentRows": [],
            }.items()
        )

    def is_utf8(self) -> bool:
        return str(self.raw.get("encoding", "utf-8")).lower().replace("_", "-") in (
            "utf-8",
            "utf8",
        )

    def is_packed(self) -> bool:
        path = str(self.raw.get("path"))
        return "compression" in self.raw or _unpacked_name(path) != path

    def opened(self, parts: Sequence[tuple[str, bytes]]) -> Opened:
        """The resource with its schema beside its table."""
        schema = self.raw.get("schema")
        if schema is not None and not is_schema(schema):
            return Opened(resource=self.raw)
        try:
            labels, body = self.body()
        except UnreadableError:
            if self.is_utf8() and not self.is_packed() and table_format(self.raw) in DELIMITED:
                return Opened(resource=self.raw)  # told where the text is judged
            raise
        kept = [row for row in body if not self.work.is_adopted or any(row[1])]
        names = self.names(labels, kept)
        self.raw["schema"] = self.schema(names, kept)
        is_anew = not self.is_plain() or names != labels or len(kept) != len(body)
        has_mark = self.work.is_adopted and self.contents[:1] and _has_mark(self.contents[0])
        if not is_anew and self.is_utf8() and not self.is_packed() and not has_mark:
            return Opened(resource=self.raw, problems=tuple(self.work.problems))
        self.verify(parts)
        return self.written(parts, names, kept, is_anew=is_anew)

    def body(self) -> tuple[list[str] | None, list[Row]]:
        """The labels of the header, None where there is none, and the rows below it."""
        form, encoding = table_format(self.raw), str(self.raw.get("encoding") or "utf-8")
        if not self.contents:
            data = self.raw["data"]
            if isinstance(data, list):
                return _header(value_grid(data), {})
            grids = [csv_grid(str(data).encode(), "utf-8", self.dialect)]
        elif form in DELIMITED:
            tabbed = {"delimiter": "\t"} if form == "tsv" else {}
            dialect = {**tabbed, **self.dialect}
            grids = [csv_grid(content, encoding, dialect) for content in self.contents]
        else:
            grids = [READERS[form](content, self.dialect) for content in self.contents]
        labels, rows = _header(grids[0], self.dialect)
        for grid in grids[1:]:
            further = grid[1:] if grid and grid[0][1] == labels else grid
            rows += further
        return labels, rows

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
        match = _match(schema)
        own = {str(part["name"]): part for part in schema["fields"]}
        fits = {
            "equal": set(own) == set(names),
            "subset": set(own) <= set(names),
            "superset": set(own) >= set(names),
            "partial": bool(set(own) & set(names)),
        }.get(match, False)
        lost = {name for name in own if name not in names}
        if not fits or lost & _needed(schema) or len(set(names)) != len(names):
            return schema if match == "exact" or match not in _MATCHES else _exact(schema)
        further = [name for name in names if name not in own]
        if further:
            self.tell_inferred(further)
        guessed = inferred_fields(names, cells) if further else [{} for _ in names]
        pairs = zip(names, guessed, strict=True)
        fields = [own.get(name, other) for name, other in pairs]
        return {**_exact(schema), "fields": fields}

    def tell_inferred(self, names: Sequence[str]) -> None:
        """Say that types were worked out: by somebody who can confirm them."""
        self.work.problems.append(
            Problem(
                code="schema-inferred",
                place=self.work.place("schema"),
                value=", ".join(names)[:200],
                severity=Severity.WARNING,
            )
        )

    def verify(self, parts: Sequence[tuple[str, bytes]]) -> None:
        """Tell a size or checksum that the file does not have, before it is written anew."""
        content = b"".join(content for _, content in parts)
        if parts and not _holds(self.raw, content):
            place = Place(file=self.work.source.file(parts[0][0]))
            self.work.problems.append(
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
        path = self.path(parts)
        rest |= {"path": path, "encoding": "utf-8"}
        if is_anew:
            content = _csv_text(names, rows)
            rest |= {"format": "csv", "mediatype": "text/csv", "dialect": PLAIN_DIALECT}
        else:
            encoding = str(self.raw.get("encoding") or "utf-8")
            content = self.contents[0].decode(encoding).removeprefix("\ufeff").encode()
            rest["format"] = table_format(self.raw)
        return Opened(
            resource=rest,
            content=content,
            origin=origin,
            rows=(1, *(number for number, _ in rows)) if is_anew and parts else (),
            problems=tuple(self.work.problems),
        )

    def path(self, parts: Sequence[tuple[str, bytes]]) -> str:
        """A path for the table that no other file of the package has."""
        if not parts:
            stem = f"data/{self.raw.get('name')}"
        else:
            bare = _unpacked_name(parts[0][0])
            stem = bare.removesuffix(PurePosixPath(bare).suffix)
        suffix = ".tsv" if table_format(self.raw) == "tsv" and self.is_plain() else ".csv"
        path, taken = f"{stem}{suffix}", {*self.work.source.files} - {name for name, _ in parts}
        return path if path not in taken else f"{stem}-{self.raw.get('name')}{suffix}"


_MATCHES = ("exact", "equal", "subset", "superset", "partial")


def _match(schema: Any) -> Any:
    """How fields and columns are matched: a word, which v2 has put into a list for a time."""
    match = schema.get("fieldsMatch", "exact") if isinstance(schema, dict) else "exact"
    return match[0] if isinstance(match, list) and len(match) == 1 else match


def _exact(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "fieldsMatch"}


def _needed(schema: Mapping[str, Any]) -> set[str]:
    """Fields that a file cannot be without, whatever the match: keys, and those required."""
    key = schema.get("primaryKey") or []
    keys = [key if isinstance(key, list) else [key], *(schema.get("uniqueKeys") or [])]
    keys += [
        part["fields"] if isinstance(part.get("fields"), list) else [part.get("fields")]
        for part in schema.get("foreignKeys") or []
    ]
    required = [
        part["name"]
        for part in schema["fields"]
        if (part.get("constraints") or {}).get("required") or part.get("required")
    ]
    return {str(name) for names in (*keys, required) for name in names}


def is_schema(schema: Any) -> bool:
    """True if a schema has fields with names, so that columns can be matched with them."""
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return (
        isinstance(fields, list)
        and bool(fields)
        and all(isinstance(part, dict) and isinstance(part.get("name"), str) for part in fields)
    )


def _missing_values(raw: Mapping[str, Any]) -> set[str]:
    values = raw.get("missingValues") or []
    return {str(part.get("value") if isinstance(part, dict) else part) for part in values}


def _has_mark(content: bytes) -> bool:
    return content.startswith(b"\xef\xbb\xbf")


def _header(grid: Sequence[Row], dialect: Mapping[str, Any]) -> tuple[list[str] | None, list[Row]]:
    """The labels of a grid and the rows below them, by `header`, `headerRows` and `headerJoin`."""
    if dialect.get("header") is False:
        return None, list(grid)
    wanted = dialect.get("headerRows") or [1]
    if not isinstance(wanted, list) or not all(isinstance(number, int) for number in wanted):
        raise UnreadableError("headerRows")
    there = {number for number, _ in grid}
    if not set(wanted) <= there:  # a comment stands there: counted without comments
        wanted = [grid[place - 1][0] for place in wanted if 0 < place <= len(grid)]
    heads = [row for number, row in grid if number in wanted]
    if not heads:
        raise UnreadableError("headerRows")
    join = str(dialect.get("headerJoin", " "))
    columns = range(max(len(row) for row in heads))
    labels = [
        join.join(row[column] for row in heads if column < len(row) and row[column])
        for column in columns
    ]
    return labels, [row for row in grid if row[0] > max(wanted)]


def _holds(raw: Mapping[str, Any], content: bytes) -> bool:
    """False if size or checksum of a file are not as declared."""
    size, check = raw.get("bytes"), raw.get("hash")
    if isinstance(size, int) and size != len(content):
        return False
    if not isinstance(check, str) or not check:
        return True
    name, _, digest = check.rpartition(":")
    name = (name or "md5").lower().replace("-", "")
    return name not in ("md5", "sha1", "sha256", "sha512") or (
        hashlib.new(name, content, usedforsecurity=False).hexdigest() == digest.lower()
    )


def _csv_text(names: Sequence[str], rows: Sequence[Row]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell.replace("\r\n", "\n") for cell in row] for _, row in rows)
    return stream.getvalue().encode()
