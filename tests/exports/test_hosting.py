"""robots.txt, and `_headers` for static hosts."""

import datetime
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path

from builder.charts.library import library_uri
from builder.exports.harvesting.hosting import robots
from builder.exports.serving.headers import answer_headers
from builder.exports.serving.host_headers import (
    LONGEST_LINE,
    MOST_RULES,
    host_headers,
    unframed_paths,
)
from builder.exports.serving.media_types import content_type, media_type_of
from builder.site import Page
from tests import tiny

BASE = tiny.SETTINGS.base_url
POLICY = "default-src 'none'"
URIS = (
    *("catalog.ttl", "catalog.rdf", "catalog.jsonld", "data-cube.ttl", "lich.ics"),
    *("feed.xml", "en/feed.xml", "feeds/vi/datasets/x.xml", ".well-known/void"),
    *("data/x/x.csv", "data/x/x.csv-metadata.json", "data/x/croissant.json", "data/x/x.parquet"),
    *("data/x/x.jsonl", "api/3/action/package_list", "api/3/action/package_show/x"),
    *("assets/portal.css", "charts/a.svg", "api/v1/indicators/a.csv"),
)
"""Files of a site whose type a host may not know, and some others."""


def page(uri: str, *, is_embedded: bool = False) -> Page:
    return Page(
        uri=uri,
        language="vi",
        section="",
        alternates={"vi": uri},
        title="",
        description="",
        breadcrumbs=(),
        modified=datetime.date(2024, 1, 1),
        template="",
        context=lambda: None,
        body=lambda *_: "",
        is_embedded=is_embedded,
    )


PAGES = [
    *map(page, ("", "en/", "chi-tieu/", "chi-tieu/a/", "en/indicators/a/")),
    *(page(uri, is_embedded=True) for uri in ("embed/a/", "en/embed/a/")),
]


def rules(prefix: str = "/") -> dict[str, dict[str, str]]:
    """Headers by the path they are for."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in host_headers(prefix, POLICY, unframed_paths(PAGES)).decode().splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[path][name] = value
        else:
            path = line
            found[path] = {}
    return found


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    lines = robots(BASE).decode().splitlines()
    assert "Allow: /" in lines
    assert f"Sitemap: {BASE}sitemap.xml" in lines
    assert not any(line.startswith("Disallow") for line in lines)


def test_hosts_send_the_policy_and_let_others_fetch_everything() -> None:
    assert rules("/tiny/")["/tiny/*"] == answer_headers(POLICY, "embed/a/")
    assert answer_headers(POLICY)["Access-Control-Allow-Origin"] == "*"
    assert answer_headers(POLICY)["Content-Security-Policy"].startswith(f"{POLICY}; frame-")
    assert "unsafe" not in host_headers("/", POLICY, ()).decode()


def test_every_page_but_those_that_are_embedded_refuses_frames() -> None:
    framed = {"X-Frame-Options": "DENY"}
    refusing = [path for path, given in rules().items() if given == framed]
    assert refusing == ["/", "/chi-tieu/*", "/en/", "/en/indicators/*"]
    assert "frame" not in answer_headers(POLICY, "en/embed/a/")["Content-Security-Policy"]


def test_without_embedded_pages_the_whole_site_refuses_frames() -> None:
    assert unframed_paths(page for page in PAGES if not page.is_embedded) == ["*"]


def test_no_path_is_given_the_same_header_twice() -> None:
    for uri in URIS:
        matching = [given for path, given in rules().items() if fnmatchcase(f"/{uri}", path)]
        names = Counter(name for given in matching for name in given)
        assert {name: count for name, count in names.items() if count > 1} == {}, uri


def test_a_host_is_told_the_type_of_a_file_as_other_servers_are() -> None:
    for uri in URIS:
        told = [
            given["Content-Type"]
            for path, given in rules().items()
            if fnmatchcase(f"/{uri}", path) and "Content-Type" in given
        ]
        assert told == [content_type(media_type_of(uri))], uri


def test_only_what_is_named_by_its_content_is_kept_without_asking() -> None:
    lasting = [path for path, given in rules().items() if "Cache-Control" in given]
    assert lasting == ["/assets/vega-*"]
    assert fnmatchcase(f"/{library_uri()}", *lasting)


def test_a_host_with_limits_reads_every_rule_of_a_large_portal() -> None:
    pages = [*PAGES, *(page(f"en/section-{number}/") for number in range(300))]
    lines = host_headers("/", POLICY, unframed_paths(pages)).decode().splitlines()
    paths = [line for line in lines if not line.startswith("  ")]
    assert len(paths) == MOST_RULES
    assert len(set(paths)) == MOST_RULES
    assert {"/*.csv", "/*.parquet", "/api/3/action/*", "/assets/vega-*", "/chi-tieu/*"} <= {*paths}
    assert max(map(len, lines)) <= LONGEST_LINE


def test_types_leave_room_for_the_folders_of_a_portal() -> None:
    types = [path for path, given in rules().items() if "Content-Type" in given]
    assert len(types) < MOST_RULES // 2


def test_no_rule_of_this_portal_is_cut(portal_site: Path) -> None:
    lines = (portal_site / "_headers").read_text("utf-8").splitlines()
    assert sum(not line.startswith("  ") for line in lines) < MOST_RULES
