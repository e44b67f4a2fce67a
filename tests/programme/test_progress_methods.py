"""Paths: straight line, yearly plan, ranks; levels to keep, and things done or not done."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from builder.programme.progress.methods import linear_path, plan_path, rank, threshold, yes_no
from builder.programme.progress.result import Signal
from tests.progress_series import GDP_SHARE, OPEN_DATA_RANK, point, series, target


def test_the_straight_line_of_the_digital_economy() -> None:
    found = linear_path(GDP_SHARE)
    assert found.expected == Decimal("16.65")  # 14.26 + 5.74 × 1.25 / 3 = 16.6517
    assert found.attainment == Decimal("39.02")  # 2.24 / 5.74
    assert found.gap == Decimal("-0.15")  # 16.5 − 16.6517
    assert found.pace == Decimal("1.79")  # 2.24 / 1.25
    assert found.needed_pace == Decimal("2")  # 3.5 / 1.75
    assert found.projection == Decimal("19.64")  # 16.5 + 1.792 × 1.75 = 19.636
    assert (found.signal, found.reason) == (Signal.ON_TRACK, "line-on-track")


def test_the_yearly_plan_of_the_digital_economy() -> None:
    found = plan_path(GDP_SHARE)
    assert found.expected == Decimal("16")  # 15.5 + 2 × 0.25
    assert found.gap == Decimal("0.5")  # 0.5 / 5.74 = 8.71 % of the way
    assert (found.signal, found.reason) == (Signal.AHEAD, "plan-ahead")


def test_the_rank_in_open_data() -> None:
    found = rank(OPEN_DATA_RANK)
    assert found.expected == Decimal("78")  # 97 − 47 × 2 / 5 = 78.2, and ranks are whole
    assert found.attainment == Decimal("21.28")  # 10 / 47
    assert found.gap == Decimal("-9")  # 87 is 8.8 places worse than 78.2
    assert found.pace == Decimal("-5")
    assert found.needed_pace == Decimal("-12")  # (50 − 87) / 3
    assert found.projection == Decimal("72")
    assert found.signal is Signal.BEHIND  # 18.72 % of the way behind


def test_a_falling_share_is_judged_like_a_rising_one() -> None:
    found = linear_path(
        series({"2020": "40", "2025": "25"}, target("2030", "10"), direction="down")
    )
    assert (found.expected, found.gap, found.attainment) == (Decimal(25), 0, 50)
    assert found.signal is Signal.ON_TRACK


@pytest.mark.parametrize(
    ("value", "signal"),
    [
        ("55.01", Signal.AHEAD),
        ("55", Signal.ON_TRACK),
        ("45", Signal.ON_TRACK),
        ("44.99", Signal.BEHIND),
        ("30", Signal.BEHIND),
        ("29.99", Signal.FAR_BEHIND),
        ("-10", Signal.FAR_BEHIND),
        ("99.99", Signal.AHEAD),
        ("100", Signal.MET),
        ("130", Signal.MET),
    ],
)
def test_the_limits_between_signals(value: str, signal: Signal) -> None:
    half_way = series({"2020": "0", "2025": value}, target("2030", "100"))
    assert linear_path(half_way).signal is signal


def test_a_signal_is_decided_before_rounding() -> None:
    found = linear_path(series({"2020": "0", "2025": "44.9999"}, target("2030", "100")))
    assert found.signal is Signal.BEHIND
    assert found.gap == Decimal("-5.0001")


def test_numbers_have_two_decimals_or_as_many_as_are_printed() -> None:
    found = linear_path(series({"2022": "0.341", "2023": "10"}, target("2025", "50")))
    assert found.expected == Decimal("16.894")  # 0.341 + 49.659 / 3 = 16.894
    assert found.attainment == Decimal("19.45")  # 9.659 / 49.659 = 19.4506 %


def test_the_value_is_judged_at_its_own_period_and_today_is_told_beside_it() -> None:
    found = linear_path(replace(GDP_SHARE, as_of=datetime.date(2024, 12, 31)))
    assert found.expected == Decimal("16.65")
    assert found.expected_as_of == Decimal("18.09")  # 14.26 + 5.74 × 2 / 3
    assert found.age == 9
    assert "target-passed" not in found.notes


def test_a_target_date_that_passed_without_a_figure_is_told_and_changes_no_signal() -> None:
    found = linear_path(GDP_SHARE)
    assert found.notes == ("target-passed",)
    assert found.signal is Signal.ON_TRACK
    assert found.expected_as_of == 20


def test_the_target_date_has_not_passed_on_its_own_day() -> None:
    last_day = replace(GDP_SHARE, as_of=datetime.date(2025, 12, 31))
    assert linear_path(last_day).notes == ()


def test_a_figure_of_the_target_year_needs_no_such_note() -> None:
    found = linear_path(series({"2022": "10", "2025": "19"}, target("2025", "20")))
    assert found.notes == ()
    assert (found.expected, found.signal) == (20, Signal.BEHIND)  # 90 % of the way, 100 expected
    assert (found.needed_pace, found.projection) == (None, None)


def test_before_the_baseline_the_path_is_level() -> None:
    found = linear_path(replace(GDP_SHARE, as_of=datetime.date(2019, 1, 1)))
    assert found.expected_as_of == Decimal("14.26")
    assert found.age == 0


def test_one_value_gives_no_signal() -> None:
    found = linear_path(series({"2022": "30.07"}, target("2025", "50", ">")))
    assert (found.signal, found.reason) == (Signal.ONE_VALUE, "one-value")
    assert (found.expected, found.gap, found.attainment, found.pace) == (None, None, None, None)
    assert found.needed_pace == Decimal("6.64")  # 19.93 / 3


def test_one_value_that_reaches_the_target_is_met() -> None:
    found = linear_path(series({"2022": "2.29"}, target("2025", "2", ">")))
    assert (found.signal, found.reason) == (Signal.MET, "met-one-value")
    assert (found.attainment, found.needed_pace) == (None, None)


def test_without_values_or_target_there_is_no_judgement() -> None:
    assert linear_path(series({}, target("2025", "100"))).reason == "no-value"
    assert linear_path(series({}, None)).reason == "nothing"
    found = linear_path(series({"2022": "5", "2023": "6"}, None))
    assert (found.signal, found.reason, found.pace) == (Signal.NO_TARGET, "no-target", 1)


@pytest.mark.parametrize(
    ("aim", "value", "signal"),
    [
        (target("2025", "50", ">"), "50", Signal.ON_TRACK),
        (target("2025", "50", ">"), "50.01", Signal.MET),
        (target("2025", "50", "≥"), "50", Signal.MET),
        (target("2025", "50", "="), "50", Signal.MET),
        (target("2025", "50", "approx"), "50", Signal.MET),
    ],
)
def test_more_than_must_be_passed_and_at_least_only_reached(
    aim: object, value: str, signal: Signal
) -> None:
    assert isinstance(aim, type(target("2025", "1")))
    assert linear_path(series({"2022": "0", "2025": value}, aim)).signal is signal


def test_a_value_printed_as_more_than_passes_its_number() -> None:
    aim = target("2025", "10", ">")
    over_ten = replace(series({}, aim), values=(point("2022", "10", operator=">"),))
    assert linear_path(over_ten).signal is Signal.MET


def test_top_fifty_is_fifty_or_better() -> None:
    at_fifty = replace(OPEN_DATA_RANK, values=(point("2020", "97"), point("2025", "50")))
    assert rank(at_fifty).signal is Signal.MET


def test_a_rank_is_better_when_lower_whatever_the_register_says() -> None:
    assert rank(replace(OPEN_DATA_RANK, direction="up")).signal is Signal.BEHIND


def test_no_rank_is_projected_below_one_and_no_share_beyond_a_hundred() -> None:
    climbing = series({"2020": "90", "2022": "45"}, target("2025", "40", "top"), unit="rank")
    assert rank(climbing).projection == 1
    share = series({"2022": "60", "2023": "80"}, target("2025", "90"))
    assert linear_path(share).projection == 100
    assert linear_path(replace(share, unit="count")).projection == 120


def test_a_baseline_of_zero_is_nothing_special() -> None:
    found = linear_path(series({"2020": "0", "2025": "1"}, target("2030", "100")))
    assert (found.expected, found.attainment) == (50, 1)
    assert found.signal is Signal.FAR_BEHIND


def test_a_baseline_at_the_target_leaves_a_level_to_keep() -> None:
    kept = linear_path(series({"2022": "80", "2023": "80"}, target("2025", "80")))
    assert (kept.signal, kept.attainment, kept.expected) == (Signal.MET, None, 80)
    lost = linear_path(series({"2022": "85", "2023": "70"}, target("2025", "80")))
    assert (lost.signal, lost.reason) == (Signal.BEHIND, "lost")  # 10 / 80 = 12.5 % short
    assert (lost.attainment, lost.gap) == (None, -10)


def test_a_target_that_was_due_before_the_baseline_is_due_in_full() -> None:
    found = linear_path(series({"2022": "50", "2023": "60"}, target("2020", "100")))
    assert (found.expected, found.signal) == (100, Signal.FAR_BEHIND)


def test_where_the_register_says_neither_direction_the_target_tells() -> None:
    falling = series({"2020": "40", "2025": "25"}, target("2030", "10"), direction="none")
    assert linear_path(falling).signal is Signal.ON_TRACK
    limit = series({"2020": "40", "2025": "45"}, target("2030", "50", "≤"), direction="none")
    assert linear_path(limit).signal is Signal.MET


def test_quarters_and_months_are_parts_of_years() -> None:
    found = linear_path(series({"2023": "0", "2024-06": "12.5"}, target("2027", "100")))
    assert (found.expected, found.signal) == (Decimal("12.5"), Signal.ON_TRACK)
    quarter = linear_path(series({"2023": "0", "2024-Q2": "12.5"}, target("2027", "100")))
    assert quarter.expected == found.expected


def test_before_the_first_plan_the_path_comes_from_the_baseline() -> None:
    found = plan_path(
        series({"2022": "10", "2023-Q2": "15"}, target("2025", "100"), plans={"2023": "20"})
    )
    assert (found.expected, found.signal) == (15, Signal.ON_TRACK)


def test_after_the_last_plan_the_path_goes_to_the_target() -> None:
    found = plan_path(
        series({"2022": "10", "2024": "60"}, target("2025", "100"), plans={"2023": "20"})
    )
    assert found.expected == 60


def test_a_yearly_plan_without_plans_is_the_straight_line() -> None:
    bare = replace(GDP_SHARE, plans=())
    assert plan_path(bare).expected == linear_path(bare).expected


def test_plans_before_the_baseline_or_after_the_target_are_left_out() -> None:
    found = plan_path(
        series(
            {"2022": "10", "2024": "60"},
            target("2025", "100"),
            plans={"2021": "90", "2022": "95", "2025": "5", "2026": "1"},
        )
    )
    assert [point.period for point in found.path] == ["2022", "2025"]


def test_an_estimate_counts_and_is_told() -> None:
    values = (point("2022", "10", kind="estimate"), point("2023", "40", kind="estimate"))
    found = linear_path(replace(series({}, target("2025", "100")), values=values))
    assert found.signal is Signal.ON_TRACK
    assert "estimate" in found.notes


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
