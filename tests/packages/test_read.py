"""Source files as they lie on disk: every file of every package, nothing from outside."""

from pathlib import Path

import pytest

from builder.packages.read import read_package, read_packages, read_schema_files
from builder.problem import BuildError
from tests.folders import spoken


def portal(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / "datasets" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "datasets" / path).write_bytes(path.encode())
    return folder


def test_packages_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    root = portal(tmp_path, "b/x.csv", "a/x.csv", "a-1/x.csv")
    assert [package.id for package in read_packages(root)] == ["a", "a-1", "b"]


def test_a_portal_without_datasets_has_no_packages(tmp_path: Path) -> None:
    assert read_packages(tmp_path) == []


def test_files_are_bytes_by_slash_path(tmp_path: Path) -> None:
    root = portal(tmp_path, "a/datapackage.json", "a/data/x.csv", "a/data/sub/y.csv")
    package = read_package(root / "datasets" / "a", root)
    assert list(package.files) == ["data/sub/y.csv", "data/x.csv", "datapackage.json"]
    assert package.files["data/x.csv"] == b"a/data/x.csv"


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    root = portal(tmp_path, ".hidden/x.csv", "a/.DS_Store", "a/.git/config", "a/x.csv")
    (package,) = read_packages(root)
    assert list(package.files) == ["x.csv"]


def test_files_beside_the_packages_are_left_out(tmp_path: Path) -> None:
    root = portal(tmp_path, "README.md", "a/x.csv")
    assert [package.id for package in read_packages(root)] == ["a"]


def test_links_do_not_lead_out_of_a_package(tmp_path: Path) -> None:
    root = portal(tmp_path, "a/x.csv", "b/secret.csv")
    (root / "datasets/a/file.csv").symlink_to(root / "datasets/b/secret.csv")
    (root / "datasets/a/folder").symlink_to(root / "datasets/b", target_is_directory=True)
    package = read_package(root / "datasets" / "a", root)
    assert list(package.files) == ["x.csv"]


def test_a_file_is_named_from_the_portals_root(tmp_path: Path) -> None:
    (package,) = read_packages(portal(tmp_path, "a/x.csv"))
    assert package.file("data/x.csv") == "datasets/a/data/x.csv"


def test_schemas_are_read_by_their_path(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables/tasks.schema.json").write_text('{"name": "tasks"}')
    (tmp_path / "README.md").write_text("no schema")
    assert read_schema_files(tmp_path) == {"tables/tasks.schema.json": {"name": "tasks"}}


@pytest.mark.parametrize("content", ["{", "[]", "[" * 100_000])
def test_a_schema_that_is_no_json_object_is_told_with_its_file(
    content: str, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(BuildError) as error:
        read_schema_files(tmp_path)
    (problem,) = spoken(error.value.problems)
    assert problem.place.file == f"{tmp_path.name}/a.json"


def test_a_schema_of_the_portal_is_read_as_strictly_as_a_descriptor(tmp_path: Path) -> None:
    for text, reason in (('{"a": 1,\n"a": 2}', '"a" ×2'), ('{"a": 1\n"b": 2}', "comma")):
        (tmp_path / "own.json").write_text(text, "utf-8")
        with pytest.raises(BuildError) as caught:
            read_schema_files(tmp_path)
        (problem,) = caught.value.problems
        assert (problem.code, problem.details["reason"]) == ("descriptor-not-json", reason)
