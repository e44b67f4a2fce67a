"""sitemap.xml, robots.txt and the headers for static hosts."""

import datetime
import itertools

from builder.exports.harvesting.hosting import headers, robots, unframed_paths
from builder.site import Page
from tests import tiny

BASE = tiny.SETTINGS.base_url
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    lines = robots(BASE).decode().splitlines()
    assert "Allow: /" in lines
    assert f"Sitemap: {BASE}sitemap.xml" in lines
    assert not any(line.startswith("Disallow") for line in lines)


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
        body=lambda svgs: "",
        is_embedded=is_embedded,
    )


PAGES = [page(""), page("en/"), page("chi-tieu/"), page("chi-tieu/a/"), page("en/indicators/a/")]
EMBEDDED = [page("embed/a/", is_embedded=True), page("en/embed/a/", is_embedded=True)]


def test_hosts_send_the_policy_and_let_others_fetch_data() -> None:
    sent = headers("default-src 'none'", PAGES).decode()
    lines = sent.splitlines()
    assert lines[:2] == ["/*", "  Content-Security-Policy: default-src 'none'"]
    assert lines[lines.index("/data/*") + 1] == "  Access-Control-Allow-Origin: *"
    assert "unsafe" not in sent


def test_every_page_but_those_that_are_embedded_refuses_frames() -> None:
    assert unframed_paths([*PAGES, *EMBEDDED]) == [
        "/",
        "/chi-tieu/*",
        "/en/",
        "/en/indicators/*",
    ]
    lines = headers("default-src 'none'", [*PAGES, *EMBEDDED]).decode().splitlines()
    refusals = [
        path
        for path, header in itertools.pairwise(lines)
        if header == "  Content-Security-Policy: frame-ancestors 'none'"
    ]
    assert refusals == unframed_paths([*PAGES, *EMBEDDED])


def test_without_embedded_pages_the_whole_site_refuses_frames() -> None:
    assert unframed_paths(PAGES) == ["/*"]
