"""The growth measure of Statistics Canada and Open SDG, and what is wrong with it."""

from decimal import Decimal

import pytest

from builder.programme.progress.cagr import cagr
from builder.programme.progress.methods import linear_path
from builder.programme.progress.result import Signal
from tests.progress_series import GDP_SHARE, OPEN_DATA_RANK, series, target


def test_the_growth_of_the_digital_economy() -> None:
    found = cagr(GDP_SHARE)  # 12.38 % a year so far, 11.94 % needed
    assert (found.ratio, found.signal) == (Decimal("1.0372"), Signal.ON_TRACK)


def test_the_growth_of_a_rank() -> None:
    found = cagr(OPEN_DATA_RANK)  # 5.29 % a year down, 12.41 % needed
    assert (found.ratio, found.signal) == (Decimal("0.4266"), Signal.FAR_BEHIND)


@pytest.mark.parametrize(
    ("value", "ratio"), [("50", Decimal("1.3526")), ("38.7", Decimal("0.9491"))]
)
def test_an_even_rise_looks_like_haste(value: str, ratio: Decimal) -> None:
    even = series({"2020": "20", "2025": value}, target("2030", "80"))
    assert cagr(even).ratio == ratio


def test_an_even_fall_looks_like_delay() -> None:
    even = series({"2020": "40", "2025": "25"}, target("2030", "10"), direction="down")
    assert (cagr(even).ratio, cagr(even).signal) == (Decimal("0.6931"), Signal.BEHIND)
    assert linear_path(even).signal is Signal.ON_TRACK


def test_a_zero_baseline_gives_their_odd_number() -> None:
    found = cagr(series({"2020": "0", "2025": "1"}, target("2030", "100")))
    assert found.ratio == Decimal(
        "1.3787"
    )  # 0 is replaced by 0.001: 298 % a year so far, 216 % needed
    assert found.signal is Signal.ON_TRACK


def test_a_target_that_is_reached_is_met_before_any_growth() -> None:
    assert cagr(series({"2020": "85", "2022": "84"}, target("2025", "80"))).signal is Signal.MET


def test_getting_worse_is_far_behind() -> None:
    found = cagr(series({"2020": "70", "2022": "72"}, target("2025", "50"), direction="down"))
    assert found.ratio == Decimal("-0.218")
    assert found.signal is Signal.FAR_BEHIND


@pytest.mark.parametrize(
    "values",
    [
        {"2020": "-5", "2022": "5"},  # signs differ
        {"2024-Q1": "5", "2024-Q2": "6"},  # one calendar year
        {"2020": "80", "2022": "70"},  # no growth is needed, and it was lost
    ],
)
def test_what_has_no_growth_is_undefined(values: dict[str, str]) -> None:
    found = cagr(series(values, target("2030", "80")))
    assert (found.ratio, found.signal, found.reason) == (None, Signal.NO_DATA, "growth-undefined")


def test_a_target_before_the_baseline_is_undefined() -> None:
    found = cagr(series({"2020": "5", "2022": "6"}, target("2019", "80")))
    assert found.signal is Signal.NO_DATA


def test_two_negative_numbers_turn_the_sign() -> None:
    falling_deficit = series({"2020": "-80", "2022": "-40"}, target("2025", "-10"))
    found = cagr(falling_deficit)  # −29.29 % a year so far, −34.02 % needed
    assert (found.ratio, found.signal) == (Decimal("0.8608"), Signal.BEHIND)
