"""Atom feeds of the portal, one a language: an entry for each version of each dataset.

Source: https://www.rfc-editor.org/rfc/rfc4287
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import builder
from builder.exports.releases import Release, releases
from builder.language.words import Words
from builder.model import Package
from builder.portal import Portal

ATOM = "http://www.w3.org/2005/Atom"
ATOM_TYPE = "application/atom+xml"

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_uri(language: str, languages: Sequence[str]) -> str:
    """`feed.xml` for the first language of a site, `en/feed.xml` for another."""
    return "feed.xml" if language == languages[0] else f"{language}/feed.xml"


def atom_feed(portal: Portal, words: Words) -> bytes:
    """The feed in the language of the words, newest entries first."""
    settings, addresses, language = portal.settings, portal.addresses, words.language
    entries = sorted(
        ((package, release) for package in portal.packages for release in releases(package)),
        key=lambda entry: (-entry[1].date.toordinal(), entry[0].id),
    )
    own = addresses.file(feed_uri(language, addresses.languages)).value
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _add(feed, "id", own)
    _add(feed, "title", words("feed.title", name=settings.name[language]))
    _add(feed, "subtitle", settings.tagline[language])
    newest = max((release.date for _, release in entries), default=portal.as_of)
    _add(feed, "updated", _instant(newest))
    author = SubElement(feed, "author")
    _add(author, "name", settings.name[language])
    _add(author, "uri", addresses.page(language, "home").value)
    _add_links(feed, portal, language)
    _add(feed, "generator", "portal", {"version": builder.__version__})
    for package, release in entries:
        _add_entry(feed, package, release, (portal, words))
    ElementTree.indent(feed)
    text: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add_links(feed: Element, portal: Portal, language: str) -> None:
    addresses = portal.addresses
    home = addresses.page(language, "home").value
    _add_link(feed, rel="alternate", type="text/html", hreflang=language, href=home)
    for other_language in addresses.languages:
        rel = "self" if other_language == language else "alternate"
        address = addresses.file(feed_uri(other_language, addresses.languages)).value
        _add_link(feed, rel=rel, type=ATOM_TYPE, hreflang=other_language, href=address)


def _add_entry(
    feed: Element, package: Package, release: Release, told: tuple[Portal, Words]
) -> None:
    portal, words = told
    language = words.language
    page = portal.addresses.page(language, "datasets", package.id).value
    title = words("feed.entry", title=package.title[language], version=release.version)
    entry = SubElement(feed, "entry")
    _add(entry, "id", f"{page}#version-{release.version}")
    _add(entry, "title", title)
    _add(entry, "updated", _instant(release.date))
    _add_link(entry, rel="alternate", type="text/html", hreflang=language, href=page)
    for topic_id in package.topics:
        label = portal.topics[topic_id].name[language]
        SubElement(entry, "category", {"term": topic_id, "label": label})
    if package.licence:
        _add(entry, "rights", package.licence.title)
    _add(entry, "summary", package.description[language])
    note = release.note(language)
    if note:
        _add(entry, "content", note, {"type": "text"})


def _add(
    parent: Element, name: str, text: str, attributes: Mapping[str, str] | None = None
) -> None:
    SubElement(parent, name, dict(attributes or {})).text = _NOT_IN_XML.sub("\ufffd", text)


def _add_link(parent: Element, **attributes: str) -> None:
    SubElement(parent, "link", attributes)


def _instant(day: datetime.date) -> str:
    """The first instant of a day as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00Z"
