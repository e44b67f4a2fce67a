"""Links of the written site that lead to no page, no file, or no part of a page."""

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from builder.language.text import MISSING
from builder.problem import Place, Problem
from builder.site import Page, Site

_LINK = re.compile(r'<(?:a|img|script)\b[^>]*?\b(?:href|src)="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')
_README = re.compile(r"^(?:.*/)?([^/]+)/$")


def broken_links(site: Site, folder: Path, base_url: str) -> Iterator[Problem]:
    """A problem for each link of a page in a folder that leads nowhere within the site.

    Only what a reader may follow or sees is judged; IRIs in the head name things, not parts of
    pages. Links to other sites are not followed; one with the site's own address is within.
    """
    files = frozenset(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )

    @cache
    def parts(file: str) -> frozenset[str]:
        return frozenset(_ID.findall((folder / file).read_text("utf-8")))

    for page in site.pages:
        text = (folder / page.uri / "index.html").read_text("utf-8")
        for written in dict.fromkeys(_LINK.findall(text)):
            link = html.unescape(written).removeprefix(base_url.rstrip("/"))
            target = _within(link, page.uri)
            if target is None:
                continue
            file, part = target
            found = next((name for name in (file, _index(file)) if name in files), None)
            if found is None or (part and part not in parts(found)):
                near = parts(found) if found else files
                yield _problem(link, part if found else file, page, near)


def _within(link: str, page_uri: str) -> tuple[str, str] | None:
    """Path and fragment of a link within the site; None for one that leads out of it."""
    if link.startswith("//"):
        return None
    address = urlsplit(link)
    if address.scheme or not (address.path or address.fragment):
        return None
    path = posixpath.normpath(posixpath.join("/", page_uri, unquote(address.path)))
    return path.lstrip("/"), unquote(address.fragment)


def _index(folder: str) -> str:
    return f"{folder}/index.html".lstrip("/")


def _problem(link: str, missing: str, page: Page, known: frozenset[str]) -> Problem:
    near = get_close_matches(missing, sorted(known), n=1)
    details: Mapping[str, str] = {"page": f"/{page.uri}", "nearest": near[0] if near else MISSING}
    return Problem(code="link-broken", place=_place(page), value=link, details=details)


def _place(page: Page) -> Place:
    """The file that a person wrote: Markdown of a page, README of a dataset; else the page."""
    if page.editorial:
        return Place(file=f"site_src/{page.editorial}")
    folder = _README.match(page.uri)
    if page.section == "datasets" and folder and page.breadcrumbs[1:-1]:
        return Place(file=f"datasets/{folder[1]}/README.{page.language}.md")
    return Place(file=f"{page.uri}index.html")
