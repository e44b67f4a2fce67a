"""Every type of page in a browser: quiet, in its language, drawn, and narrow enough for a phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.conftest import Visitor, opened
from tests.browser.pages import IDS, PAGES, ROUTES
from tests.browser.server import served
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

WIDTHS = (1024, 768, 390, 320)
"""Widths of tablets, of a common and of the smallest phone in CSS px."""

SHIFT = """() => new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(sum), 150);
})"""
"""How far a page's parts have jumped since it was opened (cumulative layout shift)."""

MOST_SHIFT = 0.02

WITH_CHART = (
    ("vi", ("datasets", "tasks-749")),
    ("en", ("datasets", "indicators-749-2022")),
    ("vi", ("indicators", "digital-economy-gdp-share")),
)


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: page[1] or "home")
def seen(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Visit]:
    """A page of each type, opened once; the parameter is its language and uri."""
    with opened(chromium, address, request.param[1]) as found:
        yield found


def charts(main: Locator) -> Locator:
    """The drawings in sight: a narrow screen has its own."""
    return main.locator("svg.chart").filter(visible=True)


def area(locator: Locator) -> float:
    box = locator.bounding_box() or {"width": 0, "height": 0}
    return box["width"] * box["height"]


def test_every_section_of_the_site_is_visited(portal_site: Path) -> None:
    language = ROUTES.languages[0]
    visited = {ROUTES.uri(language, *ids).partition("/")[0] for ids in IDS}
    pages = portal_site.glob("*/index.html")
    assert {path.parent.name for path in pages} - {*ROUTES.languages} <= visited


def test_a_page_opens_without_complaint(seen: Visit) -> None:
    assert seen.page.locator("main h1").is_visible()
    assert seen.complaints == []


def test_a_page_tells_its_language(seen: Visit, request: pytest.FixtureRequest) -> None:
    language, uri = request.node.callspec.params["seen"]
    assert seen.page.locator("html").get_attribute("lang") == language
    assert seen.page.url == seen.address + uri


def test_charts_are_drawn_and_named(seen: Visit) -> None:
    main = seen.page.locator("main")
    named = charts(main).and_(main.get_by_role("img", name=re.compile(r"\w")))
    assert named.count() == charts(main).count()
    assert all(area(entry) > 10_000 for entry in charts(main).all())


def test_nothing_jumps_while_a_page_opens(seen: Visit) -> None:
    assert seen.page.evaluate(SHIFT) <= MOST_SHIFT


def test_nothing_scrolls_sideways(seen: Visit) -> None:
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 800})
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("ids", IDS[:: len(IDS) // 4], ids="/".join)
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
    main = found.page.locator("main")
    assert area(charts(main).first) > 10_000
    assert len(main.inner_text()) > 1000
    assert found.complaints == []


def test_lists_hide_nothing_without_scripts(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "tasks", "tasks-749"), java_script_enabled=False).page
    rows = page.locator("main tbody tr")
    assert rows.count() > 10
    assert not page.locator("[data-filters]").is_visible()
    assert all(entry.is_visible() for entry in rows.all())


def test_search_without_scripts_says_where_to_look(visit: Visitor) -> None:
    main = visit(ROUTES.uri("en", "search"), java_script_enabled=False).page.locator("main")
    assert "JavaScript" in (main.locator("noscript").text_content() or "")
    assert main.get_by_role("link").count() >= 4


def test_charts_take_the_colours_of_the_dark_scheme(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "indicators", "digital-economy-gdp-share")).page
    colour = "getComputedStyle(document.querySelector('svg.chart text')).fill"
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colour) != light


def test_an_address_that_does_not_exist_shows_a_dressed_page(
    portal_site: Path, visit: Visitor
) -> None:
    with served(portal_site, "/") as address:
        found = visit("khong/co/trang/nay/", at=address)
        response, message = found.complaints
        assert response == f"404: {found.page.url}"
        assert message.startswith("console: Failed to load resource")
        assert found.page.get_by_role("heading", level=1).is_visible()
        found.page.get_by_role("link", name="home page").click()
        assert found.page.url == f"{address}en/"
