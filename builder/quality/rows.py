"""Scores as rows of the package `quality`: cells by the field names of its schemas."""

from collections.abc import Iterator, Mapping

from builder.language.words import Words
from builder.packages.generated import Row
from builder.quality.method import MAXIMUM, Dimension
from builder.quality.results import Scores


def metric_rows(scores: Scores, words: Mapping[str, Words]) -> Iterator[Row]:
    """One row for each metric of each dataset, with the reason in each language."""
    for dataset_id, score in scores.items():
        for result in score.results:
            metric, verdict = result.metric, result.verdict
            reasons = {f"reason_{name}": verdict.reason.text(word) for name, word in words.items()}
            yield {
                "dataset_id": dataset_id,
                "dimension": metric.dimension.value,
                "metric": metric.id,
                "level": metric.level.value,
                "points": result.points,
                "max_points": metric.points,
                "met": verdict.met,
                **reasons,
            }


def score_rows(scores: Scores) -> Iterator[Row]:
    """One row for each dataset: the sum of each dimension, of all, and what that is called."""
    for dataset_id, score in scores.items():
        yield {
            "dataset_id": dataset_id,
            **{dimension.value: score.points(dimension) for dimension in Dimension},
            "total": score.total,
            "max_total": MAXIMUM,
            "rating": score.rating.value,
        }
