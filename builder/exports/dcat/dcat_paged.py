"""The catalogue of a large portal in pages, for harvesters that take no file of its size.

Each page is a catalogue of some of the datasets, with all that they lead to, and says where the
next one is: as `hydra:next`, and as `hydra:nextPage`, which older harvesters look for. The whole
stays in one file.
Source: https://www.hydra-cg.com/spec/latest/core/
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.addresses import Addresses, Iri
from builder.exports.dcat.dcat_excerpt import by_iri, dataset_excerpt
from builder.exports.rdf import Graph, Literal, Node, described, sorted_graph

LARGE_CATALOGUE = 200
"""Datasets up to which the catalogue is one file alone: some 6 MB of RDF/XML."""

PAGE_DATASETS = 50
"""Datasets of a page: some 1.5 MB of RDF/XML."""

LISTS = ("dcat:dataset", "dcat:servesDataset")
"""Properties that name every dataset."""


def catalogue_page_uri(number: int, ending: str) -> str:
    """Uri of a page of the catalogue, counted from 1, such as `catalog/1.rdf`."""
    return f"catalog/{number}.{ending}"


def catalogue_pages(
    catalogue: Graph, datasets: Sequence[Iri], addresses: Addresses, endings: Sequence[str]
) -> Iterator[tuple[str, Graph]]:
    """Uri and graph of each page of a large catalogue in each form, by the endings of the files;
    nothing of one that is not large.

    What no dataset leads to, such as what is gone, stands on the first page.
    """
    if len(datasets) <= LARGE_CATALOGUE:
        return
    nodes = by_iri(catalogue)
    starts = range(0, len(datasets), PAGE_DATASETS)
    shares = [datasets[start : start + PAGE_DATASETS] for start in starts]
    frame = _led_to(nodes, (addresses.catalogue(), addresses.service()))
    pages = [_led_to(nodes, share) | frame for share in shares]
    pages[0] |= {iri: nodes[iri] for iri in nodes.keys() - set().union(*pages)}
    for number, (page, share) in enumerate(zip(pages, shares, strict=True), start=1):
        shown = [_naming_alone(node, share) for node in page.values()]
        for ending in endings:
            view = _view(number, len(pages), len(datasets), addresses, ending)
            yield catalogue_page_uri(number, ending), sorted_graph((*shown, view))


def _led_to(nodes: Mapping[Iri, Node], starts: Sequence[Iri]) -> dict[Iri, Node]:
    return {node.iri: node for iri in starts for node in dataset_excerpt(nodes, iri)}


def _naming_alone(node: Node, datasets: Sequence[Iri]) -> Node:
    """The node; of lists of all datasets only these."""
    own = set(datasets)
    properties = tuple(
        (name, tuple(term for term in terms if term in own) if name in LISTS else terms)
        for name, terms in node.properties
    )
    return replace(node, properties=properties)


def _view(number: int, count: int, total: int, addresses: Addresses, ending: str) -> Node:
    """Where a page stands among the others."""

    def page(wanted: int) -> Iri | None:
        is_there = 1 <= wanted <= count
        return addresses.file(catalogue_page_uri(wanted, ending)) if is_there else None

    own = page(number)
    assert own is not None, "it is one of them"
    return described(
        own,
        ("hydra:PagedCollection", "hydra:PartialCollectionView"),
        [
            ("hydra:first", [page(1)]),
            ("hydra:last", [page(count)]),
            ("hydra:next", [page(number + 1)]),
            ("hydra:nextPage", [page(number + 1)]),
            ("hydra:previous", [page(number - 1)]),
            ("hydra:totalItems", [Literal(str(total), datatype="xsd:integer")]),
        ],
    )
