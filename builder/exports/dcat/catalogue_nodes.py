"""The catalogue as nodes that are made when they are asked for.

What datasets have in common is held; in a large catalogue the nodes of a dataset, some forty of
them, are made from its package and let go of again, so that thousands need no more memory than a
few. Everything that a dataset's IRIs name lies on its page: that is how its nodes are found.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from builder.addresses import Iri
from builder.exports.dcat.dcat import dataset_nodes, shared_nodes
from builder.exports.dcat.dcat_references import page_node
from builder.exports.dcat.dcat_terms import term_nodes
from builder.exports.downloads.files import PublishedFile
from builder.exports.rdf import Node, references, single_nodes, sorted_graph
from builder.portal import Portal

FEW_DATASETS = 1000
"""Datasets of a catalogue whose nodes are all held, 60 kB each: they are asked for nine times."""

HELD = 2
"""Of a larger one: files of one dataset are often written one after the other."""


def _unheard(_: Node) -> None:
    """Nobody asks for it."""


def _nothing(_: str) -> Iterable[Node]:
    return ()


class CatalogueNodes(Mapping[Iri, Node]):
    """Every node of a catalogue by its IRI, in the order of the IRIs."""

    def __init__(
        self,
        portal: Portal,
        files: Mapping[str, Sequence[PublishedFile]],
        common: Iterable[Node] = (),
        further: Callable[[str], Iterable[Node]] = _nothing,
        *,
        met: Callable[[Node], None] = _unheard,
    ) -> None:
        """`files` holds the published files by package id; `common` are nodes that the catalogue
        has besides its own, `further` those of a package by its id. `met` is told of each node but
        terms of others: all are made once, to find these."""
        self._portal, self._files, self._further = portal, files, further
        pages = portal.addresses.pages
        self._places = {
            page.value: place
            for place, package in enumerate(portal.packages)
            for page in pages("datasets", package.id)
        }
        self._datasets = dict.fromkeys(map(portal.addresses.dataset, self._ids))
        held = HELD if len(portal.packages) > FEW_DATASETS else FEW_DATASETS
        self._own = lru_cache(maxsize=held)(self._made)
        self.shared = _by_iri([*shared_nodes(portal), *common])
        """Nodes that belong to no dataset alone."""

        def named() -> Iterator[tuple[str, Iri]]:
            for node in self.values():
                met(node)
                yield from references(node)

        terms = term_nodes(named(), self.__contains__, portal)
        self.shared = _by_iri([*self.shared.values(), *terms])

    @property
    def datasets(self) -> tuple[Iri, ...]:
        """The IRI of each dataset, in the order of the portal."""
        return tuple(self._datasets)

    def is_dataset(self, iri: Iri) -> bool:
        """True for the IRI of a dataset."""
        return iri in self._datasets

    def own(self, dataset: Iri) -> Mapping[Iri, Node]:
        """The nodes of a dataset: it, its distributions and all else that is told on its page."""
        return self._own(self._places[_page(dataset)])

    def __getitem__(self, iri: Iri) -> Node:
        found = self.get(iri)
        if found is None:
            raise KeyError(iri)
        return found

    def get(self, iri: Iri, default: object = None) -> Node | None:  # type: ignore[override]  # there is no other default
        """The node; None where the catalogue has none of this IRI."""
        found = self.shared.get(iri)
        if found is None and (place := self._places.get(_page(iri))) is not None:
            return self._own(place).get(iri)
        return found

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, Iri) and self.get(iri) is not None

    def __iter__(self) -> Iterator[Iri]:
        return (node.iri for node in self.values())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def values(self) -> Iterator[Node]:  # type: ignore[override]  # they are not held
        """Every node, by IRI."""
        first, *others = self._portal.addresses.languages
        ordered = (self._of_pages(language, _page_alone) for language in others)
        own = self._of_pages(first, self._on_page)
        streams = heapq.merge(self.shared.values(), own, *ordered, key=lambda node: node.iri.value)
        return single_nodes(streams)

    @property
    def _ids(self) -> Iterator[str]:
        return (package.id for package in self._portal.packages)

    def _of_pages(
        self, language: str, nodes: Callable[[Portal, int, str], Iterable[Node]]
    ) -> Iterator[Node]:
        """Nodes of the pages of one language, by IRI: no page's address begins another's."""
        page = self._portal.addresses.page
        places = {page(language, "datasets", id).value: place for place, id in enumerate(self._ids)}
        for address in sorted(places):
            yield from nodes(self._portal, places[address], language)

    def _on_page(self, portal: Portal, place: int, language: str) -> Iterator[Node]:
        address = portal.addresses.page(language, "datasets", portal.packages[place].id).value
        own = self._own(place).values()
        return (node for node in own if _page(node.iri) == address)

    def _made(self, place: int) -> dict[Iri, Node]:
        package = self._portal.packages[place]
        nodes = dataset_nodes(package, self._files[package.id], self._portal)
        return _by_iri([*nodes, *self._further(package.id)])


def _page_alone(portal: Portal, place: int, language: str) -> Iterator[Node]:
    package = portal.packages[place]
    yield page_node(("datasets", package.id), package.title, portal, language)


def _by_iri(nodes: Iterable[Node]) -> dict[Iri, Node]:
    return {node.iri: node for node in sorted_graph(nodes)}


def _page(iri: Iri) -> str:
    return iri.value.partition("#")[0]
