"""The list of changes: every version of every dataset, newest first."""

from dataclasses import dataclass

from builder.exports.harvesting.feeds import feed_uri
from builder.exports.releases import Release, releases
from builder.pages.render import rendered_markdown
from builder.reader import Reader
from builder.site import Link


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


def version_row(release: Release, reader: Reader) -> VersionRow:
    """A version as pages show it."""
    note = release.note(reader.language)
    return VersionRow(
        version=release.version,
        date=reader.date(release.date),
        notes=rendered_markdown(note) if note else None,
    )


def changes_page(reader: Reader) -> ChangesPage:
    """Every version that the changelogs tell."""
    found = [
        (release, package) for package in reader.catalogue.packages for release in releases(package)
    ]
    found.sort(key=lambda pair: (-pair[0].date.toordinal(), pair[1].id, pair[0].version))
    return ChangesPage(
        title=reader.words("nav.changes"),
        lead=reader.words("changes.lead", count=len(found)),
        feed=feed_uri(reader.language, reader.routes.languages),
        rows=tuple(
            ChangeRow(
                dataset=Link(
                    text=package.title[reader.language], uri=reader.uri("datasets", package.id)
                ),
                version=version_row(release, reader),
            )
            for release, package in found
        ),
    )
