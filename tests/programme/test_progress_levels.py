"""Levels to keep, and things done or not done."""

import pytest

from builder.programme.progress.levels import threshold, yes_no
from builder.programme.progress.result import Signal
from tests.progress_series import series, target


@pytest.mark.parametrize(
    ("value", "signal"),
    [
        ("80", Signal.MET),
        ("81.11", Signal.MET),
        ("79.99", Signal.BEHIND),
        ("64", Signal.BEHIND),  # 16 / 80 = 20 %
        ("63.99", Signal.FAR_BEHIND),
    ],
)
def test_a_level_is_kept_or_short(value: str, signal: Signal) -> None:
    found = threshold(series({"2022": "60", "2023": value}, target("2025", "80")))
    assert found.signal is signal
    assert found.expected == 80


def test_a_level_that_was_kept_once_is_lost() -> None:
    found = threshold(series({"2022": "81.11", "2023": "70"}, target("2025", "80")))
    assert (found.signal, found.reason, found.gap) == (Signal.BEHIND, "lost", -10)


def test_a_ceiling_is_a_level_too() -> None:
    found = threshold(
        series({"2022": "4", "2023": "6"}, target("2025", "5", "≤"), direction="down")
    )
    assert (found.signal, found.gap) == (Signal.BEHIND, -1)


def test_a_level_of_zero_has_no_percent() -> None:
    found = threshold(series({"2022": "9", "2023": "9"}, target("2025", "0"), direction="down"))
    assert (found.signal, found.reason) == (Signal.BEHIND, "short")


def test_one_value_can_only_show_that_the_level_is_kept() -> None:
    assert threshold(series({"2022": "81.11"}, target("2025", "80"))).reason == "met-one-value"
    assert threshold(series({"2022": "79"}, target("2025", "80"))).reason == "one-value"


@pytest.mark.parametrize(
    ("values", "signal", "reason"),
    [
        ({"2023": "0", "2024": "1"}, Signal.MET, "met"),
        ({"2024": "1"}, Signal.MET, "met-one-value"),
        ({"2023": "0", "2024": "0"}, Signal.ON_TRACK, "not-due"),
        ({"2024": "0", "2025": "0"}, Signal.BEHIND, "not-done"),
        ({"2024": "0"}, Signal.ONE_VALUE, "one-value"),
    ],
)
def test_a_thing_is_done_or_not_yet_due_or_late(
    values: dict[str, str], signal: Signal, reason: str
) -> None:
    found = yes_no(series(values, target("2025", "1"), unit="yes-no"))
    assert (found.signal, found.reason) == (signal, reason)
