"""Which sections a portal has, and what menu and footer name, in their order."""

from collections.abc import Iterator

from builder.language.words import words
from builder.pages.page_type import page_types
from builder.portal import Portal
from builder.site import Entry


def sections(portal: Portal) -> frozenset[str]:
    """Every section that the portal has something to show in."""
    made = {page_type.section for page_type in page_types() if page_type.is_there(portal)}
    written = {
        page.id for page in portal.editorial if page.shown_with is None or page.shown_with in made
    }
    return frozenset(("home", *made, *written))


def menu(portal: Portal, language: str) -> tuple[Entry, ...]:
    """What the head of every page names."""
    return _in_order("menu", portal, language)


def footer(portal: Portal, language: str) -> tuple[Entry, ...]:
    """What the foot of every page names."""
    return _in_order("footer", portal, language)


def _in_order(place: str, portal: Portal, language: str) -> tuple[Entry, ...]:
    entries = sorted(_entries(place, portal, language), key=lambda pair: pair[0])
    return tuple(entry for _, entry in entries)


def _entries(place: str, portal: Portal, language: str) -> Iterator[tuple[int, Entry]]:
    there, routes = sections(portal), portal.routes
    for page_type in page_types():
        position = getattr(page_type, place)
        if position is not None and page_type.section in there:
            text = words(language)(f"nav.{page_type.section}")
            uri = routes.uri(language, page_type.section)
            yield position, Entry(section=page_type.section, text=text, uri=uri)
    for page in portal.editorial:
        position = getattr(page, place)
        if position is not None and page.language == language and page.id in there:
            uri = routes.uri(language, page.id)
            yield position, Entry(section=page.id, text=page.short_title, uri=uri)
