"""A Chromium, and the real portal served under a sub-path; both once a run."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.server import served
from tests.browser.visit import Visit
from tests.optional import lacking

PREFIX = "/cong/du-lieu/"
"""Where the portal lives on the test host: not at its root."""

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
    path = os.environ.get("PORTAL_CHROMIUM", "/usr/bin/chromium")
    if not Path(path).exists():
        lacking(f"there is no Chromium at {path}: name one in PORTAL_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visitor]:
    """Opens pages; `at` names another address than the portal's."""
    contexts: list[BrowserContext] = []

    def opened(uri: str, *, at: str = address, **options: Any) -> Visit:
        context = chromium.new_context(**{"viewport": DESKTOP, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        found = Visit(page=context.new_page(), address=at)
        found.watch()
        found.go(uri)
        return found

    yield opened
    for context in contexts:
        context.close()
