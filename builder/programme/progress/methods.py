"""The methods that judge an indicator, by the names that the register uses; pure.

`linear_path`, `plan_path` and `rank` compare with an expected path; `threshold` and `yes_no` with a
level. `cagr` only stands beside each result, to compare with.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from builder.programme.progress.cagr import cagr
from builder.programme.progress.measures import better_by, expected_value, way_to_go
from builder.programme.progress.result import Progress, Signal
from builder.programme.progress.series import Point, Series
from builder.programme.progress.verdict import (
    Verdict,
    first_verdict,
    judged,
    lead_signal,
    shortfall_verdict,
)


def linear_path(series: Series) -> Progress:
    """Against the straight line from baseline to target, at the latest value's own period."""
    return _judged_along(series, "linear-path", _corners(series, ()))


def plan_path(series: Series) -> Progress:
    """Against the planned values, straight between the ends of their periods.

    Before the first plan the line comes from the baseline, after the last it goes to the target.
    """
    return _judged_along(series, "plan-path", _corners(series, series.plans))


def rank(series: Series) -> Progress:
    """Against the straight line on ranks: lower is better, whatever the register says."""
    series = replace(series, direction="down")
    return _judged_along(series, "rank", _corners(series, ()))


def _corners(series: Series, plans: tuple[Point, ...]) -> tuple[Point, ...]:
    """Corners of the path; level at the target where there is no way or no time to go."""
    baseline, target = series.baseline, series.target
    if baseline is None or target is None:
        return ()
    if way_to_go(series) == 0 or target.time <= baseline.time:
        return (target,)
    between = (plan for plan in plans if baseline.time < plan.time < target.time)
    return (baseline, *between, target)


def _judged_along(series: Series, method: str, path: tuple[Point, ...]) -> Progress:
    verdict = first_verdict(series) or _path_verdict(series, method, path)
    return judged(series, method, verdict, path)


def _path_verdict(series: Series, method: str, path: tuple[Point, ...]) -> Verdict:
    assert series.latest is not None
    way = way_to_go(series)
    if way == 0:
        return shortfall_verdict(series)
    expected = expected_value(path, series.latest.time)
    signal = lead_signal(100 * better_by(series, series.latest.exact, expected) / way, series)
    stem = "plan" if method == "plan-path" else "line"
    return Verdict(signal=signal, reason=f"{stem}-{signal}")


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


METHODS: Mapping[str, Callable[[Series], Progress]] = {
    "linear-path": linear_path,
    "plan-path": plan_path,
    "threshold": threshold,
    "rank": rank,
    "yes-no": yes_no,
    "cagr": cagr,
}
"""Every method: a pure function from a series to its progress that never raises."""

COMPARISON = "cagr"
"""The method that every result is compared with."""
