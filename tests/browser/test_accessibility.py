"""axe-core finds nothing: WCAG 2.2 AA and good practice, light and dark, wide and narrow."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from builder.build import build
from builder.cli import main
from tests.browser.conftest import DESKTOP, PREFIX, Visitor, opened
from tests.browser.pages import FOR_AXE
from tests.browser.server import served
from tests.disaggregated import INDICATOR, place_areas, write_disaggregated

pytestmark = pytest.mark.browser

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}

PHONE = {"width": 390, "height": 844}


def violations(page: Page) -> Iterator[str]:
    """Rule and place of each violation on a page as it stands."""
    for violation in Axe().run(page, options=OPTIONS).response["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['target']} {node['html'][:120]}"


def found_anywhere(page: Page) -> set[str]:
    """Violations of a page wide and narrow, light and dark."""
    found = set()
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
            found |= {
                f"{viewport['width']} px, {scheme}: {violation}" for violation in violations(page)
            }
    return found


@pytest.mark.parametrize("uri", FOR_AXE)
def test_axe_finds_nothing(uri: str, visit: Visitor) -> None:
    assert not found_anywhere(visit(uri).page)


def test_axe_finds_nothing_where_nothing_is(portal_site: Path, chromium: Browser) -> None:
    with served(portal_site, "/") as address, opened(chromium, address, "no-such-page/") as visit:
        assert not found_anywhere(visit.page)


def test_axe_finds_nothing_in_categories_and_what_is_gone(
    tmp_path: Path, chromium: Browser
) -> None:
    root, site = write_disaggregated(tmp_path / "portal"), tmp_path / "site"
    place_areas(root)
    assert main(["release", "--root", str(root)]) == 0
    shutil.rmtree(root / "datasets/rainfall")
    reasons = ("reason_vi=Không đo nữa.", "reason_en=No longer measured.")
    assert main(["gone", "--root", str(root), "rainfall", *reasons]) == 0
    build(root, site)
    uris = (f"en/indicators/{INDICATOR}/", "du-lieu/rainfall/", "en/datasets/rainfall/")
    with served(site, PREFIX) as address, opened(chromium, address, "") as visit:
        for uri in uris:
            visit.go(uri)
            assert visit.page.locator("main h1").is_visible()
            assert not found_anywhere(visit.page)
