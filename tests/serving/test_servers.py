"""nginx and Caddy with the configuration that the build writes: every file, and what is no file."""

import gzip
import hashlib
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from builder.exports.serving.headers import HIDDEN, LASTING, answer_headers
from builder.exports.serving.media_types import UNKNOWN, content_type, media_type_of
from builder.exports.serving.queries import NOT_ALLOWED, NOT_FOUND
from builder.publishing.shell import POLICY
from tests.serving.asking import Answer, Client


@pytest.fixture(scope="module")
def uris(served_portal: Path) -> list[str]:
    site = served_portal / "site"
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def is_hidden(uri: str) -> bool:
    return uri in HIDDEN or uri.startswith("_server/")


def test_every_file_is_given_whole_with_its_type_and_the_headers_of_all(
    client: Client, uris: list[str], served_portal: Path
) -> None:
    assert len(uris) > 250
    for uri in uris:
        answer = client.ask(quote(uri))
        if is_hidden(uri):
            assert answer.status == 404, uri
            continue
        assert (answer.status, uri) == (200, uri)
        assert answer.content == (served_portal / "site" / uri).read_bytes()
        assert (answer.headers["Content-Type"], uri) == (content_type(media_type_of(uri)), uri)
        assert media_type_of(uri) != UNKNOWN or uri.endswith(".br"), uri
        assert answer.headers["ETag"], uri
        holds_headers(answer, uri)


def holds_headers(answer: Answer, uri: str = "") -> None:
    for name, value in answer_headers(POLICY, uri).items():
        assert answer.headers.get_all(name) == [value]


def test_a_folder_is_its_page_and_one_without_a_slash_leads_to_it(client: Client) -> None:
    page = client.ask("en/")
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    moved = client.ask("en")
    assert moved.status in (301, 308)
    assert moved.headers["Location"].endswith("/en/")
    assert "://" not in moved.headers["Location"], "a proxy before it has another name"


def test_what_is_not_there_is_the_page_that_says_so_with_all_headers(client: Client) -> None:
    for uri in ("no-such-page/", "data/no-such-file.csv", "_server/", "_headers"):
        answer = client.ask(uri)
        assert answer.status == 404
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.content == client.ask("404.html").content
        holds_headers(answer)


@pytest.mark.parametrize("uri", ["api/v1/none.json", "api/3/action/none", "api/action/none"])
def test_under_the_api_it_is_told_in_json(client: Client, uri: str) -> None:
    answer = client.ask(uri)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(answer.content)["status"] == 404
    assert answer.content == client.ask(NOT_FOUND).content
    holds_headers(answer)


def test_other_methods_are_told_which_there_are(client: Client) -> None:
    answer = client.ask("api/v1/index.json", "POST")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.content == client.ask(NOT_ALLOWED).content
    assert client.ask("en/", "DELETE").status == 405


def test_a_script_of_another_site_may_ask_for_a_part(client: Client) -> None:
    asked = client.ask("data/rainfall/rainfall.parquet", "OPTIONS", Origin="https://app.example")
    assert asked.status == 204
    assert "Range" in asked.headers["Access-Control-Allow-Headers"]
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    part = client.ask("data/rainfall/rainfall.parquet", Range="bytes=0-3")
    assert (part.status, part.content) == (206, b"PAR1")
    holds_headers(part)


def test_who_has_a_file_is_told_that_it_is_the_same(client: Client) -> None:
    answer = client.ask("catalog.ttl")
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.ask("catalog.ttl", If_None_Match=answer.headers["ETag"])
    assert (again.status, again.content) == (304, b"")


def test_what_a_page_names_by_its_content_may_be_kept_and_nothing_else(client: Client) -> None:
    page = client.ask("en/").content.decode()
    links = re.findall(r'(?:href|src)="\.\./(assets/[^"]+\.(?:css|js|svg)(?:[?][^"]*)?)"', page)
    assert {link.partition("?")[0] for link in links} >= {"assets/portal.css", "assets/frame.js"}
    for link in links:
        uri, _, mark = link.partition("?v=")
        answer = client.ask(link)
        assert hashlib.sha256(answer.content).hexdigest().startswith(mark)
        assert len(mark) == 12
        assert answer.headers["Cache-Control"] == LASTING
        assert client.ask(uri).headers["Cache-Control"] == "no-cache"
    assert client.ask("en/?v=1").headers["Cache-Control"] == "no-cache"


def test_texts_are_pressed_for_who_can_read_that(client: Client) -> None:
    for uri in ("catalog.ttl", "catalog.rdf", "data.json", "feed.xml", "en/", "assets/portal.css"):
        plain, pressed = client.ask(uri), client.ask(uri, Accept_Encoding="gzip")
        assert (uri, pressed.headers["Content-Encoding"]) == (uri, "gzip")
        assert gzip.decompress(pressed.content) == plain.content
        assert pressed.headers["Content-Type"] == plain.headers["Content-Type"]
        assert "Accept-Encoding" in pressed.headers["Vary"]
    assert (
        client.ask("data/rainfall.zip", Accept_Encoding="gzip").headers["Content-Encoding"] is None
    )
