"""How to cite something of a package: its version, the day of that version, its address."""

from builder.model import Package
from builder.view import View


def dataset_citation(package: Package, view: View) -> str:
    """A dataset: its publisher, and its version with the day of that version."""
    uri = view.uri("datasets", package.id)
    return versioned_citation(package, package.title[view.language], uri, view)


def versioned_citation(package: Package, title: str, uri: str, view: View) -> str:
    """Something of a version of a package, with the day of that version."""
    return view.words(
        "cite.dataset",
        publisher=view.portal.settings.contact_name[view.language],
        title=title,
        version=package.version,
        date=view.date(package.modified),
        site=view.portal.settings.name[view.language],
        url=view.portal.settings.base_url + uri,
    )
