"""Headers for hosts that read a file `_headers`, such as Netlify and Cloudflare Pages.

They join a header that two rules give, so no path may match two rules of the same header. Hosts
are left to say how long a page is kept, and the types that each of them knows by itself. What no
site may frame is named folder by folder, since no rule can take back what another gives.
Source: https://developers.cloudflare.com/pages/configuration/headers/
"""

from collections.abc import Iterable, Iterator, Sequence

from builder.exports.serving.headers import EMBEDDED, LASTING, NAMED_BY_CONTENT, answer_headers
from builder.exports.serving.media_types import BY_ENDING, BY_PLACE, content_type
from builder.site import Page

KNOWN = ("html", "json", "xml")
"""Endings that every host knows; some files of them are of another type by their place."""


def host_headers(prefix: str, policy: str, unframed: Sequence[str]) -> bytes:
    """The whole file; `prefix` is the path of the site, `unframed` what no site may frame."""
    return ("\n".join(_lines(prefix, policy, unframed)) + "\n").encode()


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
        folder = "".join(f"{part}/" for part in parts[:number])
        paths.add(folder if parts[:number] in embedded else f"{folder}*")
    return sorted(paths)


def _lines(prefix: str, policy: str, unframed: Sequence[str]) -> Iterator[str]:
    yield f"{prefix}*"
    yield from (f"  {name}: {value}" for name, value in answer_headers(policy, EMBEDDED).items())
    for path in unframed:
        if path != "*":
            yield prefix + path
        yield "  X-Frame-Options: DENY"
    yield f"{prefix}{NAMED_BY_CONTENT}"
    yield f"  Cache-Control: {LASTING}"
    types = {
        **BY_PLACE,
        **{f"*.{ending}": BY_ENDING[ending] for ending in sorted(BY_ENDING) if ending not in KNOWN},
    }
    for glob, media_type in types.items():
        yield f"{prefix}{glob}"
        yield f"  Content-Type: {content_type(media_type)}"
