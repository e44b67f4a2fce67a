"""Which of the printed numbers are judged, and which are told beside them."""

import datetime
from decimal import Decimal

import pytest

from builder.language.periods import Period
from builder.model import Document, Indicator, Observation, Source
from builder.programme.progress.choice import Choice, chosen
from builder.programme.progress.rules import Rule
from tests.progress_series import DAY
from tests.tiny import text


def observation(
    period: str,
    value: str | None,
    *,
    kind: str = "actual",
    operator: str = "=",
    package: str = "plan-a",
    high: str | None = None,
    unit: str = "percent",
) -> Observation:
    return Observation(
        package=package,
        row="r-1",
        period=Period(period),
        kind=kind,
        operator=operator,
        value=Decimal(value) if value else None,
        value_high=Decimal(high) if high else None,
        unit=unit,
        status="A",
        raw="",
        rating=None,
        note=None,
        source=Source(document=f"doc-{package}", locator="", lines=None),
    )


def document(package: str, issued: str | None) -> Document:
    day = datetime.date.fromisoformat(issued) if issued else None
    return Document(
        id=f"doc-{package}", number=None, title=text("Văn bản", "Text"), issuer=None, issued=day
    )


DOCUMENTS = {
    f"doc-{package}": document(package, issued)
    for package, issued in {
        "plan-a": None,
        "plan-b": "2023-03-28",
        "report-c": "2024-04-24",
    }.items()
}


def choice(*observations: Observation, direction: str = "up", **decided: str) -> Choice:
    indicator = Indicator(
        id="share",
        name=text("Tỷ lệ", "Share"),
        short_name=text("Tỷ lệ", "Share"),
        definition=text("Tỷ lệ", "Share"),
        pillar="digital-society",
        topics=(),
        unit="percent",
        direction=direction,
        responsible=(),
        note=None,
        rows=(),
        observations=observations,
        disagreements=(),
    )
    return chosen(indicator, Rule(**decided), DOCUMENTS, DAY)  # type: ignore[arg-type]  # all text


def values(found: Choice) -> list[str]:
    return [str(value.value) for value in found.series.values]


def test_values_come_oldest_first_whatever_their_period_is_called() -> None:
    found = choice(
        observation("2024-Q1", "3"), observation("2023", "1"), observation("2024-01", "2")
    )
    assert values(found) == ["1", "2", "3"]


def test_an_actual_value_goes_before_an_estimate_of_the_same_time() -> None:
    estimate = observation("2022", "10", kind="estimate", package="plan-b")
    found = choice(estimate, observation("2022", "12"))
    assert values(found) == ["12"]
    assert [other.value for other in found.others] == [10]


def test_the_package_that_the_register_names_goes_before_an_actual_value() -> None:
    estimate = observation("2022", "10", kind="estimate", package="plan-b")
    found = choice(estimate, observation("2022", "12"), lead_package="plan-b")
    assert values(found) == ["10"]


def test_the_leading_package_goes_before_others() -> None:
    both = (observation("2022", "66"), observation("2022", "74.63", package="report-c"))
    assert values(choice(*both, lead_package="plan-a")) == ["66"]


def test_without_a_leading_package_the_latest_document_is_used() -> None:
    found = choice(
        observation("2022", "66"),
        observation("2022", "77", package="report-c"),
        observation("2022", "74.63", package="plan-b"),
    )
    assert values(found) == ["77"]
    assert [other.package for other in found.others] == ["plan-b", "plan-a"]


def test_the_same_number_of_two_documents_is_no_disagreement() -> None:
    found = choice(
        observation("2022", "7.5"),
        observation("2022", "7.50", package="plan-b"),
        observation("2025", "10", kind="target"),
        observation("2025", "10", kind="target", operator="≥", package="plan-b"),
    )
    assert found.others == ()


def test_a_target_that_must_be_passed_differs_from_one_to_be_reached() -> None:
    found = choice(
        observation("2025", "80", kind="target"),
        observation("2025", "80", kind="target", operator=">", package="plan-b"),
        lead_package="plan-a",
    )
    assert found.series.target is not None
    assert found.series.target.operator == "="
    assert [other.operator for other in found.others] == [">"]


def test_plans_that_differ_are_told_only_where_they_are_used() -> None:
    plans = (
        observation("2022", "1"),
        observation("2023", "77", kind="plan"),
        observation("2023", "85", kind="plan", package="plan-b"),
    )
    assert choice(*plans).others == ()
    assert len(choice(*plans, method="plan-path").others) == 1


def test_values_before_the_baseline_period_are_not_used() -> None:
    found = choice(
        observation("2022", "77.08"),
        observation("2024-Q1", "47.79"),
        baseline_period=Period("2024-Q1"),
    )
    assert values(found) == ["47.79"]


def test_cells_without_a_number_and_other_units_are_not_used() -> None:
    assert values(choice(observation("2022", None), observation("2022", "9", unit="count"))) == []


@pytest.mark.parametrize(
    ("operator", "direction", "used"),
    [("<", "up", []), ("≤", "up", []), (">", "up", ["5"]), (">", "down", []), ("<", "down", ["5"])],
)
def test_a_limit_that_flatters_is_not_used(operator: str, direction: str, used: list[str]) -> None:
    assert values(choice(observation("2022", "5", operator=operator), direction=direction)) == used


@pytest.mark.parametrize(("direction", "end"), [("up", "4"), ("down", "6")])
def test_of_a_range_the_more_cautious_end_is_used(direction: str, end: str) -> None:
    assert values(choice(observation("2022", "4", high="6"), direction=direction)) == [end]


@pytest.mark.parametrize(("latest", "due"), [("2024", "2025"), ("2025", "2025"), ("2026", "2030")])
def test_the_target_is_the_first_one_still_due_at_the_latest_value(latest: str, due: str) -> None:
    found = choice(
        observation(latest, "1"),
        observation("2025", "50", kind="target"),
        observation("2030", "90", kind="target"),
    )
    assert found.series.target is not None
    assert found.series.target.period == due


def test_a_value_later_than_every_target_keeps_the_last_target() -> None:
    found = choice(observation("2031", "1"), observation("2025", "50", kind="target"))
    assert found.series.target is not None
    assert found.series.target.period == "2025"
