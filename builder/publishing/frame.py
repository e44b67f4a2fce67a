"""What a page's frame is given: links, menus, head and foot, as templates ask for them."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from builder.language.words import Words
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameLink:
    """A link of the frame."""

    text: str
    uri: str
    current: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What base.html needs beside the body."""

    language: str
    locale: str
    title: str
    head_title: str
    description: str
    canonical: str
    picture: str | None
    """Address of the picture that social networks show."""
    alternates: tuple[tuple[str, str], ...]
    policy: str
    generator: str
    scripts: tuple[str, ...]
    machine_links: tuple[tuple[str, str], ...]
    json_ld: tuple[Markup, ...]
    typed_links: tuple[tuple[str, str, str | None], ...]
    anchors: tuple[str, ...]
    """Ids that the body lacks: IRIs name things on the page by them."""
    is_gone: bool
    """True for the page of what is gone."""
    moved_to: str | None
    """Uri of the page that readers are led on to."""
    t: Words
    href: Callable[[str], str]
    asset: Callable[[str], str]
    """Link to an asset, with the mark of its content."""
    home: str
    search: str
    has_search_box: bool
    """False where the page itself begins with one."""
    name: str
    short_name: str
    menu: tuple[FrameLink, ...]
    languages: tuple[FrameLink, ...]
    breadcrumbs: tuple[Link, ...]
    footer: tuple[FrameLink, ...]
    is_prose: bool
    notice: str | None
    short_notice: str | None
    lost: tuple[tuple[str, Words, str, str], ...]
    """Of each language: its code and words, and where its home page and search are."""
    mending: tuple[Link, ...]
    """Where the page is edited, and where an error in it is told of."""
    dates: str
    version: str
    source_code_url: str | None
    licence: str | None
    """Of every dataset; None where they do not have one and the same."""
    licence_url: str | None
    contact_name: str
    contact_email: str | None
