"""The list of changes: every version of every dataset, newest first."""

from dataclasses import dataclass

from builder.catalogue.feeds import feed_uri
from builder.catalogue.releases import releases
from builder.pages.render import rendered_markdown
from builder.reader import Reader
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One version of one dataset."""

    dataset: Link
    version: str
    date: str
    notes: str | None
    """HTML of what changed; None where the changelog says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """Context of changes.html."""

    title: str
    lead: str
    feed: str
    """Uri of the Atom feed."""
    rows: tuple[ChangeRow, ...]


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
                version=release.version,
                date=reader.date(release.date),
                notes=rendered_markdown(release.notes) if release.notes else None,
            )
            for release, package in found
        ),
    )
