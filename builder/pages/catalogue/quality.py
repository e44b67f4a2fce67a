"""The quality page: the score of every dataset, what is missing, and each metric explained."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.language.text import collation_key
from builder.quality.method import (
    LEAST,
    MAXIMUM,
    METHOD_URL,
    METRICS,
    Dimension,
    Metric,
    maximum,
)
from builder.quality.package import QUALITY
from builder.quality.results import Scores
from builder.quality.score import Score
from builder.reader import Reader
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetRow:
    """The score of one dataset."""

    dataset: Link
    points: tuple[str, ...]
    """Sum of each dimension, in the order of the page's dimensions."""
    total: str
    rating: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRow:
    """A dataset that misses metrics."""

    dataset: Link
    points: str
    reasons: tuple[tuple[str, str], ...]
    """Name of each metric that is not met, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """One metric explained."""

    id: str
    name: str
    about: str
    level: str
    points: str
    met: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionGroup:
    """The metrics of one dimension."""

    id: str
    name: str
    about: str
    points: str
    """Most points that a dataset can have."""
    metrics: tuple[MetricRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage:
    """Context of quality.html."""

    title: str
    lead: str
    method_url: str
    ratings: str
    dimensions: tuple[DimensionGroup, ...]
    datasets: tuple[DatasetRow, ...]
    missing: tuple[MissingRow, ...]
    download: Link | None
    """The dataset of all scores; None where it is not published."""


def quality_page(scores: Scores, reader: Reader) -> QualityPage:
    """Every dataset by title, those that miss something again with the reasons, every metric."""
    titles = {one.id: one.title[reader.language] for one in reader.catalogue.packages}
    ordered = sorted(scores, key=lambda one: collation_key(titles[one]))
    links = {one: Link(text=titles[one], uri=reader.uri("datasets", one)) for one in ordered}
    return QualityPage(
        title=reader.words("nav.quality"),
        lead=_lead(scores, reader),
        method_url=METHOD_URL,
        ratings=_ratings(reader),
        dimensions=tuple(_dimension(one, scores, reader) for one in Dimension),
        datasets=tuple(_dataset(scores[one], links[one], reader) for one in ordered),
        missing=tuple(
            _missing(scores[one], links[one], reader)
            for one in ordered
            if scores[one].total < scores[one].judged
        ),
        download=links.get(QUALITY),
    )


def _lead(scores: Scores, reader: Reader) -> str:
    full = sum(1 for one in scores.values() if one.total == one.judged)
    return reader.words(
        "quality.lead",
        full=reader.number(full),
        count=len(scores),
        judged=reader.number(max((one.judged for one in scores.values()), default=0)),
        maximum=reader.number(MAXIMUM),
    )


def _ratings(reader: Reader) -> str:
    levels = (
        reader.words(
            "quality.ratings.level",
            rating=reader.words(f"quality.rating.{rating}"),
            points=reader.number(least),
        )
        for least, rating in LEAST
    )
    return reader.words("quality.ratings", levels="; ".join(levels))


def _dataset(score: Score, link: Link, reader: Reader) -> DatasetRow:
    return DatasetRow(
        dataset=link,
        points=tuple(reader.number(score.points(one)) for one in Dimension),
        total=reader.number(score.total),
        rating=reader.words(f"quality.rating.{score.rating}"),
    )


def _missing(score: Score, link: Link, reader: Reader) -> MissingRow:
    unmet = [one for one in score.results if one.verdict.met is False]
    return MissingRow(
        dataset=link,
        points=reader.words("quality.missing.points", count=score.judged - score.total),
        reasons=tuple(
            (
                reader.words(f"quality.metric.{one.metric.id}"),
                one.verdict.reason.text(reader.words),
            )
            for one in unmet
        ),
    )


def _dimension(dimension: Dimension, scores: Scores, reader: Reader) -> DimensionGroup:
    most = reader.number(maximum(dimension))
    return DimensionGroup(
        id=dimension.value,
        name=reader.words(f"quality.dimension.{dimension}"),
        about=reader.words(f"quality.dimension.{dimension}.about"),
        points=reader.words("quality.points.most", points=most),
        metrics=tuple(_metrics(dimension, scores, reader)),
    )


def _metrics(dimension: Dimension, scores: Scores, reader: Reader) -> Iterator[MetricRow]:
    for metric in METRICS:
        if metric.dimension is dimension:
            yield MetricRow(
                id=metric.id,
                name=reader.words(f"quality.metric.{metric.id}"),
                about=reader.words(f"quality.metric.{metric.id}.about"),
                level=reader.words(f"quality.level.{metric.level}"),
                points=reader.number(metric.points),
                met=_met(metric, scores, reader),
            )


def _met(metric: Metric, scores: Scores, reader: Reader) -> str:
    verdicts = [
        result.verdict
        for score in scores.values()
        for result in score.results
        if result.metric is metric
    ]
    if verdicts and all(one.met is None for one in verdicts):
        return reader.words("quality.met.unasked")
    return reader.words(
        "quality.met.count",
        met=reader.number(sum(bool(one.met) for one in verdicts)),
        count=reader.number(len(verdicts)),
    )
