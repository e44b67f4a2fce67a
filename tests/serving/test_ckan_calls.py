"""Calls of CKAN's API with a query, as its clients send them, to real servers."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.serving.asking import Client

FORMS = ("api/3/action", "api/action")
"""How clients ask: ckanext-harvest with the version, ckanapi without it."""


def called(client: Client, call: str, form: str = FORMS[0], **query: str) -> tuple[int, Any]:
    answer = client.ask(f"{form}/{call}" + (f"?{urlencode(query)}" if query else ""))
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    return answer.status, json.loads(answer.content)


def result(client: Client, call: str, form: str = FORMS[0], **query: str) -> Any:
    status, answer = called(client, call, form, **query)
    assert (status, answer["success"]) == (200, True)
    return answer["result"]


@pytest.mark.parametrize("form", FORMS)
def test_every_thing_of_a_list_is_shown_by_its_id(client: Client, form: str) -> None:
    for kind in ("package", "organization", "group"):
        names = result(client, f"{kind}_list", form)
        assert names
        for name in names:
            assert result(client, f"{kind}_show", form, id=name)["name"] == name
            assert result(client, f"{kind}_show/{name}", form)["name"] == name


@pytest.mark.parametrize("form", FORMS)
def test_calls_without_a_query_are_answered(client: Client, form: str) -> None:
    assert result(client, "status_show", form)["ckan_version"]
    assert "rainfall" in result(client, "package_list", form)
    assert all(isinstance(tag, str) for tag in result(client, "tag_list", form))
    assert result(client, "license_list", form)[0]["id"] == "cc-by"


@pytest.mark.parametrize("kind", ["organization", "group", "tag"])
@pytest.mark.parametrize("said", ["true", "True", "1"])
def test_a_list_has_whole_things_for_who_asks_for_all_fields(
    client: Client, kind: str, said: str
) -> None:
    whole = result(client, f"{kind}_list", all_fields=said)
    assert [thing["name"] for thing in whole] == result(client, f"{kind}_list", all_fields="false")


def harvested(client: Client, **filters: str) -> list[Any]:
    """Every package, page by page, as ckanext-harvest gathers them (CKANHarvester)."""
    query = {"rows": "100", "start": "0", "sort": "id asc", **filters}
    found: list[Any] = []
    previous = None
    while True:
        answer = client.ask(f"api/3/action/package_search?{urlencode(query)}").content
        assert answer != previous, "the paging does not seem to work"
        page = json.loads(answer).get("result", {}).get("results", [])
        if not page:
            return found
        found += page
        query["start"], previous = str(int(query["start"]) + int(query["rows"])), answer


def test_a_harvester_gathers_every_package_and_stops(client: Client) -> None:
    packages = harvested(client)
    assert [package["name"] for package in packages] == result(client, "package_list")
    assert packages == [result(client, "package_show", id=package["id"]) for package in packages]


def test_a_harvester_that_asks_what_changed_is_given_all(client: Client) -> None:
    since = "metadata_modified:[2026-11-26T05:00:00.123456Z TO *]"
    assert harvested(client, fq=since) == harvested(client) == harvested(client, q="*:*")


@pytest.mark.parametrize("query", [{"q": "mưa"}, {"fq": "organization:x"}, {"q": "a", "rows": "0"}])
def test_a_search_that_nothing_here_can_do_is_refused(
    client: Client, query: dict[str, str]
) -> None:
    status, answer = called(client, "package_search", **query)
    assert (status, answer["success"]) == (400, False)
    assert answer["error"]["__type"] == "Search Query Error"


def test_who_asks_for_no_rows_is_told_how_many_there_are(client: Client) -> None:
    found = result(client, "package_search", q="*:*", rows="0")
    assert found["results"] == []
    assert found["count"] == len(result(client, "package_list"))


@pytest.mark.parametrize(
    "wanted",
    ["", "no-such", "../package_list", "..%2F..%2F..%2Findex.html", "%2e%2e/x", "/etc/passwd"],
)
def test_an_id_that_is_none_is_not_found_and_no_path(client: Client, wanted: str) -> None:
    answer = client.ask(f"api/3/action/package_show?id={wanted}")
    assert answer.status == 404
    assert json.loads(answer.content)["error"]["__type"] == "Not Found Error"


def test_no_id_leads_out_of_the_site(client: Client, served_portal: Path) -> None:
    steps = "../" * 12
    for wanted in (f"{steps}etc/passwd", "../../../../index.html", "../../../v1/index.json"):
        for sent in (wanted, wanted.replace("/", "%2F")):
            assert client.ask(f"api/3/action/package_show?id={sent}").status == 404
