"""Catalogue → the score of every dataset; the one place that knows both."""

from collections.abc import Mapping, Sequence

from builder.exports.dcat.catalogue_nodes import CatalogueNodes
from builder.exports.downloads.files import PublishedFile
from builder.portal import Portal
from builder.quality.score import Score, dataset_scores

Scores = Mapping[str, Score]
"""Scores by package id, in the order of the catalogue."""

Files = Mapping[str, Sequence[PublishedFile]]
"""Published files by package id."""

NOT_ASKED: Mapping[str, int] = {}
"""A build asks no server, so that it knows of no address whether it answers."""


def catalogue_scores(portal: Portal, files: Files) -> Scores:
    """The score of every dataset of a catalogue, without what only a running server can answer."""
    nodes = CatalogueNodes(portal, files)
    found = dataset_scores(nodes, nodes.datasets, NOT_ASKED)
    return {
        package.id: found[portal.addresses.dataset(package.id).value] for package in portal.packages
    }
