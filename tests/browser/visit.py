"""One page opened in a browser, and everything that went wrong while it was."""

import time
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

MOST_SECONDS = 30
"""How long a test waits for what a page does, on a busy machine."""


@dataclass(kw_only=True)  # without slots: Playwright marks the handlers it is given
class Visit:
    """A page of the portal with what the browser complained of."""

    page: Page
    address: str
    """Address of the portal that the page belongs to."""
    complaints: list[str] = field(default_factory=list)
    """Errors of console and scripts, requests that failed or left the portal."""

    def go(self, uri: str) -> None:
        """Open a page of the portal by its uri."""
        self.page.goto(self.address + uri)

    def watch(self) -> None:
        """Note complaints from now on."""
        self.page.on("console", self._console)
        self.page.on("pageerror", self._error)
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _error(self, error: Error) -> None:
        self.complaints.append(f"script: {error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"leaves the portal: {request.url}")

    def _response(self, response: Response) -> None:
        if not response.ok:
            self.complaints.append(f"{response.status}: {response.url}")


def until(page: Page, expression: str, argument: object = None) -> None:
    """Wait until an expression is true in a page, asked anew from outside.

    Playwright's own wait evaluates texts within the page, which the policy of the site forbids.
    """
    end = time.monotonic() + MOST_SECONDS
    while not page.evaluate(expression, argument):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)
