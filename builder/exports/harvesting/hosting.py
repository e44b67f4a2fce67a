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


def headers(policy: str, pages: Iterable[Page]) -> bytes:
    """Response headers for hosts that read a `_headers` file.

    A host sends the headers of every rule that fits, so what no site may frame is named folder by
    folder: a rule for all would hold for the pages that others embed, too.
    """
    return "\n".join(
        [
            "/*",
            f"  Content-Security-Policy: {policy}",
            "  X-Content-Type-Options: nosniff",
            "  Referrer-Policy: strict-origin-when-cross-origin",
            "  Permissions-Policy: camera=(), microphone=(), geolocation=()",
            *(
                line
                for path in unframed_paths(pages)
                for line in (path, "  Content-Security-Policy: frame-ancestors 'none'")
            ),
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


def unframed_paths(pages: Iterable[Page]) -> list[str]:
    """The fewest paths that hold every page but those that other sites may embed."""
    folders: dict[bool, list[tuple[str, ...]]] = {True: [], False: []}
    for page in pages:
        folders[page.is_embedded].append(tuple(page.uri.split("/")[:-1]))
    embedded = {parts[:number] for parts in folders[True] for number in range(len(parts) + 1)}
    paths = set()
    for parts in folders[False]:
        number = 0
        while number < len(parts) and parts[:number] in embedded:
            number += 1
        path = "".join(f"/{part}" for part in parts[:number])
        paths.add(f"{path}/" if parts[:number] in embedded else f"{path}/*")
    return sorted(paths)


def redirects(pages: Iterable[Page]) -> bytes | None:
    """Where addresses have moved to, for hosts that read a `_redirects` file; None if none has."""
    lines = [f"/{page.uri} /{page.moved_to} 301" for page in pages if page.moved_to]
    return ("\n".join(lines) + "\n").encode() if lines else None
