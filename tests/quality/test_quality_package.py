"""The package `quality`: made by the build, and as good as one that a steward made."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import frictionless
import pytest

from builder.build import checked_portal
from builder.exports.downloads.files import PublishedFile, published_files
from builder.language.words import words
from builder.model import Licence, Package, Table
from builder.packages.read import read_package, read_schema_files
from builder.programme.assembly import portal_from
from builder.quality.method import MAXIMUM, METRICS, Dimension, maximum
from builder.quality.quality_package import quality_package, scored_package
from builder.quality.results import Scores, catalogue_scores
from builder.settings import read_settings
from builder.validation.package import checked_package
from tests import tiny
from tests.folders import ROOT, found_problems, write_portal

SCHEMAS = read_schema_files(ROOT / "schemas")
WORDS = {name: words(name) for name in ("vi", "en")}
PORTAL = tiny.PORTAL


def publish(package: Package) -> Sequence[PublishedFile]:
    return published_files(package, tiny.SETTINGS.base_url)


@pytest.fixture(scope="module")
def scored() -> tuple[Package, Scores]:
    return scored_package(PORTAL, publish, schemas=SCHEMAS, words=WORDS)


def table(package: Package, name: str) -> Table:
    resource = package.resource(name)
    assert resource is not None
    assert resource.table is not None
    return resource.table


def write(package: Package, folder: Path) -> Path:
    """The package as a folder of datasets/."""
    for resource in package.resources:
        path = folder / resource.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(resource.content)
    descriptor = json.dumps(package.descriptor, ensure_ascii=False)
    (folder / "datapackage.json").write_text(descriptor, "utf-8")
    for language, text in (package.readme or {}).items():
        (folder / f"README.{language}.md").write_text(text, "utf-8")
    return folder


def test_each_metric_of_each_dataset_is_a_row(scored: tuple[Package, Scores]) -> None:
    rows = list(table(scored[0], "quality").records())
    ids = {row["dataset_id"] for row in rows}
    assert ids == {"quality", "rainfall", "tasks-tiny"}
    assert len(rows) == len(ids) * len(METRICS)


def test_the_licence_is_that_of_most_datasets_of_the_portals_publisher() -> None:
    other = Licence(name="LicenseRef-own", title="Own", url=None)
    foreign = dataclasses.replace(tiny.RAINFALL, id="a", licence=other)
    more = dataclasses.replace(tiny.TASKS, id="b")
    for packages in ((foreign, tiny.TASKS, more), (foreign, more), (more, foreign)):
        own = [dataclasses.replace(package, publisher="maintainers") for package in packages]
        portal = dataclasses.replace(PORTAL, packages=tuple(own))
        package = quality_package(portal, {}, schemas=SCHEMAS, words=WORDS)
        wanted = tiny.TASKS.licence if len(own) > 2 else own[0].licence
        assert package.licence == wanted


def test_sums_are_those_of_the_metrics(scored: tuple[Package, Scores]) -> None:
    rows = list(table(scored[0], "quality").records())
    for record in table(scored[0], "scores").records():
        own = [row for row in rows if row["dataset_id"] == record["dataset_id"]]
        assert record["total"] == sum(_points(row) for row in own)
        for name in Dimension:
            same = [row for row in own if row["dimension"] == name]
            assert record[name] == sum(_points(row) for row in same)


def _points(row: Mapping[str, Any]) -> int:
    return int(row["points"])


def test_the_package_scores_itself_as_it_is_published(scored: tuple[Package, Scores]) -> None:
    package, scores = scored
    packages = (*tiny.PORTAL.packages, package)
    whole = dataclasses.replace(tiny.PORTAL, packages=packages)
    files = {package.id: publish(package) for package in packages}
    assert catalogue_scores(whole, files) == scores
    assert scores["quality"].total == scores["quality"].judged - 20  # nobody to write to


def test_a_portal_with_the_package_is_valid(tmp_path: Path) -> None:
    root = write_portal(tmp_path / "portal")
    settings = read_settings(root)
    packages, _ = checked_portal(root, settings)
    portal = portal_from(packages, settings, None)
    package, _ = scored_package(portal, publish, schemas=SCHEMAS, words=WORDS)
    folder = write(package, root / "datasets" / "quality")
    checked = checked_package(read_package(folder, root), SCHEMAS, ("vi", "en"))
    assert checked.problems == ()
    assert [problem.code for problem in found_problems(root)] == ["name-reserved"]


def test_frictionless_finds_nothing(scored: tuple[Package, Scores], tmp_path: Path) -> None:
    folder = write(scored[0], tmp_path / "quality")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []


def test_the_schema_of_scores_knows_the_most_points_of_each_dimension() -> None:
    fields = SCHEMAS["tables/quality-scores.schema.json"]["fields"]
    most = {field["name"]: field["constraints"].get("maximum") for field in fields}
    assert {name: most[name] for name in Dimension} == {
        dimension: maximum(dimension) for dimension in Dimension
    }
    assert most["total"] == MAXIMUM


@pytest.mark.parametrize("name", ["quality", "quality-scores"])
def test_a_dataset_is_named_as_a_package_may_be(name: str) -> None:
    fields = SCHEMAS[f"tables/{name}.schema.json"]["fields"]
    column = next(field for field in fields if field["name"] == "dataset_id")
    allowed = SCHEMAS["portal-profile.schema.json"]["properties"]["name"]["pattern"]
    assert f"^{column['constraints']['pattern']}$" == allowed


def test_without_scores_the_tables_are_empty_and_the_rest_is_there() -> None:
    package = quality_package(PORTAL, {}, schemas=SCHEMAS, words=WORDS)
    assert table(package, "quality").rows == ()
    assert (package.modified, package.publisher) == (tiny.DAY, "maintainers")
    assert package.topics == ("cong-nghe", "moi-truong")
