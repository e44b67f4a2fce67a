"""Where a task stands: by its due date and by what documents report, and never beyond that."""

import dataclasses
import datetime

import pytest

from builder.model import Task, TaskStatus
from builder.programme.deadlines import Deadline, State, by_urgency, standing
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
def test_what_is_counted_as_done_owes_nothing_after_its_due_date(code: str) -> None:
    found = standing(task(DUE, (BEFORE, code)), AFTER)
    assert (found.state, found.deadline) == (code, None)


def test_a_task_without_report_is_silent_once_it_fell_due_not_late() -> None:
    found = standing(task(DUE), AFTER)
    assert (found.state, found.reported, found.deadline) == (State.NO_REPORT, None, Deadline.SILENT)
    assert standing(task(None), AFTER).deadline is None


@pytest.mark.parametrize("code", ["in_progress", "not_started", "not_planned"])
def test_the_last_report_keeps_its_state_and_its_day_for_ever(code: str) -> None:
    found = standing(task(DUE, (BEFORE, code)), AFTER)
    assert found.state == code
    assert found.reported is not None
    assert found.reported.as_of == BEFORE


def test_a_report_older_than_the_due_date_says_nothing_about_being_late() -> None:
    assert standing(task(DUE, (BEFORE, "in_progress")), AFTER).deadline is Deadline.SILENT


def test_overdue_is_what_was_due_before_the_day_of_a_report_that_is_not_done() -> None:
    assert standing(task(DUE, (AFTER, "in_progress")), AFTER).deadline is Deadline.OVERDUE
    assert standing(task(DUE, (DUE, "in_progress")), AFTER).deadline is Deadline.SILENT


@pytest.mark.parametrize(
    ("precision", "day", "deadline"),
    [
        ("day", datetime.date(2023, 12, 15), Deadline.OVERDUE),
        ("month", datetime.date(2023, 12, 15), Deadline.SILENT),
        ("month", datetime.date(2023, 11, 30), Deadline.OVERDUE),
        ("year", datetime.date(2023, 11, 30), Deadline.SILENT),
    ],
)
def test_what_falls_in_the_month_or_year_that_a_report_prints_is_not_overdue(
    precision: str, day: datetime.date, deadline: Deadline
) -> None:
    open_task = task(day, (DUE, "in_progress"))
    statuses = tuple(
        dataclasses.replace(status, precision=precision) for status in open_task.statuses
    )
    assert standing(dataclasses.replace(open_task, statuses=statuses), AFTER).deadline is deadline


def test_a_task_is_due_soon_within_thirty_days_and_on_its_day() -> None:
    open_task = task(DUE, (datetime.date(2023, 1, 1), "in_progress"))
    assert standing(open_task, DUE).deadline is Deadline.DUE_SOON
    assert standing(open_task, datetime.date(2023, 12, 1)).deadline is Deadline.DUE_SOON
    assert standing(open_task, datetime.date(2023, 11, 30)).deadline is None


def test_the_newest_report_counts() -> None:
    found = standing(task(DUE, (BEFORE, "in_progress"), (AFTER, "completed")), AFTER)
    assert found.state is State.DONE


def test_a_report_after_the_day_of_the_question_is_not_known_yet() -> None:
    day = datetime.date(2024, 1, 15)
    assert standing(task(DUE, (AFTER, "completed")), day).state is State.NO_REPORT


def test_an_unknown_status_reports_nothing() -> None:
    assert standing(task(DUE, (AFTER, "unknown")), AFTER).state is State.NO_REPORT


def test_every_status_of_the_data_has_a_state() -> None:
    assert set(categories("status", "status")) - set(State) == {"unknown"}


def test_open_tasks_come_first_and_each_state_by_due_date() -> None:
    done, going = task(BEFORE, (DUE, "completed")), task(DUE, (AFTER, "in_progress"))
    later, sooner, undated = task(DUE), task(BEFORE), task(None)
    found = by_urgency([done, undated, later, sooner, going], AFTER)
    assert [one for _, one in found] == [going, sooner, later, undated, done]
