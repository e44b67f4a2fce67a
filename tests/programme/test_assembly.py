"""Packages → catalogue: what several packages print of one thing meets in one place."""

import dataclasses
import datetime
from decimal import Decimal

from builder.programme.assembly import portal_from, with_mutual_relations
from tests import register, tiny
from tests.register import PORTAL, indicator

FIBRE = indicator("fibre")
TASK, OVERDUE, RECURRING = PORTAL.tasks["tasks-a"]


def test_the_register_gives_the_indicators_in_its_order() -> None:
    assert [indicator.id for indicator in PORTAL.indicators] == ["fibre", "schools"]
    assert FIBRE.name["vi"] == "Hộ gia đình có cáp quang"
    assert FIBRE.definition["en"] == "Households with fibre, out of all."


def test_values_of_two_packages_meet_in_one_indicator_by_period_and_kind() -> None:
    found = [
        (observation.period, observation.kind, observation.package)
        for observation in FIBRE.observations
    ]
    assert found == [
        ("2022", "estimate", "plan-a"),
        ("2022", "estimate", "plan-b"),
        ("2023", "plan", "plan-a"),
        ("2024-Q1", "actual", "facts"),
        ("2025", "target", "plan-a"),
        ("2025", "target", "plan-b"),
    ]


def test_a_figure_of_the_prose_is_a_value_whose_note_is_its_sentence() -> None:
    (found,) = (observation for observation in FIBRE.observations if observation.package == "facts")
    assert (found.value, found.raw, found.row) == (Decimal("78.9"), "78,9%", "f1")
    assert found.note is not None
    assert found.note["en"] == "“In the first quarter 78.9% of households used fibre.”"


def test_a_row_that_the_register_does_not_know_stays_out() -> None:
    assert {observation.row for observation in FIBRE.observations} == {"a1", "b1", "f1"}
    assert [observation.row for observation in indicator("schools").observations] == ["b2"]


def test_each_printed_row_keeps_its_source_and_why_it_was_matched() -> None:
    first, second = FIBRE.rows
    assert (first.package, first.match_reason) == ("plan-a", None)
    assert second.match_reason is not None
    assert second.match_reason["vi"] == "Cùng tử số và mẫu số."
    assert second.source.locator == "Bảng 1, dòng 2"


def test_a_printed_row_of_several_clauses_stands_for_each_indicator_it_is_matched_with() -> None:
    match = {"package_id": "plan-b", "row_id": "b2", "indicator_id": "fibre"}
    words = {"reason_vi": "Vế thứ hai.", "reason_en": "The second clause."}
    for judgement, rows in (("judged", ["a1", "b2", "f1"]), ("look-alike", ["a1", "f1"])):
        matches = register.table("matches", {**match, **words, "judgement": judgement})
        known = register.REGISTER.table("register")
        assert known is not None
        assert known.table is not None
        changed = register.package(
            "indicators", register.REGISTER.kind, register=known.table, matches=matches
        )
        packages = [
            changed if package.id == "indicators" else package for package in register.PACKAGES
        ]
        found = indicator("fibre", portal_from(packages, tiny.SETTINGS, None))
        assert sorted({observation.row for observation in found.observations} - {"b1"}) == rows
        assert "b2" in {observation.row for observation in indicator("schools").observations}


def test_equal_numbers_agree_and_different_ones_disagree() -> None:
    (found,) = FIBRE.disagreements
    assert (found.period, found.kind) == ("2025", "target")
    assert [(observation.operator, observation.value) for observation in found.observations] == [
        (None, Decimal(100)),
        ("≥", Decimal(80)),
    ]
    assert indicator("schools").disagreements == ()


def test_a_value_that_is_not_a_number_disagrees_with_nothing() -> None:
    silent = register.observed("a1", "2025", "target", "100") | {"value": None, "value_raw": "-"}
    tables = register.PLAN_A.resource("indicators"), register.table("observations", silent)
    assert tables[0] is not None
    assert tables[0].table is not None
    changed = register.package(
        "plan-a", register.PLAN_A.kind, indicators=tables[0].table, observations=tables[1]
    )
    packages = [changed if package.id == "plan-a" else package for package in register.PACKAGES]
    assert indicator("fibre", portal_from(packages, tiny.SETTINGS, None)).disagreements == ()


def test_a_task_has_its_statuses_oldest_first() -> None:
    assert [status.status for status in TASK.statuses] == ["in_progress", "completed"]
    assert TASK.latest is not None
    assert (TASK.latest.raw, TASK.latest.as_of) == ("Đã xong", datetime.date(2023, 12, 31))


def test_a_task_that_no_document_reports_on_has_no_status() -> None:
    assert RECURRING.latest is None
    assert RECURRING.recurrence == "quarterly"


def test_tasks_keep_their_printed_order_and_indicators() -> None:
    assert [task.id for task in (TASK, OVERDUE, RECURRING)] == ["t1", "t2", "t3"]
    assert (TASK.indicators, OVERDUE.indicators) == (("fibre",), ())


def test_without_a_day_the_newest_one_of_the_packages_counts() -> None:
    newer = dataclasses.replace(register.TOPICS, modified=datetime.date(2025, 1, 1))
    found = portal_from([register.DOCUMENTS, newer], tiny.SETTINGS, None)
    assert found.as_of == datetime.date(2025, 1, 1)


def test_the_order_of_packages_does_not_change_an_indicator() -> None:
    turned = portal_from(register.PACKAGES[::-1], tiny.SETTINGS, register.DAY)
    assert indicator("fibre", turned).observations == FIBRE.observations


def test_packages_of_other_shapes_make_a_catalogue_too() -> None:
    found = portal_from([register.TASKS], tiny.SETTINGS, None)
    assert (found.indicators, dict(found.documents), dict(found.topics)) == ((), {}, {})


def test_a_task_that_another_names_as_the_same_names_that_one_too() -> None:
    other = dataclasses.replace(tiny.TASK, id="other", related=(f"tasks-tiny/{tiny.TASK.id}",))
    task = dataclasses.replace(tiny.TASK, package="tasks-tiny", related=())
    other = dataclasses.replace(other, package="tasks-other")

    found = with_mutual_relations({"tasks-tiny": (task,), "tasks-other": (other,)})

    assert found["tasks-tiny"][0].related == ("tasks-other/other",)
    assert found["tasks-other"][0].related == (f"tasks-tiny/{task.id}",)
