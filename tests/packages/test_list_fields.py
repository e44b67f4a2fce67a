"""Columns of several values: written so that every reader takes them, and read back as lists."""

import json
import re
from pathlib import Path

import pytest
from frictionless import Package
from jsonschema import Draft202012Validator

from builder.packages.list_fields import published_field, read_resource
from tests.folders import ROOT

LIST = {"name": "lead", "type": "list", "delimiter": ";", "title": "Chủ trì"}

V1_TYPES = (
    *("any", "array", "boolean", "date", "datetime", "duration", "geojson", "geopoint"),
    *("integer", "number", "object", "string", "time", "year", "yearmonth"),
)
"""Types that Table Schema had in its first version; its readers stop at any other."""


def test_a_list_is_published_as_a_text_with_its_delimiter() -> None:
    assert published_field(LIST) == {**LIST, "type": "string"}
    assert published_field({"name": "lead", "type": "list"})["delimiter"] == ","


def test_a_limit_of_items_is_no_limit_of_characters() -> None:
    limited = {**LIST, "constraints": {"required": True, "maxLength": 3, "enum": [["a"], ["b"]]}}
    assert published_field(limited)["constraints"] == {"required": True}
    assert "constraints" not in published_field({**LIST, "constraints": {"minLength": 1}})


@pytest.mark.parametrize("kind", ["string", "integer"])
def test_any_other_field_is_published_as_it_is(kind: str) -> None:
    field = {"name": "n", "type": kind, "constraints": {"minLength": 2}}
    assert published_field(field) == field


def test_what_was_published_is_read_back_as_a_list() -> None:
    resource = {"name": "tasks", "schema": {"fields": [published_field(LIST), {"name": "n"}]}}
    assert read_resource(resource)["schema"]["fields"] == [LIST, {"name": "n"}]


@pytest.mark.parametrize("resource", [{}, {"schema": "tasks.json"}, {"schema": {"fields": 3}}])
def test_a_schema_that_is_none_stays(resource: dict[str, object]) -> None:
    assert read_resource(resource) == resource


def test_readers_of_the_first_version_know_every_type(tiny_portal: Path) -> None:
    for path in (tiny_portal / "site/data").glob("*/datapackage.json"):
        for resource in json.loads(path.read_text("utf-8"))["resources"]:
            for field in resource["schema"]["fields"]:
                assert field["type"] in V1_TYPES, (path, field["name"])


def test_a_published_package_keeps_to_the_profile_that_it_names(tiny_portal: Path) -> None:
    site = tiny_portal / "site"
    base_url = re.search(r'base_url = "([^"]*)"', (tiny_portal / "portal.toml").read_text("utf-8"))
    assert base_url
    for path in (site / "data").glob("*/datapackage.json"):
        descriptor = json.loads(path.read_text("utf-8"))
        address = descriptor["portal"]["profile"]
        profile = json.loads((site / address.removeprefix(base_url[1])).read_text("utf-8"))
        assert not list(Draft202012Validator(profile).iter_errors(descriptor))
        assert Package(str(path)).validate().valid


def test_the_profile_says_what_a_delimiter_means() -> None:
    profile = json.loads((ROOT / "schemas/portal-profile.schema.json").read_text("utf-8"))
    told = profile["properties"]["portal"]["properties"]["profile"]["description"]
    assert "`delimiter`" in told
