"""A chart on another site: shown in a frame, as tall as it says, and nothing of the frame else."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page

from builder.settings import read_settings
from tests.browser.conftest import Visitor
from tests.browser.pages import ROUTES
from tests.browser.server import served
from tests.browser.visit import until
from tests.folders import ROOT

pytestmark = pytest.mark.browser

INDICATOR = "digital-economy-gdp-share"
BASE = read_settings(ROOT).base_url
EMBED = ROUTES.uri("vi", "embed", INDICATOR)


def copied(page: Page) -> str:
    """The HTML that the page of the indicator offers."""
    return page.locator("[data-embed]").inner_text()


@pytest.fixture
def host(visit: Visitor, address: str, tmp_path: Path) -> Iterator[Page]:
    """Another site with the HTML that the indicator's page offers, which notes what it is told."""
    offered = copied(visit(ROUTES.uri("vi", "indicators", INDICATOR)).page)
    listening = "addEventListener('message', ({ data }) => { window.told = data.portalHeight; })"
    (tmp_path / "index.html").write_text(
        f"<!doctype html><title>Host</title><script>{listening}</script>"
        + offered.replace(BASE, address),
        "utf-8",
    )
    with served(tmp_path, "/") as other:
        yield visit("", at=other).page


def frame(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def test_another_site_shows_the_chart_and_its_readers_explore_it(host: Page) -> None:
    assert host.locator("iframe").get_attribute("title")
    steps = host.evaluate("history.length")
    inner = frame(host)
    assert inner.locator("svg.chart").first.is_visible()
    assert inner.locator("header, nav, footer").count() == 0
    inner.get_by_role("button", name="Khám phá biểu đồ").click()
    inner.locator(".drawing--live svg").wait_for()
    inner.get_by_label("Kế hoạch").uncheck()
    inner.locator(".drawing--live").focus()
    host.keyboard.press("Home")
    assert "%" in inner.locator("[data-explore-said]").inner_text()
    assert host.evaluate("history.length") == steps


def test_a_frame_holds_the_chart_without_scrolling(host: Page) -> None:
    until(host, "window.told > 0")
    height = host.locator("iframe").get_attribute("height")
    assert height is not None
    assert host.evaluate("window.told") <= int(height)


def test_the_site_is_told_when_the_frame_grows(host: Page) -> None:
    until(host, "window.told > 0")
    before = host.evaluate("window.told")
    frame(host).get_by_role("button", name="Khám phá biểu đồ").click()
    until(host, "before => window.told > before", before)


def test_links_lead_out_of_the_frame(host: Page) -> None:
    links = frame(host).locator("a").all()
    assert links
    assert {link.get_attribute("target") for link in links} == {"_blank"}


def test_the_copied_html_shows_what_was_chosen(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "indicators", INDICATOR)).page
    plain = copied(page)
    page.get_by_role("button", name="Khám phá biểu đồ").click()
    page.get_by_label("Kế hoạch").uncheck()
    page.wait_for_url(re.compile("hide:plan"))
    assert copied(page) == plain.replace(f'{EMBED}"', f'{EMBED}?chart=hide:plan"')
    assert copied(page) != plain


def test_search_engines_and_the_search_leave_it_out(portal_site: Path) -> None:
    page = (portal_site / EMBED / "index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in page
    listed = [*portal_site.glob("sitemap*.xml"), *portal_site.glob("search-*.json")]
    assert listed
    assert not any("/embed/" in file.read_text("utf-8") for file in listed)


def test_its_links_name_the_portal(portal_site: Path) -> None:
    page = (portal_site / EMBED / "index.html").read_text("utf-8")
    addresses = [html.unescape(link) for link in re.findall(r'<a href="([^"]+)"', page)]
    assert addresses == [BASE + ROUTES.uri("vi", "indicators", INDICATOR)]
