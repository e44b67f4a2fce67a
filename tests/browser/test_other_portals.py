"""Portals that hold less, or speak otherwise: axe-core finds nothing, and nothing complains."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESKTOP, PREFIX, opened
from tests.browser.server import served
from tests.browser.test_accessibility import PHONE, violations
from tests.elsewhere import OTHERS

pytestmark = pytest.mark.browser


def one_of_each(site: Path) -> list[str]:
    """Uris of a page of each sort in the first language: lists, and the first thing of each."""
    found: dict[tuple[str, ...], str] = {}
    for path in sorted(site.rglob("index.html")):
        parts = path.relative_to(site).parts[:-1]
        if "en" not in parts[:1]:
            sort = parts if len(parts) < len(("section", "thing")) else (*parts[:-1], "")
            found.setdefault(sort, "".join(f"{part}/" for part in parts))
    return sorted(found.values())


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_axe_finds_nothing_in_a_portal_beside_this_one(
    name: str, other_portals: Callable[[str], Path], chromium: Browser
) -> None:
    site = other_portals(name) / "site"
    found = set()
    with served(site, PREFIX) as address, opened(chromium, address, "") as visit:
        for position, uri in enumerate(one_of_each(site)):
            is_even = position % 2 == 0  # half of the pages wide and light, half narrow and dark
            visit.page.set_viewport_size(DESKTOP if is_even else PHONE)
            visit.page.emulate_media(color_scheme="light" if is_even else "dark")
            visit.go(uri)
            found |= {f"{uri}: {violation}" for violation in violations(visit.page)}
        found |= {text for text in visit.complaints if not text.startswith("304")}
    assert not found
