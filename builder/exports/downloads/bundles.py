"""Every package in one ZIP, and the checksums of every file for download."""

import io
import shutil
import zipfile
from collections.abc import Iterable
from typing import IO

from builder.exports.downloads.files import PublishedFile, published_file

ARCHIVE = "data/all.zip"
"""Uri of the ZIP of every package; no package can have the id `all`."""


def portal_archive(files: Iterable[PublishedFile]) -> PublishedFile:
    """The ZIPs of packages as one, a folder a package; the same files give the same bytes."""
    archives = sorted(
        (file for file in files if file.format == "zip" and file.resource is None),
        key=lambda file: file.uri,
    )
    stream = io.BytesIO()
    write_archive((archive.content for archive in archives), stream)
    return published_file(ARCHIVE, "zip", None, stream.getvalue())


def write_archive(archives: Iterable[bytes], stream: IO[bytes]) -> None:
    """The members of several ZIPs in one, each copied in pieces, with the times they have."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for content in archives:
            with zipfile.ZipFile(io.BytesIO(content)) as source:
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
