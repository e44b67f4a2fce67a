"""The catalogue as DCAT-AP 3.0.1: what it says, and what the official shapes say of it."""

import dataclasses

import pytest
import rdflib
from rdflib import FOAF, PROV, RDF, RDFS, SKOS, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS

from builder.addresses import Iri
from builder.exports.dcat.catalogue_nodes import CatalogueNodes
from builder.exports.dcat.dcat_datasets import (
    resolution_of,
    temporal_resolution,
    version_notes,
)
from builder.exports.dcat.dcat_excerpt import dataset_excerpt
from builder.exports.rdf import (
    Graph,
    Literal,
    Node,
    render_json_ld,
    render_rdf_xml,
    render_turtle,
)
from builder.history import History, Recorded
from builder.model import Field, Licence, Package, Schema, Table
from builder.portal import Portal
from builder.settings import Series, Settings
from tests import tiny
from tests.dcat_ap import DCAT, SPDX, VOCABULARIES, findings

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
"""rdflib's own JSON-LD reader warns of rdflib."""

BASE = tiny.SETTINGS.base_url
DATASET = URIRef(f"{BASE}du-lieu/tasks-tiny/#dataset")
CSV = URIRef(f"{BASE}du-lieu/tasks-tiny/#file-tasks.csv")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
EU = "http://publications.europa.eu/resource/authority/"

REACHABLE = dataclasses.replace(tiny.SETTINGS, contact_email="a@data.example")


def graph_of(portal: Portal = tiny.PORTAL, settings: Settings = tiny.SETTINGS) -> Graph:
    return tuple(nodes_of(portal, settings).values())


def nodes_of(portal: Portal, settings: Settings) -> CatalogueNodes:
    return CatalogueNodes(dataclasses.replace(portal, settings=settings), tiny.files(portal))


def parsed(graph: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(render_turtle(graph)), format="turtle")


def with_package(package: Package) -> Portal:
    return dataclasses.replace(tiny.PORTAL, packages=(package,))


def without(node: Node, name: str) -> Node:
    kept = tuple(pair for pair in node.properties if pair[0] != name)
    return dataclasses.replace(node, properties=kept)


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return parsed(graph_of())


def test_the_three_texts_are_the_same_graph(graph: rdflib.Graph) -> None:
    json_ld = rdflib.Graph().parse(data="".join(render_json_ld(graph_of())), format="json-ld")
    rdf_xml = rdflib.Graph().parse(data="".join(render_rdf_xml(graph_of())), format="xml")
    assert isomorphic(json_ld, graph)
    assert isomorphic(rdf_xml, graph)


def test_the_official_shapes_find_nothing_but_what_the_eu_leaves_out() -> None:
    graph = parsed(graph_of(settings=REACHABLE))
    country = f"{EU}country/VNM"
    assert findings(graph) == [f"Warning {DCAT}{name} {country}" for name in ("bbox", "centroid")]


def test_every_value_is_of_the_table_that_dcat_ap_names() -> None:
    found = findings(parsed(graph_of(settings=REACHABLE)), [VOCABULARIES])
    warned = {line.rpartition(" ")[0] for line in found}
    assert warned == {f"Warning {DCTERMS.publisher}", f"Warning {DCAT.theme}"}


def test_the_official_shapes_find_a_missing_title() -> None:
    broken = tuple(
        without(node, "dct:title") if node.iri.value == str(DATASET) else node
        for node in graph_of()
    )
    assert f"Violation {DCTERMS.title} {DATASET}" in findings(parsed(broken))


def test_a_portal_with_an_address_can_be_written_to() -> None:
    graph = parsed(graph_of(settings=REACHABLE))
    assert set(graph.objects(None, VCARD.hasEmail)) == {URIRef("mailto:a@data.example")}
    assert not set(graph.objects(None, VCARD.hasURL))


def test_a_portal_with_a_repository_can_be_written_to_there() -> None:
    settings = dataclasses.replace(tiny.SETTINGS, source_code_url="https://code.example/portal")
    graph = parsed(graph_of(settings=settings))
    assert set(graph.objects(None, VCARD.hasURL)) == {URIRef("https://code.example/portal")}


def test_a_portal_without_an_address_claims_no_contact(graph: rdflib.Graph) -> None:
    assert not set(graph.objects(None, DCAT.contactPoint))
    assert not set(graph.subjects(RDF.type, VCARD.Kind))


def test_every_text_is_there_in_both_languages(graph: rdflib.Graph) -> None:
    for subject in graph.subjects(RDF.type, DCAT.Distribution):
        assert {thing.n3()[-3:] for thing in graph.objects(subject, DCTERMS.title)} == {
            "@vi",
            "@en",
        }


def test_a_dataset_has_its_own_topic_and_two_of_the_eu(graph: rdflib.Graph) -> None:
    themes = {f"{EU}data-theme/TECH", f"{EU}data-theme/GOVE", f"{BASE}linh-vuc/#cong-nghe"}
    assert {str(thing) for thing in graph.objects(DATASET, DCAT.theme)} == themes


def test_every_published_file_is_a_distribution(graph: rdflib.Graph) -> None:
    uris = {f"{BASE}{file.uri}" for file in tiny.files()["tasks-tiny"]}
    found = {
        str(graph.value(thing, DCAT.downloadURL))
        for thing in graph.objects(DATASET, DCAT.distribution)
    }
    assert found == uris


def test_a_distribution_tells_size_and_checksum_of_its_file(graph: rdflib.Graph) -> None:
    file = tiny.files()["tasks-tiny"][0]
    checksum = graph.value(CSV, SPDX.checksum)
    assert str(graph.value(CSV, DCAT.byteSize)) == str(file.size)
    assert str(graph.value(checksum, SPDX.checksumValue)) == file.sha256
    algorithm = graph.value(checksum, SPDX.algorithm)
    assert graph.value(algorithm, SKOS.exactMatch) == SPDX.checksumAlgorithm_sha256


def test_only_an_archive_has_a_package_format(graph: rdflib.Graph) -> None:
    archive = URIRef(f"{BASE}du-lieu/tasks-tiny/#file-tasks-tiny.zip")
    zipped = set(graph.subjects(DCAT.packageFormat, None))
    assert archive in zipped
    assert CSV not in zipped


def test_a_table_of_a_kind_conforms_to_its_schema(graph: rdflib.Graph) -> None:
    schema = URIRef(f"{BASE}schemas/tables/tasks.schema.json")
    assert graph.value(CSV, DCTERMS.conformsTo) == schema


def test_a_licence_that_nobody_gave_is_not_invented() -> None:
    nameless = Licence(name="other", title="other", url=None)
    package = dataclasses.replace(tiny.TASKS, licence=nameless)
    graph = parsed(graph_of(with_package(package)))
    assert not set(graph.objects(None, DCTERMS.license))
    assert not set(graph.objects(None, DCTERMS.rights))


def test_a_licence_with_an_address_only_is_that_address() -> None:
    own = Licence(name="own", title="Own terms", url="https://own.example/terms")
    graph = parsed(graph_of(with_package(dataclasses.replace(tiny.TASKS, licence=own))))
    assert graph.value(CSV, DCTERMS.license) == URIRef("https://own.example/terms")
    assert not set(graph.objects(None, DCTERMS.rights))


def test_datasets_under_different_licences_leave_the_catalogue_without_one() -> None:
    other = dataclasses.replace(
        tiny.RAINFALL, licence=dataclasses.replace(tiny.LICENCE, name="CC0-1.0")
    )
    portal = dataclasses.replace(tiny.PORTAL, packages=(other, tiny.TASKS))
    assert parsed(graph_of(portal)).value(URIRef(f"{BASE}#catalog"), DCTERMS.license) is None


def test_documents_are_origins_and_their_issuers_originators(graph: rdflib.Graph) -> None:
    document = URIRef(f"{BASE}van-ban/#1-qd-bx")
    attribution = graph.value(DATASET, PROV.qualifiedAttribution)
    assert set(graph.objects(DATASET, PROV.wasDerivedFrom)) == {document}
    assert graph.value(attribution, PROV.agent) == URIRef(f"{BASE}co-quan/ministry-x/#agent")


def test_provenance_cites_documents_and_else_the_sources_as_given(graph: rdflib.Graph) -> None:
    statements = set(graph.subjects(RDF.type, DCTERMS.ProvenanceStatement))
    labels = {
        str(label) for statement in statements for label in graph.objects(statement, RDFS.label)
    }
    assert "Lấy từ: Kế hoạch năm 2024, 1/QĐ-BX, 1/3/2024." in labels
    assert "Taken from: Trạm Láng." in labels


def test_an_address_of_a_source_is_percent_encoded(graph: rdflib.Graph) -> None:
    origin = graph.value(URIRef(f"{BASE}du-lieu/rainfall/#dataset"), PROV.wasDerivedFrom)
    assert str(origin) == "https://station.example/lang?q=m%C6%B0a%20to"


def test_an_organisation_with_a_code_has_an_identifier(graph: rdflib.Graph) -> None:
    assert [str(thing) for thing in graph.objects(None, SKOS.notation)] == ["G99"]
    assert len(set(graph.subjects(RDF.type, FOAF.Agent))) == 2


def test_a_licence_has_the_title_by_which_ckan_and_udata_know_it(graph: rdflib.Graph) -> None:
    licence = graph.value(CSV, DCTERMS.license)
    for name in (DCTERMS.title, RDFS.label):
        assert str(graph.value(licence, name)) == "Creative Commons Attribution"
    assert str(graph.value(licence, SKOS.altLabel)) == tiny.TASKS.licence.title


def test_a_media_type_is_named_as_mail_and_web_write_it(graph: rdflib.Graph) -> None:
    assert str(graph.value(graph.value(CSV, DCAT.mediaType), RDFS.label)) == "text/csv"
    assert str(graph.value(graph.value(CSV, DCTERMS.format), RDFS.label)) == "CSV"


def test_terms_of_others_are_named_in_the_languages_of_the_portal(graph: rdflib.Graph) -> None:
    names = {str(name) for name in graph.objects(URIRef(f"{EU}country/VNM"), SKOS.prefLabel)}
    assert names == {"Việt Nam", "Viet Nam"}


def test_a_period_has_no_iri_that_readers_would_ask_for(graph: rdflib.Graph) -> None:
    period = graph.value(DATASET, DCTERMS.temporal)
    assert isinstance(period, rdflib.BNode)
    assert str(graph.value(period, DCAT.startDate)) == "2024-01-01"


def test_datasets_series_and_the_api_are_identified_by_their_iris() -> None:
    series = Series(title=tiny.text("Chuỗi", "Series"), description=tiny.text("Chuỗi.", "Series."))
    settings = dataclasses.replace(REACHABLE, series={"yearly": series})
    package = dataclasses.replace(tiny.TASKS, series="yearly")
    graph = parsed(graph_of(with_package(package), settings))
    for kind in (DCAT.Dataset, DCAT.DatasetSeries, DCAT.DataService):
        (thing,) = graph.subjects(RDF.type, kind)
        assert str(graph.value(thing, DCTERMS.identifier)) == str(thing)
    (series_iri,) = graph.subjects(RDF.type, DCAT.DatasetSeries)
    assert graph.value(URIRef(f"{BASE}#catalog"), DCAT.resource) == series_iri
    assert not [line for line in findings(graph) if line.startswith("Violation")]


@pytest.mark.parametrize(
    ("period", "length"),
    [
        ("2024", "P1Y"),
        ("2024-S1", "P6M"),
        ("2024-Q1", "P3M"),
        ("2024-03", "P1M"),
        ("2024-03-31", "P1D"),
        ("mai", None),
    ],
)
def test_the_length_of_a_period_is_a_duration(period: str, length: str | None) -> None:
    assert resolution_of(period) == length


def test_a_table_resolves_time_as_finely_as_its_shortest_period() -> None:
    field = Field(name="period", type="string", title=tiny.text("Kỳ", "Period"), description=None)
    rows = (("2024",), ("2023-Q4",), (None,))
    table = Table(schema=Schema(fields=(field,)), rows=rows)
    resource = dataclasses.replace(tiny.TASKS.resources[0], table=table)
    package = dataclasses.replace(tiny.TASKS, resources=(resource,))
    assert temporal_resolution(package) == "P3M"
    assert temporal_resolution(tiny.TASKS) is None


def test_a_recorded_version_is_the_one_before() -> None:
    versions = tuple(
        Recorded(package="tasks-tiny", version=version, day=tiny.DAY, files={})
        for version in ("1.0.0", tiny.TASKS.version)
    )
    history = History(recorded={"tasks-tiny": versions})
    graph = parsed(graph_of(dataclasses.replace(tiny.PORTAL, history=history)))
    earlier = graph.value(DATASET, DCAT.previousVersion)
    assert earlier == URIRef(f"{BASE}du-lieu/tasks-tiny/#version-1.0.0")
    assert str(graph.value(earlier, DCAT.version)) == "1.0.0"
    archive = URIRef(f"{BASE}data/tasks-tiny/1.0.0/tasks-tiny-1.0.0.zip")
    assert graph.value(earlier, FOAF.page) == archive


def test_one_dataset_alone_is_valid_and_names_no_other() -> None:
    catalogue = nodes_of(tiny.PORTAL, REACHABLE)
    graph = parsed(dataset_excerpt(catalogue, Iri(str(DATASET))))
    assert set(graph.subjects(RDF.type, DCAT.Dataset)) == {DATASET}
    files = set(graph.objects(DATASET, DCAT.distribution))
    assert files == set(parsed(tuple(catalogue.values())).objects(DATASET, DCAT.distribution))
    assert all(graph.value(file, DCTERMS.license) for file in files)
    assert not [line for line in findings(graph) if line.startswith("Violation")]


def test_the_changelog_of_the_current_version_becomes_its_notes() -> None:
    assert version_notes(tiny.TASKS) == [
        Literal("- Thêm tình trạng.", language="vi"),
        Literal("- Status added.", language="en"),
    ]
    assert version_notes(dataclasses.replace(tiny.TASKS, version="2.0.0")) == []
    assert version_notes(tiny.RAINFALL) == []


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    assert list(render_turtle(graph_of())) == list(render_turtle(graph_of()))
