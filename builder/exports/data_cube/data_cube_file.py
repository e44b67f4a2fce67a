"""The data cube as a file for download of the dataset that names the indicators."""

from collections.abc import Iterable, Iterator

from builder.exports.data_cube.data_cube import data_cube_nodes
from builder.exports.data_cube.data_cube_terms import CUBE_URI, cube_prefixes
from builder.exports.downloads.files import PublishedFile, published_file
from builder.exports.rdf import Node, named_iris, render_turtle
from builder.model import Package
from builder.portal import Portal


def cube_package(portal: Portal) -> Package | None:
    """The package with the register, or else the first with indicators; None without any."""
    if not portal.indicators:
        return None
    kinds = ("register", "indicators")
    found = (package for kind in kinds for package in portal.packages if package.table(kind))
    return next(found, None)


def cube_file(portal: Portal) -> tuple[PublishedFile, frozenset[str]]:
    """The cube in Turtle, and every IRI that it names."""
    named: set[str] = set()
    nodes = _noted(data_cube_nodes(portal), named)
    text = "".join(render_turtle(nodes, cube_prefixes(portal.settings)))
    return published_file(CUBE_URI, "ttl", None, text.encode()), frozenset(named)


def _noted(nodes: Iterable[Node], named: set[str]) -> Iterator[Node]:
    for node in nodes:
        named.update(named_iris(node))
        yield node
