"""The data cube as a file for download of the dataset that names the indicators."""

from builder.exports.data_cube.data_cube import data_cube_graph
from builder.exports.data_cube.data_cube_terms import CUBE_URI, cube_prefixes
from builder.exports.downloads.files import PublishedFile, published_file
from builder.exports.rdf import render_turtle
from builder.model import Package
from builder.portal import Portal


def cube_package(portal: Portal) -> Package | None:
    """The package with the register, or else the first with indicators; None without any."""
    if not portal.indicators:
        return None
    kinds = ("register", "indicators")
    found = (package for kind in kinds for package in portal.packages if package.table(kind))
    return next(found, None)


def cube_file(portal: Portal) -> PublishedFile:
    """The cube in Turtle."""
    text = "".join(render_turtle(data_cube_graph(portal), cube_prefixes(portal.settings)))
    return published_file(CUBE_URI, "ttl", None, text.encode())
