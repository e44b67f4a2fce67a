"""Every package in one ZIP, and the checksums of every file for download."""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import IO

from builder.exports.downloads.files import PublishedFile, published_file, spooled_file
from builder.large_file import LARGE_BYTES, Spooled

ARCHIVE = "data/all.zip"
"""Uri of the ZIP of every package; no package can have the id `all`."""


def portal_archive(files: Iterable[PublishedFile]) -> PublishedFile:
    """The ZIPs of packages as one, a folder a package; the same files give the same bytes."""
    archives = sorted(
        (file for file in files if file.format == "zip" and file.resource is None),
        key=lambda file: file.uri,
    )
    if any(archive.size > LARGE_BYTES for archive in archives):
        write = partial(write_archive, map(_opened, archives))
        return spooled_file(ARCHIVE, "zip", None, write)
    stream = io.BytesIO()
    write_archive(map(_opened, archives), stream)
    return published_file(ARCHIVE, "zip", None, stream.getvalue())


def _opened(archive: PublishedFile) -> IO[bytes]:
    """An archive to read in; a large one lies on disk meanwhile."""
    if archive.pieces is None:
        return io.BytesIO(archive.content)
    return Spooled(partial(_copy, archive.pieces)).given()


def _copy(pieces: Callable[[], Iterator[bytes]], stream: IO[bytes]) -> None:
    for piece in pieces():
        stream.write(piece)


def write_archive(archives: Iterable[IO[bytes]], stream: IO[bytes]) -> None:
    """The members of several ZIPs in one, each copied in pieces, with the times they have."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for content in archives:
            with content, zipfile.ZipFile(content) as source:
                for member in source.infolist():
                    entry = zipfile.ZipInfo(member.filename, member.date_time)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = member.external_attr
                    with source.open(member) as view, target.open(entry, "w") as writer:
                        shutil.copyfileobj(view, writer)


def checksums(files: Iterable[PublishedFile]) -> bytes:
    """A line a file as `sha256sum --check` reads it in the site's folder, by uri."""
    lines = (f"{file.sha256}  {file.uri}\n" for file in sorted(files, key=lambda file: file.uri))
    return "".join(lines).encode()
