"""Catalogue → DCAT-AP 3.0.1 as nodes: the catalogue, its API and datasets.

The whole (`catalogue_nodes`) is valid alone: it says the class and the name of each term of others
that it uses. Every IRI of its own leads to a file, and its fragment to a place there
(`planning/anchors`).
Source: https://semiceu.github.io/DCAT-AP/releases/3.0.1/
"""

from collections.abc import Iterator, Sequence

from builder.addresses import API, Iri
from builder.exports.dcat.dcat_datasets import (
    GOVERNMENT,
    PUBLIC,
    dataset_node,
    identifier,
    place,
    site_languages,
    version_nodes,
)
from builder.exports.dcat.dcat_deprecated import deprecated_nodes
from builder.exports.dcat.dcat_distributions import distribution_node
from builder.exports.dcat.dcat_references import (
    contact_points,
    licence_iri,
    page_nodes,
    reference_nodes,
    rights_iri,
)
from builder.exports.downloads.files import PublishedFile
from builder.exports.rdf import Node, day, described, literals
from builder.exports.statements import statement
from builder.language.text import Localised
from builder.model import Package
from builder.portal import Portal
from builder.vocabulary import EU_DATA_THEMES, OPENAPI


def shared_nodes(portal: Portal) -> Iterator[Node]:
    """All that belongs to no dataset alone, but for the terms of others."""
    yield from (_catalogue(portal), _service(portal))
    yield from reference_nodes(portal)
    yield from deprecated_nodes(portal)
    yield from _series(portal)
    yield from _pages(portal)


def dataset_nodes(
    package: Package, files: Sequence[PublishedFile], portal: Portal
) -> Iterator[Node]:
    """A dataset, its distributions, the version before and its page in each language."""
    yield dataset_node(package, files, portal)
    yield from version_nodes(package, portal)
    yield from (distribution_node(file, package, portal) for file in files)
    yield from page_nodes(("datasets", package.id), package.title, portal)


def _series(portal: Portal) -> Iterator[Node]:
    """The series that have datasets; their days are those of their datasets."""
    addresses, settings = portal.addresses, portal.settings
    for name, series in settings.series.items():
        members = [package for package in portal.packages if package.series == name]
        if members:
            yield described(
                addresses.series(name),
                "dcat:DatasetSeries",
                [
                    ("dct:identifier", [identifier(addresses.series(name))]),
                    ("dct:title", literals(series.title)),
                    ("dct:description", literals(series.description)),
                    ("dct:publisher", [addresses.agent(settings.publisher)]),
                    ("dcat:contactPoint", contact_points(portal)),
                    ("dct:spatial", [place(settings.spatial)]),
                    ("dct:issued", [day(min(member.issued for member in members))]),
                    ("dct:modified", [day(max(member.modified for member in members))]),
                ],
            )


def _series_iris(portal: Portal) -> list[Iri]:
    used = {package.series for package in portal.packages}
    return [portal.addresses.series(name) for name in portal.settings.series if name in used]


def _catalogue(portal: Portal) -> Node:
    addresses, settings = portal.addresses, portal.settings
    packages = portal.packages
    publisher = addresses.agent(settings.publisher)
    return described(
        addresses.catalogue(),
        "dcat:Catalog",
        [
            ("dct:title", literals(settings.name)),
            ("dct:description", literals(settings.tagline)),
            ("dct:publisher", [publisher]),
            ("dct:creator", [publisher]),
            ("foaf:homepage", [addresses.file("")]),
            ("dct:language", site_languages(portal)),
            ("dct:issued", [day(min(package.issued for package in packages))]),
            ("dct:modified", [day(max(package.modified for package in packages))]),
            ("dct:license", _shared([licence_iri(package.licence) for package in packages])),
            (
                "dct:rights",
                _shared([rights_iri(package.licence, addresses) for package in packages]),
            ),
            ("dct:spatial", [place(settings.spatial)]),
            ("dcat:themeTaxonomy", [Iri(EU_DATA_THEMES), addresses.topic_scheme()]),
            ("dcat:dataset", [addresses.dataset(package.id) for package in packages]),
            ("dcat:resource", _series_iris(portal)),
            ("dcat:service", [addresses.service()]),
        ],
    )


def _shared(values: Sequence[Iri | None]) -> tuple[Iri | None, ...]:
    return (values[0],) if len(set(values)) == 1 else ()


def _service(portal: Portal) -> Node:
    addresses = portal.addresses
    languages = addresses.languages
    title = literals(statement("statement.service.title", languages))
    description = literals(statement("statement.service.description", languages))
    keyword = literals(statement("statement.service.keywords", languages))
    return described(
        addresses.service(),
        "dcat:DataService",
        [
            ("dct:title", title),
            ("dct:description", description),
            ("dct:identifier", [identifier(addresses.service())]),
            ("dcat:keyword", keyword),
            ("dcat:theme", [GOVERNMENT]),
            ("dct:publisher", [addresses.agent(portal.settings.publisher)]),
            ("dcat:contactPoint", contact_points(portal)),
            ("dcat:endpointURL", [addresses.file(f"{API}/index.json")]),
            ("dcat:endpointDescription", [addresses.file(f"{API}/openapi.json")]),
            ("dct:conformsTo", [Iri(OPENAPI)]),
            (
                "dct:license",
                _shared([licence_iri(package.licence) for package in portal.packages]),
            ),
            ("dct:accessRights", [PUBLIC]),
            (
                "dcat:landingPage",
                addresses.pages("developers") if addresses.has("developers") else [],
            ),
            ("dcat:servesDataset", [addresses.dataset(package.id) for package in portal.packages]),
        ],
    )


def _pages(portal: Portal) -> Iterator[Node]:
    addresses = portal.addresses
    title = literals(portal.settings.name)
    yield described(addresses.file(""), "foaf:Document", [("dct:title", title)])
    for section in ("developers", "about"):
        if addresses.has(section):
            yield from page_nodes((section,), _section_titles(section, portal), portal)


def _section_titles(section: str, portal: Portal) -> Localised:
    """The titles of a hand-written page; the portal's name where a language has none."""
    written = {page.language: page.title for page in portal.editorial if page.id == section}
    return Localised({**portal.settings.name, **written})
