"""All packages together: every problem of every package at once, worst first."""

import datetime
import json
import shutil
from pathlib import Path

import pytest

from builder.build import build, checked_portal
from builder.settings import read_settings
from builder.validation.portal import NEEDED
from tests.folders import edited, found_problems, write_portal


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


def test_right_packages_come_back_in_their_order_and_are_counted(root: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    packages, warnings = checked_portal(root, read_settings(root), lambda *step: steps.append(step))
    ids = [package.id for package in packages]
    assert (ids, warnings) == (sorted(ids), ())
    assert steps == [("read", 7, 7), *(("validate", number, 7) for number in range(1, 8))]


def test_problems_of_all_packages_are_told_worst_first(root: Path) -> None:
    edited(root / "datasets/indicators-tiny/data/observations.csv", "1234", "1.234")
    edited(root / "datasets/rainfall/rainfall.csv", "12.5", "x")
    edited(root / "datasets/tasks-tiny/data/status.csv", "completed", "done")
    assert [problem.code for problem in found_problems(root)] == [
        *("type-number", "category-unknown"),
        "thousands-misread",
    ]


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_code_list_is_told_once_for_all_that_refer_to_it(name: str, root: Path) -> None:
    shutil.rmtree(root / "datasets" / name)
    assert [(problem.code, problem.value) for problem in found_problems(root)] == [
        ("package-missing", name)
    ]


def test_a_broken_code_list_is_told_once_for_all_that_refer_to_it(root: Path) -> None:
    edited(root / "datasets/organisations/data/organisations.csv", "ministry-x,", "Ministry X,")
    assert [(problem.code, problem.value) for problem in found_problems(root)] == [
        ("pattern-mismatch", "Ministry X")
    ]


def test_a_portal_without_packages_tells_what_it_needs(root: Path) -> None:
    shutil.rmtree(root / "datasets")
    assert [problem.code for problem in found_problems(root)] == ["package-missing"] * 3


def test_a_publisher_that_is_no_organisation_is_told(root: Path) -> None:
    edited(root / "portal.toml", 'publisher = "maintainers"', 'publisher = "maintainer"')
    (problem,) = found_problems(root)
    assert (problem.code, problem.place.file) == ("reference-unknown", "portal.toml")


@pytest.mark.parametrize("name", ["organisations", "topics", "documents", "indicators"])
def test_a_portal_calls_its_lists_as_it_likes(name: str, tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    folder = root / "datasets" / name
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    text = json.dumps({**descriptor, "name": "danh-muc"}, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text, "utf-8")
    folder.rename(root / "datasets" / "danh-muc")
    assert found_problems(root) == ()
    assert build(root, tmp_path / "site", as_of=datetime.date(2025, 1, 15)).pages > 0


def test_a_copy_of_the_schemas_serves_a_portal_of_one_language(root: Path) -> None:
    edited(root / "portal.toml", '["vi", "en"]', '["vi"]')
    codes = {problem.code for problem in found_problems(root)}
    assert codes == {"field-definition-differs"}  # `portal schemas` mends it


def test_a_schema_that_was_not_copied_is_told_as_that_alone(root: Path) -> None:
    path = root / "datasets/indicators-tiny/datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    for resource in descriptor["resources"]:
        resource.pop("schema")
    path.write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    assert {problem.code for problem in found_problems(root)} == {"field-definition-differs"}


def test_a_foreign_key_to_a_list_is_told(root: Path) -> None:
    path = root / "datasets/rainfall/datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    key = {"fields": ["station"], "reference": {"resource": ["x"], "fields": ["y"]}}
    descriptor["resources"][0]["schema"]["foreignKeys"] = [key]
    path.write_text(json.dumps(descriptor), "utf-8")
    (problem,) = found_problems(root)
    assert problem.place.file.startswith("datasets/rainfall/")


def test_a_value_too_long_for_the_label_of_a_chart_is_told(root: Path) -> None:
    observations = root / "datasets/indicators-tiny/data/observations.csv"
    edited(observations, "=,16.5,", f"=,{'9' * 30},")
    assert "number-unprintable" in {problem.code for problem in found_problems(root)}
