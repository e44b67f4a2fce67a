"""How to cite: each date with its own word, never one for another."""

from builder.pages.citation import dataset_citation
from builder.pages.programme.citation import (
    indicator_citation,
    organisation_citation,
    task_citation,
)
from tests import bodies, register

VIEW = register.view("en")
(TASK, *_) = VIEW.portal.tasks[register.TASKS.id]


def test_a_dataset_is_cited_with_the_day_of_its_version() -> None:
    text = dataset_citation(register.PLAN_A, VIEW)
    day = VIEW.date(register.PLAN_A.modified)
    assert f"version {register.PLAN_A.version} ({day})" in text
    assert text.endswith("https://data.example/tiny/en/datasets/plan-a/")


def test_an_indicator_is_cited_with_the_period_and_the_document_of_its_value() -> None:
    text = indicator_citation(register.indicator("fibre"), VIEW)
    assert "78.9% (actual, Q1 2024; source: Report of 2024). Built " in text


def test_an_indicator_without_a_figure_says_so() -> None:
    text = indicator_citation(register.indicator("schools"), VIEW)
    assert ": no figure yet. Built " in text


def test_a_task_is_cited_as_a_part_of_its_list() -> None:
    text = task_citation(TASK, register.TASKS, VIEW)
    assert f"Dataset {register.TASKS.id}: {TASK.number or TASK.id}, version" in text


def test_a_body_is_cited_with_the_dates_that_it_rests_on() -> None:
    organisation = bodies.PORTAL.organisations["ministry-x"]
    text = organisation_citation(organisation, VIEW)
    assert "Newest figures: Q1 2024 · Built 24 April 2024" in text
