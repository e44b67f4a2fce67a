"""Silence: tasks and indicators that fell due and were never reported, by body."""

import dataclasses
import datetime

import pytest

from builder.pages.programme.silence import silence_page
from builder.pages.render import rendered
from builder.programme.silence import is_silent, silence
from tests import register
from tests.bodies import PORTAL
from tests.register import LANGUAGES

LATER = dataclasses.replace(PORTAL, as_of=datetime.date(2026, 11, 21))


def with_due(day: datetime.date) -> register.Portal:
    """The portal with a task that nobody reports on, due at a day."""
    tasks = tuple(
        dataclasses.replace(task, due=day) if task.id == "g3" else task
        for task in LATER.tasks["tasks-g"]
    )
    return dataclasses.replace(LATER, tasks={"tasks-g": tasks})


def test_a_task_is_silent_after_its_day_until_somebody_reports() -> None:
    found = silence(with_due(datetime.date(2025, 12, 31)))
    assert [task.id for task in found.tasks] == ["g3"]
    assert silence(with_due(datetime.date(2027, 1, 1))).tasks == ()


def test_a_body_is_silent_since_its_first_day() -> None:
    found = silence(with_due(datetime.date(2025, 12, 31)))
    assert found.bodies["ministry-x"].since == datetime.date(2025, 12, 31)


def test_an_indicator_is_silent_when_its_target_passed_without_a_value() -> None:
    found = silence(dataclasses.replace(register.PORTAL, as_of=datetime.date(2026, 11, 21)))
    (silent,) = (row for row in found.indicators if row.indicator.id == "fibre")
    assert silent.target.period == "2025"
    assert silent.latest is not None
    assert silent.latest.period < silent.target.period


def test_a_portal_on_the_day_of_its_report_is_not_silent() -> None:
    tasks = {"tasks-g": PORTAL.tasks["tasks-g"][:1]}
    assert not is_silent(dataclasses.replace(PORTAL, tasks=tasks, indicators=()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_each_body_once(language: str) -> None:
    portal = with_due(datetime.date(2025, 12, 31))
    here = register.view(language, portal)
    context = silence_page(here)
    html = rendered("silence.html", context, uri=here.uri("silence"), language=language, svgs={})
    assert html.count('id="body-ministry-x"') == 1
    assert "31/12/2025" in html or "31 December 2025" in html
