"""What frictionless leaves to others: categories, keys, finite numbers, the contract of kinds."""

import copy
from decimal import Decimal
from typing import Any

import pytest

from builder.checks.tables import (
    broken_contract,
    duplicate_unique_key,
    incomplete_key,
    not_a_number,
    unknown_category,
)
from builder.model import Cell, Field, Schema
from builder.problem import Place
from tests import tiny
from tests.folders import spoken

CANONICAL: dict[str, Any] = {
    "name": "tasks",
    "fields": [
        {"name": "task_id", "type": "string", "constraints": {"required": True}},
        {"name": "due", "type": "date"},
    ],
    "primaryKey": ["task_id"],
}


def field(name: str, *categories: str) -> Field:
    title = tiny.text("Cột", "Column")
    return Field(
        name=name, type="string", title=title, description=None, categories=tuple(categories)
    )


SCHEMA = Schema(
    fields=(field("id"), field("day"), field("level", "none", "1")),
    primary_key=("id", "day"),
    unique_keys=(("day", "level"),),
)


def contract(**schema: Any) -> list[tuple[str, str | None, str]]:
    """Code, name and differing parts where a schema is not the one of its kind."""
    resource = {"schema": {**copy.deepcopy(CANONICAL), **schema}}
    found = broken_contract(CANONICAL, resource, Place(file="a/datapackage.json"))
    return [
        (problem.code, problem.value, problem.details.get("parts", "")) for problem in spoken(found)
    ]


def test_a_value_outside_the_categories_is_told_with_those_allowed() -> None:
    rows = (("a", "b", "none"), ("a", "b", "None"))
    (problem,) = unknown_category(SCHEMA, rows, "a.csv")
    assert (problem.place.cell, problem.value) == ("C3", "None")
    assert problem.details["allowed"] == "none, 1"


@pytest.mark.parametrize("cell", [None, "none", "1", 1])
def test_missing_values_and_values_of_the_list_are_right(cell: Cell) -> None:
    assert not list(unknown_category(SCHEMA, (("a", "b", cell),), "a.csv"))


def test_a_unique_key_used_twice_is_told_with_the_first_row() -> None:
    rows = (("a", "1", "x"), ("b", "1", "y"), ("c", "1", "x"))
    (problem,) = duplicate_unique_key(SCHEMA, rows, "a.csv")
    assert (problem.place.cell, problem.value) == ("B4", "1, x")
    assert problem.details == {"row": "2", "key": "day, level"}


def test_keys_with_a_missing_part_are_not_compared() -> None:
    rows = (("a", "1", None), ("b", "1", None), ("c", None, None))
    assert not list(duplicate_unique_key(SCHEMA, rows, "a.csv"))


def test_a_key_with_an_empty_part_is_told_at_that_part() -> None:
    rows = (("a", "1", "x"), ("a", None, "x"))
    (problem,) = incomplete_key(SCHEMA, rows, "a.csv")
    assert (problem.code, problem.place.cell) == ("key-missing", "B3")
    assert problem.details["key"] == "id, day"


def test_a_key_that_is_all_empty_is_told_elsewhere() -> None:
    assert not list(incomplete_key(SCHEMA, ((None, None, "x"),), "a.csv"))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_finite_number_is_no_value(value: str) -> None:
    (problem,) = not_a_number(SCHEMA, (("a", Decimal(value), Decimal(1)),), "a.csv")
    assert (problem.code, problem.place.cell) == ("type-number", "B2")


def test_the_schema_of_the_kind_keeps_its_contract() -> None:
    assert contract() == []


def test_fields_of_its_own_may_follow() -> None:
    assert contract(fields=[*CANONICAL["fields"], {"name": "note"}]) == []


def test_a_missing_field_is_named() -> None:
    assert contract(fields=CANONICAL["fields"][:1]) == [("field-missing", "due", "")]


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"type": "string"}, "type"),
        ({"title": "Hạn"}, "title"),
        ({"type": "string", "constraints": {}}, "constraints, type"),
    ],
)
def test_a_field_declared_differently_is_told_with_what_differs(
    change: dict[str, Any], parts: str
) -> None:
    first, second = CANONICAL["fields"]
    found = contract(fields=[first, {**second, **change}])
    assert found == [("field-definition-differs", "due", parts)]


def test_another_primary_key_is_told() -> None:
    found = contract(primaryKey=["due"])
    assert found == [("field-definition-differs", "primaryKey", "primaryKey")]
