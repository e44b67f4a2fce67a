"""A place on its page for each thing that has an IRI: the id that the IRI's fragment names.

Whoever follows the IRI of a dataset, a body or a printed row comes to the page that tells of it.
The body of a page has many of these ids already; the theme adds those that it lacks.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import unquote

from builder.site import Page


def anchored_pages(pages: Sequence[Page], iris: Iterable[str], base_url: str) -> tuple[Page, ...]:
    """The pages, each with the fragments by which IRIs name things on it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for iri in iris:
        uri, mark, fragment = iri.partition("#")
        if mark and uri.startswith(base_url):
            found[unquote(uri.removeprefix(base_url))].add(sys.intern(unquote(fragment)))
    return tuple(replace(page, anchors=tuple(sorted(found[page.uri]))) for page in pages)
