"""What holds for every method, whatever the numbers."""

import datetime
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.language.periods import Period
from builder.programme.progress.measures import expected_value
from builder.programme.progress.methods import METHODS, linear_path, plan_path, rank
from builder.programme.progress.result import UNJUDGED, Progress, Signal
from builder.programme.progress.series import Point, Series
from tests.progress_series import DAY, point, target

numbers = st.decimals(
    min_value=-1000, max_value=1000, places=2, allow_nan=False, allow_infinity=False
)
positive = st.decimals(min_value=1, max_value=1000, places=2)
periods = st.one_of(
    st.integers(2010, 2035).map(str),
    st.builds("{}-Q{}".format, st.integers(2010, 2035), st.integers(1, 4)),
    st.builds("{}-{:02d}".format, st.integers(2010, 2035), st.integers(1, 12)),
)
operators = st.sampled_from([None, "=", "≥", ">", "≤", "<", "top", "approx"])
ORDER = [Signal.FAR_BEHIND, Signal.BEHIND, Signal.ON_TRACK, Signal.AHEAD, Signal.MET]


@st.composite
def points(draw: st.DrawFn, kind: str, value: st.SearchStrategy[Decimal] = numbers) -> Point:
    return Point(
        period=Period(draw(periods)),
        kind=draw(st.sampled_from(["actual", "estimate"])) if kind == "value" else kind,
        operator=draw(operators),
        value=draw(value),
    )


@st.composite
def any_series(
    draw: st.DrawFn, value: st.SearchStrategy[Decimal] = numbers, *, judged: bool = False
) -> Series:
    """Any series that a register could hold; if `judged`, one with two values and a target."""

    def in_time(kind: str, least: int = 0) -> tuple[Point, ...]:
        distinct = st.lists(
            points(kind, value), min_size=least, max_size=4, unique_by=lambda point: point.time
        )
        return tuple(sorted(draw(distinct), key=lambda point: point.time))

    aim = points("target", value)
    return Series(
        values=in_time("value", 2 if judged else 0),
        plans=in_time("plan"),
        target=draw(aim if judged else st.none() | aim),
        direction=draw(st.sampled_from(["up", "down", "none"])),
        unit=draw(st.sampled_from(["percent", "rank", "yes-no", "other"])),
        as_of=draw(st.dates(datetime.date(2005, 1, 1), datetime.date(2040, 12, 31))),
        tolerance=draw(st.decimals(0, 30, places=1)),
        far=draw(st.decimals(0, 60, places=1)),
    )


METHOD_NAMES = sorted(METHODS)


@pytest.mark.parametrize("name", METHOD_NAMES)
@given(series=any_series())
def test_no_method_ever_raises_and_every_answer_has_a_reason(name: str, series: Series) -> None:
    found = METHODS[name](series)
    assert isinstance(found, Progress)
    assert found.signal in Signal
    assert found.method == name


@pytest.mark.parametrize("name", METHOD_NAMES)
@given(series=any_series())
def test_a_signal_needs_two_values_unless_the_target_is_met(name: str, series: Series) -> None:
    found = METHODS[name](series)
    if len(series.values) < 2:
        assert found.signal in (Signal.MET, *UNJUDGED)


@pytest.mark.parametrize("name", METHOD_NAMES)
@given(series=any_series(positive, judged=True), change=positive, falls=st.booleans())
def test_a_better_value_never_gives_a_worse_signal(
    name: str, series: Series, change: Decimal, falls: bool
) -> None:
    series = replace(series, direction="down" if falls else "up")
    down = falls or name == "rank"
    last = series.values[-1]
    value = last.value - min(change, last.value - 1) if down else last.value + change
    better = replace(series, values=(*series.values[:-1], replace(last, value=value)))
    before, after = METHODS[name](series).signal, METHODS[name](better).signal
    if before in ORDER:
        assert ORDER.index(after) >= ORDER.index(before)


@pytest.mark.parametrize("name", METHOD_NAMES)
@given(series=any_series(positive), factor=st.sampled_from([Decimal("0.001"), Decimal(7)]))
def test_another_unit_changes_nothing(name: str, series: Series, factor: Decimal) -> None:
    def scaled(point: Point) -> Point:
        return replace(point, value=point.value * factor)

    other = replace(
        series,
        values=tuple(scaled(value) for value in series.values),
        plans=tuple(scaled(plan) for plan in series.plans),
        target=series.target and scaled(series.target),
    )
    found, again = METHODS[name](series), METHODS[name](other)
    assert (found.signal, found.reason) == (again.signal, again.reason)
    assert found.attainment == again.attainment


@given(
    ends=st.lists(numbers, min_size=2, max_size=2, unique=True),
    years=st.integers(1, 15),
    share=st.fractions(min_value=0, max_value=1, max_denominator=48),
    plans=st.lists(numbers, max_size=3),
)
def test_on_its_path_every_date_is_on_track(
    ends: list[Decimal], years: int, share: Fraction, plans: list[Decimal]
) -> None:
    start, end = ends
    aim = target(str(2020 + years), end)
    whole = Series(
        values=(point("2020", start),),
        plans=tuple(
            point(str(2021 + place), value, kind="plan") for place, value in enumerate(plans)
        ),
        target=aim,
        direction="up" if end > start else "down",
        unit="other",
        as_of=DAY,
    )
    month = max(1, int(share * years * 12))
    period = f"{2021 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}"
    for method in (linear_path, plan_path) if end > start else (linear_path, plan_path, rank):
        on_path = expected_value(method(whole).path, Period(period).time)
        value = Decimal(on_path.numerator) / Decimal(on_path.denominator)
        found = method(replace(whole, values=(*whole.values, point(period, value))))
        assert found.signal in (Signal.ON_TRACK, Signal.MET)
        assert found.gap == 0


@given(series=any_series())
def test_a_day_of_reckoning_changes_no_signal(series: Series) -> None:
    later = replace(series, as_of=datetime.date(2050, 1, 1))
    assert linear_path(series).signal is linear_path(later).signal
