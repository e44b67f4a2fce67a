"""Links of the written site that lead nowhere, and what browsers block of it."""

import html
import posixpath
import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from builder.language.text import MISSING
from builder.problem import Place, Problem
from builder.processes import spread
from builder.publishing.blocked import blocked
from builder.publishing.kept_pages import page_facts
from builder.publishing.pressed import is_pressed
from builder.publishing.shell import Shell, render_pages
from builder.site import Page, Site
from builder.store.contents import MadeSite, PageFacts
from builder.store.stamps import site_stamps

MANY = 200
"""Pages that are worth starting processes for."""

_FRAME_ALONE = "404.html"
"""A page whose parts every page has."""

_README = re.compile(r"^(?:.*/)?([^/]+)/$")


def broken_links(
    site: Site,
    folder: Path,
    base_url: str,
    facts: Mapping[str, PageFacts],
    *,
    judged: Collection[str] = (),
    before: MadeSite | None = None,
) -> Iterator[Problem]:
    """A problem for each link of a page in a folder that leads nowhere within the site.

    Only what a reader may follow or sees is judged; IRIs in the head name things, not parts of
    pages. Links to other sites are not followed; one with the site's own address is within.
    `facts` hold the pages to judge; of the others only the address need be there. Those that were
    `judged` when the site of `before` was made are as they were: what browsers block was looked
    for, and their links lead somewhere as long as nothing of that site is gone.
    """
    written = _Written(site, folder, facts)
    sound = frozenset(judged) if before and written.holds(before) else frozenset[str]()
    pages = [page for page in site.pages if page.uri in facts and page.uri not in sound]
    work = partial(_broken, written, base_url, frozenset(judged))
    for problems in spread(pages, work, least=MANY):
        yield from problems


def _broken(
    written: "_Written", base_url: str, judged: Container[str], page: Page
) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if is_written(page) and page.uri not in judged:
        text = (written.folder / page.uri / "index.html").read_text("utf-8")
        found += _blocked(page, text, base_url)
    own = base_url.rstrip("/")
    for link in written.facts[page.uri].links:
        found += written.broken(page, html.unescape(link).removeprefix(own))
    return tuple(found)


class _Written:
    """A site in its folder: which files it has, and which parts each page."""

    def __init__(self, site: Site, folder: Path, facts: Mapping[str, PageFacts]) -> None:
        self.folder, self.facts = folder, facts
        self.pages = {f"{page.uri}index.html": page for page in site.pages}
        self.files = frozenset((*site_stamps(folder), *self.pages))
        self.files |= {output.uri for output in site.outputs}
        self.files |= {picture.uri for picture in site.pictures}
        self._parts: dict[str, frozenset[str]] = {}

    def broken(self, page: Page, link: str) -> Iterator[Problem]:
        """A problem if a link of a page leads nowhere."""
        target = _within(link, page.uri)
        if target is None:
            return
        file, part = target
        found = next((name for name in (file, _index(file)) if name in self.files), None)
        is_page = found is not None and found.endswith(".html")
        if found is None:
            yield _problem(link, page, _near_address(file, page, self.files))
        elif part and is_page and part not in self.parts(found):
            yield _problem(link, page, _near_part(link, part, self.parts(found)))

    def holds(self, before: MadeSite) -> bool:
        """True if every file of a site made before, and every part of its pages, is still there."""
        linked = (uri for uri in before.files if not is_pressed(uri, before.files))
        return self.files.issuperset(linked) and all(
            known is self.facts.get(uri) or self.parts(f"{uri}index.html").issuperset(known.ids)
            for uri, known in before.pages.items()
        )

    def parts(self, file: str) -> frozenset[str]:
        """The ids of a page."""
        if file not in self._parts:
            known = self.facts.get(file.removesuffix("index.html"))
            self._parts[file] = frozenset(known.ids) if known and known.ids else self._read(file)
        return self._parts[file]

    def _read(self, file: str) -> frozenset[str]:
        if (self.folder / file).is_file():
            return frozenset(page_facts("", (self.folder / file).read_text("utf-8")).ids)
        body = page_facts("", _body(self.pages[file]))
        return frozenset(body.ids) | self.parts(_FRAME_ALONE)


def broken_written_links(shell: Shell, root: Path) -> Iterator[Problem]:
    """The same of the pages that people wrote, before the others are made and charts are drawn.

    A text without a mark of links or of HTML leads nowhere and holds nothing that is blocked.
    """
    pages = [page for page in shell.site.pages if is_written(page) and _may_lead(page, root)]
    blank = replace(shell, svgs=_blank_pictures(pages))
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        uris = {page.uri for page in pages}
        render_pages(blank, root, folder, lambda _: None, only=uris)
        texts = {uri: (folder / uri / "index.html").read_text("utf-8") for uri in uris}
        facts = {uri: page_facts("", text) for uri, text in texts.items()}
        yield from broken_links(shell.site, folder, shell.settings.base_url, facts)


def _may_lead(page: Page, root: Path) -> bool:
    path = root / _place(page).file
    if not path.is_file():
        return True  # a README made of something else
    text = path.read_text("utf-8", errors="replace")
    return page.editorial is not None or any(mark in text for mark in ("[", "<", "://"))


_BLANK = '<svg width="1" height="1" viewBox="0 0 1 1"></svg>'


def _blank_pictures(pages: Iterable[Page]) -> Mapping[str, str]:
    return {chart.source: _BLANK for page in pages for chart in page.charts()}


def _body(page: Page) -> str:
    return page.body(page.context(), _blank_pictures([page]))


def _within(link: str, page_uri: str) -> tuple[str, str] | None:
    """Path and fragment of a link within the site; None for one that leads out of it."""
    target = _parts_of(link)
    if target is None:
        return None
    path, part = target
    return posixpath.normpath(posixpath.join("/", page_uri, path)).lstrip("/"), part


@lru_cache(maxsize=100_000)
def _parts_of(link: str) -> tuple[str, str] | None:
    """The same as it is written; most links of a page are those of its frame."""
    if link.startswith("//"):
        return None
    address = urlsplit(link)
    if address.scheme or not (address.path or address.fragment):
        return None
    return unquote(address.path), unquote(address.fragment)


def _index(folder: str) -> str:
    return f"{folder}/index.html".lstrip("/")


def _near_part(link: str, part: str, parts: frozenset[str]) -> str | None:
    """The link to the part of the same page that is most like the missing one."""
    near = get_close_matches(part, sorted(parts), n=1)
    return f"{link.partition('#')[0]}#{near[0]}" if near else None


def _near_address(file: str, page: Page, files: frozenset[str]) -> str | None:
    """The address most like the missing one, as a link of the page; a page by its folder."""
    twins = {f"{name.removesuffix('/index.html')}.md" for name in files}
    addresses = {name.removesuffix("index.html").rstrip("/") for name in files - twins}
    near = get_close_matches(file, sorted(addresses), n=1)
    if not near:
        return None
    ending = "" if near[0] in files else "/"
    return posixpath.relpath(near[0] or ".", page.uri or ".") + ending


def _problem(link: str, page: Page, nearest: str | None) -> Problem:
    details: Mapping[str, str] = {"page": f"/{page.uri}", "nearest": nearest or MISSING}
    return Problem(code="link-broken", place=_place(page), value=link, details=details)


def _blocked(page: Page, text: str, base_url: str) -> Iterator[Problem]:
    for tag in blocked(text, base_url):
        yield Problem(code="content-blocked", place=_place(page), value=tag)


def is_written(page: Page) -> bool:
    """True for a page that holds what people wrote as Markdown."""
    return _place(page).file.endswith(".md")


def _place(page: Page) -> Place:
    """The file that a person wrote: Markdown of a page, README of a dataset; else the page."""
    if page.editorial:
        return Place(file=f"site_src/{page.editorial}")
    folder = _README.match(page.uri)
    if folder and page.is_dataset:
        return Place(file=f"datasets/{folder[1]}/README.{page.language}.md")
    return Place(file=f"{page.uri}index.html")
