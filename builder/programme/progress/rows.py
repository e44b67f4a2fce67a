"""A result as a row of the package `progress`: cells by the field names of its schema."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from builder.language.words import Words
from builder.model import Cell, Indicator
from builder.portal import Portal
from builder.programme.progress.differences import document_ratings, methods_differ, rating_differs
from builder.programme.progress.result import Progress, Standing
from builder.programme.progress.results import Results
from builder.programme.progress.rules import DEFAULT, Rule, rules
from builder.programme.progress.sentence import sentence
from builder.programme.progress.series import Point

Row: TypeAlias = dict[str, Cell]


def progress_rows(
    portal: Portal, results: Results, comparison: Results, words: Mapping[str, Words]
) -> Iterator[Row]:
    """One row for each indicator, in the order of the register."""
    found = rules(portal.packages)
    for indicator in portal.indicators:
        progress, other = results[indicator.id], comparison[indicator.id]
        yield {
            "indicator_id": indicator.id,
            **_inputs(progress, found.get(indicator.id, DEFAULT)),
            **_numbers(progress),
            **_judgements(indicator, progress, other),
            **{f"reason_{name}": sentence(progress, word) for name, word in words.items()},
        }


def _inputs(progress: Progress, rule: Rule) -> Row:
    return {
        "method": progress.method,
        "method_version": progress.method_version,
        "unit": progress.unit,
        "tolerance": rule.tolerance,
        "far": rule.far,
        **_point("baseline", progress.baseline),
        **_point("latest", progress.latest),
        **_point("target", progress.target),
        "as_of": progress.as_of,
        "age_months": progress.age,
    }


def _point(name: str, point: Point | None) -> Row:
    if point is None:
        return dict.fromkeys(f"{name}_{part}" for part in ("period", "operator", "value", "kind"))
    return {
        f"{name}_period": point.period,
        f"{name}_operator": point.operator,
        f"{name}_value": point.value,
        f"{name}_kind": point.kind,
    }


def _numbers(progress: Progress) -> Row:
    return {
        "expected": progress.expected,
        "expected_as_of": progress.expected_as_of,
        "attainment": progress.attainment,
        "gap": progress.gap,
        "needed_pace": progress.needed_pace,
        "pace": progress.pace,
        "projection": progress.projection,
    }


def _judgements(indicator: Indicator, progress: Progress, comparison: Progress) -> Row:
    ratings = document_ratings(indicator)
    verdicts = [rating_differs(rating, progress) for rating in ratings]
    compared = [verdict for verdict in verdicts if verdict is not None]
    return {
        "signal": progress.signal.value,
        "standing": progress.standing.value,
        "disputed": progress.standing is Standing.DISPUTED,
        "reason_key": progress.reason,
        "cagr_ratio": comparison.ratio,
        "cagr_signal": comparison.signal.value,
        "methods_disagree": methods_differ(progress, comparison),
        "document_rating": ratings or None,
        "rating_disagrees": any(compared) if compared else None,
        "values_disagree": bool(progress.others or progress.printed),
        "other_signals": tuple(signal.value for signal in progress.other_signals) or None,
    }
