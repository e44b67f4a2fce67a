"""All tasks: every list in one table, a body with its units."""

import dataclasses

from builder.pages.programme.all_tasks import all_tasks_page
from builder.pages.render import rendered
from tests import register
from tests.bodies import PORTAL


def test_a_ministry_finds_the_tasks_of_its_units() -> None:
    tasks = tuple(
        dataclasses.replace(task, lead=("unit-u",)) if task.id == "g3" else task
        for task in PORTAL.tasks["tasks-g"]
    )
    portal = dataclasses.replace(PORTAL, tasks={"tasks-g": tasks})
    page = all_tasks_page(register.view("vi", portal))
    (row,) = (row for row in page.rows if row.uri.endswith("/g3/"))
    assert dict(row.data)["body"] == "unit-u;ministry-x"
    (bodies,) = (choices for choices in page.filters if choices.name == "body")
    assert {choice.value: choice.count for choice in bodies.choices}["ministry-x"] == 3


def test_the_table_stands_without_scripts() -> None:
    here = register.view("en", PORTAL)
    html = rendered(
        "all_tasks.html",
        all_tasks_page(here),
        uri=here.uri("alltasks"),
        language="en",
        svgs={},
    )
    assert html.count("data-row ") + html.count("data-row>") == 4
    assert "data-exports" in html
