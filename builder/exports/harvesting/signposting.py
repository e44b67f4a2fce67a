"""Typed links for the head of a dataset's page, by which machines find the data from the page.

Source: https://signposting.org/FAIR/
"""

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import TypeAlias

from builder.addresses import API, CATALOGUE_FILES, package_file
from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.file_labels import licence_url, media_type
from builder.exports.rdf import web_iri
from builder.exports.serving.media_types import media_type_of
from builder.model import Package
from builder.portal import Portal

TypedLink: TypeAlias = tuple[str, str, str | None]
"""Relation, address, and media type where one is known."""

DESCRIPTIONS = (
    package_file("*"),
    package_file("*", "*-metadata.json"),
    package_file("*", "croissant.json"),
    f"{API}/datasets/*.json",
    *CATALOGUE_FILES,
)
"""Files that describe others, by the pattern of their uri."""


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
    described_in = [*(file.uri for file in files), *further, f"{API}/datasets/{package.id}.json"]
    return (
        *links,
        *_descriptions([*described_in, *CATALOGUE_FILES], portal),
        *_items(files, portal),
    )


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
    """Media type of a file that describes others; None for any other file."""
    is_description = any(fnmatchcase(uri, pattern) for pattern in DESCRIPTIONS)
    return media_type_of(uri) if is_description else None
