"""Catalogue graph → the points of each dataset, metric by metric; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.addresses import Iri
from builder.exports.rdf import Node
from builder.processes import spread
from builder.quality.conformance import Nodes, values
from builder.quality.method import METRICS, Dimension, Level, Metric, Rating, rating
from builder.quality.rules import Evidence, Verdict, without_distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One metric of one dataset."""

    metric: Metric
    verdict: Verdict

    @property
    def points(self) -> int:
        """All points of the metric, or none."""
        return self.metric.points if self.verdict.met else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The metrics of one dataset."""

    distribution: str | None
    """IRI of the best distribution, which stands for all; None where there is none."""
    results: tuple[Result, ...]
    """One for each metric, in the order of the method."""

    def points(self, dimension: Dimension) -> int:
        """Sum of one dimension."""
        return sum(result.points for result in self.results if result.metric.dimension is dimension)

    @property
    def total(self) -> int:
        """Sum of all dimensions."""
        return sum(result.points for result in self.results)

    @property
    def judged(self) -> int:
        """Points that the total is out of: those of every metric that could be judged."""
        known = (result for result in self.results if result.verdict.met is not None)
        return sum(result.metric.points for result in known)

    @property
    def rating(self) -> Rating:
        """What the total is called; metrics that nobody could judge give no points."""
        return rating(self.total)


MANY = 1000
"""Datasets that are worth starting processes for: the nodes of fewer are at hand."""


def dataset_scores(
    nodes: Nodes, datasets: Iterable[Iri], statuses: Mapping[str, int]
) -> Mapping[str, Score]:
    """The score of each dataset of a catalogue by its IRI.

    `statuses` holds the HTTP status that an address gave, after redirects.
    """
    evidence, asked = Evidence(nodes=nodes, statuses=statuses), list(datasets)
    scores = spread(asked, lambda dataset: _score(nodes[dataset], evidence), least=MANY)
    return {dataset.value: score for dataset, score in zip(asked, scores, strict=True)}


def _score(dataset: Node, evidence: Evidence) -> Score:
    distributions = [
        evidence.nodes[term]
        for term in values(dataset, "dcat:distribution")
        if isinstance(term, Iri) and term in evidence.nodes
    ]
    judged = [(node, _verdicts(node, Level.DISTRIBUTION, evidence)) for node in distributions]
    best = max(judged, key=lambda distribution: _sum(distribution[1]), default=None)
    verdicts = _verdicts(dataset, Level.DATASET, evidence) | (best[1] if best else {})
    return Score(
        distribution=best[0].iri.value if best else None,
        results=tuple(
            Result(metric=metric, verdict=verdicts.get(metric.id) or without_distribution())
            for metric in METRICS
        ),
    )


def _verdicts(node: Node, level: Level, evidence: Evidence) -> dict[str, Verdict]:
    return {metric.id: metric.judge(node, evidence) for metric in METRICS if metric.level is level}


def _sum(verdicts: Mapping[str, Verdict]) -> int:
    return sum(
        metric.points for metric in METRICS if metric.id in verdicts and verdicts[metric.id].met
    )
