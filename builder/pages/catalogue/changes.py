"""The list of changes: every version of every dataset, newest first, and what is gone."""

from dataclasses import dataclass

from builder.exports.downloads.earlier import version_archive
from builder.exports.harvesting.feeds import feed_uri
from builder.exports.releases import Release, releases
from builder.history import Gone
from builder.model import Package
from builder.pages.page_type import PageType
from builder.pages.render import rendered_markdown
from builder.site import Link
from builder.versions.numbers import parts_of
from builder.versions.told import said, told_changes
from builder.view import View

MOST_CHANGES = 12
"""Single changes that a version shows; its files hold the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version of a dataset, with what changed in the reader's language."""

    version: str
    date: str
    notes: str | None
    """HTML of what changed; None where the changelog says nothing."""
    changes: tuple[str, ...]
    """Which value changed from what to what; empty where no earlier version is recorded."""
    more: str | None
    """How many changes are not shown."""
    download: Link | None
    """The version as it was published; None where it is not recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A version in the list of all."""

    dataset: Link
    version: VersionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneRow:
    """What was published once and is not there any more."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """Context of changes.html."""

    title: str
    lead: str
    feed: str
    """Uri of the Atom feed."""
    rows: tuple[ChangeRow, ...]
    gone: tuple[GoneRow, ...]


def known_releases(package: Package, view: View) -> tuple[Release, ...]:
    """Every version of a dataset that its changelog or the recorded versions tell."""
    return releases(package, view.portal.history.recorded.get(package.id, ()))


def version_row(package: Package, release: Release, view: View) -> VersionRow:
    """A version as pages show it."""
    note = release.note(view.language)
    told = list(
        told_changes(
            view.portal.history.changes.get((package.id, release.version), ()),
            view.words,
            view.portal.settings.languages,
        )
    )
    more = len(told) - MOST_CHANGES
    return VersionRow(
        version=release.version,
        date=view.date(release.date),
        notes=rendered_markdown(note) if note else None,
        changes=tuple(told[:MOST_CHANGES]),
        more=view.words("diff.more", count=more) if more > 0 else None,
        download=_download(package, release.version, view),
    )


def _download(package: Package, version: str, view: View) -> Link | None:
    for recorded in view.portal.history.recorded.get(package.id, ()):
        if recorded.version == version:
            uri = version_archive(recorded)
            return Link(text=view.words("changes.download", version=version), uri=uri)
    return None


def _gone_row(gone: Gone, view: View) -> GoneRow:
    name = " · ".join(part for part in (gone.package, gone.table, gone.id) if part)
    return GoneRow(name=name, reason=said(gone.reason, view.language))


def changes_page(view: View) -> ChangesPage:
    """Every version that the changelogs tell."""
    found = [
        (release, package)
        for package in view.portal.packages
        for release in known_releases(package, view)
    ]
    found.sort(key=lambda pair: parts_of(pair[0].version), reverse=True)
    found.sort(key=lambda pair: (-pair[0].date.toordinal(), pair[1].id))
    return ChangesPage(
        title=view.words("nav.changes"),
        lead=view.words("changes.lead", count=len(found)),
        feed=feed_uri(view.language, view.routes.languages),
        rows=tuple(
            ChangeRow(
                dataset=Link(
                    text=package.title[view.language], uri=view.uri("datasets", package.id)
                ),
                version=version_row(package, release, view),
            )
            for release, package in found
        ),
        gone=tuple(_gone_row(gone, view) for gone in view.portal.history.gone),
    )


PAGES = (PageType(section="changes", template="changes.html", context=changes_page, footer=80),)
