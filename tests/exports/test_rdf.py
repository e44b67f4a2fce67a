"""Turtle, JSON-LD and RDF/XML say the same, whatever the texts hold."""

import json
from collections.abc import Callable, Iterator

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from builder.addresses import Iri
from builder.exports.rdf import (
    Graph,
    Literal,
    described,
    full_name,
    part,
    render_json_ld,
    render_rdf_xml,
    render_turtle,
    sorted_graph,
    web_iri,
)

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
"""rdflib's own JSON-LD reader warns of rdflib."""

THING = Iri("https://data.example/thing/#it")
RENDERERS = {"turtle": render_turtle, "json-ld": render_json_ld, "xml": render_rdf_xml}
LANGUAGES = st.sampled_from([None, "vi", "en"])
XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda char: char in "\t\n\r" or char >= " "
    )
)


def graph_of(*terms: Iri | Literal) -> Graph:
    return (described(THING, "dcat:Dataset", [("dct:title", terms)]),)


def parsed(graph: Graph, name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(RENDERERS[name](graph)), format=name)


def titles(graph: Graph, name: str) -> list[rdflib.term.Node]:
    title = rdflib.URIRef(full_name("dct:title"))
    return list(parsed(graph, name).objects(rdflib.URIRef(THING.value), title))


@pytest.mark.parametrize("name", ["turtle", "json-ld"])
@given(text=st.text(), language=LANGUAGES)
def test_any_text_comes_back_as_it_went(name: str, text: str, language: str | None) -> None:
    found = titles(graph_of(Literal(text, language=language)), name)
    assert found == [rdflib.Literal(text, lang=language)]


@given(text=XML_TEXT, language=LANGUAGES)
def test_any_text_that_xml_can_hold_comes_back_from_rdf_xml(
    text: str, language: str | None
) -> None:
    found = titles(graph_of(Literal(text, language=language)), "xml")
    assert found == [rdflib.Literal(text, lang=language)]


def test_a_character_that_xml_cannot_hold_is_replaced() -> None:
    assert titles(graph_of(Literal("a\x0bb")), "xml") == [rdflib.Literal("a\ufffdb")]


@pytest.mark.parametrize("name", RENDERERS)
def test_classes_references_and_datatypes_are_kept(name: str) -> None:
    number = Literal("12", datatype="xsd:nonNegativeInteger")
    page = Iri("https://data.example/trang/?q=a&b='c'")
    expected = rdflib.Graph()
    subject, title = rdflib.URIRef(THING.value), rdflib.URIRef(full_name("dct:title"))
    expected.add((subject, rdflib.RDF.type, rdflib.URIRef(full_name("dcat:Dataset"))))
    expected.add((subject, title, rdflib.URIRef(page.value)))
    expected.add((subject, title, rdflib.Literal("12", datatype=rdflib.XSD.nonNegativeInteger)))
    assert isomorphic(parsed(graph_of(number, page), name), expected)


@pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
def test_a_long_graph_is_written_piece_by_piece(
    render: Callable[[Graph], Iterator[str]],
) -> None:
    nodes = [described(Iri(f"https://data.example/{n}"), "skos:Concept", []) for n in range(9)]
    assert len(list(render(sorted_graph(nodes)))) >= len(nodes)


def test_an_empty_graph_is_valid_json() -> None:
    assert json.loads("".join(render_json_ld(())))["@graph"] == []


def test_nodes_are_sorted_and_told_once() -> None:
    first, second = (
        described(Iri(f"https://data.example/{name}"), "skos:Concept", []) for name in "ab"
    )
    assert sorted_graph([second, first, second]) == (first, second)


def test_two_different_nodes_with_one_iri_are_refused() -> None:
    with pytest.raises(ValueError, match="two different nodes"):
        sorted_graph([*graph_of(Literal("a")), *graph_of(Literal("b"))])


def test_properties_without_a_value_are_left_out() -> None:
    assert described(THING, "dcat:Dataset", [("dct:title", [None])]).properties == ()


@pytest.mark.parametrize("value", ["", "a b", "a<b", 'a"b', "a\nb", "a\\b"])
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        Iri(value)


@given(st.text())
def test_any_web_address_becomes_an_iri(path: str) -> None:
    assert web_iri(f"https://data.example/{path}") is not None


@pytest.mark.parametrize("url", ["", "data/a.csv", "ftp://data.example/", "javascript:alert(1)"])
def test_what_is_no_web_address_has_no_iri(url: str) -> None:
    assert web_iri(url) is None


@pytest.mark.parametrize("name", RENDERERS)
def test_a_part_stands_in_its_node_and_has_no_name(name: str) -> None:
    days = part("dct:PeriodOfTime", [("dcat:startDate", [Literal("2024-01-01")])])
    found = parsed(graph_of(days), name)
    subject, title = rdflib.URIRef(THING.value), rdflib.URIRef(full_name("dct:title"))
    period = found.value(subject, title)
    assert isinstance(period, rdflib.BNode)
    start = found.value(period, rdflib.URIRef(full_name("dcat:startDate")))
    assert start == rdflib.Literal("2024-01-01")
    kind = rdflib.URIRef(full_name("dct:PeriodOfTime"))
    assert found.value(period, rdflib.RDF.type) == kind
