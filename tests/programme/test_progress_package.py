"""The derived package: right by the standard, by our own checks, and the same bytes again."""

import json
from dataclasses import replace
from pathlib import Path

import frictionless
import pytest

from builder.build import checked_portal
from builder.checks.references import Keys, unknown_metadata_reference, unknown_reference
from builder.exports.downloads.files import published_files
from builder.language.words import words
from builder.model import Package
from builder.packages.read import read_package, read_schema_files
from builder.portal import Portal
from builder.programme.assembly import portal_from
from builder.programme.progress.progress_package import PROGRESS, progress_package
from builder.settings import read_settings
from builder.validation.package import checked_package
from tests import tiny
from tests.folders import FROZEN, ROOT

LANGUAGES = ("vi", "en")
SCHEMAS = read_schema_files(ROOT / "schemas")
WORDS = {language: words(language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def portal() -> Portal:
    settings = read_settings(FROZEN)
    return portal_from(checked_portal(FROZEN, settings)[0], settings, None)


@pytest.fixture(scope="module")
def package(portal: Portal) -> Package:
    found = progress_package(portal, SCHEMAS, WORDS)
    assert found is not None
    return found


@pytest.fixture
def folder(package: Package, tmp_path: Path) -> Path:
    """The package in a folder, as a steward would have written it."""
    folder = tmp_path / "datasets" / PROGRESS
    (folder / "data").mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps(package.descriptor), "utf-8")
    assert package.readme is not None
    for language, text in package.readme.items():
        (folder / f"README.{language}.md").write_text(text, "utf-8")
    (folder / "data" / "progress.csv").write_bytes(package.resources[0].content)
    return folder


def test_frictionless_finds_nothing(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


def test_our_own_checks_find_nothing_and_read_the_same_rows(package: Package, folder: Path) -> None:
    source = read_package(folder, folder.parents[1])
    checked = checked_package(source, SCHEMAS, LANGUAGES)
    assert checked.problems == ()
    assert checked.package is not None
    assert checked.package.resources[0].table == package.resources[0].table


def test_every_id_it_names_is_known(portal: Portal, package: Package) -> None:
    keys = Keys(portal.packages, frozenset())
    assert [*unknown_reference(package, keys), *unknown_metadata_reference(package, keys)] == []


def test_it_is_marked_as_derived_and_dated_by_the_day_of_reckoning(
    portal: Portal, package: Package
) -> None:
    assert package.derived
    assert package.modified == portal.as_of
    assert package.issued <= package.modified


def test_one_row_for_each_indicator(portal: Portal, package: Package) -> None:
    table = package.resources[0].table
    assert table is not None
    records = table.records()
    assert [record["indicator_id"] for record in records] == [
        indicator.id for indicator in portal.indicators
    ]


def test_a_row_tells_inputs_numbers_and_reasons(package: Package) -> None:
    table = package.resources[0].table
    assert table is not None
    row = next(
        record for record in table.records() if record["indicator_id"] == "payment-account-15-plus"
    )
    assert (row["latest_operator"], row["latest_value"], row["target_value"]) == (">", 77, 80)
    assert (row["signal"], row["cagr_signal"], row["methods_disagree"]) == (
        *("ahead", "on-track"),
        False,
    )
    assert (row["document_rating"], row["rating_disagrees"]) == (("likely-early",), False)
    assert (row["values_disagree"], row["other_signals"]) == (True, ("on-track",))
    assert "74.63%" in str(row["reason_en"])


def test_two_builds_give_the_same_bytes(portal: Portal, package: Package) -> None:
    again = progress_package(portal, SCHEMAS, WORDS)
    assert again is not None
    files = [published_files(made, "https://data.example/") for made in (package, again)]
    assert files[0] == files[1]


def test_it_goes_through_the_same_outputs(package: Package) -> None:
    uris = [file.uri for file in published_files(package, "https://data.example/")]
    assert {"data/progress/progress.csv", "data/progress/datapackage.json"} <= set(uris)


def test_an_earlier_day_of_reckoning_dates_the_first_issue_too(portal: Portal) -> None:
    earlier = portal.as_of.replace(year=portal.as_of.year - 2)
    found = progress_package(replace(portal, as_of=earlier), SCHEMAS, WORDS)
    assert found is not None
    assert found.issued == earlier


def test_a_portal_without_a_register_has_no_such_package() -> None:
    assert progress_package(tiny.PORTAL, SCHEMAS, WORDS) is None
