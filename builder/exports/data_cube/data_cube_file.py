"""The data cube as a file for download of the dataset that names the indicators."""

import hashlib
from collections.abc import Iterator
from functools import partial

from builder.exports.data_cube.data_cube_terms import CUBE_URI
from builder.exports.data_cube.observation_texts import cube_texts
from builder.exports.downloads.files import PublishedFile, published_file
from builder.model import Package
from builder.packages.json_text import pieces
from builder.portal import Portal


def cube_package(portal: Portal) -> Package | None:
    """The package with the register, or else the first with indicators; None without any."""
    if not portal.indicators:
        return None
    kinds = ("register", "indicators")
    found = (package for kind in kinds for package in portal.packages if package.table(kind))
    return next(found, None)


def cube_file(portal: Portal) -> PublishedFile:
    """The cube in Turtle; it is made piece by piece each time it is read, and never held."""
    digest, size = hashlib.sha256(), 0
    for piece in cube_pieces(portal):
        digest.update(piece)
        size += len(piece)
    return PublishedFile(
        uri=CUBE_URI,
        format="ttl",
        resource=None,
        size=size,
        sha256=digest.hexdigest(),
        read=lambda: b"".join(cube_pieces(portal)),
        pieces=partial(cube_pieces, portal),
    )


def announced_cube(_portal: Portal) -> PublishedFile:
    """The cube by its address alone, for a site that is planned and not made."""
    return published_file(CUBE_URI, "ttl", None, b"")


def cube_pieces(portal: Portal) -> Iterator[bytes]:
    """The bytes of the cube in pieces."""
    return pieces(cube_texts(portal))
