"""Where our signal and another judgement of the same indicator part: documents, other method."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.model import Indicator
from builder.programme.progress.result import UNJUDGED, Progress, Signal
from builder.programme.progress.results import Results

AGREEING: Mapping[str, frozenset[Signal]] = {
    "completed": frozenset({Signal.MET}),
    "likely-early": frozenset({Signal.AHEAD}),
    "likely": frozenset({Signal.AHEAD, Signal.ON_TRACK}),
    "unlikely": frozenset({Signal.BEHIND, Signal.FAR_BEHIND}),
    "hard": frozenset({Signal.BEHIND, Signal.FAR_BEHIND}),
}
"""Signals that say the same as a document's rating; «hard to assess» judges nothing.

«Likely» is said of what is not met yet: beside a target that is met it says nothing.
"""

_SAME = (
    frozenset({Signal.MET}),
    frozenset({Signal.AHEAD, Signal.ON_TRACK}),
    frozenset({Signal.BEHIND}),
    frozenset({Signal.FAR_BEHIND}),
)
"""Signals of two methods that count as one judgement: the growth measure knows no ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One indicator that is judged in two ways."""

    indicator: str
    ours: Signal
    theirs: str
    """A rating of the documents, or the signal of the other method."""


def document_ratings(indicator: Indicator) -> tuple[str, ...]:
    """What the documents themselves say of the indicator, each rating once."""
    ratings = (observation.rating for observation in indicator.observations if observation.rating)
    return tuple(dict.fromkeys(ratings))


def rating_differs(rating: str, progress: Progress) -> bool | None:
    """True if a document's rating and our signal part; None where one of them judges nothing."""
    if progress.signal in UNJUDGED or rating not in AGREEING:
        return None
    if progress.signal is Signal.MET and rating in ("likely-early", "likely"):
        return None
    return progress.signal not in AGREEING[rating]


def rating_differences(indicators: Iterable[Indicator], results: Results) -> tuple[Difference, ...]:
    """Every indicator that a document rates otherwise than we do."""
    return tuple(
        Difference(indicator=indicator.id, ours=results[indicator.id].signal, theirs=rating)
        for indicator in indicators
        for rating in document_ratings(indicator)
        if rating_differs(rating, results[indicator.id])
    )


def methods_differ(progress: Progress, other: Progress) -> bool | None:
    """True if two methods judge otherwise; None where one of them does not judge."""
    if progress.signal in UNJUDGED or other.signal in UNJUDGED:
        return None
    return not any({progress.signal, other.signal} <= same for same in _SAME)


def method_differences(results: Results, comparison: Results) -> Iterator[Difference]:
    """Every indicator that the comparison judges otherwise."""
    for indicator_id, result in results.items():
        other = comparison[indicator_id]
        if methods_differ(result, other):
            yield Difference(indicator=indicator_id, ours=result.signal, theirs=other.signal)
