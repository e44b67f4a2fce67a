"""Preview on this machine: builds, serves, and builds again when a source file changes."""

import logging
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from builder.build import build
from builder.problem import BuildError

WATCHED = ("datasets", "schemas", "site_src", "portal.toml", "mkdocs.yml")
"""What a steward changes."""


class _PreviewServer(LiveReloadServer):
    """MkDocs' server; in the preview alone a page may hold its inline reload script."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        allowed = content.replace(b"script-src 'self'", b"script-src 'self' 'unsafe-inline'", 1)
        page = super()._inject_js_into_html(allowed, epoch)  # type: ignore[no-untyped-call]  # MkDocs
        return bytes(page)


def serve(root: Path, port: int, tell: Callable[[BuildError], None]) -> None:
    """Serve the portal of a folder on 127.0.0.1 until interrupted.

    `tell` is given the problems of a build that failed; the last good site stays.
    """
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    site = root / "site"

    def rebuild() -> None:
        try:
            build(root, site)
        except BuildError as error:
            tell(error)

    rebuild()
    site.mkdir(exist_ok=True)
    server = _PreviewServer(rebuild, host="127.0.0.1", port=port, root=str(site))
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs
    except KeyboardInterrupt:
        server.shutdown()
