"""Every page of the built site: its addresses lead somewhere, its head and headings are whole."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from builder.addresses import API
from builder.exports.serving.headers import EMBEDDED
from builder.settings import read_settings
from tests.folders import ROOT
from tests.markup import Markup, read_markup

BASE_URL = read_settings(ROOT).base_url
LANGUAGES = read_settings(ROOT).languages
ERROR_PAGE = "404.html"
FOR_ALL_LANGUAGES = (ERROR_PAGE, f"{API}/index.html")
"""Pages of one address that speak every language."""

LOADING = (
    *("dns-prefetch", "icon", "manifest", "modulepreload", "preconnect", "prefetch", "preload"),
    "stylesheet",
)
"""Relations of a `<link>` for which a browser asks a server; others only name things."""

ATTRIBUTES = (
    *("action", "autocomplete", "charset", "class", "content", "defer", "download", "for", "href"),
    *("hreflang", "http-equiv", "id", "lang", "method", "name", "open", "placeholder", "property"),
    *("rel", "role", "scope", "colspan", "rowspan", "src", "alt", "tabindex", "type", "start"),
    *("value", "datetime", "title", "hidden", "cite", "maxlength", "disabled", "checked", "target"),
    *("cx", "cy", "r", "rx", "ry", "d", "x", "x1", "x2", "y", "y1", "y2", "dx", "dy", "width"),
    *("height", "viewbox", "preserveaspectratio", "xmlns", "transform", "points", "display"),
    *("fill", "fill-opacity", "opacity", "stroke", "stroke-dasharray", "stroke-linecap"),
    *("stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor"),
    *("font-family", "font-size", "font-style", "font-weight", "focusable", "pointer-events"),
    *("vector-effect", "decoding", "loading", "media", "srcset"),
)
"""What our pages may use of HTML and SVG, besides aria-* and data-*."""

Site = Mapping[str, Markup]
"""Markup of each page by the uri of its file."""


@pytest.fixture(scope="module")
def pages(portal_site: Path) -> Site:
    found = (read_markup(path, portal_site) for path in sorted(portal_site.rglob("*.html")))
    return {page.uri: page for page in found}


@pytest.fixture(scope="module")
def files(portal_site: Path) -> frozenset[str]:
    paths = (path for path in portal_site.rglob("*") if path.is_file())
    return frozenset(path.relative_to(portal_site).as_posix() for path in paths)


@pytest.fixture(scope="module")
def ordinary(pages: Site) -> Site:
    """Every page but those for all languages at once, and those that are embedded."""
    return {
        uri: page
        for uri, page in pages.items()
        if uri not in FOR_ALL_LANGUAGES and EMBEDDED not in f"/{uri}"
    }


def page_uri(file: str) -> str:
    """The uri that readers see: `en/index.html` is `en/`."""
    return file.removesuffix("index.html")


def file_of(uri: str) -> str:
    return f"{uri}index.html" if uri.endswith("/") or not uri else uri


def is_external(address: str) -> bool:
    return bool(urlsplit(address).scheme)


def internal_targets(page: Markup) -> Iterator[tuple[str, str, str]]:
    """Address as written, file and fragment of each address within the site."""
    here = BASE_URL + page_uri(page.uri)
    for address in page.addresses:
        if not is_external(address.value):
            target, fragment = urldefrag(urljoin(here, address.value))
            uri = urlsplit(target)._replace(query="").geturl().removeprefix(BASE_URL)
            yield address.value, file_of(unquote(uri)), unquote(fragment)


def test_every_internal_address_leads_to_a_file(pages: Site, files: frozenset[str]) -> None:
    dead = {
        (page.uri, address)
        for page in pages.values()
        for address, file, _ in internal_targets(page)
        if file not in files
    }
    assert not dead


def test_every_fragment_is_an_id_of_its_page(pages: Site) -> None:
    ids = {uri: frozenset(page.ids) for uri, page in pages.items()}
    dead = {
        (page.uri, address)
        for page in pages.values()
        for address, file, fragment in internal_targets(page)
        if fragment and fragment not in ids.get(file, ())
    }
    assert not dead


def test_only_the_page_of_errors_counts_addresses_from_the_root(ordinary: Site) -> None:
    absolute = {
        (page.uri, address.value)
        for page in ordinary.values()
        for address in page.addresses
        if address.value.startswith("/")
    }
    assert not absolute


def test_a_page_loads_nothing_from_elsewhere(pages: Site) -> None:
    foreign = {
        (page.uri, address.value)
        for page in pages.values()
        for address in page.addresses
        if is_external(address.value)
        and (address.tag not in ("a", "link") or address.rel in LOADING)
    }
    assert not foreign


def test_a_link_that_leads_away_is_safe(pages: Site) -> None:
    schemes = {
        urlsplit(address.value).scheme
        for page in pages.values()
        for address in page.addresses
        if address.tag == "a" and is_external(address.value)
    }
    assert schemes <= {"https", "mailto"}


def test_ids_are_unique_on_their_page(pages: Site) -> None:
    doubled = {
        page.uri: [name for name, count in Counter(page.ids).items() if count > 1]
        for page in pages.values()
        if len(set(page.ids)) < len(page.ids)
    }
    assert not doubled


def test_what_labels_something_is_there(pages: Site) -> None:
    dangling = {
        (page.uri, name) for page in pages.values() for name in set(page.named) - set(page.ids)
    }
    assert not dangling


def test_no_page_holds_a_script_or_style_of_its_own(pages: Site) -> None:
    assert not {(page.uri, script) for page in pages.values() for script in page.inline}


def test_every_page_has_one_first_heading_and_skips_no_level(pages: Site) -> None:
    wrong = {
        page.uri: page.levels
        for page in pages.values()
        if page.levels.count(1) != 1
        or page.levels[0] != 1
        or any(after > before + 1 for before, after in pairwise(page.levels))
    }
    assert not wrong


def test_the_language_of_a_page_is_that_of_its_path(pages: Site) -> None:
    first, *others = LANGUAGES
    wrong = {
        page.uri: page.language
        for page in pages.values()
        if page.language
        != next((other for other in others if page.uri.startswith(f"{other}/")), first)
    }
    assert not wrong


def test_every_page_has_a_title(pages: Site) -> None:
    assert not {page.uri for page in pages.values() if not page.title.partition(" · ")[0].strip()}


def test_a_page_that_is_embedded_is_left_out_by_search_engines(pages: Site) -> None:
    embedded = [page for uri, page in pages.items() if EMBEDDED in f"/{uri}"]
    assert embedded
    assert {page.metas.get("robots") for page in embedded} == {"noindex"}


def test_no_text_breaks_out_of_its_attribute(pages: Site) -> None:
    known = re.compile(r"(aria|data)-[a-z-]+|" + "|".join(ATTRIBUTES))
    found = {(page.uri, attribute) for page in pages.values() for attribute in page.attributes}
    assert not {page for page in found if not known.fullmatch(page[1])}


def test_every_description_has_the_length_that_search_engines_show(pages: Site) -> None:
    wrong = {
        page.uri: page.metas.get("description", "")
        for page in pages.values()
        if not 50 <= len(page.metas.get("description", "")) <= 160
    }
    assert not wrong


def test_every_page_names_itself_and_its_twins(ordinary: Site) -> None:
    for page in ordinary.values():
        assert page.canonical == BASE_URL + page_uri(page.uri)
        assert set(page.alternates) == {*LANGUAGES, "x-default"}, page.uri
        assert page.alternates[page.language] == page.canonical
        assert page.alternates["x-default"] == page.alternates[LANGUAGES[0]]


def test_the_twin_of_a_page_names_that_page_as_its_twin(ordinary: Site) -> None:
    by_address = {page.canonical: page for page in ordinary.values()}
    for page in ordinary.values():
        for language in LANGUAGES:
            twin = by_address[page.alternates[language]]
            assert (twin.language, twin.alternates) == (language, page.alternates)


def test_the_link_to_the_other_language_leads_to_the_twin(ordinary: Site) -> None:
    for page in ordinary.values():
        assert set(page.twins) == {*LANGUAGES} - {page.language}, page.uri
        for language, address in page.twins.items():
            assert urljoin(page.canonical, address) == page.alternates[language]
