"""Croissant: what our descriptions say, and what its reference implementation makes of them."""

import dataclasses
from typing import Any

import pytest

from builder.exports.descriptions.croissant import CONFORMS_TO, croissant_json_ld
from builder.model import Field, Package, Schema, Table
from tests import tiny

PORTAL = tiny.PORTAL
CSV = tiny.files()["tasks-tiny"][0]


def described(package: Package = tiny.TASKS) -> dict[str, Any] | None:
    return croissant_json_ld(package, tiny.files()["tasks-tiny"], PORTAL, "Maintainers. Tasks.")


def found(package: Package = tiny.TASKS) -> dict[str, Any]:
    description = described(package)
    assert description is not None
    return description


def fields(package: Package = tiny.TASKS) -> list[dict[str, Any]]:
    (record_set,) = found(package)["recordSet"]
    return list(record_set["field"])


def with_list() -> Package:
    title = tiny.text("Cơ quan", "Bodies")
    field = Field(name="lead", type="list", title=title, description=None)
    table = Table(schema=Schema(fields=(field,)), rows=())
    resource = dataclasses.replace(tiny.TASKS.resources[0], table=table)
    raw = {"name": "tasks", "schema": {"fields": [{"name": "lead", "delimiter": ";"}]}}
    return dataclasses.replace(tiny.TASKS, resources=(resource,), descriptor={"resources": [raw]})


def test_a_dataset_has_what_the_standard_requires() -> None:
    required = {"@context", "@type", "name", "description", "license", "url", "creator"}
    assert required | {"datePublished", "distribution"} <= set(found())
    assert found()["conformsTo"] == CONFORMS_TO


def test_texts_are_there_in_both_languages() -> None:
    assert found()["name"] == {"vi": "Nhiệm vụ năm 2024", "en": "Tasks of 2024"}
    assert fields()[3]["description"]["en"] == "Day by which it must be done"


def test_a_file_can_be_fetched_and_checked() -> None:
    (file,) = found()["distribution"]
    assert file["contentUrl"] == f"{tiny.SETTINGS.base_url}data/tasks-tiny/tasks.csv"
    assert (file["encodingFormat"], file["sha256"]) == ("text/csv", CSV.sha256)


def test_a_field_is_a_column_of_its_file() -> None:
    due = fields()[3]
    assert (due["@id"], due["dataType"]) == ("tasks/due", "sc:Date")
    assert due["source"] == {"fileObject": {"@id": "tasks.csv"}, "extract": {"column": "due"}}


def test_the_primary_key_is_the_key_of_the_records() -> None:
    assert found()["recordSet"][0]["key"] == [{"@id": "tasks/task_id"}]


def test_a_list_is_an_array_split_at_its_delimiter() -> None:
    (lead,) = fields(with_list())
    assert (lead["isArray"], lead["arrayShape"]) == (True, "-1")
    assert lead["source"]["transform"] == {"separator": ";"}


@pytest.mark.parametrize("missing", [{"licence": None}, {"creator": None}, {"resources": ()}])
def test_a_dataset_that_lacks_what_is_required_is_not_described(missing: Any) -> None:
    assert described(dataclasses.replace(tiny.TASKS, **missing)) is None
