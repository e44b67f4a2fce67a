"""Atom feeds of the portal, of a dataset and of an indicator, each in one language.

An entry is a version of a dataset: what its changelog says, then which value changed from what to
what, where the version before it is recorded.

Source: https://www.rfc-editor.org/rfc/rfc4287
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from markdown_it import MarkdownIt

import builder
from builder.exports.releases import Release, releases
from builder.history import Change
from builder.language.words import Words
from builder.model import Indicator, Package
from builder.portal import Portal
from builder.versions.told import told_changes

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
ATOM_TYPE = "application/atom+xml"

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


MOST_LINES = 60
"""Single changes that an entry tells."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False})

_BY_INDICATOR = ("indicators", "progress")
"""Tables whose rows are named by the id of an indicator: the register and the verdicts."""


def feed_uri(language: str, languages: Sequence[str]) -> str:
    """`feed.xml` for the first language of a site, `en/feed.xml` for another."""
    return "feed.xml" if language == languages[0] else f"{language}/feed.xml"


ENTRIES = 100
"""Entries of an archive. The feed itself holds the newest, up to twice as many."""


def archive_uri(language: str, number: int) -> str:
    """Uri of an archive of the portal's feed, the oldest first: `feeds/vi/archive/1.xml`."""
    return f"feeds/{language}/archive/{number}.xml"


def dataset_feed_uri(package_id: str, language: str) -> str:
    """Uri of the feed of one dataset, such as `feeds/vi/datasets/tasks-749.xml`."""
    return f"feeds/{language}/datasets/{package_id}.xml"


def indicator_feed_uri(indicator_id: str, language: str) -> str:
    """Uri of the feed of one indicator, such as `feeds/vi/indicators/digital-identity.xml`."""
    return f"feeds/{language}/indicators/{indicator_id}.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A version of a dataset as a feed tells it."""

    package: Package
    release: Release
    page: str
    """Address of the page that it is about; with the version its id."""
    mark: str
    """What follows the address in the id: it is the same for ever."""
    lines: tuple[str, ...]
    """Single changes, each in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
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


def atom_feeds(portal: Portal, words: Words) -> Iterator[tuple[str, bytes]]:
    """Uri and bytes of the feed of the whole portal in the language of the words, newest entries
    first, and of its archives where it has many.

    An archive never changes while no release is dated back.
    Source: https://www.rfc-editor.org/rfc/rfc5005#section-4
    """
    settings, language = portal.settings, words.language
    languages = portal.addresses.languages
    head = _Head(
        title=words("feed.title", name=settings.name[language]),
        subtitle=settings.tagline[language],
        page=portal.addresses.page(language, "home").value,
        uris={code: feed_uri(code, languages) for code in languages},
    )
    entries = _newest_first(
        entry for package in portal.packages for entry in _versions(package, portal, words)
    )
    count = max(len(entries) // ENTRIES - 1, 0)
    current = len(entries) - count * ENTRIES
    if count:
        head = replace(head, related={"prev-archive": archive_uri(language, count)})
    yield feed_uri(language, languages), _feed(head, entries[:current], portal, words)
    for number in range(count, 0, -1):
        related = {"current": feed_uri(language, languages)}
        if number > 1:
            related["prev-archive"] = archive_uri(language, number - 1)
        if number < count:
            related["next-archive"] = archive_uri(language, number + 1)
        start = current + (count - number) * ENTRIES
        uris = {code: archive_uri(code, number) for code in languages}
        archive = replace(head, uris=uris, related=related, is_archive=True)
        found = _feed(archive, entries[start : start + ENTRIES], portal, words)
        yield archive_uri(language, number), found


def _newest_first(entries: Iterable[_Entry]) -> list[_Entry]:
    return sorted(entries, key=lambda entry: (-entry.release.date.toordinal(), entry.package.id))


def dataset_feed(package: Package, portal: Portal, words: Words) -> bytes:
    """The feed of one dataset: an entry for each of its versions."""
    language = words.language
    head = _Head(
        title=words("feed.title", name=package.title[language]),
        subtitle=package.description[language],
        page=portal.addresses.page(language, "datasets", package.id).value,
        uris={code: dataset_feed_uri(package.id, code) for code in portal.addresses.languages},
    )
    return _feed(head, list(_versions(package, portal, words)), portal, words)


def indicator_feed(indicator: Indicator, portal: Portal, words: Words) -> bytes:
    """The feed of one indicator: each version that changed a value or verdict of it."""
    language = words.language
    page = portal.addresses.page(language, "indicators", indicator.id).value
    head = _Head(
        title=words("feed.title", name=indicator.short_name[language]),
        subtitle=indicator.definition[language],
        page=page,
        uris={code: indicator_feed_uri(indicator.id, code) for code in portal.addresses.languages},
    )
    rows = {(row.package, row.id) for row in indicator.rows}

    def is_about(change: Change) -> bool:
        first = change.row[0] if change.row else ""
        named = first == indicator.id and change.table in _BY_INDICATOR
        return (change.package, first) in rows or named

    entries = []
    changed = {package_id for package_id, _ in portal.history.changes}
    for package in (package for package in portal.packages if package.id in changed):
        for release in releases(package, portal.history.recorded.get(package.id, ())):
            changes = portal.history.changes.get((package.id, release.version), ())
            lines = _lines([change for change in changes if is_about(change)], portal, words)
            if lines:
                mark = f"#{package.id}-{release.version}"
                entries.append(
                    _Entry(package=package, release=release, page=page, mark=mark, lines=lines)
                )
    return _feed(head, entries, portal, words)


def _versions(package: Package, portal: Portal, words: Words) -> Iterator[_Entry]:
    page = portal.addresses.page(words.language, "datasets", package.id).value
    for release in releases(package, portal.history.recorded.get(package.id, ())):
        changes = portal.history.changes.get((package.id, release.version), ())
        yield _Entry(
            package=package,
            release=release,
            page=page,
            mark=f"#version-{release.version}",
            lines=_lines(changes, portal, words),
        )


def _lines(changes: Sequence[Change], portal: Portal, words: Words) -> tuple[str, ...]:
    told = list(told_changes(changes, words, portal.settings.languages))
    more = len(told) - MOST_LINES
    rest = [words("diff.more", count=more)] if more > 0 else []
    return (*told[:MOST_LINES], *rest)


def _feed(head: _Head, entries: Sequence[_Entry], portal: Portal, words: Words) -> bytes:
    settings, addresses, language = portal.settings, portal.addresses, words.language
    ordered = _newest_first(entries)
    archived = {"xmlns:fh": HISTORY} if head.is_archive else {}
    feed = Element("feed", {"xmlns": ATOM, **archived, "xml:lang": language})
    _add(feed, "id", addresses.file(head.uris[language]).value)
    _add(feed, "title", head.title)
    _add(feed, "subtitle", head.subtitle)
    newest = max((entry.release.date for entry in ordered), default=portal.as_of)
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


def _add_entry(feed: Element, told: _Entry, portal: Portal, words: Words) -> None:
    package, release, language = told.package, told.release, words.language
    title = words("feed.entry", title=package.title[language], version=release.version)
    entry = SubElement(feed, "entry")
    _add(entry, "id", f"{told.page}{told.mark}")
    _add(entry, "title", title)
    _add(entry, "updated", _instant(release.date))
    _add_link(entry, rel="alternate", type="text/html", hreflang=language, href=told.page)
    for topic_id in package.topics:
        label = portal.topics[topic_id].name[language]
        SubElement(entry, "category", {"term": topic_id, "label": label})
    if package.licence:
        _add(entry, "rights", package.licence.title)
    _add(entry, "summary", package.description[language])
    content = _content(release.note(language), told.lines)
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
    SubElement(parent, name, dict(attributes or {})).text = _NOT_IN_XML.sub("\ufffd", text)


def _add_link(parent: Element, **attributes: str) -> None:
    SubElement(parent, "link", attributes)


def _instant(day: datetime.date) -> str:
    """The first instant of a day as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00Z"
