"""An Atom feed as a document: what it says of itself, and its entries, newest first.

Source: https://www.rfc-editor.org/rfc/rfc4287
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from markdown_it import MarkdownIt

import builder
from builder.language.text import NOT_IN_XML
from builder.language.words import Words
from builder.portal import Portal

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
ATOM_TYPE = "application/atom+xml"

_MARKDOWN = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A version of a dataset, or its end, as a feed tells it."""

    dataset: str
    """Id of the dataset; what is of one day is in the order of these."""
    title: str
    summary: str
    day: datetime.date
    page: str
    """Address of the page that it is about; with the mark its id."""
    mark: str
    """What follows the address in the id: it is the same for ever."""
    note: str | None
    """What the changelog says, as Markdown."""
    lines: tuple[str, ...]
    """Single changes, each in words."""
    topics: tuple[str, ...] = ()
    rights: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a feed says of itself."""

    title: str
    subtitle: str
    page: str
    uris: Mapping[str, str]
    """Uri of the feed in each language."""
    related: Mapping[str, str] = field(default_factory=dict)
    """Uri of each feed that goes on where it ends, by relation."""
    is_archive: bool = False
    """True for a feed that keeps what the newest one no longer holds."""


def newest_first(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    """Entries in the order of a feed; those of one day by their dataset."""
    return sorted(entries, key=lambda entry: (-entry.day.toordinal(), entry.dataset))


def feed(head: Head, entries: Sequence[FeedEntry], portal: Portal, words: Words) -> bytes:
    """A feed of entries as bytes."""
    settings, addresses, language = portal.settings, portal.addresses, words.language
    ordered = newest_first(entries)
    archived = {"xmlns:fh": HISTORY} if head.is_archive else {}
    feed = Element("feed", {"xmlns": ATOM, **archived, "xml:lang": language})
    _add(feed, "id", addresses.file(head.uris[language]).value)
    _add(feed, "title", head.title)
    _add(feed, "subtitle", head.subtitle)
    newest = max((entry.day for entry in ordered), default=portal.as_of)
    _add(feed, "updated", _instant(newest))
    author = SubElement(feed, "author")
    _add(author, "name", settings.name[language])
    _add(author, "uri", addresses.page(language, "home").value)
    _add_link(feed, rel="alternate", type="text/html", hreflang=language, href=head.page)
    for code, uri in head.uris.items():
        rel = "self" if code == language else "alternate"
        _add_link(feed, rel=rel, type=ATOM_TYPE, hreflang=code, href=addresses.file(uri).value)
    for rel, uri in head.related.items():
        _add_link(feed, rel=rel, type=ATOM_TYPE, href=addresses.file(uri).value)
    if head.is_archive:
        SubElement(feed, "fh:archive")
    _add(feed, "rights", settings.rights[language] if settings.rights else words("rights.default"))
    _add(feed, "generator", "portal", {"version": builder.__version__})
    for entry in ordered:
        _add_entry(feed, entry, portal, words)
    ElementTree.indent(feed)
    text: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add_entry(feed: Element, told: FeedEntry, portal: Portal, words: Words) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "id", f"{told.page}{told.mark}")
    _add(entry, "title", told.title)
    _add(entry, "updated", _instant(told.day))
    _add_link(entry, rel="alternate", type="text/html", hreflang=words.language, href=told.page)
    for topic_id in told.topics:
        label = portal.topics[topic_id].name[words.language]
        SubElement(entry, "category", {"term": topic_id, "label": label})
    if told.rights:
        _add(entry, "rights", told.rights)
    _add(entry, "summary", told.summary)
    content = _content(told.note, told.lines)
    if content:
        _add(entry, "content", content, {"type": "html"})


def _content(note: str | None, lines: Sequence[str]) -> str:
    """What changed as HTML: the note of the changelog, which is Markdown, and single changes."""
    changes = Element("ul")
    for line in lines:
        SubElement(changes, "li").text = line
    told = [ElementTree.tostring(changes, "unicode", method="html")] if lines else []
    noted = [_MARKDOWN.render(note)] if note else []
    return "\n".join([*noted, *told])


def _add(
    parent: Element, name: str, text: str, attributes: Mapping[str, str] | None = None
) -> None:
    SubElement(parent, name, dict(attributes or {})).text = NOT_IN_XML.sub("\ufffd", text)


def _add_link(parent: Element, **attributes: str) -> None:
    SubElement(parent, "link", attributes)


def _instant(day: datetime.date) -> str:
    """The first instant of a day as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00Z"
