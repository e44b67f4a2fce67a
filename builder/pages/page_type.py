"""What a kind of page is: its section, template and context, and where the menus show it."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import builder.pages
from builder.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class PageType:
    """A page that stands once a language, at the address that `route.<section>` words.

    Its title is `nav.<section>`, its description `<section>.description`.
    """

    section: str
    template: str
    context: Callable[..., Any]
    """Makes the template's context from the view of a language, and from the number of the page
    where `pages` is given."""
    pages: Callable[[Any], int] | None = None
    """How many pages the list is cut into; None for one that is never cut."""
    scripts: tuple[str, ...] = ()
    """Uris of the scripts that the page works better with."""
    menu: int | None = None
    """Place in the menu, the lowest first; None where the menu does not name it."""
    footer: int | None = None
    """The same for the footer."""
    is_there: Callable[[Portal], bool] = lambda portal: True
    """False for a portal that has nothing to show on it: the page is not made, nor named."""


def page_types() -> tuple[PageType, ...]:
    """Every page type: what the modules of this room call `PAGES`, by section."""
    return tuple(sorted(_page_types(), key=lambda page_type: page_type.section))


def _page_types() -> Iterator[PageType]:
    for module in pkgutil.walk_packages(builder.pages.__path__, "builder.pages."):
        yield from getattr(importlib.import_module(module.name), "PAGES", ())
