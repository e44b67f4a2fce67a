"""The catalogue of a large portal in pages, for harvesters that take no file of its size.

Each page is a catalogue of some of the datasets, with all that they lead to, and says where the
next one is: as `hydra:next`, and as `hydra:nextPage`, which older harvesters look for. The whole
stays in one file.
Source: https://www.hydra-cg.com/spec/latest/core/
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import NamedTuple

from builder.addresses import Addresses, Iri
from builder.exports.dcat.catalogue_nodes import CatalogueNodes
from builder.exports.dcat.dcat_excerpt import led_to
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


class CataloguePage(NamedTuple):
    """A page in one form."""

    uri: str
    graph: Callable[[], Graph]
    """Makes it; the forms of one page are best asked for together."""
    led: range
    """Places of the datasets that it depends on beside what these have in common."""


def catalogue_pages(
    catalogue: CatalogueNodes, addresses: Addresses, endings: Sequence[str]
) -> Iterator[CataloguePage]:
    """Each page of a large catalogue in each form, by the endings of the files; nothing of one
    that is not large.

    What no dataset leads to stands with the dataset that it is about, as scores do; what is about
    none, such as what is gone, on the first page.
    """
    datasets = catalogue.datasets
    if len(datasets) <= LARGE_CATALOGUE:
        return
    starts = range(0, len(datasets), PAGE_DATASETS)
    shares = [datasets[start : start + PAGE_DATASETS] for start in starts]
    frame = cache(lambda: _framing(catalogue, addresses))
    others = cache(lambda: _others(catalogue, frozenset(datasets), frame().keys()))
    unled = cache(lambda: _unled(catalogue, others()[None]))

    @lru_cache(maxsize=1)
    def shown(number: int) -> Sequence[Node]:
        share = frozenset(shares[number - 1])
        page = dict(frame())
        for dataset in shares[number - 1]:
            page |= {node.iri: node for node in led_to(catalogue, dataset)}
            page |= catalogue.own(dataset)
            page |= {node.iri: node for node in others().get(dataset, ())}
        if number == 1:
            page |= {node.iri: node for node in unled()}
        return [_naming_alone(node, share) for node in page.values()]

    def graph(number: int, ending: str) -> Graph:
        view = _view(number, len(shares), len(datasets), addresses, ending)
        return sorted_graph((*shown(number), view))

    for number, start in enumerate(starts, start=1):
        led = range(start, min(start + PAGE_DATASETS, len(datasets)))
        for ending in endings:
            yield CataloguePage(
                catalogue_page_uri(number, ending),
                partial(graph, number, ending),
                range(len(datasets)) if number == 1 else led,
            )


def _framing(catalogue: CatalogueNodes, addresses: Addresses) -> Mapping[Iri, Node]:
    """What every page holds: the catalogue, the service, and what these lead to."""
    starts = (addresses.catalogue(), addresses.service())
    return {node.iri: node for iri in starts for node in led_to(catalogue, iri)}


def _others(
    catalogue: CatalogueNodes, datasets: Collection[Iri], frame: Collection[Iri]
) -> Mapping[Iri | None, Sequence[Node]]:
    """What is no part of the frame nor of a dataset, by the first dataset that it names; None: it
    names none."""
    found: dict[Iri | None, list[Node]] = {None: []}
    for iri, node in catalogue.shared.items():
        if iri not in frame:
            named = (term for _, terms in node.properties for term in terms)
            about = next(
                (term for term in named if isinstance(term, Iri) and term in datasets), None
            )
            found.setdefault(about, []).append(node)
    return found


def _unled(catalogue: CatalogueNodes, nodes: Sequence[Node]) -> Sequence[Node]:
    """Those of the nodes that no dataset leads to."""
    led: set[Iri] = set()
    for dataset in catalogue.datasets:
        led.update(node.iri for node in led_to(catalogue, dataset))
    return [node for node in nodes if node.iri not in led]


def _naming_alone(node: Node, datasets: Collection[Iri]) -> Node:
    """The node; of lists of all datasets only these."""
    if not any(name in LISTS for name, _ in node.properties):
        return node
    properties = tuple(
        (name, tuple(term for term in terms if term in datasets) if name in LISTS else terms)
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
