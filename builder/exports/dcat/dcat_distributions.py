"""Published files → DCAT-AP 3.0.1 distributions with their checksums."""

from collections.abc import Sequence

from builder.addresses import Addresses, Iri
from builder.exports.dcat.dcat_references import licence_iri, profile_iri, rights_iri
from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.file_labels import file_texts
from builder.exports.rdf import Literal, Node, Part, Term, day, described, literals, part
from builder.model import Package
from builder.portal import Portal
from builder.vocabulary import EU, FORMATS, IANA, SPDX_SHA256


def distribution_node(file: PublishedFile, package: Package, portal: Portal) -> Node:
    """A file as a distribution of its dataset."""
    addresses = portal.addresses
    title, description = file_texts(file, package, addresses.languages)
    return described(
        addresses.distribution(package.id, file.uri),
        "dcat:Distribution",
        [
            ("dct:title", literals(title)),
            ("dct:description", literals(description)),
            ("dcat:accessURL", addresses.pages("datasets", package.id)[:1]),
            ("dcat:downloadURL", [addresses.file(file.uri)]),
            *_format(file),
            ("dcat:byteSize", [Literal(str(file.size), datatype="xsd:nonNegativeInteger")]),
            ("spdx:checksum", [_checksum(file)]),
            ("dct:license", [licence_iri(package.licence)]),
            ("dct:rights", [rights_iri(package.licence, addresses)]),
            ("dct:issued", [day(package.issued)]),
            ("dct:modified", [day(package.modified)]),
            ("dcatap:availability", [Iri(f"{EU}planned-availability/STABLE")]),
            ("dct:conformsTo", [_file_standard(file, package, addresses)]),
        ],
    )


def _checksum(file: PublishedFile) -> Part:
    return part(
        "spdx:Checksum",
        [
            ("spdx:algorithm", [Iri(SPDX_SHA256)]),
            ("spdx:checksumValue", [Literal(file.sha256, datatype="xsd:hexBinary")]),
        ],
    )


def _format(file: PublishedFile) -> list[tuple[str, Sequence[Term | None]]]:
    known = FORMATS.get(file.format)
    if known is None:
        return []
    media_type = [Iri(f"{IANA}{known.media_type}")] if known.media_type else []
    file_type = [Iri(f"{EU}file-type/{known.eu_file_type}")] if known.eu_file_type else []
    packed = media_type if file.format == "zip" else []
    return [
        ("dct:format", file_type),
        ("dcat:mediaType", media_type),
        ("dcat:packageFormat", packed),
        ("dcat:compressFormat", packed),
    ]


def _file_standard(file: PublishedFile, package: Package, addresses: Addresses) -> Iri | None:
    resource = package.resource(file.resource) if file.resource else None
    if resource is None:
        return None if file.format in ("ttl", "xlsx") else profile_iri(package)
    return addresses.table_schema(resource.table_kind) if resource.table_kind else None
