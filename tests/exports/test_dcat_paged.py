"""Pages of a large catalogue: together they are the whole, and each leads to the next."""

import pytest
import rdflib
from rdflib import RDF, BNode, URIRef
from rdflib.term import Node

from builder.addresses import Iri
from builder.exports.dcat import dcat_paged
from builder.exports.dcat.catalogue_nodes import CatalogueNodes
from builder.exports.dcat.dcat_paged import catalogue_pages
from builder.exports.rdf import Graph, described, render_turtle, sorted_graph
from tests import tiny
from tests.dcat_ap import DCAT

HYDRA = rdflib.Namespace("http://www.w3.org/ns/hydra/core#")
DATASETS = [tiny.PORTAL.addresses.dataset(package.id) for package in tiny.PORTAL.packages]


def parsed(graph: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(render_turtle(graph)), format="turtle")


def pages(catalogue: CatalogueNodes) -> dict[str, rdflib.Graph]:
    found = catalogue_pages(catalogue, tiny.PORTAL.addresses, ["ttl"])
    return {page.uri: parsed(page.graph()) for page in found}


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> CatalogueNodes:
    """The catalogue of the tiny portal, which counts as large: a page a dataset."""
    monkeypatch.setattr(dcat_paged, "LARGE_CATALOGUE", 1)
    monkeypatch.setattr(dcat_paged, "PAGE_DATASETS", 1)
    return CatalogueNodes(tiny.PORTAL, tiny.files())


def next_page(graph: rdflib.Graph) -> str | None:
    """As CKAN and udata look for it."""
    for kind, leads in (
        (HYDRA.PartialCollectionView, HYDRA.next),
        (HYDRA.PagedCollection, HYDRA.nextPage),
    ):
        (view,) = graph.subjects(RDF.type, kind)
        following = graph.value(view, leads)
    return str(following) if following else None


def test_whoever_follows_the_pages_sees_each_dataset_once(catalogue: CatalogueNodes) -> None:
    found, base = pages(catalogue), tiny.SETTINGS.base_url
    seen: list[URIRef] = []
    following: str | None = f"{base}catalog/1.ttl"
    while following:
        graph = found.pop(following.removeprefix(base))
        seen += graph.objects(None, DCAT.dataset)
        described = set(graph.subjects(RDF.type, DCAT.Dataset))
        assert set(graph.objects(None, DCAT.dataset)) <= described
        following = next_page(graph)
    assert not found
    assert seen == [URIRef(iri.value) for iri in DATASETS]


def named(graph: rdflib.Graph) -> set[tuple[Node, Node, Node]]:
    """The triples between things that have IRIs, without those of paging."""
    paging = {URIRef(f"{tiny.SETTINGS.base_url}catalog/{number}.ttl") for number in (1, 2)}
    return {
        triple
        for triple in graph
        if triple[0] not in paging and not {type(triple[0]), type(triple[2])} & {BNode}
    }


def test_the_pages_together_say_what_the_whole_says(catalogue: CatalogueNodes) -> None:
    found = [named(graph) for graph in pages(catalogue).values()]
    assert len(found) == len(DATASETS)
    assert set[tuple[Node, Node, Node]]().union(*found) == named(parsed(tuple(catalogue.values())))


def test_a_catalogue_that_is_not_large_has_no_pages() -> None:
    assert not pages(CatalogueNodes(tiny.PORTAL, tiny.files()))


@pytest.mark.usefixtures("catalogue")
def test_what_is_about_a_dataset_stands_on_its_page() -> None:
    last = DATASETS[-1]
    own = described(Iri(f"{last.value}-measured"), "dqv:Metric", [("dqv:computedOn", [last])])
    elsewhere = described(
        Iri("https://elsewhere.example/#gone"), "dcat:Resource", [("dct:isReplacedBy", [last])]
    )
    last_id = tiny.PORTAL.packages[-1].id
    nodes = CatalogueNodes(
        tiny.PORTAL, tiny.files(), [elsewhere], lambda id: [own] if id == last_id else []
    )
    found = pages(nodes)
    for node in (own, elsewhere):
        uris = [
            uri for uri, graph in found.items() if (URIRef(node.iri.value), None, None) in graph
        ]
        assert uris == [f"catalog/{len(DATASETS)}.ttl"]


def test_nodes_come_in_the_order_of_their_iris_and_are_found_by_them() -> None:
    nodes = CatalogueNodes(tiny.PORTAL, tiny.files())
    found = tuple(nodes.values())
    assert found == sorted_graph(found)
    assert len(nodes) == len(found) == len(set(nodes))
    assert all(nodes[node.iri] == node for node in found)
    assert Iri("https://elsewhere.example/#nothing") not in nodes
    with pytest.raises(KeyError):
        nodes[Iri(f"{DATASETS[0].value}-of-nothing")]
