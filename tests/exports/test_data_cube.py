"""The data cube: every number of the register is in it, and it keeps the standard's constraints."""

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, SKOS, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS

from builder.build import checked_portal, validated_portal
from builder.exports.data_cube import data_cube_file
from builder.exports.data_cube.data_cube_file import cube_file, cube_package
from builder.exports.data_cube.data_cube_terms import OPERATORS, cube_prefixes
from builder.exports.data_cube.observation_texts import cube_iris
from builder.exports.rdf import named_iris, render_json_ld, render_rdf_xml, render_turtle
from builder.portal import Portal
from builder.programme.assembly import portal_from
from builder.settings import Settings, read_settings
from tests import real_tables, register, tiny
from tests.cube_nodes import data_cube_nodes
from tests.data_cube_rules import PREFIXES, QB, broken, normalised
from tests.disaggregated import write_disaggregated
from tests.folders import ROOT, write_portal

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
"""rdflib's own JSON-LD reader warns of rdflib."""

BASE = "https://data.example/tiny/"
CUBE = Namespace(f"{BASE}data-cube.ttl#")
REAL_CUBE = Namespace(f"{read_settings(ROOT).base_url}data-cube.ttl#")
MEASURE = URIRef("http://purl.org/linked-data/sdmx/2009/measure#obsValue")
OBSERVATION = URIRef(f"{QB}Observation")


def parsed(found: Portal, settings: Settings) -> rdflib.Graph:
    text = "".join(render_turtle(data_cube_nodes(found), cube_prefixes(settings)))
    return rdflib.Graph().parse(data=text, format="turtle")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Portal, Settings]:
    """The valid portal of tests/cases/."""
    root = write_portal(tmp_path_factory.mktemp("cube") / "portal")
    settings = read_settings(root)
    packages, _ = checked_portal(root, settings)
    return portal_from(packages, settings, None), settings


@pytest.fixture
def graph(portal: tuple[Portal, Settings]) -> rdflib.Graph:
    return normalised(parsed(*portal))


@pytest.fixture(scope="module")
def real() -> rdflib.Graph:
    settings = read_settings(ROOT)
    found = portal_from(real_tables.packages(), settings, None)
    return normalised(parsed(found, settings))


def numbers(found: Portal) -> Iterator[Decimal]:
    for indicator in found.indicators:
        yield from (
            observation.value
            for observation in indicator.observations
            if observation.value is not None
        )


def test_every_number_of_the_register_is_an_observation(
    portal: tuple[Portal, Settings], graph: rdflib.Graph
) -> None:
    values = [Decimal(str(thing)) for thing in graph.objects(None, MEASURE)]
    assert values
    assert sorted(values) == sorted(numbers(portal[0]))


def test_an_observation_says_what_the_document_prints(
    portal: tuple[Portal, Settings], graph: rdflib.Graph
) -> None:
    indicator = portal[0].indicators[0]
    observation = indicator.observations[0]
    fragment = f"{observation.period}-{observation.kind}-{observation.package}-{observation.row}"
    found = URIRef(f"{BASE}chi-tieu/{indicator.id}/#{fragment}")
    assert str(graph.value(found, CUBE.printed)) == observation.raw
    assert graph.value(found, CUBE.indicator) == URIRef(f"{BASE}chi-tieu/{indicator.id}/#indicator")
    assert graph.value(found, CUBE.document) == URIRef(
        f"{BASE}van-ban/#{observation.source.document}"
    )


def test_the_tiny_cube_keeps_every_constraint(graph: rdflib.Graph) -> None:
    assert broken(graph) == []


def test_the_real_cube_keeps_every_constraint(real: rdflib.Graph) -> None:
    assert len(set(real.subjects(RDF.type, OBSERVATION))) > 300
    assert broken(real) == []


BREAKS = {
    "IC-1": "DELETE { ?one qb:dataSet ?set } WHERE { ?one qb:dataSet ?set }",
    "IC-2": "INSERT { ?set qb:structure <urn:other> } WHERE { ?set a qb:DataSet }",
    "IC-3": "DELETE { ?p a qb:MeasureProperty } WHERE { ?p a qb:MeasureProperty }",
    "IC-4": "DELETE { ?p rdfs:range ?r } WHERE { ?p a qb:DimensionProperty ; rdfs:range ?r }",
    "IC-5": "DELETE { ?p qb:codeList ?list } WHERE { ?p qb:codeList ?list }",
    "IC-6": "INSERT { ?c qb:componentRequired false } WHERE { ?c qb:dimension ?p }",
    "IC-11": "DELETE { ?one cube:kind ?kind } WHERE { ?one a qb:Observation ; cube:kind ?kind }",
    "IC-12": "INSERT { <urn:copy> ?p ?o } WHERE { ?one a qb:Observation ; ?p ?o }",
    "IC-13": "DELETE { ?one cube:printed ?text } WHERE { ?one cube:printed ?text }",
    "IC-14": f"DELETE {{ ?one <{MEASURE}> ?v }} WHERE {{ ?one <{MEASURE}> ?v }}",
    "IC-19": "DELETE { ?code skos:inScheme ?list } WHERE { ?code skos:inScheme ?list }",
}
"""A change to the cube for each constraint, which breaks it."""


@pytest.mark.parametrize("name", BREAKS)
def test_a_constraint_is_seen_to_be_broken(name: str, graph: rdflib.Graph) -> None:
    graph.update(f"{PREFIXES} PREFIX cube: <{CUBE}> {BREAKS[name]}")
    assert name in {line.split()[0] for line in broken(graph)}


def test_without_the_printed_row_documents_that_disagree_would_clash(real: rdflib.Graph) -> None:
    graph = rdflib.Graph() + real
    for triple in list(graph.triples((None, None, REAL_CUBE.source))):
        graph.remove(triple)
    assert broken(graph) == ["IC-12 no observation twice"]


def test_every_literal_has_the_form_of_its_datatype(real: rdflib.Graph) -> None:
    literals = [thing for thing in real.objects() if isinstance(thing, rdflib.Literal)]
    assert [literal for literal in literals if literal.ill_typed] == []


def test_every_concept_has_a_label_in_both_languages(real: rdflib.Graph) -> None:
    for concept in real.subjects(RDF.type, SKOS.Concept):
        labels = real.objects(concept, SKOS.prefLabel)
        assert {label.language for label in labels if isinstance(label, rdflib.Literal)} == {
            "vi",
            "en",
        }


def test_every_own_term_that_is_used_is_described(graph: rdflib.Graph) -> None:
    used = {node for triple in graph for node in triple if str(node).startswith(str(CUBE))}
    assert {node for node in used if (node, RDF.type, None) not in graph} == set()


def test_a_printed_row_belongs_to_its_dataset_and_has_a_name(real: rdflib.Graph) -> None:
    for row in set(real.objects(None, REAL_CUBE.source)):
        dataset = real.value(row, DCTERMS.isPartOf)
        assert str(row).split("#")[0] == str(dataset).split("#")[0]
        assert len(list(real.objects(row, RDFS.label))) == 2


def test_the_three_texts_are_the_same_graph(portal: tuple[Portal, Settings]) -> None:
    nodes, prefixes = [*data_cube_nodes(portal[0])], cube_prefixes(portal[1])
    json_ld = rdflib.Graph().parse(data="".join(render_json_ld(nodes, prefixes)), format="json-ld")
    rdf_xml = rdflib.Graph().parse(data="".join(render_rdf_xml(nodes, prefixes)), format="xml")
    assert isomorphic(json_ld, parsed(*portal))
    assert isomorphic(rdf_xml, parsed(*portal))


def _of_folder(root: Path) -> Portal:
    settings = read_settings(root)
    return portal_from(checked_portal(root, settings)[0], settings, None)


def test_numbers_are_written_as_their_nodes_are(
    portal: tuple[Portal, Settings], tmp_path: Path
) -> None:
    tables = portal_from(real_tables.packages(), read_settings(ROOT), None)
    for found in (portal[0], tables, _of_folder(write_disaggregated(tmp_path / "portal"))):
        nodes = [*data_cube_nodes(found)]
        file = cube_file(found)
        assert file.content.decode() == "".join(render_turtle(nodes, cube_prefixes(found.settings)))
        assert (file.size, file.sha256) == (
            len(file.content),
            hashlib.sha256(file.content).hexdigest(),
        )
        assert cube_iris(found) == {iri for node in nodes for iri in named_iris(node)}


def test_whether_a_portal_is_valid_is_found_without_its_cube(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_disaggregated(tmp_path / "portal")
    monkeypatch.setattr(data_cube_file, "cube_texts", lambda _portal: pytest.fail("it was made"))
    assert validated_portal(root, read_settings(root))[0]


def test_every_operator_of_the_tables_has_an_id() -> None:
    assert set(OPERATORS) == set(register.categories("observations", "operator"))


def test_a_portal_without_indicators_has_no_cube() -> None:
    assert cube_package(tiny.PORTAL) is None


def test_the_cube_is_a_distribution_of_the_dataset_that_names_the_indicators(
    tiny_portal: Path,
) -> None:
    site = tiny_portal / "site"
    address = f"{read_settings(tiny_portal).base_url}data-cube.ttl"
    catalogue = json.loads((site / "data.json").read_text("utf-8"))
    holders = [
        dataset["landingPage"]
        for dataset in catalogue["dataset"]
        for file in dataset["distribution"]
        if file["downloadURL"] == address
    ]
    assert [holder.rstrip("/").rsplit("/", 1)[1] for holder in holders] == ["indicators"]
    digest = hashlib.sha256((site / "data-cube.ttl").read_bytes()).hexdigest()
    assert f"{digest}  data-cube.ttl\n" in (site / "checksums.txt").read_text("utf-8")
