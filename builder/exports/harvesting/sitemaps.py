"""sitemap.xml as an index, and the sitemaps of each language with each page's alternates.

Source: https://www.sitemaps.org/protocol.html
"""

from collections.abc import Iterable, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

from builder.site import Page

INDEX_URI = "sitemap.xml"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


MOST_ADDRESSES = 4_000
"""Addresses of one file: at most 2 MB, where the protocol allows 50,000 and 50 MB."""


def sitemap_uri(language: str, number: int = 1) -> str:
    """Uri of a sitemap of a language: `sitemap-vi.xml`, `sitemap-vi-2.xml`."""
    return f"sitemap-{language}.xml" if number == 1 else f"sitemap-{language}-{number}.xml"


def sitemap_index(pages: Iterable[Page], base_url: str) -> bytes:
    """The index: each sitemap, with the day its newest page was modified."""
    lines = [_DECLARATION, f'<sitemapindex xmlns="{_NAMESPACE}">']
    pages = list(pages)
    for language in dict.fromkeys(page.language for page in pages):
        for uri, part in sitemap_parts(pages, language):
            day = max((page.modified.isoformat() for page in part if page.modified), default="")
            address = _address(base_url, uri)
            lines.append(f"<sitemap><loc>{address}</loc>{_last_modified(day)}</sitemap>")
    return ("\n".join([*lines, "</sitemapindex>"]) + "\n").encode()


def sitemap_parts(pages: Iterable[Page], language: str) -> list[tuple[str, Sequence[Page]]]:
    """The uri of each sitemap of a language with the pages that it names, by uri."""
    own = [
        page
        for page in pages
        if page.language == language and not page.is_gone and not page.is_embedded
    ]
    own.sort(key=lambda page: page.uri)
    starts = range(0, max(len(own), 1), MOST_ADDRESSES)
    return [
        (sitemap_uri(language, number), own[start : start + MOST_ADDRESSES])
        for number, start in enumerate(starts, 1)
    ]


def language_sitemap(pages: Sequence[Page], base_url: str) -> bytes:
    """Pages of one language, with `xhtml:link` to themselves and their twins."""
    lines = [
        _DECLARATION,
        f'<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in pages:
        lines.append(f"<url><loc>{_address(base_url, page.uri)}</loc>")
        if page.modified:
            lines.append(_last_modified(page.modified.isoformat()))
        first = next(iter(page.alternates.values()))
        for twin, uri in (*page.alternates.items(), ("x-default", first)):
            href = _address(base_url, uri)
            lines.append(f'<xhtml:link rel="alternate" hreflang="{twin}" href="{href}"/>')
        lines.append("</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


def _last_modified(day: str) -> str:
    """Nothing where no day is known: search engines trust days only where all are right."""
    return f"<lastmod>{day}</lastmod>" if day else ""


def _address(base_url: str, uri: str) -> str:
    return escape(base_url + quote(uri))
