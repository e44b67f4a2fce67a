"""CSV on the Web: what its own reader makes of our files, and what our metadata say."""

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import csvw
import pytest

from builder.exports.descriptions.csvw import csvw_metadata
from builder.exports.downloads.files import file_name
from builder.model import Field, Package, Resource, Schema, Table
from tests import tiny
from tests.real_tables import names, said, seen, tables

TASKS = tiny.TASKS.resources[0]


def described(raw: Mapping[str, Any] = {}, **changes: Any) -> dict[str, Any]:
    """The column of a table with one field, whose descriptor says `raw` of it."""
    one: dict[str, Any] = {"title": tiny.text("Ô", "Cell"), "description": None}
    field = Field(**(one | {"name": "cell", "type": raw.get("type", "string")} | changes))
    table = Table(schema=Schema(fields=(field,)), rows=())
    package = with_raw(schema={"fields": [{"name": field.name, **raw}]})
    (column,) = metadata(package, dataclasses.replace(TASKS, table=table))["tableSchema"]["columns"]
    return dict(column)


def with_raw(**resource: Any) -> Package:
    descriptor = {"name": "tasks-tiny", "resources": [{"name": "tasks", **resource}]}
    return dataclasses.replace(tiny.TASKS, descriptor=descriptor)


def metadata(package: Package = tiny.TASKS, resource: Resource = TASKS) -> dict[str, Any]:
    return csvw_metadata(package, resource, "tasks.csv")


def published(package: Package, resource: Resource, folder: Path) -> Path:
    """The metadata file, beside its CSV."""
    name = file_name(resource)
    (folder / name).write_bytes(resource.content)
    path = folder / f"{name}-metadata.json"
    path.write_text(json.dumps(csvw_metadata(package, resource, name)), "utf-8")
    return path


def test_its_reader_gets_every_cell_that_the_csv_says(tmp_path: Path) -> None:
    for package, resource in tables():
        table = csvw.Table.from_file(published(package, resource, tmp_path))
        rows = [list(row.values()) for row in table]
        assert [column.name for column in table.tableSchema.columns] == names(resource)
        assert seen(rows) == said(resource), f"{package.id}/{resource.name}"


def test_its_validator_finds_nothing(tmp_path: Path) -> None:
    for package, resource in tables():
        found = csvw.CSVW(str(published(package, resource, tmp_path)))
        assert found.is_valid, f"{package.id}/{resource.name}: {found.warnings}"


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("task_id", {"constraints": {"pattern": "[a-z]+"}}),
        ("task_id", {"constraints": {"enum": ["t2", "t3"]}}),
        ("task_id", {"constraints": {"minLength": 3}}),
    ],
)
def test_its_reader_refuses_a_cell_that_breaks_a_constraint(
    field: str, raw: Mapping[str, Any], tmp_path: Path
) -> None:
    package = with_raw(schema={"fields": [{"name": field, **raw}]})
    with pytest.raises(ValueError, match=r"t1|length 3"):
        list(csvw.Table.from_file(published(package, TASKS, tmp_path)))


def test_its_reader_refuses_a_day_that_is_none(tmp_path: Path) -> None:
    resource = dataclasses.replace(TASKS, content=TASKS.content.replace(b"-31", b"-41"))
    with pytest.raises(ValueError, match="day is out of range"):
        list(csvw.Table.from_file(published(tiny.TASKS, resource, tmp_path)))


def test_a_column_has_its_header_and_titles_in_both_languages() -> None:
    columns = metadata()["tableSchema"]["columns"]
    assert columns[3]["titles"] == {"und": "due", "vi": "Thời hạn", "en": "Due date"}
    assert columns[3]["dc:description"][0] == {"@value": "Ngày phải xong", "@language": "vi"}


def test_a_column_in_one_language_says_which() -> None:
    assert [column.get("lang") for column in metadata()["tableSchema"]["columns"]] == [
        None,
        "vi",
        "en",
        None,
    ]


def test_the_table_says_what_it_is_and_under_which_licence() -> None:
    found = metadata()
    assert (found["@context"][0], found["url"]) == ("http://www.w3.org/ns/csvw", "tasks.csv")
    assert found["dc:title"][1] == {"@value": "Tasks", "@language": "en"}
    assert found["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert found["tableSchema"]["primaryKey"] == ["task_id"]


def test_a_licence_that_nobody_gave_is_not_invented() -> None:
    assert "dc:license" not in metadata(dataclasses.replace(tiny.TASKS, licence=None))


def test_the_dialect_is_that_of_the_descriptor() -> None:
    raw = {"delimiter": ";", "quoteChar": "'", "commentChar": "#"}
    assert metadata(with_raw(dialect=raw))["dialect"] == {
        "encoding": "utf-8",
        "header": True,
        "delimiter": ";",
        "quoteChar": "'",
        "commentPrefix": "#",
    }


def test_words_for_missing_values_are_kept() -> None:
    schema = {"missingValues": ["", {"value": "…", "label": "not yet"}]}
    assert metadata(with_raw(schema=schema))["tableSchema"]["null"] == ["", "…"]
    assert described({"missingValues": ["-"]})["null"] == ["-"]


@pytest.mark.parametrize(
    ("raw", "datatype"),
    [
        ({"type": "string"}, "string"),
        ({"type": "any"}, "string"),
        ({"type": "geopoint"}, "string"),
        ({"type": "number"}, "number"),
        ({"type": "number", "bareNumber": False}, "string"),
        (
            {"type": "number", "decimalChar": ","},
            {"base": "decimal", "format": {"decimalChar": ","}},
        ),
        (
            {"type": "integer", "constraints": {"minimum": 0}},
            {"base": "integer", "minimum": 0},
        ),
        ({"type": "boolean"}, "boolean"),
        (
            {"type": "boolean", "trueValues": ["có"], "falseValues": ["không"]},
            {"base": "boolean", "format": "có|không"},
        ),
        ({"type": "boolean", "trueValues": ["x", "X"]}, "string"),
        ({"type": "date"}, {"base": "date", "format": "yyyy-MM-dd"}),
        ({"type": "date", "format": "%d/%m/%Y"}, "string"),
        ({"type": "datetime"}, "dateTime"),
        ({"type": "year"}, "gYear"),
        ({"type": "yearmonth"}, "gYearMonth"),
        ({"type": "object"}, "json"),
        ({"type": "list"}, "string"),
        ({"type": "list", "itemType": "integer"}, "integer"),
    ],
)
def test_a_type_is_a_datatype_with_its_format(
    raw: Mapping[str, Any], datatype: str | dict[str, Any]
) -> None:
    assert described(raw)["datatype"] == datatype


def test_allowed_values_are_a_pattern_of_themselves() -> None:
    column = described(categories=("=", "a.b", "percent-per-year"))
    assert column["datatype"]["format"] == r"^(?:=|a\.b|percent-per-year)$"


def test_a_list_says_what_separates_it() -> None:
    assert described({"type": "list"})["separator"] == ","
    assert described({"type": "list", "delimiter": ";"})["separator"] == ";"
    assert "separator" not in described({"type": "string"})


@pytest.mark.parametrize(
    ("name", "expected"), [("_id", "%5Fid"), ("a-b", "a%2Db"), ("tên", "t%C3%AAn")]
)
def test_a_name_is_one_that_the_standard_takes(name: str, expected: str) -> None:
    column = described(name=name)
    assert (column["name"], column["titles"]["und"]) == (expected, name)


def test_a_row_that_begins_like_a_comment_is_none(tmp_path: Path) -> None:
    resource = dataclasses.replace(TASKS, content=TASKS.content.replace(b"t1", b"#1"))
    (row,) = csvw.Table.from_file(published(tiny.TASKS, resource, tmp_path))
    assert row["task_id"] == "#1"
