"""The register of the frozen tables, judged: every signal that the documents' numbers give."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from builder.build import checked_portal
from builder.portal import Portal
from builder.programme.assembly import portal_from
from builder.programme.progress.choice import chosen
from builder.programme.progress.differences import (
    Difference,
    method_differences,
    rating_differences,
)
from builder.programme.progress.measures import better_by, expected_value, way_to_go
from builder.programme.progress.methods import COMPARISON, linear_path
from builder.programme.progress.result import UNJUDGED, Progress, Signal, Standing
from builder.programme.progress.results import comparison_results, progress_by, progress_results
from builder.programme.progress.rules import Rule, rules
from builder.settings import read_settings
from tests.folders import FROZEN, ROOT

SIGNALS = {
    "digital-economy-gdp-share": "on-track",
    "digital-economy-sector-share": "on-track",
    "digital-economy-top-three-sectors": "met",
    "ecommerce-retail-share": "behind",
    "digital-economy-workforce": "met",
    "smartphone-adults": "met",
    "payment-account-15-plus": "ahead",
    "payment-account-adults": "met",
    "fibre-households": "met",
    "fibre-communes": "met",
    "e-invoices": "met",
    "work-files-online-district": "met",
    "work-files-online-commune": "met",
    "egdi-rank": "far-behind",
    "e-participation-rank": "far-behind",
    "open-data-rank": "behind",
    "gci-rank": "met",
}
"""Every indicator with a signal; all others have too few values."""


@pytest.fixture(scope="module")
def portal() -> Portal:
    settings = read_settings(FROZEN)
    return portal_from(checked_portal(FROZEN, settings)[0], settings, None)


@pytest.fixture(scope="module")
def results(portal: Portal) -> Mapping[str, Progress]:
    return progress_results(portal)


@pytest.fixture(scope="module")
def register_rules(portal: Portal) -> Mapping[str, Rule]:
    return rules(portal.packages)


def test_every_signal_is_the_one_worked_out_by_hand(results: Mapping[str, Progress]) -> None:
    found = {name: result.signal.value for name, result in results.items()}
    assert {name: signal for name, signal in found.items() if signal not in UNJUDGED} == SIGNALS


def test_every_indicator_is_judged(portal: Portal, results: Mapping[str, Progress]) -> None:
    assert list(results) == [indicator.id for indicator in portal.indicators]


@pytest.mark.parametrize(
    ("indicator", "numbers"),
    [  # expected, attainment, gap, pace, needed pace, projection
        ("digital-economy-gdp-share", ["16.65", "39.02", "-0.15", "1.79", "2", "19.64"]),
        ("digital-economy-sector-share", ["6.71", "39.36", "-0.13", "1.78", "1.95", "9.69"]),
        ("ecommerce-retail-share", ["8.54", "20", "-0.54", "0.4", "1.14", "8.7"]),
        ("payment-account-15-plus", ["71.83", "78.57", "5.17", "8.8", "1.71", "92.4"]),
        ("egdi-rank", ["72", "0", "-14", "0", "-12", "86"]),
        ("e-participation-rank", ["62", "0", "-10", "1", "-7", "75"]),
        ("open-data-rank", ["78", "21.28", "-9", "-5", "-12", "72"]),
    ],
)
def test_the_numbers_are_those_worked_out_by_hand(
    results: Mapping[str, Progress], indicator: str, numbers: list[str]
) -> None:
    result = results[indicator]
    found = [
        *(result.expected, result.attainment, result.gap),
        *(result.pace, result.needed_pace, result.projection),
    ]
    assert found == [Decimal(number) for number in numbers]


def test_the_one_rating_that_differs_is_listed(
    portal: Portal, results: Mapping[str, Progress]
) -> None:
    expected = Difference(indicator="ecommerce-retail-share", ours=Signal.BEHIND, theirs="likely")
    assert rating_differences(portal.indicators, results) == (expected,)


def test_where_growth_and_line_judge_otherwise_is_listed(
    portal: Portal, results: Mapping[str, Progress]
) -> None:
    found = method_differences(results, comparison_results(portal))
    assert [
        (difference.indicator, difference.ours.value, difference.theirs) for difference in found
    ] == [
        ("ecommerce-retail-share", "behind", "far-behind"),
        ("open-data-rank", "behind", "far-behind"),
    ]


def test_the_other_number_of_payment_accounts_is_told_with_its_signal(
    results: Mapping[str, Progress],
) -> None:
    found = results["payment-account-15-plus"]
    assert found.baseline is not None
    assert found.baseline.value == 66
    assert [other.value for other in found.others] == [Decimal("74.63")]
    assert found.other_signals == (Signal.ON_TRACK,)
    assert "disagree" in found.notes


def test_the_other_pair_of_smartphones_disputes_the_verdict(
    results: Mapping[str, Progress],
) -> None:
    found = results["smartphone-adults"]
    assert (found.signal, found.other_signals) == (Signal.MET, (Signal.ONE_VALUE,))
    assert found.standing is Standing.DISPUTED


def test_met_on_an_estimate_is_not_counted_like_met_on_an_actual_value(
    results: Mapping[str, Progress],
) -> None:
    assert results["digital-economy-workforce"].standing is Standing.MET_ESTIMATE
    assert results["fibre-communes"].standing is Standing.MET


def test_one_value_is_compared_with_the_plan_of_its_time(results: Mapping[str, Progress]) -> None:
    found = results["end-to-end-online-procedures"]
    assert found.plan is not None
    assert (found.plan.period, found.plan.value) == ("2023", 100)
    assert "plan-missed" in found.notes
    assert {observation.value for observation in found.printed} == {98, Decimal("77.08")}


def test_values_counted_in_two_ways_are_not_joined(results: Mapping[str, Progress]) -> None:
    found = results["end-to-end-online-procedures"]
    assert found.baseline == found.latest
    assert found.reason == "one-value"


def test_every_leading_package_exists_and_prints_the_indicator(
    portal: Portal, register_rules: Mapping[str, Rule]
) -> None:
    printed = {
        indicator.id: {each.package for each in indicator.observations}
        for indicator in portal.indicators
    }
    led = {name: rule.lead_package for name, rule in register_rules.items() if rule.lead_package}
    assert {name for name, package in led.items() if package not in printed[name]} == set()


def test_every_baseline_period_has_a_value(
    portal: Portal, register_rules: Mapping[str, Rule]
) -> None:
    for indicator in portal.indicators:
        start = register_rules[indicator.id].baseline_period
        assert start is None or any(start == each.period for each in indicator.observations)


def departure(portal: Portal, indicator_id: str, rule: Rule) -> Fraction | None:
    """How far the plans leave the straight line, in percent of the way; None if they pass it."""
    indicator = next(indicator for indicator in portal.indicators if indicator.id == indicator_id)
    series = chosen(indicator, rule, portal.documents, portal.as_of).series
    path, way, target = linear_path(series).path, way_to_go(series), series.target
    plans = [plan for plan in series.plans if target is not None and plan.time < target.time]
    if target is None or any(better_by(series, plan.exact, target.exact) > 0 for plan in plans):
        return None
    if series.baseline is None:
        return Fraction(100 if plans and plans[0].value == target.value else 0)
    if way == 0:
        return None
    apart = [100 * abs(plan.exact - expected_value(path, plan.time)) / way for plan in plans]
    return max(apart, default=Fraction(0))


def test_plans_are_used_where_they_leave_the_line_as_the_method_page_says(
    portal: Portal, register_rules: Mapping[str, Rule]
) -> None:
    for name, rule in register_rules.items():
        if rule.method in ("linear-path", "plan-path") and rule.baseline_period is None:
            apart = departure(portal, name, rule)
            is_far = apart is not None and apart > 20
            assert (rule.method == "plan-path") == is_far, (name, apart)


def test_the_yearly_plan_of_the_digital_economy_is_the_one_of_the_method_page(
    portal: Portal, register_rules: Mapping[str, Rule]
) -> None:
    indicator = portal.indicators[0]
    found = progress_by("plan-path", indicator, register_rules[indicator.id], portal)
    assert (found.expected, found.signal) == (16, Signal.AHEAD)


@pytest.mark.parametrize("page", ["vi/phuong-phap.md", "en/methods.md"])
def test_the_method_page_explains_every_method_in_use(
    page: str, register_rules: Mapping[str, Rule]
) -> None:
    text = (ROOT / "site_src" / page).read_text("utf-8")
    for name in {COMPARISON, *(rule.method for rule in register_rules.values())}:
        assert f"(`{name}`) {{#{name}}}" in text
