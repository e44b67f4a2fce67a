"""The page of what is gone: what it was, why it went, what took its place, where it lies."""

from dataclasses import dataclass

from builder.exports.downloads.earlier import version_archive
from builder.site import Link
from builder.versions.lost import Lost
from builder.versions.told import said
from builder.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage:
    """Context of gone.html."""

    title: str
    dataset: str
    """Title of the dataset it was in; empty where it was the dataset."""
    version: str
    reason: str
    successor: Link | None
    last: Link
    """The last version that had it."""


def gone_page(thing: Lost, successor: Link | None, view: View) -> GonePage:
    """The page of a row or dataset that is gone."""
    version = thing.package.version
    return GonePage(
        title=gone_title(thing, view),
        dataset=said(thing.package.title, view.language) if thing.id else "",
        version=version,
        reason=said(thing.gone.reason, view.language),
        successor=successor,
        last=Link(
            text=view.words("changes.download", version=version),
            uri=version_archive(thing.recorded),
        ),
    )


def gone_title(thing: Lost, view: View) -> str:
    """What people called it."""
    return said(thing.name, view.language) or thing.id or thing.package.id
