"""The static API: every file is the shape that openapi.json says, and every address in it is."""

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import polars
import pytest
from jsonschema import Draft202012Validator

from builder.addresses import API
from builder.exports.api.api import Api
from builder.exports.api.openapi import openapi
from builder.language.text import Localised
from builder.model import Licence
from builder.programme.progress.results import progress_results
from builder.settings import read_settings
from tests import tiny
from tests.contents import loaded

NOT_DESCRIBED = ("openapi.json", "index.html")


@pytest.fixture(scope="module")
def site(tiny_portal: Path) -> Path:
    return tiny_portal / "site"


@pytest.fixture(scope="module")
def base_url(tiny_portal: Path) -> str:
    return read_settings(tiny_portal).base_url


@pytest.fixture(scope="module")
def described(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / API / "openapi.json").read_bytes())
    return found


@pytest.fixture(scope="module")
def published(site: Path) -> dict[str, bytes]:
    """Content of each file by its path below the API."""
    paths = (path for path in (site / API).rglob("*") if path.is_file())
    found = {path.relative_to(site / API).as_posix(): path.read_bytes() for path in paths}
    return {name: content for name, content in found.items() if name not in NOT_DESCRIBED}


def things(published: dict[str, bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, content in published.items():
        if name.endswith(".json"):
            yield name, json.loads(content)


def described_path(name: str, described: dict[str, Any]) -> str:
    """The path that a file belongs to, the one with the fewest ids first."""
    paths = sorted(described["paths"], key=lambda path: path.count("{"))
    fitting = (
        path
        for path in paths
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)), f"/{name}")
    )
    return next(fitting)


def test_every_file_is_described_and_every_described_path_is_there(published, described):
    assert {described_path(name, described) for name in published} == set(described["paths"])


def test_an_example_is_given_of_every_id_and_is_there(published, described):
    for path, item in described["paths"].items():
        name = path.lstrip("/")
        for parameter in item.get("parameters", ()):
            name = name.replace(f"{{{parameter['name']}}}", parameter["example"])
        assert name in published


def test_every_file_has_the_shape_that_is_described(published, described):
    for name, thing in things(published):
        operation = described["paths"][described_path(name, described)]["get"]
        content = operation["responses"]["200"]["content"]["application/json"]
        schema = {**content["schema"], "components": described["components"]}
        Draft202012Validator(schema).validate(thing)


def test_what_a_server_answers_in_place_of_a_file_has_its_shape_too(site, described):
    schema = {"$ref": "#/components/schemas/Error", "components": described["components"]}
    for name in ("404.json", "405.json"):
        Draft202012Validator(schema).validate(json.loads((site / "api" / name).read_bytes()))


def test_the_shape_is_strict_about_what_it_does_not_know(described):
    schema = {"$ref": "#/components/schemas/Topic", "components": described["components"]}

    assert not Draft202012Validator(schema).is_valid({"id": "a", "unknown": 1})


def test_operations_have_names_of_their_own_tags_and_no_keys(described):
    operations = [item["get"] for item in described["paths"].values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    assert {tag for operation in operations for tag in operation["tags"]} == {
        tag["name"] for tag in described["tags"]
    }
    assert described["security"] == []
    assert all("404" in operation["responses"] for operation in operations)


def addresses(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from addresses(part)
    elif isinstance(value, list):
        for part in value:
            yield from addresses(part)
    elif isinstance(value, str) and re.match(r"https?://\S+$", value):
        yield value


def test_self_is_the_address_of_the_thing_itself(published, base_url):
    for name, thing in things(published):
        assert thing["self"] == f"{base_url}{API}/{name}"
        for brief in thing.get("items", ()):
            if "self" in brief:
                own = brief["self"].removeprefix(f"{base_url}{API}/")
                assert json.loads(published[own])["id"] == brief["id"]


def test_every_thing_with_a_page_leads_to_it_in_each_language(published, described):
    shown = {"datasets", "indicators", "organisations", "documents", "topics", "tasks"}
    rows = set(json.loads(published["index.json"])["collections"]) - shown
    for name, thing in things(published):
        if "/" in name and name.split("/")[0] in shown and "items" not in thing:
            assert set(thing["page"]) == {"vi", "en"}, name
        if name.removesuffix(".json") in rows:
            assert all(set(item["page"]) == {"vi", "en"} for item in thing["items"])


def test_every_own_address_leads_to_a_file_and_to_a_place_in_it(published, site, base_url):
    found = {
        address
        for _, thing in things(published)
        for address in addresses(thing)
        if address.startswith(base_url)
    }
    assert len(found) > 50
    for address in found:
        uri, _, fragment = unquote(address.removeprefix(base_url)).partition("#")
        path = site / uri / "index.html" if not uri or uri.endswith("/") else site / uri
        assert path.is_file(), address
        if fragment:
            assert f'id="{fragment}"' in path.read_text("utf-8"), address


def test_a_body_has_every_task_in_which_it_has_a_role(published):
    task_lists = [
        thing for name, thing in things(published) if re.fullmatch(r"tasks/[^/]+\.json", name)
    ]
    tasks = {
        f"{task['dataset']}/{task['id']}": task for thing in task_lists for task in thing["items"]
    }
    assert tasks
    for name, body in things(published):
        if re.fullmatch(r"organisations/[^/]+\.json", name):
            full = json.loads(published[f"organisations/{body['id']}/tasks.json"])["items"]
            own = {f"{task['dataset']}/{task['id']}" for task in full}
            assert own == {*body["tasks"], *body["partner_in"], *body["implements"]}
            for task in full:
                roles = task.pop("roles")
                assert ("lead" in roles) == (body["id"] in task["lead"])
                assert task == tasks[f"{task['dataset']}/{task['id']}"]


def test_each_task_stands_in_the_lists_that_its_status_deadline_and_due_date_say(published):
    tasks = [
        task
        for name, thing in things(published)
        if re.fullmatch(r"tasks/[^/]+\.json", name)
        for task in thing["items"]
    ]
    said = {
        "tasks-by-status": lambda task: task["status"] or "no_report",
        "tasks-by-deadline": lambda task: task["deadline"],
        "tasks-by-due-month": lambda task: (task["due"] or "")[:7] or None,
    }
    selections = json.loads(published["index.json"])["selections"]
    assert set(selections) == {name for name, value in said.items() if any(map(value, tasks))}
    for name, lists in selections.items():
        assert set(lists) == {said[name](task) for task in tasks} - {None}
        for value, address in lists.items():
            found = json.loads(published[address.partition(f"{API}/")[2]])["items"]
            wanted = [task["self"] for task in tasks if said[name](task) == value]
            assert [task["self"] for task in found] == wanted


def test_the_long_table_has_every_observation_of_every_indicator_in_each_format(published):
    rows = list(csv.DictReader(io.StringIO(published["observations.csv"].decode())))
    lines = [json.loads(line) for line in published["observations.jsonl"].splitlines()]
    parquet = polars.read_parquet(published["observations.parquet"]).to_dicts()
    single = [
        row
        for brief in json.loads(published["indicators.json"])["items"]
        for row in csv.DictReader(io.StringIO(published[f"indicators/{brief['id']}.csv"].decode()))
    ]
    assert single
    assert [
        {name: row[name] for name in one} for row, one in zip(rows, single, strict=True)
    ] == single
    for row, line, typed in zip(rows, lines, parquet, strict=True):
        assert row.keys() == line.keys() == typed.keys()
        for name, cell in row.items():
            if name in ("value", "value_high"):
                assert [line[name], typed[name]] == [float(cell) if cell else None] * 2
            else:
                assert [line[name] or "", typed[name] or ""] == [cell, cell]


def test_the_entry_says_whose_it_is_under_which_terms_and_in_which_languages(published):
    index = json.loads(published["index.json"])
    assert index["languages"] == ["vi", "en"]
    assert index["version"].startswith("1.")
    assert index["publisher"]["id"] == "maintainers"
    assert [licence["id"] for licence in index["licences"]] == ["CC-BY-4.0"]
    assert index["rights"]["en"].startswith("May be reused")
    assert set(index["observations"]) == {"csv", "jsonl", "parquet"}
    assert "quality" in index["collections"]


def test_a_package_of_one_language_has_the_shape_that_is_described():
    foreign = dataclasses.replace(tiny.RAINFALL, title=Localised({"en": "Rain"}))
    portal = dataclasses.replace(tiny.PORTAL, packages=(foreign, tiny.TASKS))
    schema = {
        "$ref": "#/components/schemas/Dataset",
        "components": openapi(portal)["components"],
    }
    api = dict(Api(portal, tiny.files(), progress_results(portal)).files())
    Draft202012Validator(schema).validate(json.loads(api[f"{API}/datasets/rainfall.json"]()))


def test_the_description_names_the_licence_of_most_datasets_that_has_an_address():
    own = Licence(name="LicenseRef-own", title="Own", url=None)
    foreign = dataclasses.replace(tiny.RAINFALL, licence=own)
    described = openapi(dataclasses.replace(tiny.PORTAL, packages=(foreign, tiny.TASKS)))
    assert described["info"]["license"]["name"] == tiny.TASKS.licence.title
    assert "license" not in openapi(dataclasses.replace(tiny.PORTAL, packages=(foreign,)))["info"]


def test_a_portal_without_indicators_has_no_long_table():
    api = dict(Api(tiny.PORTAL, tiny.files(), progress_results(tiny.PORTAL)).files())
    assert not any("observations" in name for name in api)
    assert not any("observations" in path for path in openapi(tiny.PORTAL)["paths"])
    assert json.loads(api[f"{API}/index.json"]())["observations"] == {}


def test_the_folder_of_the_api_answers_and_leads_on(site):
    html = (site / API / "index.html").read_text("utf-8")
    assert 'id="service"' in html, "the fragment of the API's IRI"
    for link in re.findall(r'href="([^"]+)"', html):
        target = (site / API / link).resolve()
        assert (target / "index.html" if link.endswith("/") else target).is_file(), link


def test_a_long_list_stands_in_pages_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.exports.api.api.LONG", 1)
    monkeypatch.setattr("builder.exports.api.api.PAGE_ITEMS", 1)
    portal = tiny.PORTAL
    api = Api(portal, tiny.files(), progress_results(portal))
    found = {uri.removeprefix(f"{API}/"): content for uri, content in api.files()}
    described = openapi(portal, api.paged)
    base = f"{tiny.SETTINGS.base_url}{API}/"
    index = json.loads(found["index.json"]())
    for name, first in index["pages"].items():
        whole, items = loaded(found[f"{name}.json"]()), []
        following = whole["first"]
        assert following == first
        while following:
            path = following.removeprefix(base)
            page = json.loads(found[path]())
            schema = {
                "$ref": "#/components/schemas/ListPage",
                "components": described["components"],
            }
            Draft202012Validator(schema).validate(page)
            assert described_path(path, described) == "/pages/{list}/{page}.json"
            assert (page["self"], page["count"]) == (following, whole["count"])
            items += page["items"]
            following = page["next"]
        assert items == whole["items"]
    assert {"datasets", "changes"} <= index["pages"].keys()
