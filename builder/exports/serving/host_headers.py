"""Headers for hosts that read a file `_headers`, such as Netlify and Cloudflare Pages.

They join a header that two rules give, so no path may match two rules of the same header. Hosts
are left to say how long a page is kept, and the types that each of them knows by itself. What no
site may frame is named folder by folder, since no rule can take back what another gives.

Cloudflare reads a hundred rules and skips the rest: types come first, then as many of those
folders as there is room for. A page that may be framed is no harm, for there is no login.
Source: https://developers.cloudflare.com/pages/configuration/headers/
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.exports.serving.headers import EMBEDDED, LASTING, NAMED_BY_CONTENT, answer_headers
from builder.exports.serving.media_types import BY_ENDING, BY_PLACE, content_type, is_text
from builder.site import Page

KNOWN = ("html", "json", "xml")
"""Endings that every host knows; some files of them are of another type by their place."""

NO_FRAME: Mapping[str, str] = {"X-Frame-Options": "DENY"}
"""What a page says that no site may frame."""

RARE = ("parquet", "gpkg")
"""Endings of files without characters that hosts may not know. Of the others they know the type;
what they may lack of texts is that these are UTF-8."""

MOST_RULES = 100
LONGEST_LINE = 2000
"""Limits of Cloudflare; Netlify names none."""


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
    everywhere = answer_headers(policy, EMBEDDED)
    if "*" in unframed:
        everywhere = {**everywhere, **NO_FRAME}
    rules: list[tuple[str, Mapping[str, str]]] = [
        ("*", everywhere),
        (NAMED_BY_CONTENT, {"Cache-Control": LASTING}),
        *((glob, {"Content-Type": content_type(kind)}) for glob, kind in _types().items()),
        *((path, NO_FRAME) for path in unframed if path != "*"),
    ]
    for path, headers in rules[:MOST_RULES]:
        yield prefix + path
        yield from (f"  {name}: {value}" for name, value in headers.items())


def _types() -> Mapping[str, str]:
    """The type of each path, where a host may not know it or not say that it is UTF-8."""
    told = {
        ending: media_type
        for ending, media_type in sorted(BY_ENDING.items())
        if ending in RARE or (is_text(media_type) and ending not in KNOWN)
    }
    return {**BY_PLACE, **{f"*.{ending}": media_type for ending, media_type in told.items()}}
