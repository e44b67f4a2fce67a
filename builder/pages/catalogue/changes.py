"""The list of changes: every version of every dataset, newest first."""

from dataclasses import dataclass

from builder.exports.harvesting.feeds import feed_uri
from builder.exports.releases import Release, releases
from builder.pages.page_type import PageType
from builder.pages.render import rendered_markdown
from builder.site import Link
from builder.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version of a dataset, with what changed in the reader's language."""

    version: str
    date: str
    notes: str | None
    """HTML of what changed; None where the changelog says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A version in the list of all."""

    dataset: Link
    version: VersionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """Context of changes.html."""

    title: str
    lead: str
    feed: str
    """Uri of the Atom feed."""
    rows: tuple[ChangeRow, ...]


def version_row(release: Release, view: View) -> VersionRow:
    """A version as pages show it."""
    note = release.note(view.language)
    return VersionRow(
        version=release.version,
        date=view.date(release.date),
        notes=rendered_markdown(note) if note else None,
    )


def changes_page(view: View) -> ChangesPage:
    """Every version that the changelogs tell."""
    found = [
        (release, package) for package in view.portal.packages for release in releases(package)
    ]
    found.sort(key=lambda pair: (-pair[0].date.toordinal(), pair[1].id, pair[0].version))
    return ChangesPage(
        title=view.words("nav.changes"),
        lead=view.words("changes.lead", count=len(found)),
        feed=feed_uri(view.language, view.routes.languages),
        rows=tuple(
            ChangeRow(
                dataset=Link(
                    text=package.title[view.language], uri=view.uri("datasets", package.id)
                ),
                version=version_row(release, view),
            )
            for release, package in found
        ),
    )


PAGES = (PageType(section="changes", template="changes.html", context=changes_page, footer=80),)
