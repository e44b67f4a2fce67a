"""Headers of every answer, and how long it may be kept: one list for every kind of server."""

from collections.abc import Mapping

NAMED_BY_CONTENT = "assets/vega-*"
"""Assets whose name changes with their content."""

LASTS = r"/assets/(?:vega-|[^?]*\?.)"
"""Path and mark, with a question mark between, of what may be kept."""

LASTING = "public, max-age=31536000, immutable"
"""How long these may be kept, and what a page names with the mark of its content, `?v=…`: a
changed file has another address. The same file without the mark is asked about again."""

ASKED_AGAIN = "no-cache"
"""All other addresses stay while their content changes: a copy is kept, and asked about each time
by its ETag, which costs an answer without a body."""

METHODS = "GET, HEAD, OPTIONS"

HIDDEN = ("_headers", "_redirects", "_server/*")
"""Files that are for the server; it never answers with them."""


EMBEDDED = "/embed/"
"""What the path of a page has that other sites may show in a frame."""

UNFRAMED = "; frame-ancestors 'none'"
"""What the policy of all other answers adds."""


def answer_headers(policy: str, uri: str = "") -> Mapping[str, str]:
    """Headers of each answer, of errors too.

    Everything may be read by scripts of other sites: all of it is public, and there is no login
    that such a script could make use of. Pages may not be framed, but for those made for it.
    """
    return {
        "Content-Security-Policy": policy if EMBEDDED in f"/{uri}" else policy + UNFRAMED,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
    }


PREFLIGHT: Mapping[str, str] = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-Match, If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}
"""What a browser is told that asks before it sends a request with `Range` and the like."""
