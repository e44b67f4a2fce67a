"""Preview on this machine: serves at once, builds, and builds again when a source file changes.

While a build runs the site that was there is served; what keeps a build from being made is shown
at the top of every page.
"""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from builder.build import build
from builder.language.words import Words
from builder.pages.problem_report import ReportRow, preview_notice, preview_page
from builder.problem import BuildError, Problem

WATCHED = ("datasets", "schemas", "releases", "site_src", "portal.toml", "mkdocs.yml")
"""What a steward changes."""


class PreviewServer(LiveReloadServer):
    """MkDocs' server; in the preview alone a page may hold its inline reload script."""

    def __init__(self, root: Path, port: int, words: Words, say: Callable[[str], None]) -> None:
        self.portal, self.words, self.say = root, words, say
        self.rows: Sequence[ReportRow] = ()
        """Problems of the last build; none where it was made."""
        self.is_building = True
        self.tell: Callable[[Sequence[Problem]], Sequence[ReportRow]] = lambda _: ()
        """Tells problems on the terminal, and gives them as rows for the page."""
        super().__init__(self.rebuild, host="127.0.0.1", port=port, root=str(root / "site"))
        self.error_handler = self._page_of_no_page
        self._want_rebuild = True  # the first build, once the address is open
        for name in WATCHED:
            if (root / name).exists():
                self.watch(str(root / name))

    def server_activate(self) -> None:
        """Open the address and say so."""
        super().server_activate()
        self.say(self.words("serve.address", url=self.url))

    def rebuild(self) -> None:
        """Build the site anew; pages are served meanwhile, and are loaded again when it is done."""
        self._wanted_epoch = self._visible_epoch  # nobody waits for this build
        self.is_building = True
        start = time.monotonic()
        try:
            build(self.portal, self.portal / "site")
        except BuildError as error:
            self.rows = self.tell(error.problems)
        else:
            self.rows = ()
            self.say(self.words("serve.built", seconds=f"{time.monotonic() - start:.1f}"))
        self.is_building = False
        self._wanted_epoch = self._visible_epoch + 1

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        allowed = content.replace(b"script-src 'self'", b"script-src 'self' 'unsafe-inline'", 1)
        if self.rows:
            notice = preview_notice(self.rows, self.words.language).encode()
            start = allowed.find(b">", allowed.find(b"<body")) + 1
            allowed = allowed[:start] + notice + allowed[start:]
        page = super()._inject_js_into_html(allowed, epoch)  # type: ignore[no-untyped-call]  # MkDocs
        return bytes(page)

    def _page_of_no_page(self, _code: int) -> bytes:
        """What is shown at an address where there is nothing, above all before the first build."""
        key = "serve.building" if self.is_building else "serve.nothing"
        page = preview_page(self.words(key), self.words.language)
        return self._inject_js_into_html(page.encode(), self._visible_epoch)


def serve(server: PreviewServer) -> None:
    """Serve the portal of a folder on 127.0.0.1 until interrupted.

    Raises: OSError if the port is taken.
    """
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs
    except KeyboardInterrupt:
        server.shutdown()
    finally:
        server.server_close()
