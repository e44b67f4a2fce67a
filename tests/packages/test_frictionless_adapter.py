"""Tables judged by the standard: typed rows, and one problem for one cause."""

import copy
import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless.checks import baseline

from builder.model import Cell
from builder.packages.frictionless_adapter import (
    ERROR_CODES,
    LIMIT_ERRORS,
    validated_tables,
)
from builder.packages.judged import FIELD_TYPES, Validated
from builder.problem import CODES, Problem
from tests.folders import spoken

NUMBERS = {"fields": [{"name": "id", "type": "integer"}, {"name": "value", "type": "number"}]}


def resource(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ","},
        "schema": schema,
    }


def judged(folder: Path, *tables: tuple[str, dict[str, Any]], **more: Any) -> Validated:
    """What is said of the tables a, b, …, each a text and its schema."""
    names = "abc"[: len(tables)]
    for name, (text, _) in zip(names, tables, strict=True):
        (folder / f"{name}.csv").write_text(text, "utf-8", newline="")
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "tables",
        "resources": [
            {**resource(name, copy.deepcopy(schema)), **more}
            for name, (_, schema) in zip(names, tables, strict=True)
        ],
    }
    found = validated_tables(descriptor, folder, {name: f"{name}.csv" for name in names})
    spoken(found.problems)
    return found


def told(folder: Path, text: str, schema: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Code and cell of each problem of one table."""
    return [
        (problem.code, problem.place.cell) for problem in judged(folder, (text, schema)).problems
    ]


def column(folder: Path, text: str, **field: Any) -> Validated:
    """A table of one column with one cell."""
    quoted = text.replace('"', '""')
    return judged(folder, (f'x\n"{quoted}"\n', {"fields": [{"name": "x", **field}]}))


def cell(found: Validated) -> Cell:
    return found.rows["a"][0][0]


def only(found: Validated) -> Problem:
    (problem,) = found.problems
    return problem


def test_every_error_of_the_standard_has_a_code_of_ours() -> None:
    unreadable = {"row-count"}
    assert {error.type for error in baseline.Errors} - unreadable <= set(ERROR_CODES)
    assert set(ERROR_CODES.values()) <= set(CODES)


def test_rows_are_typed(tmp_path: Path) -> None:
    fields = [
        *({"name": "day", "type": "date"}, {"name": "value", "type": "number"}),
        {"name": "ids", "type": "list", "delimiter": ";"},
        {"name": "note", "type": "string"},
    ]
    found = judged(tmp_path, ("day,value,ids,note\n2024-04-24,1.50,a;b,\n", {"fields": fields}))
    assert found.rows["a"] == ((datetime.date(2024, 4, 24), Decimal("1.50"), ("a", "b"), None),)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("array", '["a", 1]'),
        ("duration", "P1Y2M"),
        ("geojson", '{"type": "Point", "coordinates": [1, 2]}'),
        ("geopoint", "105.8,21.0"),
        ("object", '{"a": 1}'),
        ("yearmonth", "2024-05"),
    ],
)
def test_a_value_that_is_no_cell_of_the_model_stays_its_text(
    kind: str, text: str, tmp_path: Path
) -> None:
    found = column(tmp_path, text, type=kind)
    assert (cell(found), found.problems) == (text, ())


def test_members_of_a_list_are_texts(tmp_path: Path) -> None:
    found = column(tmp_path, "1;2", type="list", delimiter=";", itemType="integer")
    assert cell(found) == ("1", "2")


def test_every_type_of_the_standard_is_known() -> None:
    assert {"any", "boolean", "date", "list", "number", "string", "yearmonth"} <= FIELD_TYPES
    assert len(FIELD_TYPES) == 16


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("integer", " 2"), ("integer", "2_000"), ("integer", "２"), ("integer", "2.0")),
        *(("number", "1_2.5"), ("number", "12.5 "), ("number", "1.234,5"), ("number", "infinity")),
        *(("date", "2024-4-5"), ("date", "31/12/2020"), ("date", "2024-02-30")),
        ("boolean", "có"),
    ],
)
def test_a_cell_is_written_as_the_standard_writes_it(kind: str, text: str, tmp_path: Path) -> None:
    problem = only(column(tmp_path, text, type=kind))
    assert (problem.code, problem.value) == (f"type-{kind}", text)
    assert problem.place.cell == "A2"


@pytest.mark.parametrize("text", ["P", "PT", "P1YT", "P1W", "P1Y1W", "P1.5D", "P1M2Y", "1Y"])
def test_a_duration_has_the_parts_of_the_standard_in_their_order(text: str, tmp_path: Path) -> None:
    problem = only(column(tmp_path, text, type="duration"))
    assert (problem.code, problem.value) == ("type-other", text)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ({"type": "number", "decimalChar": ","}, "1,5", Decimal("1.5")),
        ({"type": "number", "bareNumber": False}, "95 %", Decimal(95)),
        ({"type": "date", "format": "%d/%m/%Y"}, "31/12/2020", datetime.date(2020, 12, 31)),
        ({"type": "integer"}, "+12", 12),
        ({"type": "number"}, "-1e3", Decimal("-1e3")),
    ],
)
def test_another_way_of_writing_may_be_declared(
    field: dict[str, Any], text: str, value: Cell, tmp_path: Path
) -> None:
    found = column(tmp_path, text, **field)
    assert (cell(found), found.problems) == (value, ())


def test_a_cell_in_another_form_than_declared_is_told_with_that_form(tmp_path: Path) -> None:
    problem = only(column(tmp_path, "2020-12-31", type="date", format="%d/%m/%Y"))
    assert (problem.code, problem.details["type"]) == ("type-other", "date/%d/%m/%Y")


@pytest.mark.parametrize(
    ("constraints", "text", "code"),
    [
        ({"pattern": "[a-z]+"}, "A1", "pattern-mismatch"),
        ({"enum": ["a", "b"]}, "c", "category-unknown"),
        ({"maxLength": 2}, "abc", "constraint-broken"),
        ({"minLength": 2}, "a", "constraint-broken"),
    ],
)
def test_a_broken_constraint_is_told_with_what_is_allowed(
    constraints: dict[str, Any], text: str, code: str, tmp_path: Path
) -> None:
    problem = only(column(tmp_path, text, type="string", constraints=constraints))
    assert (problem.code, problem.value) == (code, text)
    assert problem.details["constraint"] in constraints


def test_what_an_enum_allows_reads_as_a_list(tmp_path: Path) -> None:
    found = column(tmp_path, "c", type="string", constraints={"enum": ["a", "b"]})
    assert only(found).details["allowed"] == "a, b"


@pytest.mark.parametrize(("limit", "text"), [("minimum", "-1"), ("exclusiveMinimum", "0")])
def test_a_number_beyond_its_limit_is_told(limit: str, text: str, tmp_path: Path) -> None:
    found = column(tmp_path, text, type="number", constraints={limit: 0})
    assert only(found).code == "value-out-of-range"


def test_an_empty_required_cell_is_told_once(tmp_path: Path) -> None:
    schema = {
        "fields": [
            {"name": "id", "type": "string", "constraints": {"required": True, "unique": True}},
            {"name": "x"},
        ],
        "primaryKey": ["id"],
    }
    assert told(tmp_path, "id,x\n,1\nb,2\n", schema) == [("required-empty", "A2")]


def test_a_repeated_key_is_told_once_with_the_row_that_has_it(tmp_path: Path) -> None:
    schema = {**NUMBERS, "primaryKey": ["id"]}
    problem = only(judged(tmp_path, ("id,value\n1,2\n2,3\n1,4\n", schema)))
    assert (problem.code, problem.place.cell, problem.value) == ("duplicate-key", "A4", "1")
    assert problem.details == {"row": "2", "key": "id"}


def test_a_repeated_unique_value_is_told_with_the_row_that_has_it(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "x", "type": "string", "constraints": {"unique": True}}]}
    problem = only(judged(tmp_path, ("x\na\na\n", schema)))
    assert (problem.code, problem.place.cell) == ("duplicate-row-value", "A3")
    assert problem.details["row"] == "2"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id,value\n1\n", ("missing-cell", "B2")),
        ("id,value\n1,2,3,4\n", ("extra-cell", "C2")),
        ("id,value\n,\n1,2\n", ("blank-row", None)),
        ("id,value\n1,2\n\n", ("blank-row", None)),
    ],
)
def test_a_row_of_the_wrong_shape_is_one_problem(
    text: str, problem: tuple[str, str | None], tmp_path: Path
) -> None:
    required = [{**field, "constraints": {"required": True}} for field in NUMBERS["fields"]]
    assert told(tmp_path, text, {"fields": required, "primaryKey": ["id"]}) == [problem]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("id,Value", "header-differs"),
        ("value,id", "header-differs"),
        ("id,value,note", "header-differs"),
        ("id", "field-missing"),
        ("id,id", "duplicate-header"),
        ("id,", "blank-header"),
    ],
)
def test_a_wrong_header_hides_the_cells_below_it(header: str, code: str, tmp_path: Path) -> None:
    problem = only(judged(tmp_path, (f"{header}\nx,y\nz,\n", NUMBERS)))
    assert (problem.code, problem.place.row) == (code, 1)


def test_a_header_problem_names_what_is_missing_and_what_is_unknown(tmp_path: Path) -> None:
    problem = only(judged(tmp_path, ("id,Value\n1,2\n", NUMBERS)))
    assert problem.details["missing"] == "value"
    assert problem.details["extra"] == "Value"


def test_the_header_is_row_one_and_is_not_looked_for_further_down(tmp_path: Path) -> None:
    found = judged(tmp_path, ("Bảng 1\nid,value\n1,2\n", NUMBERS))
    assert (only(found).code, only(found).details["extra"]) == ("field-missing", "Bảng 1")


def test_an_unknown_foreign_key_is_told_at_its_cell(tmp_path: Path) -> None:
    reference = {"resource": "b", "fields": ["id"]}
    schema = {
        "fields": [{"name": "x"}, {"name": "id", "type": "integer"}],
        "foreignKeys": [{"fields": ["id"], "reference": reference}],
    }
    problem = only(judged(tmp_path, ("x,id\na,1\nb,3\n", schema), ("id,value\n1,2\n", NUMBERS)))
    assert (problem.code, problem.place.cell, problem.value) == ("foreign-key", "B3", "3")
    assert problem.details["target"] == "b"


@pytest.mark.parametrize("stated", [{"bytes": 1}, {"hash": "sha256:00"}])
def test_a_file_that_is_not_the_one_described_is_told(
    stated: dict[str, Any], tmp_path: Path
) -> None:
    found = judged(tmp_path, ("id,value\n1,2\n", NUMBERS), **stated)
    assert only(found).code == "checksum-differs"


def test_a_constraint_that_its_type_does_not_know_is_told(tmp_path: Path) -> None:
    problem = only(column(tmp_path, "1", type="string", constraints={"minimum": 1}))
    assert problem.code == "schema-invalid"
    assert problem.place.field == "resources[0].schema.fields[0].constraints.minimum"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_limit_that_frictionless_trips_over_is_told(tmp_path: Path) -> None:
    """It leaves the file open."""
    problem = only(column(tmp_path, "1", type="number", constraints={"minimum": "few"}))
    assert problem.code == "schema-invalid"
    assert problem.place.field == "resources[0].schema.fields[0].constraints.minimum"


def test_each_of_several_faults_is_told_where_it_stands(tmp_path: Path) -> None:
    fields = [
        {"name": "id", "type": "string", "constraints": {"maximum": 1}},
        {"name": "value", "type": "number", "constraints": {"pattern": "x", "minimum": 0}},
    ]
    found = judged(tmp_path, ("id,value\n1,2\n", {"fields": fields}))
    assert [problem.place.field for problem in found.problems] == [
        "resources[0].schema.fields[0].constraints.maximum",
        "resources[0].schema.fields[1].constraints.pattern",
    ]


def test_a_file_that_cannot_be_read_as_declared_is_told(tmp_path: Path) -> None:
    dialect = {"delimiter": ",,"}
    problem = only(judged(tmp_path, ("id,value\n1,2\n", NUMBERS), dialect=dialect))
    assert (problem.code, problem.place.field) == (
        "resource-unreadable",
        "resources[0].dialect.delimiter",
    )


def test_too_many_problems_are_told_as_one_more(tmp_path: Path) -> None:
    rows = "".join(f"{number},x\n" for number in range(LIMIT_ERRORS + 5))
    found = judged(tmp_path, (f"id,value\n{rows}", NUMBERS)).problems
    assert len(found) == LIMIT_ERRORS + 1
    assert found[-1].code == "too-many-problems"


def test_each_table_is_judged_by_itself(tmp_path: Path) -> None:
    found = judged(tmp_path, ("id,value\n1,2\n", NUMBERS), ("id,value\n1,x\n", NUMBERS))
    assert [problem.place.file for problem in found.problems] == ["b.csv"]
    assert found.rows["a"] == ((1, Decimal(2)),)


TEXTS = {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]}


def test_marks_of_the_file_are_not_guessed_from_its_cells(tmp_path: Path) -> None:
    text = "a,b\n'x', \"y\"\n'z', \"w, v\"\n"
    found = judged(tmp_path, (text, TEXTS)).rows["a"]
    assert found[0] == ("'x'", ' "y"')


def test_what_the_dialect_says_of_marks_is_kept(tmp_path: Path) -> None:
    dialect = {"delimiter": ",", "quoteChar": "'", "skipInitialSpace": True, "nullSequence": "N"}
    found = judged(tmp_path, ("a,b\n'x, y', N\n,z\n", TEXTS), dialect=dialect).rows["a"]
    assert found == (("x, y", None), (None, "z"))


def test_cells_stand_under_their_own_names_and_columns(tmp_path: Path) -> None:
    schema = {"fields": [*TEXTS["fields"], {"name": "n", "type": "integer", "groupChar": "."}]}
    found = judged(tmp_path, ("a,b,n\nx,y,1.234\n", schema))
    assert (found.rows["a"], found.problems) == ((("x", "y", 1234),), ())
    assert told(tmp_path, "a,b,n\nx,y,1.5.x\n", schema) == [("type-number", "C2")]


@pytest.mark.parametrize("kind", ["object", "array", "string"])
def test_a_cell_full_of_quotes_takes_no_time(kind: str, tmp_path: Path) -> None:
    """The guess of a dialect, which frictionless makes of the first lines, took hours."""
    found = column(tmp_path, '{"a":' * 30_000, type=kind)
    assert [problem.code for problem in found.problems] == ["type-other"] * (kind != "string")


def test_an_item_of_a_list_is_told_as_one(tmp_path: Path) -> None:
    problem = only(column(tmp_path, "1;2;b", type="list", itemType="integer", delimiter=";"))
    assert (problem.code, problem.details["type"]) == ("type-other", "list: integer")
