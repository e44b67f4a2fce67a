"""What is answered at the folder of the API, whose address with a fragment is the API's IRI.

A page outside the frame: it is no page of a language, and its address is that of the API.
"""

from dataclasses import dataclass

from builder.addresses import API
from builder.language.words import Words, words
from builder.pages.render import rendered
from builder.settings import Settings
from builder.view import View

SERVICE_URI = f"{API}/index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Where the guide of one language is."""

    language: str
    t: Words
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """Context of service.html."""

    name: str
    policy: str
    index: str
    openapi: str
    guides: tuple[Guide, ...]


def service_html(view: View, policy: str) -> bytes:
    """The page; `view` is that of the first language."""
    settings: Settings = view.portal.settings
    page = ServicePage(
        name=settings.short_name[view.language],
        policy=policy,
        index=f"{API}/index.json",
        openapi=f"{API}/openapi.json",
        guides=tuple(_guide(language, view) for language in settings.languages),
    )
    html = rendered("service.html", page, uri=f"{API}/", language=view.language, svgs={})
    return html.encode()


def _guide(language: str, view: View) -> Guide:
    section = "developers" if view.portal.addresses.has("developers") else "home"
    page = view.routes.uri(language, section)
    return Guide(language=language, t=words(language), page=page)
