"""sitemap.xml, robots.txt and the headers for static hosts."""

from builder.exports.harvesting.hosting import headers, robots
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


def test_hosts_send_the_policy_and_let_others_fetch_data() -> None:
    lines = headers("default-src 'none'").decode().splitlines()
    assert "  Content-Security-Policy: default-src 'none'; frame-ancestors 'none'" in lines
    assert lines[lines.index("/data/*") + 1] == "  Access-Control-Allow-Origin: *"
    assert "unsafe" not in headers("default-src 'none'").decode()
