"""axe-core finds nothing: WCAG 2.2 AA and good practice, light and dark, wide and narrow."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, Visitor
from tests.browser.pages import FOR_AXE

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


@pytest.mark.parametrize("uri", FOR_AXE)
def test_axe_finds_nothing(uri: str, visit: Visitor) -> None:
    page = visit(uri).page
    found = set()
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
            found |= {
                f"{viewport['width']} px, {scheme}: {violation}" for violation in violations(page)
            }
    assert not found
