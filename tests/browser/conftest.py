"""A Chromium, and the real portal served under a sub-path; both once a run."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.server import served
from tests.browser.visit import Visit
from tests.optional import lacking

PREFIX = "/cong/du-lieu/"
"""Where the portal lives on the test host: not at its root."""

CHROMIUM = os.environ.get("PORTAL_CHROMIUM", "/usr/bin/chromium")

DESKTOP = {"width": 1440, "height": 900}

Visitor: TypeAlias = Callable[..., Visit]
"""Opens a uri in a fresh browser context, whose options are the keywords."""


@pytest.fixture(scope="session")
def address(portal_site: Path) -> Iterator[str]:
    """Address of the portal's first page, with a slash at its end."""
    with served(portal_site, PREFIX) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium."""
    if not Path(CHROMIUM).exists():
        lacking(f"there is no Chromium at {CHROMIUM}: name one in PORTAL_CHROMIUM")
    with sync_playwright() as playwright:
        browser = started(playwright)
        yield browser
        browser.close()


def started(playwright: Playwright) -> Browser:
    """A Chromium of this machine."""
    return playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=["--no-sandbox"],
        # a chart drawn before has pinned the converter's fonts; a browser needs others
        env={name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"},
    )


@contextmanager
def opened(browser: Browser, address: str, uri: str, **options: Any) -> Iterator[Visit]:
    """A page of the portal at an address, in a context of its own."""
    context = browser.new_context(**{"viewport": DESKTOP, **options})
    context.set_default_timeout(20_000)
    found = Visit(page=context.new_page(), address=address)
    found.watch()
    found.go(uri)
    yield found
    context.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visitor]:
    """Opens pages of a test; `at` names another address than the portal's."""
    with ExitStack() as stack:

        def visited(uri: str, *, at: str = address, **options: Any) -> Visit:
            return stack.enter_context(opened(chromium, at, uri, **options))

        yield visited
