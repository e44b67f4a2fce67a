"""Structured data in the head of pages: what search engines ask for, safe inside a script."""

import dataclasses
import json

from hypothesis import given
from hypothesis import strategies as st

from builder.exports.descriptions.schema_org import (
    JsonLd,
    breadcrumbs_json_ld,
    data_catalogue_json_ld,
    dataset_json_ld,
    indicator_json_ld,
    render_json_ld_script,
)
from builder.model import Package
from builder.pages.programme.indicator import value_uris
from builder.site import Link
from tests import register, tiny

BASE = tiny.SETTINGS.base_url
PORTAL = tiny.PORTAL


def dataset(package: Package = tiny.TASKS, language: str = "en") -> JsonLd:
    return dataset_json_ld(package, tiny.files()[package.id], PORTAL, language)


def test_a_dataset_has_what_google_requires_and_recommends() -> None:
    wanted = {
        "name",
        "alternateName",
        "description",
        "creator",
        "license",
        "keywords",
        "identifier",
        "isAccessibleForFree",
        "temporalCoverage",
        "spatialCoverage",
        "variableMeasured",
        "version",
        "url",
        "includedInDataCatalog",
        "distribution",
        "isBasedOn",
    }
    assert wanted <= set(dataset())
    assert 50 <= len(dataset()["description"]) <= 5000


def test_each_language_has_its_own_name_and_page() -> None:
    assert dataset(language="vi")["url"] == f"{BASE}du-lieu/tasks-tiny/"
    assert dataset(language="en")["name"] == "Tasks of 2024"
    assert dataset(language="en")["@id"] == dataset(language="vi")["@id"]


def test_a_period_is_an_interval() -> None:
    assert dataset()["temporalCoverage"] == "2024-01-01/2024-12-31"


def test_the_licence_is_its_own_address() -> None:
    assert dataset()["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "license" not in dataset(dataclasses.replace(tiny.TASKS, licence=None))


def test_a_dataset_without_a_creator_names_none() -> None:
    assert "creator" not in dataset(tiny.RAINFALL)


def test_every_file_can_be_fetched() -> None:
    first = dataset()["distribution"][0]
    assert first["contentUrl"] == f"{BASE}data/tasks-tiny/tasks.csv"
    assert first["encodingFormat"] == "text/csv"


def test_texts_in_the_other_language_are_no_variables() -> None:
    names = [variable["propertyID"] for variable in dataset()["variableMeasured"]]
    assert names == ["task_id", "name_en", "due"]


def test_a_dataset_is_based_on_its_documents_and_on_addresses() -> None:
    (work,) = dataset(language="vi")["isBasedOn"]
    assert (work["name"], work["identifier"]) == ("Kế hoạch năm 2024", "1/QĐ-BX")
    (page,) = dataset(tiny.RAINFALL)["isBasedOn"]
    assert page["url"] == "https://station.example/lang?q=m%C6%B0a%20to"


def test_a_very_long_description_ends_at_a_word() -> None:
    long = dataclasses.replace(tiny.TASKS, description=tiny.text("dài " * 3000, "long " * 3000))
    description = dataset(long)["description"]
    assert len(description) <= 5000
    assert description.endswith("long …")


def test_the_catalogue_is_the_one_that_datasets_name() -> None:
    found = data_catalogue_json_ld(PORTAL, "en")
    assert found["@id"] == dataset()["includedInDataCatalog"]["@id"]
    assert (found["name"], found["url"]) == ("Tiny portal", f"{BASE}en/")


def test_breadcrumbs_are_numbered_addresses() -> None:
    trail = [Link(text="Home", uri="en/"), Link(text="Datasets", uri="en/datasets/")]
    steps = breadcrumbs_json_ld(trail, PORTAL)["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2]
    assert steps[1]["item"] == f"{BASE}en/datasets/"


def test_nothing_in_a_script_can_end_it() -> None:
    script = render_json_ld_script({"name": "</script><!-- & ]]> \u2028\u2029"})
    assert not set(script) & set("<>&\u2028\u2029")


@given(st.dictionaries(st.text(), st.text()))
def test_a_script_holds_the_same_json(thing: dict[str, str]) -> None:
    assert json.loads(render_json_ld_script(thing)) == thing


def test_an_indicator_is_a_dataset_of_its_values() -> None:
    bodies = PORTAL.organisations
    portal = dataclasses.replace(register.view("en").portal, organisations=bodies)
    indicator = portal.indicators[0]
    told = indicator_json_ld(
        indicator, portal, language="en", description="d" * 60, uris=value_uris(indicator)
    )
    assert told["@type"] == "Dataset"
    assert told["url"].endswith(f"en/indicators/{indicator.id}/")
    assert [file["encodingFormat"] for file in told["distribution"]] == [
        "text/csv",
        "application/json",
    ]
