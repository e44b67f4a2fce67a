"""The whole site as a value: every page and file that will be written, before any is."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.charts.svg import Chart, Drawing, inline_drawing
from builder.problem import BuildError, Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A named link; the uri is counted from the site's root."""

    text: str
    uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A section that menu or footer names."""

    section: str
    text: str
    uri: str


Content = Callable[[], bytes | Iterator[bytes]]
"""The bytes of a file, whole or in pieces, made when they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file that goes out as it is."""

    uri: str
    content: Content
    kept: str | None = None
    """The name of its content where finished files are kept; None if it is not."""
    made_of: str = ""
    """Digest of all that its content depends on of the portal's data; "" if nobody knows."""

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the file in pieces."""
        content = self.content()
        return iter((content,)) if isinstance(content, bytes) else content


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where in the portal's folder something that a page shows was written."""

    file: str
    """Slash path from the portal's folder."""
    line: int | None = None
    row: str | None = None
    """The row as people call it, such as `tasks-749 · tasks · 749-12`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart as a file of its own."""

    uri: str
    drawing: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A page in another form, made of what the page shows."""

    uri: str
    content: Callable[[Any], bytes]
    """Its bytes, from the context of the page."""
    made_of: Callable[[], Any]
    """A value of all that it tells beside the context."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page for the theme: what the head says, and a body that is made when it is asked for."""

    uri: str
    """Folder uri such as `en/datasets/tasks-749/`; empty for the home page."""
    language: str
    section: str
    """Marks the entry of the menu."""
    alternates: Mapping[str, str]
    """The same page by language, itself included."""
    title: str
    description: str
    breadcrumbs: tuple[Link, ...]
    modified: datetime.date | None
    """The day when what it tells last changed; None where nobody knows."""
    template: str
    context: Callable[[], Any]
    """All that the main part shows, as a value; worked out when it is asked for."""
    made_of: Callable[[], Any] | None = None
    """A smaller value on which alone the context depends, besides settings and words; None: there
    is none."""
    body: Callable[[Any, Mapping[str, str]], str]
    """Makes the finished HTML of the main part from the context, given the pictures of those
    charts by specification."""
    charts: Callable[[], tuple[Chart, ...]] = tuple
    """Charts of the body that are to be drawn yet, made when they are asked for; they are part of
    the context."""
    explored: tuple[Output, ...] = ()
    """What its charts are drawn anew from, in the browser."""
    scripts: tuple[str, ...] = ()
    """Uris of the scripts that the page works better with."""
    pictures: tuple[Picture, ...] = ()
    """Files of the charts that the page holds."""
    picture: str | None = None
    """Uri of the picture, 1200 × 675 px, that social networks show of it."""
    typed_links: Callable[[], tuple[tuple[str, str, str | None], ...]] = tuple
    """Relation, address and media type of links for machines (signposting), made when they are
    asked for."""
    anchors: tuple[str, ...] = ()
    """Ids by which IRIs name what the page tells of."""
    markdown: Twin | None = None
    """The page as Markdown; None for a page that has no such twin."""
    json_ld: Callable[[], tuple[str, ...]] = tuple
    """JSON-LD texts for the head, made when they are asked for."""
    editorial: str | None = None
    """Path of the Markdown file under site_src/ that `body` waits for; None for generated pages."""
    moved_to: str | None = None
    """Uri of the page that took its place: readers are led on to it."""
    origin: Origin | None = None
    """Where it was written; None for pages that gather from many places."""
    is_gone: bool = False
    """True for the page of what is gone: search engines leave it out."""
    is_embedded: bool = False
    """True for what other sites show in a frame: it has no head, menu and foot of its own, and
    search engines leave it out."""

    @property
    def is_dataset(self) -> bool:
        """True for the page of a dataset; those of its tables are others."""
        return self.template == "dataset.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Every page and every file of the site."""

    pages: tuple[Page, ...]
    outputs: tuple[Output, ...]
    pictures: tuple[Picture, ...] = ()
    menu: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """What the head of every page names, by language."""
    footer: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def drawings(self) -> Iterator[Drawing]:
        """Every picture that pages and files need; one that several need comes several times."""
        for page in self.pages:
            yield from (inline_drawing(chart.source) for chart in page.charts())
        yield from (picture.drawing for picture in self.pictures)


def checked_site(site: Site) -> Site:
    """The site itself.

    Raises: BuildError if two pages or files want the same uri.
    """
    uris = [f"{page.uri}index.html" for page in site.pages]
    uris += [output.uri for output in site.outputs]
    uris += [picture.uri for picture in site.pictures]
    conflicts = sorted(uri for uri, count in Counter(uris).items() if count > 1)
    if conflicts:
        raise BuildError(
            Problem(code="path-conflict", place=Place(file=uri), value=uri) for uri in conflicts
        )
    return site
