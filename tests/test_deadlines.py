"""Where a task stands: by its due date and by what documents report, and never beyond that."""

import dataclasses
import datetime

import pytest

from builder.deadlines import State, by_urgency, state
from builder.model import Task, TaskStatus
from tests.register import categories
from tests.tiny import SOURCE, TASK

DUE = datetime.date(2023, 12, 31)
BEFORE, AFTER = datetime.date(2023, 6, 30), datetime.date(2024, 4, 24)


def task(due: datetime.date | None, *reports: tuple[datetime.date, str]) -> Task:
    """A task with a due date and what documents report of it."""
    return dataclasses.replace(
        TASK,
        due=due,
        statuses=tuple(
            TaskStatus(as_of=day, status=code, raw=None, result=None, source=SOURCE)
            for day, code in reports
        ),
    )


@pytest.mark.parametrize("code", ["completed", "submitted", "recurring"])
def test_what_is_counted_as_done_stays_so_after_its_due_date(code: str) -> None:
    assert state(task(DUE, (BEFORE, code)), AFTER) == code


def test_a_task_without_report_is_unreported_not_late() -> None:
    assert state(task(DUE), AFTER) is State.NO_REPORT
    assert state(task(None), AFTER) is State.NO_REPORT


@pytest.mark.parametrize("code", ["in_progress", "not_started", "not_planned"])
def test_a_report_older_than_the_due_date_says_nothing_about_being_late(code: str) -> None:
    assert state(task(DUE, (BEFORE, code)), AFTER) is State.NO_REPORT


@pytest.mark.parametrize("day", [DUE, AFTER])
def test_a_report_of_the_due_date_or_later_that_is_not_done_is_overdue(day: datetime.date) -> None:
    assert state(task(DUE, (day, "in_progress")), AFTER) is State.OVERDUE


def test_a_task_is_not_late_on_the_day_it_is_due() -> None:
    assert state(task(DUE, (BEFORE, "in_progress")), DUE) is State.DUE_SOON


def test_a_task_is_due_soon_within_thirty_days() -> None:
    report = (datetime.date(2023, 1, 1), "in_progress")
    assert state(task(DUE, report), datetime.date(2023, 12, 1)) is State.DUE_SOON
    assert state(task(DUE, report), datetime.date(2023, 11, 30)) is State.IN_PROGRESS


@pytest.mark.parametrize("code", ["in_progress", "not_started", "not_planned"])
def test_before_the_due_date_the_last_report_stands(code: str) -> None:
    assert state(task(AFTER, (BEFORE, code)), BEFORE) == code


def test_the_newest_report_counts() -> None:
    assert state(task(DUE, (BEFORE, "in_progress"), (AFTER, "completed")), AFTER) is State.DONE


def test_a_report_after_the_day_of_the_question_is_not_known_yet() -> None:
    assert state(task(DUE, (AFTER, "completed")), datetime.date(2024, 1, 15)) is State.NO_REPORT


def test_an_unknown_status_reports_nothing() -> None:
    assert state(task(DUE, (AFTER, "unknown")), AFTER) is State.NO_REPORT


def test_every_status_of_the_data_has_a_state() -> None:
    assert set(categories("status", "status")) - set(State) == {"unknown"}


def test_open_tasks_come_first_and_each_state_by_due_date() -> None:
    done, late = task(BEFORE, (DUE, "completed")), task(DUE, (AFTER, "in_progress"))
    later, sooner, undated = task(DUE), task(BEFORE), task(None)
    found = by_urgency([done, undated, later, sooner, late], AFTER)
    assert [one for _, one in found] == [late, sooner, later, undated, done]
