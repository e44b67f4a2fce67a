"""Every type of page in a browser: quiet, in its language, drawn, and narrow enough for a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.pages import IDS, PAGES, ROUTES
from tests.browser.server import served

pytestmark = pytest.mark.browser

PHONES = (390, 320)
"""Widths of a common and of the smallest phone in CSS px."""

WITH_CHART = (
    ("vi", ("datasets", "tasks-749")),
    ("en", ("datasets", "organisations")),
    ("vi", ("indicators", "digital-economy-gdp-share")),
    ("en", ("indicators", "digital-economy-gdp-share")),
)


def charts_of(page: Page) -> list[tuple[str, float]]:
    """Accessible name and area of each chart."""
    charts = page.locator("main svg.chart")
    found = []
    for one in charts.all():
        box = one.bounding_box() or {"width": 0, "height": 0}
        found.append((one.aria_snapshot(), box["width"] * box["height"]))
    return found


def test_every_section_of_the_site_is_visited(portal_site: Path) -> None:
    language = ROUTES.languages[0]
    visited = {ROUTES.uri(language, *ids).partition("/")[0] for ids in IDS}
    pages = portal_site.glob("*/index.html")
    assert {path.parent.name for path in pages} - {*ROUTES.languages} <= visited


@pytest.mark.parametrize(("language", "uri"), PAGES)
def test_a_page_opens_without_complaint_in_its_language(
    language: str, uri: str, visit: Visitor
) -> None:
    found = visit(uri)
    assert found.page.locator("html").get_attribute("lang") == language
    assert found.page.locator("main h1").is_visible()
    assert all(name.startswith('- img "') and area > 0 for name, area in charts_of(found.page))
    assert found.complaints == []


@pytest.mark.parametrize(("language", "uri"), PAGES)
def test_nothing_scrolls_sideways_on_a_phone(language: str, uri: str, visit: Visitor) -> None:
    page = visit(uri, viewport={"width": PHONES[0], "height": 800}, locale=language).page
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("ids", IDS, ids="/".join)
def test_the_twin_of_a_page_leads_back(ids: tuple[str, ...], visit: Visitor) -> None:
    first, second = ROUTES.languages
    found = visit(ROUTES.uri(first, *ids))
    for language in (second, first):
        found.page.locator("header a[hreflang]").click()
        assert found.page.url == found.address + ROUTES.uri(language, *ids)
        assert found.page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize(("language", "ids"), WITH_CHART)
def test_a_page_is_whole_without_scripts(
    language: str, ids: tuple[str, ...], visit: Visitor
) -> None:
    found = visit(ROUTES.uri(language, *ids), java_script_enabled=False)
    box = found.page.locator("main svg.chart").first.bounding_box()
    assert box is not None
    assert box["width"] > 250
    assert len(found.page.locator("main").inner_text()) > 1000
    assert found.complaints == []


def test_search_without_scripts_says_where_to_look(visit: Visitor) -> None:
    main = visit(ROUTES.uri("en", "search"), java_script_enabled=False).page.locator("main")
    assert main.get_by_text("JavaScript").is_visible()
    assert main.get_by_role("link").count() >= 4


def test_charts_take_the_colours_of_the_dark_scheme(visit: Visitor) -> None:
    uri = ROUTES.uri("vi", "indicators", "digital-economy-gdp-share")
    colour = "getComputedStyle(document.querySelector('svg.chart text')).fill"
    light = visit(uri, color_scheme="light").page.evaluate(colour)
    dark = visit(uri, color_scheme="dark").page.evaluate(colour)
    assert light != dark


def test_an_address_that_does_not_exist_shows_a_dressed_page(
    portal_site: Path, visit: Visitor
) -> None:
    with served(portal_site, "/") as address:
        found = visit("khong/co/trang/nay/", at=address)
        assert found.complaints == [
            "404: " + found.page.url,
            "console: Failed to load resource: the server responded with a status of 404 "
            "(File not found)",
        ]
        assert found.page.get_by_role("heading", level=1).is_visible()
        found.page.get_by_role("link", name="home page").click()
        assert found.page.url == f"{address}en/"
