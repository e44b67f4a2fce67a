"""The growth measure of Statistics Canada and Open SDG, only to compare with; pure.

Their formula and guards are kept, with two things of ours: periods count in exact years instead
of whole ones, and what they leave undefined is no-data. Their measure without a target is left
out: here an indicator without a target gets no signal.
Source: https://sdgcif-data-canada-oddcic-donnee.github.io/methodology and
https://open-sdg.readthedocs.io/en/latest/progress-methodology/
"""

from dataclasses import replace
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction

from builder.programme.progress.measures import rounded
from builder.programme.progress.result import Progress, Signal
from builder.programme.progress.series import Point, Series, rising
from builder.programme.progress.verdict import Verdict, first_verdict, judged

ON_TRACK = Decimal("0.95")
"""Ratio from which they speak of substantial progress."""

BEHIND = Decimal("0.60")
"""Ratio from which they speak of moderate progress; below it is limited or getting worse."""

ZERO = Decimal("0.001")
"""What they put in place of a baseline or target of 0, which has no growth."""

LIMIT = Decimal(1_000_000)
"""Largest ratio told: growth over a few days can be any number."""

_ARITHMETIC = Context(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
"""What has no number comes out as NaN or infinite, and counts as undefined."""


def cagr(series: Series) -> Progress:
    """Yearly growth since the baseline as a multiple of the growth that leads to the target."""
    ratio = _ratio(series)
    verdict = first_verdict(series) or _growth_verdict(ratio)
    shown = None if ratio is None else rounded(Fraction(ratio), 4)
    return replace(judged(series, "cagr", verdict, ()), ratio=shown)


def _growth_verdict(ratio: Decimal | None) -> Verdict:
    if ratio is None:
        return Verdict(signal=Signal.NO_DATA, reason="growth-undefined")
    if ratio >= ON_TRACK:
        signal = Signal.ON_TRACK
    else:
        signal = Signal.BEHIND if ratio >= BEHIND else Signal.FAR_BEHIND
    return Verdict(signal=signal, reason=f"growth-{signal}")


def _ratio(series: Series) -> Decimal | None:
    """Growth so far over growth needed; None where their guards refuse it.

    They need two different years, and a baseline and a latest value of the same sign.
    """
    baseline, latest, target = series.baseline, series.latest, series.target
    if baseline is None or latest is None or target is None:
        return None
    if baseline.period[:4] == latest.period[:4] or target.time <= baseline.time:
        return None
    so_far, needed = _growth(baseline, latest), _growth(baseline, target)
    ratio = _ARITHMETIC.divide(so_far, abs(needed)) if needed else Decimal("NaN")
    if not ratio.is_finite():
        return None
    sign = (1 if rising(series) else -1) * (-1 if baseline.value < 0 else 1)
    return sign * min(max(ratio, -LIMIT), LIMIT)


def _growth(start: Point, end: Point) -> Decimal:
    """Growth a year from one point to another; NaN where one is below and one above 0."""
    base = start.value or ZERO
    last = (end.value or ZERO) if end.kind == "target" else end.value
    if (base < 0) != (last < 0):
        return Decimal("NaN")
    years = end.time - start.time
    exponent = _ARITHMETIC.divide(Decimal(years.denominator), Decimal(years.numerator))
    power = _ARITHMETIC.power(_ARITHMETIC.divide(last, base), exponent)
    return _ARITHMETIC.subtract(power, Decimal(1))
