"""How to cite something of a package: its version, the day of that version, its address."""

from builder.model import Package
from builder.reader import Reader
from builder.settings import Settings


def dataset_citation(package: Package, reader: Reader, settings: Settings) -> str:
    """A dataset: its publisher, and its version with the day of that version."""
    uri = reader.uri("datasets", package.id)
    return versioned_citation(package, package.title[reader.language], uri, reader, settings)


def versioned_citation(
    package: Package, title: str, uri: str, reader: Reader, settings: Settings
) -> str:
    """Something of a version of a package, with the day of that version."""
    return reader.words(
        "cite.dataset",
        publisher=settings.contact_name[reader.language],
        title=title,
        version=package.version,
        date=reader.date(package.modified),
        site=settings.name[reader.language],
        url=settings.base_url + uri,
    )
