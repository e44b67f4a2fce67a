"""Scores as quality measurements of the Data Quality Vocabulary, nodes for the catalogue graph.

Each dataset has one measurement for each metric that could be judged, and one of its total. A
metric that looks at files is measured on the dataset, by its best distribution.
Source: https://www.w3.org/TR/vocab-dqv/
"""

from collections.abc import Iterator

from builder.addresses import Iri
from builder.exports.rdf import Literal, Node, described, full_name, literals
from builder.language.words import words
from builder.portal import Portal
from builder.quality.method import MAXIMUM, METRICS, Dimension
from builder.quality.score import Score
from builder.vocabulary import PIVEAU

TOTAL = "score"
"""The metric that sums all others."""


def method_nodes(portal: Portal) -> Iterator[Node]:
    """Dimensions and metrics."""
    yield from (_dimension(dimension, portal) for dimension in Dimension)
    for metric in METRICS:
        yield _metric(metric.id, (metric.dimension,), "xsd:boolean", portal)
    yield _metric(TOTAL, tuple(Dimension), "xsd:integer", portal)


def measurement_nodes(package_id: str, score: Score, portal: Portal) -> Iterator[Node]:
    """Every measurement of a dataset."""
    judged = [result for result in score.results if result.verdict.met is not None]
    for result in judged:
        met = Literal(str(result.verdict.met).lower(), datatype="xsd:boolean")
        yield _measurement(package_id, result.metric.id, met, portal)
    yield _measurement(package_id, TOTAL, Literal(str(score.total), datatype="xsd:integer"), portal)


def _measurement(package_id: str, metric_id: str, value: Literal, portal: Portal) -> Node:
    return described(
        portal.addresses.dataset(package_id, f"quality-{metric_id}"),
        "dqv:QualityMeasurement",
        [
            ("dqv:isMeasurementOf", [_iri(metric_id, portal)]),
            ("dqv:computedOn", [portal.addresses.dataset(package_id)]),
            ("dqv:value", [value]),
        ],
    )


def _dimension(dimension: Dimension, portal: Portal) -> Node:
    key = f"quality.dimension.{dimension}"
    return described(
        _iri(dimension, portal),
        "dqv:Dimension",
        [
            ("skos:prefLabel", _texts(key, portal)),
            ("skos:definition", _texts(f"{key}.about", portal)),
            ("skos:closeMatch", [Iri(PIVEAU + dimension)]),
        ],
    )


def _metric(
    metric_id: str, dimensions: tuple[Dimension, ...], datatype: str, portal: Portal
) -> Node:
    key = f"quality.metric.{metric_id}"
    return described(
        _iri(metric_id, portal),
        "dqv:Metric",
        [
            ("skos:prefLabel", _texts(key, portal)),
            ("skos:definition", _texts(f"{key}.about", portal, maximum=MAXIMUM)),
            ("dqv:expectedDataType", [Iri(full_name(datatype))]),
            ("dqv:inDimension", [_iri(dimension, portal) for dimension in dimensions]),
            ("skos:closeMatch", [Iri(PIVEAU + metric_id)]),
        ],
    )


def _texts(key: str, portal: Portal, **values: object) -> tuple[Literal, ...]:
    return literals(
        {language: words(language)(key, **values) for language in portal.settings.languages}
    )


def _iri(term: str, portal: Portal) -> Iri:
    """A metric or dimension: its place on the quality page."""
    page = portal.addresses.page(portal.settings.languages[0], "quality")
    return Iri(f"{page.value}#{term}")
