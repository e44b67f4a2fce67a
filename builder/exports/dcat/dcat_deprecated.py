"""Datasets that are gone, in the catalogue: deprecated, with last version and what follows."""

from collections.abc import Iterator

from builder.addresses import Iri
from builder.exports.dcat.dcat_references import contact_points
from builder.exports.downloads.earlier import version_archive
from builder.exports.rdf import Literal, Node, described
from builder.history import Names
from builder.portal import Portal
from builder.versions.lost import lost
from builder.vocabulary import EU

DEPRECATED = Iri(f"{EU}dataset-status/DEPRECATED")
"""Term of the EU vocabulary of dataset statuses."""


def deprecated_nodes(portal: Portal) -> Iterator[Node]:
    """A dataset for each that is gone, and the zip of its last version as its distribution."""
    addresses = portal.addresses
    there = {package.id for package in portal.packages}
    for thing in lost(portal.history, portal.settings.languages):
        package = thing.package
        if thing.id or package.id in there:
            continue
        archive = version_archive(thing.recorded)
        follower = thing.gone.successor if thing.gone.successor in there else None
        dataset = addresses.dataset(package.id)
        yield described(
            dataset,
            "dcat:Dataset",
            [
                ("dct:title", _texts(package.title)),
                ("dct:description", _texts(package.description)),
                ("dct:identifier", [Literal(dataset.value)]),
                ("dcat:version", [Literal(package.version)]),
                ("adms:status", [DEPRECATED]),
                ("adms:versionNotes", _texts(thing.gone.reason)),
                ("dcat:contactPoint", contact_points(portal)),
                ("dct:publisher", [addresses.agent(portal.settings.publisher)]),
                ("dct:isReplacedBy", [addresses.dataset(follower) if follower else None]),
                ("dcat:landingPage", addresses.pages("datasets", package.id)[:1]),
                ("dcat:distribution", [addresses.distribution(package.id, archive)]),
            ],
        )
        yield described(
            addresses.distribution(package.id, archive),
            "dcat:Distribution",
            [
                ("dcat:accessURL", [addresses.file(archive)]),
                ("dcat:downloadURL", [addresses.file(archive)]),
                ("adms:status", [Iri(f"{EU}distribution-status/DEPRECATED")]),
            ],
        )
        for page in addresses.pages("datasets", package.id)[:1]:
            yield described(page, "foaf:Document", [("dct:title", _texts(package.title))])


def _texts(names: Names) -> list[Literal]:
    return [Literal(text, language=language) for language, text in names.items()]
