"""From numbers to a signal: what every method asks first, and how far behind is far."""

from dataclasses import dataclass
from fractions import Fraction

from builder.language.periods import day_time, months_between
from builder.programme.progress import measures
from builder.programme.progress.measures import rounded
from builder.programme.progress.result import METHOD_VERSION, Progress, Signal
from builder.programme.progress.series import Point, Series, reached, rising


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A signal with the key of the sentence that says why."""

    signal: Signal
    reason: str


def first_verdict(series: Series) -> Verdict | None:
    """What needs no method: nothing known, no target, target met, one value only; else None.

    One value cannot show progress, but it can show that the target is already reached.
    """
    if series.latest is None:
        reason = "nothing" if series.target is None else "no-value"
        return Verdict(signal=Signal.NO_DATA, reason=reason)
    if series.target is None:
        return Verdict(signal=Signal.NO_TARGET, reason="no-target")
    alone = len(series.values) < 2
    if reached(series.latest, series.target, up=rising(series)):
        return Verdict(signal=Signal.MET, reason="met-one-value" if alone else "met")
    return Verdict(signal=Signal.ONE_VALUE, reason="one-value") if alone else None


def lead_signal(lead: Fraction, series: Series) -> Signal:
    """Signal of a lead over the path (below 0: a lag), in percent of the way."""
    tolerance = Fraction(series.tolerance)
    if lead > tolerance:
        return Signal.AHEAD
    if lead >= -tolerance:
        return Signal.ON_TRACK
    return Signal.BEHIND if lead >= -Fraction(series.far) else Signal.FAR_BEHIND


def shortfall_verdict(series: Series) -> Verdict:
    """Verdict on a level that must be kept and is not: how much is missing, in percent of it.

    A target of 0 has no percent: short of it is behind.
    """
    assert series.baseline is not None
    assert series.latest is not None
    assert series.target is not None
    missing = abs(series.latest.exact - series.target.exact)
    limit = abs(series.target.exact) * Fraction(series.far) / 100
    lost = reached(series.baseline, series.target, up=rising(series))
    return Verdict(
        signal=Signal.FAR_BEHIND if series.target.value and missing > limit else Signal.BEHIND,
        reason="lost" if lost else "short",
    )


def judged(series: Series, method: str, verdict: Verdict, path: tuple[Point, ...]) -> Progress:
    """The answer of a method: its verdict with the numbers that every method shares."""
    latest, places = series.latest, measures.places(measures.printed(series), series.unit)
    expected = _expected(series, path)
    lead = None
    if latest is not None and expected is not None:
        lead = measures.better_by(series, latest.exact, expected)
    # A level that holds, or that must hold now, has no pace: «12 a year» would be nonsense.
    has_pace = verdict.signal is not Signal.MET and method != "threshold"
    later = measures.expected_value(path, day_time(series.as_of)) if path else None
    return Progress(
        method=method,
        method_version=METHOD_VERSION,
        unit=series.unit,
        as_of=series.as_of,
        baseline=series.baseline,
        latest=latest,
        target=series.target,
        path=path,
        expected=rounded(expected, places),
        expected_as_of=rounded(later, places),
        attainment=rounded(measures.attainment(series), measures.PLACES),
        gap=rounded(lead, places),
        needed_pace=rounded(measures.needed_pace(series), places) if has_pace else None,
        pace=rounded(measures.pace(series), places) if has_pace else None,
        projection=rounded(measures.projection(series), places) if has_pace else None,
        signal=verdict.signal,
        reason=verdict.reason,
        notes=_notes(series),
        age=months_between(latest.period.end, series.as_of) if latest else None,
    )


def _expected(series: Series, path: tuple[Point, ...]) -> Fraction | None:
    """What the path asks for at the latest value's own period; one value has no path behind it."""
    if series.latest is None or not path or len(series.values) < 2:
        return None
    return measures.expected_value(path, series.latest.time)


def _notes(series: Series) -> tuple[str, ...]:
    is_estimate = series.latest is not None and series.latest.kind == "estimate"
    notes = {"estimate": is_estimate, "target-passed": _passed_without_value(series)}
    return tuple(note for note, holds in notes.items() if holds)


def _passed_without_value(series: Series) -> bool:
    """True if the target date is over at `as_of` and no value is as new as it."""
    latest, target = series.latest, series.target
    if target is None or day_time(series.as_of) <= target.time:
        return False
    return latest is None or latest.time < target.time
