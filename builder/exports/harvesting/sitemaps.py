"""sitemap.xml as an index, and the sitemap of each language with each page's alternates.

Source: https://www.sitemaps.org/protocol.html
"""

from collections.abc import Iterable
from urllib.parse import quote
from xml.sax.saxutils import escape

from builder.site import Page

INDEX_URI = "sitemap.xml"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_uri(language: str) -> str:
    """Uri of the sitemap of a language, such as `sitemap-vi.xml`."""
    return f"sitemap-{language}.xml"


def sitemap_index(pages: Iterable[Page], base_url: str) -> bytes:
    """The index: each language's sitemap, with the day its newest page was modified."""
    newest: dict[str, str] = {}
    for page in pages:
        day = page.modified.isoformat() if page.modified else ""
        newest[page.language] = max(day, newest.get(page.language, day))
    lines = [_DECLARATION, f'<sitemapindex xmlns="{_NAMESPACE}">']
    for language, day in newest.items():
        address = _address(base_url, sitemap_uri(language))
        lines.append(f"<sitemap><loc>{address}</loc>{_last_modified(day)}</sitemap>")
    return ("\n".join([*lines, "</sitemapindex>"]) + "\n").encode()


def language_sitemap(pages: Iterable[Page], language: str, base_url: str) -> bytes:
    """The pages of one language by uri, with `xhtml:link` to themselves and their twins."""
    lines = [
        _DECLARATION,
        f'<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    own = (
        page
        for page in pages
        if page.language == language and not page.is_gone and not page.is_embedded
    )
    for page in sorted(own, key=lambda page: page.uri):
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
