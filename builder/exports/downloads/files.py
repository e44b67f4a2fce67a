"""What a package offers for download: canonical CSV, the same in other formats, and bundles."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Any

from builder.addresses import package_file
from builder.exports.downloads.csv_parts import described_parts
from builder.exports.downloads.json_lines import joined_lines, json_rows
from builder.exports.downloads.parquet import write_parquet_table
from builder.exports.downloads.xlsx import fits_excel, xlsx_workbook
from builder.language.words import words
from builder.large_file import Content, LargeFile, Spooled, sha256_of
from builder.model import Package, Resource, Table
from builder.packages.json_text import json_text
from builder.packages.list_fields import published_schema
from builder.packages.own_schemas import PROFILE

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class PublishedFile:
    """A file for download, with what catalogues say of it."""

    uri: str
    """Uri from the site's root, such as `data/tasks-749/tasks.csv`."""
    format: str
    """Key of `vocabulary.FORMATS`, or another ending."""
    resource: str | None
    """Name of the resource it holds; None for files of the whole package."""
    size: int
    """Number of bytes."""
    sha256: str
    """Hexadecimal SHA-256 of the content."""
    read: Callable[[], bytes] = field(repr=False, compare=False)
    """Gives the content, from memory or from where it is kept."""
    kept: str | None = None
    """The name of the content where finished files are kept (builder/store); None if it is not."""
    pieces: Callable[[], Iterator[bytes]] | None = field(default=None, repr=False, compare=False)
    """Gives the content piece by piece, where it is too large to be held; else None."""

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.read()

    def streamed(self) -> Iterator[bytes]:
        """Its bytes, some at a time where it is too large to be held."""
        return self.pieces() if self.pieces else iter((self.read(),))


def published_file(uri: str, format: str, resource: str | None, content: Content) -> PublishedFile:
    """A file whose content is at hand, or lies on disk."""
    if isinstance(content, LargeFile):
        return PublishedFile(
            uri=uri,
            format=format,
            resource=resource,
            size=content.size,
            sha256=sha256_of(content),
            read=content.whole,
            pieces=content.pieces,
        )
    return PublishedFile(
        uri=uri,
        format=format,
        resource=resource,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        read=partial(bytes, content),
    )


def spooled_file(
    uri: str, format: str, resource: str | None, write: Callable[[IO[bytes]], None]
) -> PublishedFile:
    """A file that is made on disk, for it is too large to be held."""
    spooled = Spooled(write)
    return PublishedFile(
        uri=uri,
        format=format,
        resource=resource,
        size=spooled.size,
        sha256=spooled.sha256,
        read=spooled.whole,
        pieces=spooled.pieces,
    )


def announced_files(package: Package, base_url: str) -> tuple[PublishedFile, ...]:
    """The files of a package by their addresses alone, without their bytes, for a site that is
    planned and not made."""
    endings = [
        (resource, file_name(resource), PurePosixPath(resource.path).suffix.lower()[1:])
        for resource in package.resources
    ]
    endings += [
        (resource, f"{resource.name}.{ending}", ending)
        for resource in package.resources
        if resource.table is not None
        for ending in _formats(resource.table)
    ]
    own = [
        published_file(package_file(package.id, name), ending, resource.name, b"")
        for resource, name, ending in endings
    ]
    whole = {package_file(package.id): "json", f"data/{package.id}.zip": "zip"}
    whole |= {f"data/{package.id}.xlsx": "xlsx"} if fits_excel(package) else {}
    return (
        *own,
        *(published_file(uri, ending, None, b"") for uri, ending in whole.items()),
    )


def published_files(package: Package, base_url: str) -> tuple[PublishedFile, ...]:
    """Every file of a package: its resources in each format, then descriptor and ZIP."""
    files: list[PublishedFile] = []
    originals: dict[str, PublishedFile] = {}
    for resource in package.resources:
        name = file_name(resource)
        originals[resource.name] = published_file(
            package_file(package.id, name),
            PurePosixPath(name).suffix.removeprefix("."),
            resource.name,
            resource.content,
        )
        files.append(originals[resource.name])
        if resource.table is not None:
            files += _further_formats(package, resource, resource.table)
    descriptor = json_text(published_descriptor(package, originals, base_url))
    files.append(published_file(package_file(package.id), "json", None, descriptor))
    write = partial(_write_zip, package, descriptor, originals)
    files.append(_made(package, f"data/{package.id}.zip", "zip", None, write))
    return (*files, *_workbook(package, base_url))


def _further_formats(package: Package, resource: Resource, table: Table) -> Iterator[PublishedFile]:
    rows = () if table.is_large else tuple(json_rows(table))
    makers = {"json": lambda: _json_array(rows), "jsonl": lambda: joined_lines(rows)}
    for ending in _formats(table):
        uri = package_file(package.id, f"{resource.name}.{ending}")
        if ending == "parquet":
            write = partial(write_parquet_table, package, resource)
            yield _made(package, uri, ending, resource.name, write)
        else:
            yield published_file(uri, ending, resource.name, makers[ending]())


def _made(
    package: Package,
    uri: str,
    format: str,
    resource: str | None,
    write: Callable[[IO[bytes]], None],
) -> PublishedFile:
    """A file that is written: into memory, but of a package with large files on disk."""
    if any(isinstance(resource.content, LargeFile) for resource in package.resources):
        return spooled_file(uri, format, resource, write)
    stream = io.BytesIO()
    write(stream)
    return published_file(uri, format, resource, stream.getvalue())


def _formats(table: Table) -> tuple[str, ...]:
    """The formats of a table beside its own; a large one has that alone which reads in parts."""
    return ("parquet",) if table.is_large else ("json", "jsonl", "parquet")


def _workbook(package: Package, base_url: str) -> Iterator[PublishedFile]:
    if fits_excel(package):
        address = base_url + package_file(package.id)
        content = xlsx_workbook(package, [words(language) for language in package.title], address)
        yield published_file(f"data/{package.id}.xlsx", "xlsx", None, content)


def file_name(resource: Resource) -> str:
    """Published name of a resource's own file: its name and the ending of its path, not `.CSV`."""
    return f"{resource.name}{PurePosixPath(resource.path).suffix.lower()}"


def published_descriptor(
    package: Package, originals: Mapping[str, PublishedFile], base_url: str
) -> dict[str, Any]:
    """The descriptor with relative paths, true bytes and SHA-256 of each resource.

    What the portal says beyond the standard follows the profile that it names.
    """
    descriptor: dict[str, Any] = {**package.descriptor}
    descriptor["id"] = base_url + package_file(package.id)
    own = {"profile": f"{base_url}schemas/{PROFILE}"}
    descriptor["portal"] = {**own, **descriptor.get("portal", {}), **own}
    resources = []
    for raw, resource in zip(descriptor["resources"], package.resources, strict=True):
        file = originals[resource.name]
        resources.append(
            {
                **_readable(raw),
                "path": file_name(resource),
                "bytes": file.size,
                "hash": f"sha256:{file.sha256}",
                **_parted(raw, described_parts(package, resource)),
            }
        )
    descriptor["resources"] = resources
    return descriptor


def _parted(resource: Mapping[str, Any], parts: list[dict[str, Any]]) -> dict[str, Any]:
    """What the portal says of a resource, with the parts of its file."""
    own = resource.get("portal")
    said = {key: value for key, value in (own or {}).items() if key != "parts"}
    if parts:
        said["parts"] = parts
    return {"portal": said} if said or own is not None else {}


def _readable(resource: Mapping[str, Any]) -> dict[str, Any]:
    """A resource with the schema that every reader takes."""
    schema = resource.get("schema")
    if not isinstance(schema, Mapping):
        return dict(resource)
    return {**resource, "schema": published_schema(schema)}


def json_table(table: Table) -> bytes:
    """A table as a JSON array with an object a row; missing values are null.

    Shape: as the table; numbers keep their digits, dates are ISO 8601 texts, lists are arrays.
    """
    return _json_array(json_rows(table))


def _json_array(rows: Iterable[str]) -> bytes:
    return ("[\n" + ",\n".join(rows) + "\n]\n").encode()


def _write_zip(
    package: Package,
    descriptor: bytes,
    originals: Mapping[str, PublishedFile],
    stream: IO[bytes],
) -> None:
    members: dict[str, bytes | PublishedFile] = {
        PurePosixPath(file.uri).name: file for file in originals.values()
    }
    members["datapackage.json"] = descriptor
    if package.readme:
        members |= {
            f"README.{language}.md": text.encode() for language, text in package.readme.items()
        }
    if package.changelog:
        members["CHANGELOG.md"] = package.changelog.encode()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            entry, member = zipfile.ZipInfo(f"{package.id}/{name}", _ZIP_EPOCH), members[name]
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            if isinstance(member, bytes):
                archive.writestr(entry, member)
                continue
            entry.file_size = member.size
            with archive.open(entry, "w") as target:
                for piece in member.streamed():
                    target.write(piece)
