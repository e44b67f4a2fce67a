"""Files of a package: where they lie, unpacked, their checksums, JSON and YAML as objects."""

import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import yaml

from builder.large_file import Content
from builder.packages.shapes.grids import UnreadableError
from builder.packages.shapes.plain_yaml import plain_yaml
from builder.packages.strict_json import written_json

MOST_BYTES = 512 * 2**20
"""Bytes that a compressed file may unfold to."""

MOST_CELLS = 20_000_000
"""Cells of all tables of a package, where they are in memory at once."""

MOST_LARGE_CELLS = 250_000_000
"""The same where they are read a stretch at a time, which plain tables are: as many as were
measured."""

_COMPRESSED = {".gz": "gz", ".zip": "zip"}


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
            value = written_json(text)
        else:
            if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
                raise UnreadableError("YAML: *…")  # a few of them may stand for millions
            value = plain_yaml(text)
    except (ValueError, RecursionError, TypeError, yaml.YAMLError) as error:
        raise UnreadableError(form) from error
    if not isinstance(value, dict):
        raise UnreadableError(f"{form}: {{…}}")
    return value


def unpacked_name(path: str) -> str:
    """The name of a file without the ending of its compression."""
    suffix = PurePosixPath(path).suffix.lower()
    return path[: -len(suffix)] if suffix in _COMPRESSED else path


def sniffed_delimiter(contents: Sequence[bytes]) -> str:
    """What separates the names of a header: a comma unless there is none."""
    first = contents[0].split(b"\n", 1)[0] if contents else b""
    signs = (sign for sign in (b";", b"\t", b"|") if sign in first)
    return "," if b"," in first else next(signs, b",").decode()


def unpacked(content: bytes, path: str, raw: Mapping[str, Any]) -> bytes:
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


def counted_cells(content: Content, mark: bytes) -> int:
    """About how many cells a delimited text has."""
    return content.count(mark) + content.count(b"\n")


def unfolded_size(content: bytes) -> int:
    """Bytes that the files of a workbook unfold to; of any other file its own."""
    stream = io.BytesIO(content)
    if not zipfile.is_zipfile(stream):
        return len(content)
    with zipfile.ZipFile(stream) as archive:
        return sum(member.file_size for member in archive.infolist())


def holds(raw: Mapping[str, Any], content: bytes) -> bool:
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
