"""Methods without a path: a level that must hold now, and things that are done or not; pure."""

from builder.programme.progress.result import Progress, Signal
from builder.programme.progress.series import Point, Series
from builder.programme.progress.verdict import Verdict, first_verdict, judged, shortfall_verdict


def threshold(series: Series) -> Progress:
    """Whether the latest value keeps the level of the target, whatever the date."""
    verdict = first_verdict(series) or shortfall_verdict(series)
    return judged(series, "threshold", verdict, _level(series))


def yes_no(series: Series) -> Progress:
    """Whether a thing is done: 1 is yes, 0 is no; before its date a no is no delay."""
    verdict = first_verdict(series) or _not_done(series)
    return judged(series, "yes-no", verdict, ())


def _level(series: Series) -> tuple[Point, ...]:
    return () if series.target is None else (series.target,)


def _not_done(series: Series) -> Verdict:
    assert series.latest is not None
    assert series.target is not None
    if series.latest.time < series.target.time:
        return Verdict(signal=Signal.ON_TRACK, reason="not-due")
    return Verdict(signal=Signal.BEHIND, reason="not-done")
