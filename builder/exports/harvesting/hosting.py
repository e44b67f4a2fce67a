"""robots.txt, and the headers and redirects that a static host should send."""

from collections.abc import Iterable

from builder.site import Page

OPEN_PATHS = (
    "/data/*",
    "/api/*",
    "/charts/*",
    "/data.json",
    "/data-cube.ttl",
    "/catalog.*",
    "/feed.xml",
    "/en/feed.xml",
    "/feeds/*",
    "/.well-known/*",
)
"""What scripts of other sites may read."""


def robots(base_url: str) -> bytes:
    """Every robot may read everything; where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n".encode()


def headers(policy: str) -> bytes:
    """Response headers for hosts that read a `_headers` file."""
    return "\n".join(
        [
            "/*",
            f"  Content-Security-Policy: {policy}; frame-ancestors 'none'",
            "  X-Content-Type-Options: nosniff",
            "  Referrer-Policy: strict-origin-when-cross-origin",
            "  Permissions-Policy: camera=(), microphone=(), geolocation=()",
            *(line for path in OPEN_PATHS for line in (path, "  Access-Control-Allow-Origin: *")),
            "/api/3/action/*",
            "  Content-Type: application/json; charset=utf-8",
            "/.well-known/void",
            "  Content-Type: text/turtle; charset=utf-8",
            "/data/*.csv",
            "  Content-Type: text/csv; charset=utf-8; header=present",
            "",
        ]
    ).encode()


def redirects(pages: Iterable[Page]) -> bytes | None:
    """Where addresses have moved to, for hosts that read a `_redirects` file; None if none has."""
    lines = [f"/{page.uri} /{page.moved_to} 301" for page in pages if page.moved_to]
    return ("\n".join(lines) + "\n").encode() if lines else None
