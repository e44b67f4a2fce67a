"""sitemap.xml with each page's alternates, and robots.txt; what a static host should send."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from builder.site import Page


def sitemap(pages: Iterable[Page], base_url: str) -> bytes:
    """The sitemap protocol (sitemaps.org) with `xhtml:link` alternates, by uri."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in sorted(pages, key=lambda one: one.uri):
        lines.append(f"<url><loc>{escape(base_url + page.uri)}</loc>")
        lines.append(f"<lastmod>{page.modified.isoformat()}</lastmod>")
        lines += [
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(base_url + uri)}"/>'
            for language, uri in page.alternates.items()
        ]
        lines.append("</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


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
            "/data/*",
            "  Access-Control-Allow-Origin: *",
            "/data/*.csv",
            "  Content-Type: text/csv; charset=utf-8; header=present",
            "",
        ]
    ).encode()
