"""Atom feeds of the portal, of a dataset and of an indicator, each in one language.

An entry is a version of a dataset: what its changelog says, then which value changed from what to
what, where the version before it is recorded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.exports.harvesting.atom import FeedEntry, Head, feed, newest_first
from builder.exports.releases import Release, recorded_releases, releases
from builder.history import Change
from builder.language.words import Words
from builder.model import Indicator, Package
from builder.portal import Portal
from builder.versions.lost import Lost, lost_datasets
from builder.versions.told import said, told_changes

MOST_LINES = 60
"""Single changes that an entry tells."""

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


def atom_feeds(portal: Portal, words: Words) -> Iterator[tuple[str, bytes]]:
    """Uri and bytes of the feed of the whole portal in the language of the words, newest entries
    first, and of its archives where it has many.

    An archive never changes while no release is dated back.
    Source: https://www.rfc-editor.org/rfc/rfc5005#section-4
    """
    settings, language = portal.settings, words.language
    languages = portal.addresses.languages
    head = Head(
        title=words("feed.title", name=settings.name[language]),
        subtitle=settings.tagline[language],
        page=portal.addresses.page(language, "home").value,
        uris={code: feed_uri(code, languages) for code in languages},
    )
    there = (entry for package in portal.packages for entry in _versions(package, portal, words))
    gone = (entry for thing in _lost(portal) for entry in _life(thing, portal, words))
    entries = newest_first((*there, *gone))
    count = max(len(entries) // ENTRIES - 1, 0)
    current = len(entries) - count * ENTRIES
    if count:
        head = replace(head, related={"prev-archive": archive_uri(language, count)})
    yield feed_uri(language, languages), feed(head, entries[:current], portal, words)
    for number in range(count, 0, -1):
        related = {"current": feed_uri(language, languages)}
        if number > 1:
            related["prev-archive"] = archive_uri(language, number - 1)
        if number < count:
            related["next-archive"] = archive_uri(language, number + 1)
        start = current + (count - number) * ENTRIES
        uris = {code: archive_uri(code, number) for code in languages}
        archive = replace(head, uris=uris, related=related, is_archive=True)
        found = feed(archive, entries[start : start + ENTRIES], portal, words)
        yield archive_uri(language, number), found


def dataset_feed(package: Package, portal: Portal, words: Words) -> bytes:
    """The feed of one dataset: an entry for each of its versions."""
    language = words.language
    head = Head(
        title=words("feed.title", name=package.title[language]),
        subtitle=package.description[language],
        page=portal.addresses.page(language, "datasets", package.id).value,
        uris={code: dataset_feed_uri(package.id, code) for code in portal.addresses.languages},
    )
    return feed(head, list(_versions(package, portal, words)), portal, words)


def indicator_feed(indicator: Indicator, portal: Portal, words: Words) -> bytes:
    """The feed of one indicator: each version that changed a value or verdict of it."""
    language = words.language
    page = portal.addresses.page(language, "indicators", indicator.id).value
    head = Head(
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
                entry = _entry(package, release, page, lines, words)
                entries.append(replace(entry, mark=mark))
    return feed(head, entries, portal, words)


def lost_feeds(portal: Portal, words: Words) -> Iterator[tuple[str, bytes]]:
    """The feed of each dataset that is gone: its versions, then its end; its address stays."""
    language = words.language
    for thing in _lost(portal):
        package = thing.package
        title = said(package.title, language)
        head = Head(
            title=words("feed.title", name=title),
            subtitle=said(package.description, language),
            page=portal.addresses.page(language, "datasets", package.id).value,
            uris={code: dataset_feed_uri(package.id, code) for code in portal.addresses.languages},
        )
        entries = list(_life(thing, portal, words))
        yield head.uris[language], feed(head, entries, portal, words)


def _lost(portal: Portal) -> Iterator[Lost]:
    there = {package.id for package in portal.packages}
    for thing in lost_datasets(portal.history, portal.settings.languages):
        if thing.package.id not in there:
            yield thing


def _life(thing: Lost, portal: Portal, words: Words) -> Iterator[FeedEntry]:
    """The versions of a dataset that is gone, and its end with the reason.

    Where nobody said when it went, its end is of the day of its last version.
    """
    package, language = thing.package, words.language
    title = said(package.title, language)
    recorded = portal.history.recorded[package.id]
    base = FeedEntry(
        dataset=package.id,
        title=words("feed.gone", title=title),
        summary=said(package.description, language),
        day=thing.gone.day or thing.recorded.day,
        page=portal.addresses.page(language, "datasets", package.id).value,
        mark="#gone",
        note=said(thing.gone.reason, language),
        lines=(),
    )
    yield base
    for release in recorded_releases(package.changelog, recorded):
        changes = portal.history.changes.get((package.id, release.version), ())
        yield replace(
            base,
            title=words("feed.entry", title=title, version=release.version),
            day=release.date,
            mark=f"#version-{release.version}",
            note=release.note(language),
            lines=_lines(changes, portal, words),
        )


def _versions(package: Package, portal: Portal, words: Words) -> Iterator[FeedEntry]:
    page = portal.addresses.page(words.language, "datasets", package.id).value
    for release in releases(package, portal.history.recorded.get(package.id, ())):
        changes = portal.history.changes.get((package.id, release.version), ())
        yield _entry(package, release, page, _lines(changes, portal, words), words)


def _entry(
    package: Package, release: Release, page: str, lines: tuple[str, ...], words: Words
) -> FeedEntry:
    title = package.title[words.language]
    return FeedEntry(
        dataset=package.id,
        title=words("feed.entry", title=title, version=release.version),
        summary=package.description[words.language],
        day=release.date,
        page=page,
        mark=f"#version-{release.version}",
        note=release.note(words.language),
        lines=lines,
        topics=package.topics,
        rights=package.licence.title if package.licence else None,
    )


def _lines(changes: Sequence[Change], portal: Portal, words: Words) -> tuple[str, ...]:
    told = list(told_changes(changes, words, portal.settings.languages))
    more = len(told) - MOST_LINES
    rest = [words("diff.more", count=more)] if more > 0 else []
    return (*told[:MOST_LINES], *rest)
