"""The score of a dataset: what the method asks for, and the points that go when it is missing."""

import csv
import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol, TypeVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import rdflib
from rdflib import URIRef

from builder.addresses import Iri
from builder.build import checked_portal
from builder.exports.dcat.catalogue_nodes import CatalogueNodes
from builder.exports.downloads.files import published_files
from builder.exports.rdf import Graph, Literal, Node, Part, Term, render_turtle
from builder.language.words import words
from builder.planning.site_plan import _catalogue
from builder.programme.assembly import portal_from
from builder.quality.conformance import broken_rules, values
from builder.quality.lists import FILE_TYPES, LICENCE_TERMS, MACHINE_READABLE, NON_PROPRIETARY
from builder.quality.measurements import measurement_nodes, method_nodes
from builder.quality.method import MAXIMUM, METRICS, Rating, rating
from builder.quality.results import NOT_ASKED, Scores, catalogue_scores
from builder.quality.score import Score, dataset_scores
from builder.settings import read_settings
from builder.vocabulary import EU
from tests import tiny
from tests.browser.server import served
from tests.dcat_ap import findings, shapes_folder

BASE = tiny.SETTINGS.base_url
DATASET = f"{BASE}du-lieu/tasks-tiny/#dataset"
CSV = f"{BASE}du-lieu/tasks-tiny/#file-tasks.csv"
SETTINGS = dataclasses.replace(tiny.SETTINGS, contact_email="mo@data.example")
PORTAL = dataclasses.replace(tiny.PORTAL, settings=SETTINGS)
GRAPH = tuple(CatalogueNodes(PORTAL, tiny.files()).values())
STATUSES = {
    term.value: 200
    for node in GRAPH
    for name in ("dcat:accessURL", "dcat:downloadURL")
    for term in values(node, name)
    if isinstance(term, Iri)
}
"""What a server that has every file answers."""
DQV = rdflib.Namespace("http://www.w3.org/ns/dqv#")

Thing = TypeVar("Thing", Node, Part)


class Change(Protocol):
    def __call__(self, thing: Thing) -> Thing: ...


def changed(graph: Graph, kind: str, change: Change) -> Graph:
    """The graph with a change to every node of a class, and to every part."""

    def within(thing: Thing) -> Thing:
        properties = tuple(
            (name, tuple(within(term) if isinstance(term, Part) else term for term in terms))
            for name, terms in thing.properties
        )
        inner = dataclasses.replace(thing, properties=properties)
        return change(inner) if kind in inner.classes else inner

    return tuple(within(node) for node in graph)


def having(name: str, *terms: Term) -> Change:
    """Gives a property other values; none takes it away."""

    def change(thing: Thing) -> Thing:
        kept = tuple(pair for pair in thing.properties if pair[0] != name)
        return dataclasses.replace(thing, properties=(*kept, (name, terms)) if terms else kept)

    return change


def score(graph: Graph = GRAPH, statuses: Mapping[str, int] = STATUSES) -> Score:
    return scores_of(graph, statuses)[DATASET]


def scores_of(graph: Graph, statuses: Mapping[str, int]) -> Mapping[str, Score]:
    """The scores of all datasets of a graph."""
    datasets = [node.iri for node in graph if "dcat:Dataset" in node.classes]
    return dataset_scores({node.iri: node for node in graph}, datasets, statuses)


def unmet(found: Score) -> set[str]:
    return {result.metric.id for result in found.results if result.verdict.met is False}


def parsed(graph: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(render_turtle(graph)), format="turtle")


# The method


def standard_rows(path: str) -> list[list[str]]:
    file = shapes_folder().parent / path
    return list(csv.reader(file.read_text("utf-8").splitlines()))[1:]


def test_metrics_and_points_are_those_of_the_method() -> None:
    told = [tuple(row[:4]) for row in standard_rows("mqa/metrics.csv")]
    ours = [
        (metric.id, metric.dimension.value, metric.level.value, str(metric.points))
        for metric in METRICS
    ]
    assert ours == told
    assert MAXIMUM == 405


def test_lists_of_formats_are_those_of_the_method() -> None:
    rows = standard_rows("mqa/formats.csv")
    assert {row[1] for row in rows} == FILE_TYPES
    assert {row[1] for row in rows if row[2] == "1"} == MACHINE_READABLE
    assert {row[1] for row in rows if row[3] == "1"} == NON_PROPRIETARY


def test_licences_of_the_eu_are_known() -> None:
    rows = standard_rows("vocab/licenses.csv")
    terms = {row[0] for row in rows if row[0].startswith(f"{EU}licence/")}
    assert terms - LICENCE_TERMS == set()


@pytest.mark.parametrize(
    ("total", "name"),
    [(405, "excellent"), (351, "excellent"), (350, "good"), (220, "sufficient"), (120, "bad")],
)
def test_a_total_has_the_rating_of_its_level(total: int, name: str) -> None:
    assert rating(total) is Rating(name)


# Points


def test_a_dataset_that_says_all_has_all_points_that_a_build_can_judge() -> None:
    scores = catalogue_scores(PORTAL, tiny.files())
    assert {(score.total, score.judged) for score in scores.values()} == {
        (MAXIMUM - 80, MAXIMUM - 80)
    }


def test_nobody_claims_that_an_address_answers_which_nobody_asked() -> None:
    (result, *_) = (
        result
        for result in catalogue_scores(PORTAL, tiny.files())["tasks-tiny"].results
        if result.metric.id == "accessUrlStatusCode"
    )
    assert (result.verdict.met, result.points) == (None, 0)


def test_a_contact_counts_only_where_somebody_can_be_written_to() -> None:
    mute = tiny.PORTAL
    unmet_metrics = unmet(catalogue_scores(mute, tiny.files())["tasks-tiny"])
    assert unmet_metrics == {"contactPointAvailability"}


LOST = [
    ("dcat:Dataset", "dcat:keyword", 30),
    ("dcat:Dataset", "dcat:theme", 30),
    ("dcat:Dataset", "dct:spatial", 20),
    ("dcat:Dataset", "dct:temporal", 20),
    ("dcat:Dataset", "dct:accessRights", 15),
    ("dcat:Dataset", "dcat:contactPoint", 20),
    ("dcat:Dataset", "dct:publisher", 10),
    ("dcat:Dataset", "dct:title", 30),
    ("dcat:Dataset", "dcat:distribution", 230),
    ("dcat:Distribution", "dcat:accessURL", 80),
    ("dcat:Distribution", "dcat:downloadURL", 50),
    ("dcat:Distribution", "dct:format", 70),
    ("dcat:Distribution", "dcat:mediaType", 20),
    ("dcat:Distribution", "dct:license", 30),
    ("dcat:Distribution", "dct:rights", 5),
    ("dcat:Distribution", "dcat:byteSize", 5),
    ("dcat:Distribution", "dct:issued", 5),
    ("dcat:Distribution", "dct:modified", 5),
    ("foaf:Agent", "foaf:name", 30),
    ("dcat:Dataset", "dct:type", 0),
]
"""A class, a property taken from all its nodes, and the points that a dataset loses by it."""


@pytest.mark.parametrize(("kind", "name", "points"), LOST)
def test_without_a_property_its_points_go(kind: str, name: str, points: int) -> None:
    found = score(changed(GRAPH, kind, having(name)))
    assert MAXIMUM - found.total == points


def test_every_metric_can_be_lost() -> None:
    without = (score(changed(GRAPH, kind, having(name))) for kind, name, _ in LOST)
    assert set().union(*map(unmet, without)) == {metric.id for metric in METRICS}


def test_the_best_file_stands_for_all() -> None:
    poor = tuple(having("dct:format")(node) if node.iri.value == CSV else node for node in GRAPH)
    assert score().distribution == CSV
    assert score(poor).distribution == f"{BASE}du-lieu/tasks-tiny/#file-tasks.json"
    assert score(poor).total == MAXIMUM


@pytest.mark.parametrize(
    ("kind", "name", "term", "metrics"),
    [
        ("Distribution", "dct:format", "file-type/XLSX", {"formatMediaTypeNonProprietary"}),
        ("Distribution", "dct:format", "file-type/TSV", {"formatMediaTypeMachineInterpretable"}),
        (
            "Distribution",
            "dct:format",
            "file-type/CVS",
            {
                "formatMediaTypeVocabularyAlignment",
                "formatMediaTypeNonProprietary",
                "formatMediaTypeMachineInterpretable",
            },
        ),
        ("Distribution", "dct:license", "licence/MINE", {"knownLicence"}),
        ("Dataset", "dct:accessRights", "access-right/OPEN", {"accessRightsVocabularyAlignment"}),
    ],
)
def test_a_term_that_no_list_knows_loses_its_metric(
    kind: str, name: str, term: str, metrics: set[str]
) -> None:
    graph = changed(GRAPH, f"dcat:{kind}", having(name, Iri(EU + term)))
    assert unmet(score(graph)) == metrics


@pytest.mark.parametrize("status", [301, 404, 500])
def test_only_success_counts_as_an_answer(status: int) -> None:
    statuses = dict.fromkeys(STATUSES, status)
    assert unmet(score(statuses=statuses)) == {"accessUrlStatusCode", "downloadUrlStatusCode"}


def test_a_verdict_tells_why() -> None:
    graph = changed(GRAPH, "dcat:Dataset", having("dcat:keyword"))
    (result,) = (result for result in score(graph).results if not result.verdict.met)
    assert result.points == 0
    assert result.verdict.reason.text(words("vi")) == "Thiếu dcat:keyword."
    assert result.verdict.reason.text(words("en")) == "dcat:keyword is missing."


# DCAT-AP without its shapes

FAULTS = [
    ("dcat:Dataset", "dct:description", ()),
    ("dcat:Dataset", "dct:title", (Iri("urn:title"),)),
    ("dcat:Dataset", "dcat:version", (Literal("1"), Literal("2"))),
    ("dcat:Dataset", "dct:publisher", (Iri("urn:nobody"),)),
    ("dcat:Dataset", "dct:temporal", (Literal("2024"),)),
    ("dcat:Distribution", "dcat:accessURL", ()),
    ("dcat:Distribution", "dcat:byteSize", (Literal("12", datatype="xsd:integer"),)),
    ("spdx:Checksum", "spdx:checksumValue", ()),
    ("skos:Concept", "skos:prefLabel", ()),
    ("adms:Identifier", "skos:notation", ()),
]
"""A class, a property and values that it must not have."""


@pytest.mark.parametrize(("kind", "name", "terms"), FAULTS)
def test_what_the_official_shapes_refuse_is_refused(
    kind: str, name: str, terms: tuple[Term, ...]
) -> None:
    graph = changed(GRAPH, kind, having(name, *terms))
    nodes = {node.iri: node for node in graph}
    assert f"{kind} {name}" in set(broken_rules(nodes[Iri(DATASET)], nodes))
    assert any(finding.startswith("Violation") for finding in findings(parsed(graph)))


# Measurements


def measured(scores: Scores) -> Iterator[Node]:
    """What is said of all scores."""
    yield from method_nodes(PORTAL)
    for id, found in scores.items():
        yield from measurement_nodes(id, found, PORTAL)


def test_every_metric_and_the_total_of_every_dataset_is_measured() -> None:
    scores = catalogue_scores(PORTAL, tiny.files())
    graph = parsed((*GRAPH, *measured(scores)))
    found = set(graph.subjects(DQV.computedOn, URIRef(DATASET)))
    assert (
        len(found)
        == sum(result.verdict.met is not None for result in scores["tasks-tiny"].results) + 1
    )
    total = URIRef(f"{BASE}du-lieu/tasks-tiny/#quality-score")
    assert graph.value(total, DQV.value) == rdflib.Literal(scores["tasks-tiny"].total)
    metric = graph.value(total, DQV.isMeasurementOf)
    assert metric == URIRef(f"{BASE}chat-luong/#score")
    assert len(set(graph.objects(metric, DQV.inDimension))) == 5


def test_measurements_leave_the_catalogue_in_order_with_the_shapes() -> None:
    nodes = measured(catalogue_scores(PORTAL, tiny.files()))
    assert findings(parsed((*GRAPH, *nodes))) == findings(parsed(GRAPH))


# Addresses


def status_of(url: str) -> int:
    """What a server answers to HEAD, after redirects."""
    try:
        with urlopen(Request(url, method="HEAD"), timeout=10) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_what_was_not_measured_is_not_said() -> None:
    plan = SimpleNamespace(portal=PORTAL, files=tiny.files(), scores={})
    classes = {name for node in _catalogue(plan, lambda _: None).values() for name in node.classes}  # type: ignore[arg-type]
    assert "dcat:Dataset" in classes
    assert not any(name.startswith("dqv:") for name in classes)


def test_a_server_answers_every_address_that_the_build_has_planned(tiny_portal: Path) -> None:
    settings = read_settings(tiny_portal)
    packages, _ = checked_portal(tiny_portal, settings)
    found = portal_from(packages, settings, None)
    files = {package.id: published_files(package, settings.base_url) for package in packages}
    graph = tuple(CatalogueNodes(found, files).values())
    with served(tiny_portal / "site", "/cong/du-lieu/") as address:
        asked = {url: status_of(url.replace(settings.base_url, address)) for url in urls(graph)}
    assert set(asked.values()) == {200}
    answering = [score.judged - unasked.judged for score, unasked in _pairs(graph, asked)]
    assert set(answering) == {80}


def _pairs(graph: Graph, asked: Mapping[str, int]) -> Iterator[tuple[Score, Score]]:
    """The score of each dataset, with a server asked and without."""
    scores, unasked = scores_of(graph, asked), scores_of(graph, NOT_ASKED)
    return ((scores[iri], unasked[iri]) for iri in scores)


def urls(graph: Graph) -> set[str]:
    """Every address at which the catalogue says that data are."""
    names = ("dcat:accessURL", "dcat:downloadURL")
    terms = (term for node in graph for name in names for term in values(node, name))
    return {term.value for term in terms if isinstance(term, Iri)}
