"""Reporting: which figures are due next, by days that come round every year or once."""

import dataclasses
import datetime

from builder.programme.reporting import ReportingEvent, next_report
from tests import tiny
from tests.tiny import SOURCE

YEARLY = ReportingEvent(
    id="q1",
    package="calendar",
    kind="unit-report",
    quarter="Q1",
    day=datetime.date(2023, 4, 3),
    repeats=True,
    actors=(),
    recipients=(),
    coverage=None,
    text=tiny.text("gửi số liệu", "send the figures"),
    sources=(SOURCE,),
)
ONCE = dataclasses.replace(YEARLY, id="once", repeats=False)
DOCUMENTS = {SOURCE.document}


def test_a_day_without_a_year_comes_round_again() -> None:
    found = next_report([YEARLY], DOCUMENTS, datetime.date(2026, 11, 26))
    assert found == (datetime.date(2027, 4, 3), YEARLY)
    assert next_report([YEARLY], DOCUMENTS, datetime.date(2026, 4, 3)) == (
        datetime.date(2026, 4, 3),
        YEARLY,
    )


def test_a_day_with_a_year_is_due_once() -> None:
    assert next_report([ONCE], DOCUMENTS, datetime.date(2023, 4, 4)) is None
    assert next_report([ONCE], DOCUMENTS, datetime.date(2023, 4, 3)) == (ONCE.day, ONCE)


def test_the_calendar_of_another_document_says_nothing() -> None:
    assert next_report([YEARLY], {"other"}, datetime.date(2026, 1, 1)) is None


def test_what_others_make_of_the_figures_is_not_waited_for() -> None:
    event = dataclasses.replace(YEARLY, kind="consolidation")
    assert next_report([event], DOCUMENTS, datetime.date(2026, 1, 1)) is None
