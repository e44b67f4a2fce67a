"""Packages with a table of more rows than are held: versions of them are not compared.

What compares two states of a package holds every row of both as texts.
"""

from collections.abc import Iterable, Mapping

from builder.large_file import Content, LargeFile
from builder.model import Package
from builder.packages.accepting.stretches import head_of
from builder.packages.read import FilesOnDisk
from builder.packages.shapes.files import MOST_CELLS, counted_cells


def is_unheld(files: Mapping[str, bytes]) -> bool:
    """True for files of a package that has too many cells to be held."""
    return isinstance(files, FilesOnDisk) and _count(files.large.values()) > MOST_CELLS


def is_package_unheld(package: Package) -> bool:
    """The same of a package that was checked."""
    return _count(resource.content for resource in package.resources) > MOST_CELLS


def headers_alone(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files with large tables that have no row."""
    if not isinstance(files, FilesOnDisk):
        return files
    return {**files.held, **{path: head_of(file) for path, file in files.large.items()}}


def _count(contents: Iterable[Content]) -> int:
    return sum(
        counted_cells(content, b",") for content in contents if isinstance(content, LargeFile)
    )
