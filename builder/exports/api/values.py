"""Parts of the API's things as JSON: texts, sources, observations, progress."""

from typing import Any

from builder.exports.downloads.cells import json_cell
from builder.language.text import Localised
from builder.model import Dimension, Indicator, Observation, Source
from builder.programme.progress.parts import values_by_part
from builder.programme.progress.result import Progress, Standing
from builder.programme.progress.series import Point
from builder.programme.progress.spread import missing, newest_by_code, spread

Thing = dict[str, Any]
"""A JSON object of the API."""


def progress_value(progress: Progress | None) -> Thing | None:
    """How an indicator does; null where nothing is judged."""
    if progress is None:
        return None
    return {
        "method": progress.method,
        "method_version": progress.method_version,
        "as_of": progress.as_of.isoformat(),
        "signal": str(progress.signal),
        "standing": str(progress.standing),
        "basis": _basis(progress),
        "disputed": progress.standing is Standing.DISPUTED,
        "other_signals": [str(signal) for signal in progress.other_signals],
        "reason": progress.reason,
        "baseline": _point(progress.baseline),
        "latest": _point(progress.latest),
        "target": _point(progress.target),
        "expected": json_cell(progress.expected),
        "gap": json_cell(progress.gap),
        "attainment": json_cell(progress.attainment),
        "pace": json_cell(progress.pace),
        "needed_pace": json_cell(progress.needed_pace),
        "projection": json_cell(progress.projection),
    }


def _basis(progress: Progress) -> Thing | None:
    """What a verdict rests on: kind, period and age of the newest value."""
    latest = progress.latest
    if latest is None:
        return None
    return {"kind": latest.kind, "period": latest.period, "age_months": progress.age}


def _point(point: Point | None) -> Thing | None:
    if point is None:
        return None
    return {
        "period": point.period,
        "kind": point.kind,
        "operator": point.operator,
        "value": json_cell(point.value),
        "dataset": point.package,
    }


def text_value(text: Localised | None) -> dict[str, str] | None:
    """A text by language; null where there is none."""
    return dict(text) if text else None


def source_value(source: Source) -> Thing:
    """Where a row stands in its document."""
    return {"document": source.document, "locator": source.locator, "lines": source.lines}


def _observation(observation: Observation) -> Thing:
    return {
        "period": observation.period,
        "kind": observation.kind,
        "operator": observation.operator,
        "value": json_cell(observation.value),
        "value_high": json_cell(observation.value_high),
        "unit": observation.unit,
        "obs_status": observation.status,
        "value_raw": observation.raw,
        "rating": observation.rating,
        "note": text_value(observation.note),
        "dataset": observation.package,
        "row": observation.row,
        "source": source_value(observation.source),
    }


def _spread(indicator: Indicator, dimension: Dimension) -> Thing:
    """Best and worst category of the newest period, and those without a figure."""
    values = newest_by_code(dimension, values_by_part(indicator))
    found = spread(indicator, values)
    return {
        "spread": found
        and {
            "period": str(found.period),
            "best": found.best,
            "best_value": json_cell(found.high),
            "worst": found.worst,
            "worst_value": json_cell(found.low),
            "gap": json_cell(found.gap),
        },
        "missing": missing(dimension, values),
    }


def indicator_values(indicator: Indicator) -> Thing:
    """Observations, dimensions with their codes, values of the categories, and sums of these."""
    return {
        "observations": [_observation(observation) for observation in indicator.observations],
        "dimensions": [
            {
                "name": dimension.name,
                "title": dict(dimension.title),
                "additive": dimension.additive,
                **_spread(indicator, dimension),
                "categories": [
                    {
                        "code": category.code,
                        "name": dict(category.name),
                        "valid_from": json_cell(category.first),
                        "valid_to": json_cell(category.last),
                        "successor": category.successor,
                    }
                    for category in dimension.categories.values()
                ],
                "mergers": [
                    {
                        "code": merger.category.code,
                        "name": dict(merger.category.name),
                        "parts": list(merger.parts),
                    }
                    for merger in dimension.mergers
                ],
            }
            for dimension in indicator.dimensions
        ],
        "parts": [
            {"categories": dict(observation.categories), **_observation(observation)}
            for observation in indicator.parts
        ],
        "sums": [
            {"categories": dict(observation.categories), **_observation(observation)}
            for observation in indicator.sums
        ],
    }
