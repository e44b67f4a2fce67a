"""The table schemas of schemas/ stand in the descriptors of the packages that use them."""

import json
from pathlib import Path
from typing import Any

import pytest

from builder.cli import main
from builder.packages.read import read_schema_files
from builder.packages.schemas import with_schema, write_schemas
from builder.problem import BuildError
from tests.folders import BASE, ROOT, contents, edited, spoken, write_portal

SCHEMAS = {
    "tables/tasks.schema.json": {
        "name": "tasks",
        "title": "Nhiệm vụ",
        "portal": {"title": {"en": "Tasks"}},
        "fields": [{"name": "task_id", "type": "string"}, {"name": "due", "type": "date"}],
        "primaryKey": ["task_id"],
    }
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


def schema(*fields: dict[str, str], table: str = "tasks") -> dict[str, Any]:
    """The schema of a resource of a kind that had these fields."""
    resource = {"name": "a", "portal": {"table": table}, "schema": {"fields": list(fields)}}
    found = with_schema(resource, SCHEMAS, ("vi", "en"))["schema"]
    assert isinstance(found, dict)
    return found


def test_a_resource_takes_the_fields_and_keys_of_its_kind() -> None:
    found = schema({"name": "due", "type": "string"})
    assert found["fields"] == SCHEMAS["tables/tasks.schema.json"]["fields"]
    assert found["primaryKey"] == ["task_id"]


def test_the_name_of_the_kind_is_not_the_name_of_the_schema() -> None:
    assert set(schema()) == {"fields", "primaryKey"}


def test_fields_of_its_own_follow() -> None:
    found = schema({"name": "note"}, {"name": "task_id"})
    assert [field["name"] for field in found["fields"]] == ["task_id", "due", "note"]


def test_a_table_of_no_kind_stays_as_it_is() -> None:
    resource = {"name": "a", "portal": {}, "schema": {"fields": [{"name": "x"}]}}
    assert with_schema(resource, SCHEMAS, ("vi", "en")) == resource
    assert schema({"name": "x"}, table="nothing") == {"fields": [{"name": "x"}]}


def test_only_descriptors_that_change_are_written_and_named(root: Path) -> None:
    before = contents(root)
    edited(root / "datasets/topics/datapackage.json", '"type": "integer"', '"type": "string"')
    assert list(write_schemas(root, (), ("vi", "en"))) == ["topics"]
    assert contents(root) == before
    assert list(write_schemas(root, (), ("vi", "en"))) == []


def test_only_packages_that_are_asked_for_are_written(root: Path) -> None:
    for name in ("topics", "organisations"):
        edited(root / f"datasets/{name}/datapackage.json", '"required": true', '"required": false')
    assert list(write_schemas(root, ["topics"], ("vi", "en"))) == ["topics"]
    assert list(write_schemas(root, (), ("vi", "en"))) == ["organisations"]


def test_descriptors_stay_readable(root: Path) -> None:
    path = root / "datasets/topics/datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8"))), "utf-8")
    assert list(write_schemas(root, (), ("vi", "en"))) == ["topics"]
    assert path.read_bytes() == (BASE / "datasets/topics/datapackage.json").read_bytes()


def test_every_field_of_every_kind_speaks_both_languages() -> None:
    tables = {
        path: file for path, file in read_schema_files(ROOT / "schemas").items() if "/" in path
    }
    untitled = [
        f"{path}: {field['name']}"
        for path, table in tables.items()
        for field in table["fields"]
        if not field.get("title") or not field["portal"]["title"]["en"]
    ]
    assert untitled == []
    assert all(path == f"tables/{table['name']}.schema.json" for path, table in tables.items())


def test_a_descriptor_that_cannot_be_read_is_told_and_nothing_is_written(root: Path) -> None:
    edited(root / "datasets/topics/datapackage.json", '"type": "integer"', '"type": "string"')
    faults = {"documents": b"[]", "rainfall": b'{"resources": null}', "indicators": b"\xe9"}
    for name, content in faults.items():
        (root / "datasets" / name / "datapackage.json").write_bytes(content)
    before = contents(root)
    with pytest.raises(BuildError) as told:
        list(write_schemas(root, (), ("vi", "en")))
    assert [problem.place.file for problem in spoken(told.value.problems)] == [
        f"datasets/{name}/datapackage.json" for name in sorted(faults)
    ]
    assert contents(root) == before


@pytest.mark.parametrize("resource", [{"portal": 5}, {"schema": "schema.json"}])
def test_a_resource_of_another_shape_stays_as_it_is(resource: dict[str, Any]) -> None:
    assert with_schema(resource, SCHEMAS, ("vi", "en")) == resource


def test_numbers_of_the_descriptor_keep_their_digits(root: Path) -> None:
    path = root / "datasets/tasks-tiny/datapackage.json"
    edited(path, '"version":', '"x": 0.10, "version":')
    edited(path, '"title": "Nhiệm vụ"', '"title": "Việc"')
    before = path.read_bytes()
    assert main(["schemas", "--root", str(root)]) == 0
    assert path.read_bytes() != before
    assert '"x": 0.10' in path.read_text("utf-8")
