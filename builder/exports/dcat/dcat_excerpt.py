"""One dataset of the catalogue as a small graph: all that it leads to, and no other dataset."""

from collections.abc import Mapping

from builder.addresses import Iri, package_file
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


def by_iri(graph: Graph) -> Mapping[Iri, Node]:
    """The nodes of a graph, to be found by their IRI."""
    return {node.iri: node for node in graph}


def dataset_excerpt(catalogue: Mapping[Iri, Node], dataset: Iri) -> Graph:
    """The dataset and every node that it leads to."""
    found = [catalogue[dataset]]
    seen = {dataset}
    for node in found:
        if ENDS & set(node.classes):
            continue
        for _, iri in references(node):
            led_to = catalogue.get(iri)
            if led_to and iri not in seen and not OTHERS & set(led_to.classes):
                seen.add(iri)
                found.append(led_to)
    return sorted_graph(found)
