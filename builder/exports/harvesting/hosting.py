"""robots.txt, and where addresses have moved to, for hosts that read `_redirects`."""

from collections.abc import Iterable

from builder.site import Page


def robots(base_url: str) -> bytes:
    """Every robot may read everything; where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n".encode()


def redirects(pages: Iterable[Page]) -> bytes | None:
    """Where addresses have moved to, for hosts that read a `_redirects` file; None if none has."""
    lines = [f"/{page.uri} /{page.moved_to} 301" for page in pages if page.moved_to]
    return ("\n".join(lines) + "\n").encode() if lines else None
