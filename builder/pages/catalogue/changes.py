"""The list of changes: every version of every dataset, newest first, and what is gone."""

from dataclasses import dataclass

from builder.exports.downloads.earlier import version_archive
from builder.exports.harvesting.feeds import feed_uri
from builder.exports.releases import Release, releases
from builder.history import Gone
from builder.model import Package
from builder.pages.page_type import PageType
from builder.pages.paging import Cut, Pager, cut_lists, cut_pager
from builder.pages.render import rendered_markdown
from builder.pages.site_view import SiteView
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
    pager: Pager


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


def all_releases(view: View) -> tuple[tuple[Release, Package], ...]:
    """Every version that the changelogs tell, the newest first."""
    found = [
        (release, package)
        for package in view.portal.packages
        for release in known_releases(package, view)
    ]
    found.sort(key=lambda pair: parts_of(pair[0].version), reverse=True)
    found.sort(key=lambda pair: (-pair[0].date.toordinal(), pair[1].id))
    return tuple(found)


def changes_cuts(view: SiteView) -> tuple[Cut, ...]:
    """What of the versions, then of what is gone, stands on each page."""
    history = view.portal.history
    return cut_lists(
        [
            [
                _elements(release, len(history.changes.get((package.id, release.version), ())))
                for release, package in view.once(all_releases)
            ],
            [2] * len(history.gone),
        ]
    )


def _elements(release: Release, changes: int) -> int:
    """About how many elements a version takes: a line of a note is an item with its words."""
    lines = sum(note.count("\n") + 1 for note in release.notes.values())
    return 8 + 2 * lines + min(changes, MOST_CHANGES + 1)


def changes_page(view: SiteView, number: int = 1) -> ChangesPage:
    """The versions of a page, and what is gone on the last one."""
    found, cuts = view.once(all_releases), view.once(changes_cuts)
    rows, gone = cuts[number - 1]
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
            for release, package in found[rows]
        ),
        gone=tuple(_gone_row(gone, view) for gone in view.portal.history.gone[gone]),
        pager=cut_pager(("changes",), (number, len(cuts)), len(found), view),
    )


PAGES = (
    PageType(
        section="changes",
        template="changes.html",
        context=changes_page,
        pages=lambda view: len(view.once(changes_cuts)),
        footer=80,
    ),
)
