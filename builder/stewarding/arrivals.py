"""What arrives from elsewhere: a package in a folder or ZIP file, or a bare table, as its files."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from builder.language.encodings import decoded
from builder.packages.open_document import ods_rows
from builder.packages.read import DESCRIPTOR, SourcePackage, read_package
from builder.packages.shapes.files import MOST_BYTES, is_outside, unpacked, unpacked_name
from builder.packages.shapes.grids import READERS, UnreadableError
from builder.packages.shapes.names import plain_name
from builder.packages.shapes.plain import YAML
from builder.packages.sheets import workbook_rows

DELIMITED = ("csv", "tsv", "tab", "txt")
"""Endings of delimited text."""


class NoPackageError(Exception):
    """Neither a package nor a table; the text names what it is."""


def arrived(path: Path) -> SourcePackage:
    """The files of a package or table that lies anywhere; its id is made of its name.

    Raises: NoPackageError.
    """
    if path.is_dir():
        return _named(_inner(read_package(path.resolve(), path).files), path.resolve().name, path)
    content = path.read_bytes()
    form = _form(path.name)
    if path.suffix.lower() == ".zip" and not form:
        return _named(_inner(_members(content)), path.stem, path)
    if form not in DELIMITED and form not in READERS:
        raise NoPackageError(path.name)
    try:
        content = unpacked(content, path.name, {})
    except UnreadableError as error:
        raise NoPackageError(f"{path.name} ({error})") from error
    bare = PurePosixPath(unpacked_name(path.name))
    return _named(_bare(content, bare.stem, form), bare.stem, path)


def _form(name: str) -> str:
    return PurePosixPath(unpacked_name(name)).suffix.removeprefix(".").lower()


def _named(files: Mapping[str, bytes], name: str, path: Path) -> SourcePackage:
    source = SourcePackage(id=plain_name(name), folder=path, root=path, files=files)
    given = _given_name(files)
    return replace(source, id=plain_name(given)) if given else source


def _given_name(files: Mapping[str, bytes]) -> str | None:
    try:
        raw = json.loads(files[DESCRIPTOR])
    except (KeyError, ValueError, RecursionError):
        return None
    name = raw.get("name") if isinstance(raw, dict) else None
    return name if isinstance(name, str) and name else None


def _members(content: bytes) -> dict[str, bytes]:
    """The files of an archive; those that lead out of it are left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [
                member
                for member in archive.infolist()
                if not member.is_dir() and not is_outside(member.filename)
            ]
            if sum(member.file_size for member in members) > MOST_BYTES:
                raise NoPackageError(f"> {MOST_BYTES // 2**20} MiB")
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise NoPackageError("ZIP") from error


def _inner(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of a package by their paths within it: its descriptor may lie a folder deeper."""
    heads = [path for path in files if PurePosixPath(path).name in (DESCRIPTOR, *YAML)]
    if not heads:
        raise NoPackageError(DESCRIPTOR)
    folder = PurePosixPath(min(heads, key=lambda path: path.count("/"))).parent.as_posix()
    prefix = "" if folder == "." else f"{folder}/"
    return {
        path.removeprefix(prefix): content
        for path, content in files.items()
        if path.startswith(prefix)
    }


def _bare(content: bytes, stem: str, form: str) -> Mapping[str, bytes]:
    """A table without a package, as the only one of a package; a workbook has one a sheet."""
    name = plain_name(stem)
    if form in DELIMITED:
        read = decoded(content)
        if read is None:
            raise NoPackageError(f"{stem} (?)")
        content, suffix = read.text.encode(), "tsv" if form in ("tsv", "tab") else "csv"
    else:
        suffix = form
    path = f"data/{name}.{suffix}"
    described = [
        {"name": plain_name(table), "title": table, "path": path, "type": "table", **dialect}
        for table, dialect in _tables(content, form, stem)
    ]
    raw = {
        "name": name,
        "title": stem,
        "portal": {"adopted": True, "assumed": ["title"]},
        "resources": described,
    }
    return {DESCRIPTOR: json.dumps(raw).encode(), path: content}


def _tables(content: bytes, form: str, stem: str) -> list[tuple[str, dict[str, Any]]]:
    """Name and dialect of each table of a file: each filled sheet of a workbook."""
    opened = {"xlsx": workbook_rows, "ods": ods_rows}.get(form)
    sheets = (
        {name: rows for name, rows in (opened(content) or {}).items() if rows} if opened else {}
    )
    if len(sheets) < 2:
        first = next(iter(sheets), None)
        return [(stem, {"dialect": {"sheetName": first}} if first else {})]
    return [(name, {"dialect": {"sheetName": name}}) for name in sheets]
