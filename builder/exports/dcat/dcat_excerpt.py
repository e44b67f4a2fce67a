"""One dataset of the catalogue as a small graph: all that it leads to, and no other dataset."""

from builder.addresses import Iri, package_file
from builder.exports.dcat.catalogue_nodes import CatalogueNodes
from builder.exports.rdf import Graph, Node, references, sorted_graph

OTHERS = {"dcat:Catalog", "dcat:DataService", "dcat:Dataset"}
"""Classes at which the description of a dataset ends."""

ENDS = {"skos:ConceptScheme"}
"""Classes that belong to it, but lead to what does not: a scheme names every topic."""

EXCERPTS = {"dcat.jsonld": "application/ld+json", "dcat.ttl": "text/turtle"}
"""Media type of each file of one dataset, by its name."""


def excerpt_uris(package_id: str) -> dict[str, str]:
    """Uri of each file of one dataset, with its media type."""
    return {package_file(package_id, name): found for name, found in EXCERPTS.items()}


def dataset_excerpt(catalogue: CatalogueNodes, dataset: Iri) -> Graph:
    """The dataset and every node that it leads to."""
    return sorted_graph(led_to(catalogue, dataset))


def led_to(catalogue: CatalogueNodes, start: Iri) -> list[Node]:
    """A node and every one that it leads to; other datasets are not made for that."""
    found = [catalogue[start]]
    seen = {start}
    for node in found:
        if ENDS & set(node.classes):
            continue
        for _, iri in references(node):
            if iri in seen or catalogue.is_dataset(iri):
                continue
            node_there = catalogue.get(iri)
            if node_there and not OTHERS & set(node_there.classes):
                seen.add(iri)
                found.append(node_there)
    return found
