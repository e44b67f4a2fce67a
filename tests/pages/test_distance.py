"""Distances to targets: in words, as bars, as numbers that a list is sorted by."""

import dataclasses
from decimal import Decimal

import pytest

from builder.language.words import words
from builder.model import Observation
from builder.pages.programme.distance import bullet, distance_text, sort_keys
from builder.programme.progress.results import progress_results
from tests import register

FIBRE = register.indicator("fibre")
FOUND = progress_results(register.PORTAL)["fibre"]


def observed(value: int, unit: str = "percent") -> Observation:
    """An observation of the register with another value and unit."""
    return dataclasses.replace(FIBRE.observations[0], value=Decimal(value), unit=unit)


@pytest.mark.parametrize(
    ("value", "aim", "filled", "mark"), [(10, 20, 50, 100), (66, 50, 100, 76), (0, 80, 0, 100)]
)
def test_a_bar_ends_where_the_greater_ends(value: int, aim: int, filled: int, mark: int) -> None:
    found = bullet(observed(value), observed(aim))
    assert found is not None
    assert (found.filled, found.mark) == (filled, mark)


def test_ranks_and_values_without_a_target_have_no_bar() -> None:
    assert bullet(observed(86, "rank"), observed(50, "rank")) is None
    assert bullet(observed(86), None) is None
    assert bullet(observed(86), observed(0)) is None


def test_what_is_left_is_told_and_sorted_by() -> None:
    assert distance_text(FIBRE, FOUND, words("vi")) == "còn 21,1 điểm phần trăm"
    assert dict(sort_keys(FIBRE, FOUND))["sort-gap"] == "-0.2110"


def test_a_rank_falls_short_when_its_number_is_higher() -> None:
    rank = dataclasses.replace(FIBRE, unit="rank")
    assert FOUND.latest is not None
    assert FOUND.target is not None
    short = dataclasses.replace(
        FOUND,
        latest=dataclasses.replace(FOUND.latest, value=Decimal(86)),
        target=dataclasses.replace(FOUND.target, value=Decimal(50)),
    )
    assert distance_text(rank, short, words("vi")) == "còn 36 bậc"
