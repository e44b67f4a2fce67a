"""The static API: every file is the shape that openapi.json says, and every path is there."""

import json

import pytest
from jsonschema import Draft202012Validator

from builder.addresses import API
from builder.exports.api.api import Api
from builder.exports.api.openapi import openapi
from builder.programme.progress.results import progress_results
from tests import tiny


@pytest.fixture(scope="module")
def published() -> dict[str, bytes]:
    progress = progress_results(tiny.PORTAL)
    return dict(Api(tiny.PORTAL, tiny.files(), progress).files())


@pytest.fixture(scope="module")
def described() -> dict:
    return openapi(tiny.PORTAL)


def walked(described: dict) -> list[tuple[str, dict]]:
    """Every path of the description with its ids filled in, and its operation."""
    found = []
    for path, item in described["paths"].items():
        ids = [parameter["schema"]["enum"] for parameter in item.get("parameters", ())]
        for thing in ids[0] if ids else [None]:
            found.append((path.replace("{id}", str(thing)), item["get"]))
    return found


def test_every_described_path_is_published_and_no_other(published, described):
    paths = {f"{API}{path}" for path, _ in walked(described)}

    assert set(published) == paths


def test_every_file_has_the_shape_that_is_described(published, described):
    for path, operation in walked(described):
        content = operation["responses"]["200"]["content"]
        if "application/json" not in content:
            continue
        schema = {**content["application/json"]["schema"], "components": described["components"]}
        Draft202012Validator(schema).validate(json.loads(published[f"{API}{path}"]))


def test_the_shape_is_strict_about_what_it_does_not_know(described):
    schema = {"$ref": "#/components/schemas/Topic", "components": described["components"]}

    assert not Draft202012Validator(schema).is_valid({"id": "a", "unknown": 1})


def test_self_links_lead_to_the_thing_itself(published):
    for uri, content in published.items():
        if uri.endswith(".json"):
            link = json.loads(content)["self"]
            assert link == tiny.SETTINGS.base_url + uri
