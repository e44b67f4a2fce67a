"""Typed links for the head of a dataset's page, by which machines find the data from the page.

Source: https://signposting.org/FAIR/
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TypeAlias

from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.file_labels import licence_url, media_type
from builder.exports.rdf import web_iri
from builder.model import Package
from builder.portal import Portal

TypedLink: TypeAlias = tuple[str, str, str | None]
"""Relation, address, and media type where one is known."""

DESCRIPTIONS: Mapping[str, str] = {
    "data/*/datapackage.json": "application/json",
    "data/*/*-metadata.json": "application/csvm+json",
    "data/*/croissant.json": "application/ld+json",
    "api/v1/datasets/*.json": "application/json",
}
"""Media type of files that describe others, by the pattern of their uri."""

CATALOGUES: Mapping[str, str] = {
    "catalog.jsonld": "application/ld+json",
    "catalog.ttl": "text/turtle",
    "catalog.rdf": "application/rdf+xml",
}
"""Media type of each file of the catalogue, which describes every dataset."""


def typed_links(
    package: Package,
    files: Sequence[PublishedFile],
    portal: Portal,
    *,
    language: str,
    further: Sequence[str] = (),
) -> tuple[TypedLink, ...]:
    """The links of a dataset's page in one language; addresses are absolute.

    `further` are uris of descriptions that are not among the files, such as CSVW and Croissant.
    """
    addresses = portal.addresses
    links: list[TypedLink] = [("cite-as", _identity(package, portal), None)]
    if package.creator:
        author = addresses.page(language, "organisations", package.creator)
        links.append(("author", author.value, "text/html"))
    licence = licence_url(package.licence)
    if licence:
        links.append(("license", licence, None))
    described_in = [*(file.uri for file in files), *further, f"api/v1/datasets/{package.id}.json"]
    return (*links, *_descriptions([*described_in, *CATALOGUES], portal), *_items(files, portal))


def _identity(package: Package, portal: Portal) -> str:
    """The identifier that the descriptor gives, such as a DOI as an address, or else the IRI."""
    given = web_iri(str(package.descriptor.get("id", "")))
    return (given or portal.addresses.dataset(package.id)).value


def _descriptions(uris: Iterable[str], portal: Portal) -> Iterator[TypedLink]:
    for uri in uris:
        described_type = _description_type(uri)
        if described_type:
            yield "describedby", portal.addresses.file(uri).value, described_type


def _items(files: Sequence[PublishedFile], portal: Portal) -> Iterator[TypedLink]:
    for file in files:
        if _description_type(file.uri) is None:
            yield "item", portal.addresses.file(file.uri).value, media_type(file)


def _description_type(uri: str) -> str | None:
    if uri in CATALOGUES:
        return CATALOGUES[uri]
    return next(
        (found for pattern, found in DESCRIPTIONS.items() if fnmatchcase(uri, pattern)), None
    )
