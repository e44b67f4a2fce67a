"""Preview on this machine: serves at once, and reads the portal again when a source file changes.

Pages are made when somebody looks at them. While the portal is read the site that was there is
served; what keeps it from being built is shown at the top of every page.
"""

import logging
import posixpath
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from builder.language.words import Words
from builder.packages.unread import unread
from builder.pages.problem_report import preview_notice, preview_page
from builder.preview import Preview, previewed
from builder.problem import BuildError, Problem, ReportRow
from builder.store.stamps import Stamps, stamps
from builder.validation.package import Remembering

LOOKS = 0.25
"""Seconds between two looks at it."""

PAGES_FIRST = 1.0
"""Seconds for browsers to load a page anew before links are followed."""

OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")
"""By which a browser of this machine asks; a page of another name may not read the preview."""

Start = Callable[[str, list[tuple[str, str]]], Any]
"""Begins an answer: status and headers (WSGI)."""


class Watch(threading.Thread):
    """Tells when a file that the portal is read from came, went or changed.

    It looks at names, times and sizes, so that folders which are moved away and come back, and
    files which an editor puts in another's place, are seen as well.
    """

    def __init__(self, root: Path, changed: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self.root, self.changed = root, changed
        self.ended = threading.Event()
        self._before = self._files()

    def stop(self) -> None:
        """Look no more."""
        self.ended.set()

    def run(self) -> None:
        """Look again and again."""
        while not self.ended.wait(LOOKS):
            after = self._files()
            if after != self._before:
                self.changed()
            self._before = after

    def _files(self) -> Stamps:
        return stamps(self.root)


class PreviewServer(LiveReloadServer):
    """MkDocs' server; in the preview alone a page may hold its inline reload script."""

    def __init__(self, root: Path, port: int, words: Words, say: Callable[[str], None]) -> None:
        self.portal, self.words, self.say = root, words, say
        self.rows: Sequence[ReportRow] = ()
        """Problems of the last build; none where it was made."""
        self.fault: str | None = None
        """What stopped the last build and is no problem of the portal."""
        self.is_building = True
        self.tell: Callable[[Sequence[Problem]], Sequence[ReportRow]] = lambda _: ()
        """Tells problems on the terminal, and gives them as rows for the page."""
        self.report: Callable[[Exception], str] = str
        """Keeps what nobody foresaw, and gives the line that tells of it."""
        self.shown: Preview | None = None
        """The last site that could be planned; None before there is one: a site that was built
        is shown then, if there is any."""
        self._judge = Remembering()
        self._at_work = threading.Lock()
        """Held by who makes a page or changes the site that is shown."""
        super().__init__(self.rebuild, host="127.0.0.1", port=port, root=str(root / "site"))
        self.error_handler = self._page_of_no_page
        self._want_rebuild = True  # the first build, once the address is open
        self.observer = Watch(root, self._ask_for_build)  # type: ignore[assignment]  # ours looks at more
        self._watched_paths = {str(root): 1}

    def server_activate(self) -> None:
        """Open the address and say so."""
        super().server_activate()
        self.say(self.words("serve.address", url=self.url))

    def rebuild(self) -> None:
        """Read the portal anew; pages are served meanwhile, and loaded again when it is done."""
        self._wanted_epoch = self._visible_epoch  # nobody waits for this build
        self.is_building, self.fault = True, None
        start = time.monotonic()
        with self._told():
            preview = previewed(self.portal, self._judge)
            self._show(preview)
            self.rows = ()
            self._reload()
            self.say(self.words("serve.built", seconds=f"{time.monotonic() - start:.1f}"))
            if not self._is_asked_again():
                preview.refuse_broken_links()
            return
        self._reload()

    def _is_asked_again(self) -> bool:
        """Let browsers load their page first; True if a file changed meanwhile."""
        with self._rebuild_cond:
            return self._rebuild_cond.wait_for(
                lambda: self._want_rebuild or self._shutdown, timeout=PAGES_FIRST
            )

    def _reload(self) -> None:
        """Let browsers load their page anew."""
        self.is_building = False
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch = self._visible_epoch + 1
            self._epoch_cond.notify_all()

    def _show(self, preview: Preview | None) -> None:
        with self._at_work:
            before, self.shown = self.shown, preview
            if preview:
                self.root = str(preview.folder)
        if before:
            before.end()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong in the block is told on the terminal and on every page."""
        try:
            yield
        except Exception as error:
            problems = _problems(error, self.portal)
            if problems:
                self.rows = self.tell(problems)
            else:
                self.rows, self.fault = (), self.report(error)
                self.say(self.fault)

    def server_close(self) -> None:
        """Close the address, and take away what was made."""
        super().server_close()
        self._show(None)

    def _ask_for_build(self) -> None:
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def serve_request(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """Answer a request, unless it is from elsewhere or asks for what a preview never does."""
        refusal = _refusal(environ)
        if refusal:
            start_response(refusal, [("Content-Type", "text/plain"), ("Allow", "GET, HEAD")])
            return [refusal.encode()]
        answer: Iterable[bytes] = super().serve_request(environ, start_response)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else answer

    def _serve_request(self, environ: dict[str, Any], start_response: Start) -> Any:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            return super()._serve_request(environ, start_response)
        with self._at_work:
            if self.shown is not None:
                with self._told():
                    self.shown.lay(_uri(path))
            return super()._serve_request(environ, start_response)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        allowed = content.replace(b"script-src 'self'", b"script-src 'self' 'unsafe-inline'", 1)
        if self.rows or self.fault:
            notice = preview_notice(self.rows, self.fault, self.words.language).encode()
            start = allowed.find(b">", allowed.find(b"<body")) + 1
            allowed = allowed[:start] + notice + allowed[start:]
        page = super()._inject_js_into_html(allowed, epoch)  # type: ignore[no-untyped-call]  # MkDocs
        return bytes(page)

    def _page_of_no_page(self, _code: int) -> bytes:
        """What is shown at an address where there is nothing, above all before the first build."""
        is_unshown = self.shown is None and (self.rows or self.fault)
        key = "serve.unshown" if is_unshown else "serve.nothing"
        key = "serve.building" if self.is_building else key
        page = preview_page(self.words(key), self.words.language)
        return self._inject_js_into_html(page.encode(), self._visible_epoch)


def _uri(path: str) -> str:
    """The file of a site that a path leads to."""
    folder = f"{path}index.html" if path.endswith("/") else path
    return posixpath.normpath(f"/{folder}").lstrip("/")


def _problems(error: Exception, root: Path) -> Sequence[Problem]:
    """What an error says of the portal; nothing where it is a fault of the program."""
    if isinstance(error, BuildError):
        return error.problems
    problem = unread(error, root) if isinstance(error, OSError) else None
    return [problem] if problem else ()


def _refusal(environ: Mapping[str, Any]) -> str | None:
    """Status of the answer to a request that is not served; None for others.

    A page of another name whose address leads to this machine (DNS rebinding) says that name.
    """
    name = str(environ.get("HTTP_HOST", "")).lower()
    if name.rpartition(":")[0] not in OWN_NAMES and name not in OWN_NAMES:
        return "421 Misdirected Request"
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return "405 Method Not Allowed"
    if "\0" in environ["PATH_INFO"]:
        return "400 Bad Request"
    return None


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
