"""The quality page: the score of every dataset, what is missing, and each metric explained."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.language.text import collation_key
from builder.pages.page_type import PageType
from builder.pages.paging import Pager, list_pages, page_rows, pager
from builder.pages.site_view import SiteView
from builder.quality.method import (
    LEAST,
    MAXIMUM,
    METHOD_URL,
    METRICS,
    Dimension,
    Metric,
    maximum,
)
from builder.quality.quality_package import QUALITY
from builder.quality.results import Scores
from builder.quality.score import Score
from builder.site import Link
from builder.view import View

MANY = 10
"""Datasets with the same points from which on one sentence says it."""


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
    """Datasets that miss the same metrics."""

    datasets: tuple[Link, ...]
    title: str
    """How many they are and how many points they miss; their name where it is one."""
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
    limit: str
    """What the score does not say; where figures disagree, if the portal tells that."""
    ratings: str
    dimensions: tuple[DimensionGroup, ...]
    datasets: tuple[DatasetRow, ...]
    missing: tuple[MissingRow, ...]
    all_equal: str | None
    """Said in place of a long table where every dataset has the same points; None elsewhere."""
    pager: Pager
    is_first: bool
    """False for a further page of scores: the method stands on the first one."""
    download: Link | None
    """The dataset of all scores; None where it is not published."""


def quality_page(view: SiteView, number: int = 1) -> QualityPage:
    """The datasets of a page by title, those of them that miss something again with the reasons;
    on the first page every metric.
    """
    whole = view.once(_whole)
    shown = [(link, view.scores[name]) for name, link in page_rows(whole.links, number)]
    return QualityPage(
        title=view.words("nav.quality"),
        lead=whole.lead,
        method_url=METHOD_URL,
        limit=_limit(view),
        ratings=_ratings(view),
        dimensions=whole.dimensions,
        datasets=tuple(_dataset(score, link, view) for link, score in shown),
        missing=_missing(shown, view),
        all_equal=whole.all_equal,
        pager=pager(("quality",), number, len(whole.links), view),
        is_first=number == 1,
        download=dict(whole.links).get(QUALITY),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What every page of scores tells of all datasets."""

    links: Sequence[tuple[str, Link]]
    """Each dataset by its id, in the order of their titles."""
    lead: str
    dimensions: tuple[DimensionGroup, ...]
    all_equal: str | None


def _whole(view: SiteView) -> _Whole:
    scores = view.scores
    titles = {package.id: package.title[view.language] for package in view.portal.packages}
    ordered = sorted(scores, key=lambda score: collation_key(titles[score]))
    return _Whole(
        links=[(name, Link(text=titles[name], uri=view.uri("datasets", name))) for name in ordered],
        lead=_lead(scores, view),
        dimensions=tuple(_dimension(dimension, scores, view) for dimension in Dimension),
        all_equal=_all_equal(scores, view),
    )


def _lead(scores: Scores, view: View) -> str:
    full = sum(1 for score in scores.values() if score.total == score.judged)
    points = {
        "judged": view.number(max((score.judged for score in scores.values()), default=0)),
        "maximum": view.number(MAXIMUM),
    }
    if scores and not full:
        return view.words("quality.lead.none", count=len(scores), **points)
    return view.words("quality.lead", full=view.number(full), count=len(scores), **points)


def _limit(view: SiteView) -> str:
    if view.has("discrepancies"):
        return view.words("quality.method.limit")
    return view.words("quality.method.limit.alone")


def _ratings(view: View) -> str:
    levels = (
        view.words(
            "quality.ratings.level",
            rating=view.words(f"quality.rating.{rating}"),
            points=view.number(least),
        )
        for least, rating in LEAST
    )
    return view.words("quality.ratings", levels="; ".join(levels))


def _dataset(score: Score, link: Link, view: View) -> DatasetRow:
    return DatasetRow(
        dataset=link,
        points=tuple(view.number(score.points(dimension)) for dimension in Dimension),
        total=view.number(score.total),
        rating=view.words(f"quality.rating.{score.rating}"),
    )


def _missing(shown: Iterable[tuple[Link, Score]], view: View) -> tuple[MissingRow, ...]:
    groups: dict[tuple[int, tuple[tuple[str, str], ...]], list[Link]] = {}
    for link, score in shown:
        if score.total < score.judged:
            found = (score.judged - score.total, _reasons(score, view))
            groups.setdefault(found, []).append(link)
    return tuple(
        MissingRow(
            datasets=tuple(links),
            title=_missing_title(links, points, view),
            reasons=reasons,
        )
        for (points, reasons), links in groups.items()
    )


def _missing_title(links: Sequence[Link], points: int, view: View) -> str:
    alone = links[0].text if len(links) == 1 else None
    name = alone or view.words("quality.missing.datasets", count=len(links))
    return f"{name}: {view.words('quality.missing.points', count=points)}"


def _reasons(score: Score, view: View) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            view.words(f"quality.metric.{result.metric.id}"),
            result.verdict.reason.text(view.words),
        )
        for result in score.results
        if result.verdict.met is False
    )


def _all_equal(scores: Scores, view: View) -> str | None:
    totals = {score.total for score in scores.values()}
    if len(totals) != 1 or len(scores) < MANY:
        return None
    return view.words("quality.all_equal", count=len(scores), total=view.number(totals.pop()))


def _dimension(dimension: Dimension, scores: Scores, view: View) -> DimensionGroup:
    most = view.number(maximum(dimension))
    return DimensionGroup(
        id=dimension.value,
        name=view.words(f"quality.dimension.{dimension}"),
        about=view.words(f"quality.dimension.{dimension}.about"),
        points=view.words("quality.points.most", points=most),
        metrics=tuple(_metrics(dimension, scores, view)),
    )


def _metrics(dimension: Dimension, scores: Scores, view: View) -> Iterator[MetricRow]:
    for metric in METRICS:
        if metric.dimension is dimension:
            yield MetricRow(
                id=metric.id,
                name=view.words(f"quality.metric.{metric.id}"),
                about=view.words(f"quality.metric.{metric.id}.about"),
                level=view.words(f"quality.level.{metric.level}"),
                points=view.number(metric.points),
                met=_met(metric, scores, view),
            )


def _met(metric: Metric, scores: Scores, view: View) -> str:
    verdicts = [
        result.verdict
        for score in scores.values()
        for result in score.results
        if result.metric is metric
    ]
    if verdicts and all(verdict.met is None for verdict in verdicts):
        return view.words("quality.met.unasked")
    return view.words(
        "quality.met.count",
        met=view.number(sum(bool(verdict.met) for verdict in verdicts)),
        count=view.number(len(verdicts)),
    )


PAGES = (
    PageType(
        section="quality",
        template="quality.html",
        context=quality_page,
        pages=lambda view: list_pages(len(view.scores)),
        footer=40,
    ),
)
