"""References between packages: every id that a cell or a descriptor names is somebody's."""

import dataclasses
from typing import Any

from builder.checks.references import (
    Keys,
    unknown_metadata_reference,
    unknown_publisher,
    unknown_reference,
)
from builder.model import Cell, Field, Package, Resource, Schema, Table
from builder.problem import Problem
from tests import tiny

ORGANISATION = "organisations/organisations/organisation_id"


def package(name: str, *rows: tuple[Cell, ...], **references: str | None) -> Package:
    """A package with one table of the same name; each field may refer to another."""
    title = tiny.text("Cột", "Column")
    fields = tuple(
        Field(name=field, type="string", title=title, description=None, references=target)
        for field, target in references.items()
    )
    resource = Resource(
        name=name,
        path=f"data/{name}.csv",
        title=title,
        description=None,
        table_kind=None,
        format="csv",
        content=b"",
        table=Table(schema=Schema(fields=fields), rows=rows),
    )
    return dataclasses.replace(tiny.RAINFALL, id=name, resources=(resource,))


BODIES = package("organisations", ("maintainers",), ("ministry-x",), organisation_id=None)
TOPICS = package("topics", ("moi-truong",), topic_id=None)
DOCUMENTS = package("documents", ("1-qd-bx",), document_id=None)
KEYS = Keys([BODIES, TOPICS, DOCUMENTS], frozenset())


def metadata(**changes: Any) -> list[tuple[str | None, str | None]]:
    found = unknown_metadata_reference(dataclasses.replace(tiny.RAINFALL, **changes), KEYS)
    return [(entry.place.field, entry.value) for entry in found]


def cells(*rows: tuple[Cell, ...], keys: Keys = KEYS) -> list[Problem]:
    tasks = package("tasks", *rows, task_id=None, parent="./tasks/task_id", lead=ORGANISATION)
    if keys is KEYS:
        keys = Keys([BODIES, tasks], frozenset())
    return list(unknown_reference(tasks, keys))


def test_ids_that_are_there_are_right() -> None:
    assert cells(("t-1", None, "ministry-x"), ("t-2", "t-1", ("maintainers", "ministry-x"))) == []


def test_an_unknown_id_is_told_at_its_cell_with_the_nearest() -> None:
    (problem,) = cells(("t-1", None, "ministry-z"))
    assert (problem.place.cell, problem.value) == ("C2", "ministry-z")
    assert problem.details == {"target": ORGANISATION, "suggestion": "ministry-x"}


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    (problem,) = cells(("t-1", None, "sở-y"))
    assert problem.details["suggestion"] == "–"


def test_each_member_of_a_list_is_looked_up() -> None:
    found = cells(("t-1", None, ("ministry-x", "ministry-y", "ministry-z")))
    assert [cell.value for cell in found] == ["ministry-y", "ministry-z"]


def test_a_dot_stands_for_the_package_itself() -> None:
    (problem,) = cells(("t-1", "t-9", None))
    assert (problem.value, problem.details["target"]) == ("t-9", "tasks/tasks/task_id")


def test_a_package_that_is_broken_itself_answers_for_its_ids() -> None:
    broken = Keys([], frozenset({"organisations"}))
    found = cells(("t-1", None, "ministry-z"), keys=broken)
    assert [cell for cell in found if cell.place.field == "lead"] == []


def test_a_target_that_is_not_there_has_no_ids() -> None:
    assert KEYS.of("nowhere/organisations/organisation_id") == frozenset()
    assert KEYS.of("organisations/nothing/organisation_id") == frozenset()
    assert KEYS.of("organisations/organisations/nothing") == frozenset()


def test_ids_of_a_descriptor_are_looked_up() -> None:
    assert metadata() == []
    assert metadata(sources=("1-qd-bx", "2-qd-bx")) == [("portal.sources", "2-qd-bx")]
    assert metadata(topics=("y-te",), creator="ministry-z") == [
        ("portal.creator", "ministry-z"),
        ("portal.topics", "y-te"),
    ]


def test_the_publisher_of_the_portal_is_an_organisation() -> None:
    assert not list(unknown_publisher(tiny.SETTINGS, KEYS))
    settings = dataclasses.replace(tiny.SETTINGS, publisher="maintainer")
    (problem,) = unknown_publisher(settings, KEYS)
    assert (problem.place.file, problem.details["suggestion"]) == ("portal.toml", "maintainers")


def test_bodies_may_be_parted_as_people_part_them() -> None:
    title = {"organisation_id": None, "name_vi": None}
    bodies = package(
        "organisations",
        ("mic", "Bộ Thông tin và Truyền thông"),
        ("mps", "Bộ Công an"),
        **title,
    )
    keys = Keys([bodies], frozenset())
    for written in (
        "mic/mps",
        "mic & mps",
        "Bộ Thông tin & Truyền thông; Bộ Công an",
        "mic và mps",
    ):
        assert keys.named(ORGANISATION, written) == "mic;mps", written
    assert keys.named(ORGANISATION, "Bộ Thông tin & Truyền thông") == "mic"
    assert keys.named(ORGANISATION, "mic/nobody") is None
