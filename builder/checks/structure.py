"""Files as bytes: there, inside the package, declared and really UTF-8, with a dialect."""

import codecs
import contextlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from builder.checks.quotes import spot, stray_quote
from builder.checks.table_headers import faulty_header
from builder.language.encodings import TWICE, decoded, old_parts
from builder.language.text import INVISIBLE, MISSING
from builder.packages.descriptor import is_tabular
from builder.packages.lines import first_line
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.shapes.grids import LINE_ENDS
from builder.problem import Place, Problem, Severity, has_errors

_HEADER = {"header": True, "headerRows": [1]}
"""Properties of a dialect that the portal takes as given: the header is row 1."""

MARKS = {",": ",", ";": ";", "\t": "Tab", "|": "|"}
"""What stands between cells, and how a message calls it."""

_BOM = b"\xef\xbb\xbf"
_OF_OLD_FONTS = re.compile("[¦-©®µ¸¹¾ÆËÏÑÖßä-çëîïñöûþ]")
"""Characters that Vietnamese texts have in old fonts alone."""

_MAYBE_TWICE = re.compile(b"\xc3[\x82-\xb4][\xc2-\xf4]")
_MAYBE_OLD = (
    re.compile(b"\xc2[\xa6-\xa9\xae\xb5\xb8\xb9\xbe]"),
    re.compile(b"\xc3[\x86\x8b\x8f\x91\x96\x9f\xa4-\xa7\xab\xae\xaf\xb1\xb6\xbb\xbe]"),
)
"""The same in UTF-8: a large file without them need not become a text. Tests hold both to it."""

_LONE_CR = re.compile(rb"\r(?!\n)")

_SEPARATOR = re.compile(rb"sep=.\r?\n", re.IGNORECASE)
"""A first line that is for Excel alone."""

_PIECE = 1 << 20
"""Bytes of a large file that are read as text at a time."""

_HEAD = 64
"""Bytes of a file from which its letters can be told to be two bytes wide each."""

_BINARY_MARKS = {b"PK\x03\x04": "XLSX/ZIP", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def unreadable_resource(
    source: SourcePackage, resource: Mapping[str, Any], position: int
) -> Iterator[Problem]:
    """What keeps the file of a resource from being read; at most one cause is told."""
    path = str(resource.get("path"))
    declared = Place(file=source.file(DESCRIPTOR), field=f"resources[{position}].path")
    if path.startswith("/") or ".." in PurePosixPath(path).parts or "\\" in path or ":" in path:
        yield Problem(code="file-outside-package", place=declared, value=path)
        return
    if path not in source.files:
        yield Problem(code="file-missing", place=declared, value=path)
        return
    if is_tabular(resource):
        place = Place(file=source.file(path))
        yield from _undeclared(source, resource, position)
        if line := _SEPARATOR.match(source.files[path]):
            said = line.group().decode().strip()
            details = {"extra": said, "missing": MISSING, "first": said, "table": ""}
            yield Problem(code="header-differs", place=replace(place, row=1), details=details)
            return
        wrong = _wrong_marks(source.files[path], resource, place, declared)
        if wrong:
            yield wrong
            return
        yield from not_text(source.files[path], place, resource)
        yield from stray_quote(source.files[path], resource, place)
        yield from faulty_header(source.files[path], resource, place)


def _undeclared(
    source: SourcePackage, resource: Mapping[str, Any], position: int
) -> Iterator[Problem]:
    file = source.file(DESCRIPTOR)
    encoding = resource.get("encoding")
    if str(encoding).lower().replace("_", "-") not in ("utf-8", "utf8"):
        place = Place(file=file, field=f"resources[{position}].encoding")
        value = None if encoding is None else str(encoding)
        yield Problem(code="encoding-not-declared", place=place, value=value)
    dialect = resource.get("dialect")
    if not isinstance(dialect, dict) or not dialect.get("delimiter"):
        place = Place(file=file, field=f"resources[{position}].dialect.delimiter")
        yield Problem(code="dialect-missing", place=place)
        return
    end = dialect.get("lineTerminator", "\n")
    if end not in LINE_ENDS:
        place = Place(file=file, field=f"resources[{position}].dialect.lineTerminator")
        details = {"rule": "enum", "expected": ", ".join(map(json.dumps, LINE_ENDS))}
        yield Problem(code="property-invalid", place=place, value=str(end)[:200], details=details)
    for name, expected in _HEADER.items():
        if dialect.get(name, expected) != expected:
            place = Place(file=file, field=f"resources[{position}].dialect.{name}")
            details = {"rule": "const", "expected": json.dumps(expected)}
            yield Problem(
                code="property-invalid",
                place=place,
                value=json.dumps(dialect[name]),
                details=details,
            )


def _wrong_marks(
    content: bytes, resource: Mapping[str, Any], file: Place, path: Place
) -> Problem | None:
    """The mark between cells told where it is wrong: in the file, or in the descriptor."""
    raw = resource.get("dialect")
    dialect = raw if isinstance(raw, dict) else {}
    mark, quote = str(dialect.get("delimiter") or ","), str(dialect.get("quoteChar", '"'))
    first = first_line(content).removeprefix(_BOM).decode("utf-8", errors="replace")
    fields = len((resource.get("schema") or {}).get("fields") or ())
    others = (sign for sign in MARKS if mark not in first and 1 < fields == first.count(sign) + 1)
    used = next(others, None)
    if mark == quote and mark in MARKS:
        return _wrong_mark(path, "quoteChar", mark, ['"'])
    if mark.isalnum() or mark in f"{quote}\r\n" or used == ",":
        return _wrong_mark(path, "delimiter", mark, [used] if used else MARKS)
    if used is None:
        return None
    details = {"found": MARKS[used], "expected": mark}
    return Problem(code="delimiter-differs", place=file, value=MARKS[used], details=details)


def _wrong_mark(path: Place, name: str, mark: str, known: Iterable[str]) -> Problem:
    """A mark of a dialect told in the descriptor; `path` is the path of its resource there."""
    field = (path.field or "").removesuffix("path") + f"dialect.{name}"
    details = {"rule": "enum", "expected": " ".join(map(json.dumps, known))}
    place = Place(file=path.file, field=field)
    return Problem(code="property-invalid", place=place, value=mark, details=details)


def not_text(
    content: bytes, place: Place, resource: Mapping[str, Any] | None = None
) -> Iterator[Problem]:
    """Why a file is not plain UTF-8 text; at most one cause, and line endings as a warning.

    A fault in a table is told at its cell, one in any other text at its line.
    """
    if not content or content.isspace():
        yield Problem(code="file-empty", place=place)
        return
    named = next((name for mark, name in _BINARY_MARKS.items() if content.startswith(mark)), None)
    named = named or ("UTF-16" if _is_wide(content[:_HEAD]) else None)
    if named:
        yield Problem(code="encoding-not-utf8", place=place, details={"found": named})
        return
    if content.startswith(_BOM):
        yield Problem(code="byte-order-mark", place=place)
        return
    undecodable = _undecodable(content, place, resource)
    if undecodable:
        yield undecodable
        return
    yield from _misread(content, place, resource)
    yield from _unfit_lines(content, place, resource)


def _at(text: str, place: Place, resource: Mapping[str, Any] | None) -> Place:
    """The place that a text, cut where a fault is, ends at."""
    if resource is None:
        return replace(place, row=text.count("\n") + 1)
    row, column = spot(text, resource)
    return replace(place, row=row, column=column)


def _misread(content: bytes, place: Place, resource: Mapping[str, Any] | None) -> Iterator[Problem]:
    """Letters that an earlier program read in another encoding: `LÃ¡ng`, or TCVN3 and VNI."""
    if content.isascii():
        return
    text = content.decode("utf-8") if _MAYBE_TWICE.search(content) else ""
    for found in TWICE.finditer(text):
        with contextlib.suppress(UnicodeError):
            right = found.group().encode("cp1252").decode("utf-8")
            where = _at(text[: found.start()], place, resource)
            details = {"found": f"{found.group()} = {right}"}
            yield Problem(code="encoding-not-utf8", place=where, details=details)
            return
    is_maybe_old = any(pattern.search(content) for pattern in _MAYBE_OLD)
    read = decoded(content) if is_maybe_old else None
    if read and read.encoding in ("TCVN3", "VNI"):
        yield Problem(code="encoding-not-utf8", place=place, details={"found": read.encoding})
        return
    text = content.decode("utf-8-sig") if read else ""
    for part in islice(old_parts(text), 1):
        where = _at(text[: part.start], place, resource)
        details = {"found": part.read.encoding}
        yield Problem(code="encoding-not-utf8", place=where, details=details)


def _undecodable(
    content: bytes, place: Place, resource: Mapping[str, Any] | None
) -> Problem | None:
    if content.isascii() or _is_utf8(content):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        where = _at(content[: error.start].decode("utf-8"), place, resource)
        read = decoded(content)
        found = read.encoding if read else f"0x{content[error.start : error.start + 1].hex()}"
        return Problem(code="encoding-not-utf8", place=where, details={"found": found})
    return None


def _is_wide(head: bytes) -> bool:
    """True for the beginning of a text in UTF-16 without a mark: every other byte is nothing."""
    return len(head) > 3 and any(
        not any(head[start::2]) and all(head[1 - start :: 2]) for start in (0, 1)
    )


def _is_utf8(content: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _PIECE):
            decoder.decode(content[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _unfit_lines(
    content: bytes, place: Place, resource: Mapping[str, Any] | None
) -> Iterator[Problem]:
    before, nul, _ = content.partition(b"\x00")
    if nul:
        where = _at(before.decode("utf-8"), place, resource)
        details = {"character": "U+0000"}
        yield Problem(code="control-character", place=where, value="U+0000", details=details)
    broken = _LONE_CR.search(content) if b"\n" in content else None
    if resource is not None and broken and not content.count(b'"', 0, broken.start()) % 2:
        where = _at(content[: broken.start()].decode("utf-8"), place, resource)
        details = {"character": "U+000D"}  # some readers begin a row there
        yield Problem(code="control-character", place=where, value="U+000D", details=details)
    elif b"\r" in content:
        severity = Severity.WARNING if b"\n" in content else Severity.ERROR  # one line, to most
        yield Problem(code="line-ending", place=place, severity=severity)


def faulty_readme(source: SourcePackage, languages: Sequence[str]) -> Iterator[Problem]:
    """READMEs that lack a language, and Markdown files that are not plain UTF-8."""
    for language in languages:
        place = Place(file=source.file(f"README.{language}.md"))
        if not source.files.get(f"README.{language}.md", b"").strip():
            yield Problem(code="language-missing", place=place, details={"twin": "README"})
    for path, content in source.files.items():
        if path.endswith(".md") and content.strip():
            place = Place(file=source.file(path))
            told = list(not_text(content, place))
            yield from told if has_errors(told) else (*told, *unseen(content, place))


def unseen(content: bytes, place: Place) -> Iterator[Problem]:
    """The first character of a Markdown file that nobody sees, at its line."""
    text = content.decode("utf-8", "replace")
    found = INVISIBLE.search(text.replace("\r\n", " \n"))
    if found:
        row = text.count("\n", 0, found.start()) + 1
        name, where = f"U+{ord(found.group()):04X}", replace(place, row=row)
        details = {"character": name}
        yield Problem(code="control-character", place=where, value=name, details=details)
