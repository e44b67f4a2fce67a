"""One dataset of the catalogue as a small graph: all that it leads to, and no other dataset."""

from builder.addresses import Iri, package_file
from builder.exports.rdf import Graph, references, sorted_graph

OTHERS = {"dcat:Catalog", "dcat:DataService", "dcat:Dataset"}
"""Classes at which the description of a dataset ends."""

ENDS = {"skos:ConceptScheme"}
"""Classes that belong to it, but lead to what does not: a scheme names every topic."""

EXCERPTS = {"dcat.jsonld": "application/ld+json", "dcat.ttl": "text/turtle"}
"""Media type of each file of one dataset, by its name."""


def excerpt_uris(package_id: str) -> dict[str, str]:
    """Uri of each file of one dataset, with its media type."""
    return {package_file(package_id, name): found for name, found in EXCERPTS.items()}


def dataset_excerpt(catalogue: Graph, dataset: Iri) -> Graph:
    """The dataset and every node that it leads to."""
    nodes = {node.iri: node for node in catalogue}
    found = [nodes[dataset]]
    seen = {dataset}
    for node in found:
        if ENDS & set(node.classes):
            continue
        for _, iri in references(node):
            if iri in nodes and iri not in seen and not OTHERS & set(nodes[iri].classes):
                seen.add(iri)
                found.append(nodes[iri])
    return sorted_graph(found)
