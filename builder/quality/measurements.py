"""Scores as quality measurements of the Data Quality Vocabulary, nodes for the catalogue graph.

Each dataset has one measurement for each metric that could be judged, and one of its total. A
metric that looks at files is measured on the dataset, by its best distribution.
Source: https://www.w3.org/TR/vocab-dqv/
"""

from collections.abc import Iterator

from builder.exports.rdf import Iri, Literal, Node, described, full_name, literals
from builder.exports.scope import Scope
from builder.language.words import words
from builder.quality.method import MAXIMUM, METRICS, Dimension
from builder.quality.results import Scores
from builder.quality.score import Score
from builder.vocabulary import PIVEAU

TOTAL = "score"
"""The metric that sums all others."""


def measurement_nodes(scores: Scores, scope: Scope) -> Iterator[Node]:
    """Dimensions, metrics, and every measurement; nothing where nothing was measured."""
    if not scores:
        return
    yield from (_dimension(one, scope) for one in Dimension)
    for metric in METRICS:
        yield _metric(metric.id, (metric.dimension,), "xsd:boolean", scope)
    yield _metric(TOTAL, tuple(Dimension), "xsd:integer", scope)
    for package_id, score in scores.items():
        yield from _measurements(package_id, score, scope)


def _measurements(package_id: str, score: Score, scope: Scope) -> Iterator[Node]:
    judged = [result for result in score.results if result.verdict.met is not None]
    for result in judged:
        met = Literal(str(result.verdict.met).lower(), datatype="xsd:boolean")
        yield _measurement(package_id, result.metric.id, met, scope)
    yield _measurement(package_id, TOTAL, Literal(str(score.total), datatype="xsd:integer"), scope)


def _measurement(package_id: str, metric_id: str, value: Literal, scope: Scope) -> Node:
    return described(
        scope.addresses.dataset(package_id, f"quality-{metric_id}"),
        "dqv:QualityMeasurement",
        [
            ("dqv:isMeasurementOf", [_iri(metric_id, scope)]),
            ("dqv:computedOn", [scope.addresses.dataset(package_id)]),
            ("dqv:value", [value]),
        ],
    )


def _dimension(dimension: Dimension, scope: Scope) -> Node:
    key = f"quality.dimension.{dimension}"
    return described(
        _iri(dimension, scope),
        "dqv:Dimension",
        [
            ("skos:prefLabel", _texts(key, scope)),
            ("skos:definition", _texts(f"{key}.about", scope)),
            ("skos:closeMatch", [Iri(PIVEAU + dimension)]),
        ],
    )


def _metric(metric_id: str, dimensions: tuple[Dimension, ...], datatype: str, scope: Scope) -> Node:
    key = f"quality.metric.{metric_id}"
    return described(
        _iri(metric_id, scope),
        "dqv:Metric",
        [
            ("skos:prefLabel", _texts(key, scope)),
            ("skos:definition", _texts(f"{key}.about", scope, maximum=MAXIMUM)),
            ("dqv:expectedDataType", [Iri(full_name(datatype))]),
            ("dqv:inDimension", [_iri(one, scope) for one in dimensions]),
            ("skos:closeMatch", [Iri(PIVEAU + metric_id)]),
        ],
    )


def _texts(key: str, scope: Scope, **values: object) -> tuple[Literal, ...]:
    return literals({one: words(one)(key, **values) for one in scope.settings.languages})


def _iri(term: str, scope: Scope) -> Iri:
    """A metric or dimension: its place on the quality page."""
    page = scope.addresses.page(scope.settings.languages[0], "quality")
    return Iri(f"{page.value}#{term}")
