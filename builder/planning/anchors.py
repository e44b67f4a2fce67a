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


class Anchors:
    """The fragments by which IRIs name things on pages."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._found: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, iris: Iterable[str]) -> None:
        """Take in IRIs; those that name nothing on a page of the site are passed over."""
        for iri in iris:
            uri, mark, fragment = iri.partition("#")
            if mark and uri.startswith(self._base_url):
                page = unquote(uri.removeprefix(self._base_url))
                self._found[page].add(sys.intern(unquote(fragment)))

    def on(self, pages: Sequence[Page]) -> tuple[Page, ...]:
        """The pages, each with its fragments."""
        return tuple(
            replace(page, anchors=tuple(sorted(self._found.get(page.uri, ())))) for page in pages
        )
