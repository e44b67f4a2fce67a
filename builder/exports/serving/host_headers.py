"""Headers for hosts that read a file `_headers`, such as Netlify and Cloudflare Pages.

They join a header that two rules give, so no path may match two rules of the same header. Hosts
are left to say how long a page is kept, and the types that each of them knows by itself.
Source: https://developers.cloudflare.com/pages/configuration/headers/
"""

from collections.abc import Iterator

from builder.exports.serving.headers import ASSETS, LASTING, answer_headers
from builder.exports.serving.media_types import BY_ENDING, BY_PLACE, content_type

KNOWN = ("html", "json", "xml")
"""Endings that every host knows; some files of them are of another type by their place."""


def host_headers(prefix: str, policy: str) -> bytes:
    """The whole file; `prefix` is the path of the site."""
    return ("\n".join(_lines(prefix, policy)) + "\n").encode()


def _lines(prefix: str, policy: str) -> Iterator[str]:
    yield f"{prefix}*"
    yield from (f"  {name}: {value}" for name, value in answer_headers(policy).items())
    yield f"{prefix}{ASSETS}"
    yield f"  Cache-Control: {LASTING}"
    types = {
        **BY_PLACE,
        **{f"*.{ending}": BY_ENDING[ending] for ending in sorted(BY_ENDING) if ending not in KNOWN},
    }
    for glob, media_type in types.items():
        yield f"{prefix}{glob}"
        yield f"  Content-Type: {content_type(media_type)}"
