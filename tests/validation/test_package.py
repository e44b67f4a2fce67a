"""One package through all its checks: a Package, or every problem it has, one for each cause."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from builder.packages.read import DESCRIPTOR, read_package, read_schema_files
from builder.validation.package import Checked, checked_package
from tests.folders import ROOT, edited, found_problems, spoken, write_portal

SCHEMAS = read_schema_files(ROOT / "schemas")

Judge: TypeAlias = Callable[[str], Checked]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


@pytest.fixture
def judge(root: Path) -> Judge:
    def judged(name: str) -> Checked:
        return checked_package(read_package(root / "datasets" / name, root), SCHEMAS, ("vi", "en"))

    return judged


def told(checked: Checked) -> list[tuple[str, str | None]]:
    """Code and place of each problem, by cell where there is one."""
    return [
        (problem.code, problem.place.cell or problem.place.field)
        for problem in spoken(checked.problems)
    ]


def change(root: Path, name: str, make: Callable[[dict[str, Any]], object]) -> None:
    """Change the descriptor of a package in place."""
    path = root / "datasets" / name / DESCRIPTOR
    descriptor = json.loads(path.read_text("utf-8"))
    make(descriptor)
    path.write_text(json.dumps(descriptor), "utf-8")


def test_a_valid_package_has_its_tables_and_no_problem(judge: Judge) -> None:
    checked = judge("tasks-tiny")
    assert checked.package is not None
    assert [
        len(resource.table.rows) for resource in checked.package.resources if resource.table
    ] == [3, 2]
    assert checked.problems == ()


def test_a_package_with_an_error_is_no_package(root: Path, judge: Judge) -> None:
    edited(root / "datasets/rainfall/rainfall.csv", "12.5", "mười hai")
    checked = judge("rainfall")
    assert checked.package is None
    assert told(checked) == [("type-number", "D2")]


def test_a_warning_goes_with_a_package(root: Path, judge: Judge) -> None:
    edited(root / "datasets/indicators-tiny/data/observations.csv", "1234", "1.234")
    checked = judge("indicators-tiny")
    assert checked.package is not None
    assert told(checked) == [("thousands-misread", "E4")]


def test_every_problem_of_every_file_is_told_at_once(root: Path, judge: Judge) -> None:
    edited(root / "datasets/tasks-tiny/data/tasks.csv", "2024-12-31", "31/12/2024")
    edited(root / "datasets/tasks-tiny/data/status.csv", "completed", "done")
    (root / "datasets/tasks-tiny/README.en.md").unlink()
    assert told(judge("tasks-tiny")) == [
        ("language-missing", None),
        ("type-date", "R2"),
        ("category-unknown", "D3"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("heavy,", "heavy ,", ("white-space", "E2")),
        ("12.5", "NaN", ("type-number", "D2")),
        ("2,Láng,2024-04-25,0,none,,", "2,Láng,Hà Nội,2024-04-25,0,none,,", ("extra-cell", "H3")),
        ("2,Láng,2024-04-25,0,none,,", "2,Láng,2024-04-25,0,None", ("missing-cell", "F3")),
        ("Heavy rain", "", ("language-missing", "G2")),
    ],
)
def test_one_cause_is_one_problem(
    old: str, new: str, problem: tuple[str, str], root: Path, judge: Judge
) -> None:
    edited(root / "datasets/rainfall/rainfall.csv", old, new)
    assert told(judge("rainfall")) == [problem]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("tasks-tiny/data/tasks.csv", "Connect every commune", "", ("language-missing", "G2")),
        ("tasks-tiny/data/tasks.csv", "t-2,", "t-2 ,", ("white-space", "A4")),
        ("indicators-tiny/data/observations.csv", "2023,actual", "2023,", ("required-empty", "C2")),
    ],
)
def test_a_cell_that_breaks_several_rules_is_told_by_its_cause(
    file: str, old: str, new: str, problem: tuple[str, str], root: Path, judge: Judge
) -> None:
    edited(root / "datasets" / file, old, new)
    assert told(judge(file.partition("/")[0])) == [problem]


def test_a_table_is_not_judged_by_a_schema_that_is_wrong(root: Path, judge: Judge) -> None:
    change(
        root,
        "topics",
        lambda descriptor: descriptor["resources"][0]["schema"].update(primaryKey=["position"]),
    )
    assert told(judge("topics")) == [("field-definition-differs", "resources[0].schema")]


def test_a_resource_that_cannot_be_read_hides_the_keys_to_it(root: Path, judge: Judge) -> None:
    key = {"fields": ["task_id"], "reference": {"resource": "tasks", "fields": ["task_id"]}}
    change(
        root,
        "tasks-tiny",
        lambda descriptor: descriptor["resources"][1]["schema"].update(foreignKeys=[key]),
    )
    (root / "datasets/tasks-tiny/data/tasks.csv").unlink()
    assert told(judge("tasks-tiny")) == [("file-missing", "resources[0].path")]


def test_two_resources_may_not_share_a_name(root: Path, judge: Judge) -> None:
    change(
        root,
        "rainfall",
        lambda descriptor: descriptor["resources"].append(
            copy.deepcopy(descriptor["resources"][0])
        ),
    )
    assert told(judge("rainfall")) == [("property-invalid", "resources[1].name")]


def test_an_unknown_kind_of_table_is_told_with_those_that_are_known(
    root: Path, judge: Judge
) -> None:
    change(
        root,
        "topics",
        lambda descriptor: descriptor["resources"][0]["portal"].update(table="topic"),
    )
    (problem,) = judge("topics").problems
    assert (problem.code, problem.value) == ("property-invalid", "topic")
    assert "tasks, topics" in problem.details["expected"]


@pytest.mark.parametrize(
    ("number", "field", "problem"),
    [
        (1, {"name": "day"}, ("duplicate-header", "resources[0].schema.fields[2]")),
        (
            2,
            {"name": "day", "type": "dat"},
            ("property-invalid", "resources[0].schema.fields[2].type"),
        ),
        (6, {"name": "note"}, ("header-differs", None)),
    ],
)
def test_a_wrong_field_of_an_ordinary_table_is_told(
    number: int, field: dict[str, str], problem: tuple[str, str | None], root: Path, judge: Judge
) -> None:
    def make(descriptor: dict[str, Any]) -> None:
        schema = descriptor["resources"][0]["schema"]
        schema["fields"][number] = field
        del schema["uniqueKeys"], descriptor["portal"]["charts"]

    change(root, "rainfall", make)
    assert told(judge("rainfall")) == [problem]


@pytest.mark.parametrize(
    ("change_of", "field"),
    [
        (lambda raw: raw.update(created="2024-99-01T00:00:00Z"), "created"),
        (lambda raw: raw.update(created="2024-02-30T00:00:00Z"), "created"),
        (lambda raw: raw.update(created="2024-02-03T25:00:00Z"), "created"),
        (
            lambda raw: raw["resources"][0]["schema"]["fields"][0].update(
                constraints={"pattern": ""}
            ),
            "resources[0].schema.fields[0].constraints.pattern",
        ),
        (
            lambda raw: raw["resources"][0]["schema"]["fields"][2].update(
                constraints={"minimum": "2024-05-01", "maximum": "2024-01-31"}
            ),
            "resources[0].schema.fields[2].constraints.minimum",
        ),
        (
            lambda raw: raw["resources"][0]["schema"]["fields"][6].update(
                type="boolean", trueValues=["x"], falseValues=["o", "x"]
            ),
            "resources[0].schema.fields[6].falseValues",
        ),
    ],
)
def test_a_descriptor_that_contradicts_itself_is_told_at_the_property(
    change_of: Callable[[dict[str, Any]], object], field: str, root: Path, judge: Judge
) -> None:
    change(root, "rainfall", change_of)
    assert told(judge("rainfall")) == [("property-invalid", field)]


def test_a_table_stands_in_a_file_or_in_the_descriptor(root: Path) -> None:
    change(root, "rainfall", lambda raw: raw["resources"][0].update(data=[{"a": 1}]))
    (problem,) = found_problems(root)
    assert (problem.code, problem.place.field) == ("property-invalid", "resources[0].data")


def test_columns_in_another_order_are_named(root: Path, judge: Judge) -> None:
    edited(root / "datasets/rainfall/rainfall.csv", "reading,station,", "station,reading,")
    (problem,) = judge("rainfall").problems
    assert problem.details["first"] == "station ≠ reading"


def test_lines_that_end_in_cr_alone_are_one_problem(root: Path, judge: Judge) -> None:
    path = root / "datasets/rainfall/rainfall.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))
    assert told(judge("rainfall")) == [("line-ending", None)]


def test_a_key_of_fields_that_are_not_there_is_told(root: Path, judge: Judge) -> None:
    change(
        root,
        "rainfall",
        lambda descriptor: descriptor["resources"][0]["schema"].update(primaryKey="id"),
    )
    (problem,) = judge("rainfall").problems
    assert (problem.code, problem.value) == ("property-invalid", "id")


def test_a_table_without_a_schema_is_told_once(root: Path, judge: Judge) -> None:
    change(root, "rainfall", lambda descriptor: descriptor["resources"][0].pop("schema"))
    assert told(judge("rainfall")) == [("property-missing", "resources[0].schema")]


def test_a_file_that_is_no_table_is_offered_as_it_is(root: Path, judge: Judge) -> None:
    def make(descriptor: dict[str, Any]) -> None:
        resource = descriptor["resources"][0]
        resource |= {"path": "rainfall.json", "format": "json"}
        del resource["schema"], descriptor["portal"]["charts"]

    (root / "datasets/rainfall/rainfall.json").write_text("[1]")
    change(root, "rainfall", make)
    package = judge("rainfall").package
    assert package is not None
    assert (package.resources[0].content, package.resources[0].table) == (b"[1]", None)


_CATEGORIES = ("resources", 0, "schema", "fields", 4, "categories")
_TWICE = (
    (_CATEGORIES, ["none", "light", "heavy", "none"]),
    (_CATEGORIES, [{"value": "none", "label": "A"}, {"value": "light", "label": "A"}, "heavy"]),
    (("resources", 0, "schema", "missingValues"), [{"value": "", "label": "a"}, ""]),
    (("resources", 0, "schema", "primaryKey"), []),
    (("resources", 0, "schema", "primaryKey"), ["reading", "reading"]),
    (("resources", 0, "schema", "uniqueKeys"), [["station", "day"], ["station", "day"]]),
    (("resources", 0, "schema", "fields", 1, "constraints", "enum"), ["Láng", "Hà Đông", "Láng"]),
    (("keywords",), ["mưa", "mưa"]),
    (("portal", "keywords", "en"), ["rain", "rain"]),
)


@pytest.mark.parametrize(("path", "value"), _TWICE)
def test_what_stands_twice_is_told_where_it_stands(
    path: tuple[str | int, ...], value: object, root: Path, judge: Judge
) -> None:
    def make(descriptor: Any) -> None:
        for step in path[:-1]:
            descriptor = descriptor[step]
        descriptor[path[-1]] = value

    change(root, "rainfall", make)
    dotted = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    assert told(judge("rainfall")) == [("property-invalid", dotted.removeprefix("."))]


def test_one_mark_cannot_be_that_of_decimals_and_of_thousands(root: Path, judge: Judge) -> None:
    change(
        root,
        "rainfall",
        lambda raw: raw["resources"][0]["schema"]["fields"][3].update(groupChar="."),
    )
    assert told(judge("rainfall")) == [
        ("property-invalid", "resources[0].schema.fields[3].groupChar")
    ]


def test_a_format_that_no_point_has_is_told_there(root: Path, judge: Judge) -> None:
    field = {"name": "note_vi", "type": "geopoint", "format": "x"}
    change(
        root, "rainfall", lambda raw: raw["resources"][0]["schema"]["fields"].__setitem__(5, field)
    )
    assert told(judge("rainfall")) == [("property-invalid", "resources[0].schema.fields[5].format")]


def test_a_table_with_the_format_of_something_else_is_told_there(root: Path, judge: Judge) -> None:
    change(root, "rainfall", lambda raw: raw["resources"][0].update(format="x"))
    assert told(judge("rainfall")) == [("property-invalid", "resources[0].format")]


def test_an_encoding_of_no_file_is_told_there(root: Path) -> None:
    change(root, "rainfall", lambda raw: raw["resources"][0].update(encoding="rot13"))
    (problem,) = spoken(found_problems(root))
    assert (problem.code, problem.place.field) == (
        "encoding-not-declared",
        "resources[0].encoding",
    )


def test_a_name_that_windows_refuses_is_told(root: Path, judge: Judge) -> None:
    change(root, "rainfall", lambda raw: raw["resources"][0].update(name="con"))
    assert ("name-reserved", "resources[0].name") in told(judge("rainfall"))


def test_an_odd_space_within_a_sound_table_is_told(root: Path, judge: Judge) -> None:
    edited(root / "datasets/tasks-tiny/data/tasks.csv", "Nối mạng đến", "Nối\u00a0mạng đến")
    checked = judge("tasks-tiny")
    assert told(checked) == [("white-space", "F2")]
    assert checked.package is not None
