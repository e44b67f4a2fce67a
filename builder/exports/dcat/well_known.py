"""What robots ask for under /.well-known/: the RDF of the portal (VoID), and who to tell of flaws.

A site that lives below the root of its host has both at an address where they are not looked
for; its host must lead there. Both say where they belong.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from builder.addresses import Iri
from builder.exports.dcat.dcat_references import licence_iri
from builder.exports.rdf import (
    PREFIXES,
    Literal,
    Node,
    day,
    described,
    literals,
    render_turtle,
    sorted_graph,
)
from builder.portal import Portal
from builder.settings import Settings

VOID_URI = ".well-known/void"
SECURITY_URI = ".well-known/security.txt"

VOID = "http://rdfs.org/ns/void#"

DUMPS: Mapping[str, str] = {
    "catalog.jsonld": "JSON-LD",
    "catalog.rdf": "RDF_XML",
    "catalog.ttl": "Turtle",
}
"""Files that hold the whole catalogue, with the name of their format at W3C."""

VOCABULARIES = ("adms", "dcat", "dct", "foaf", "prov", "skos", "spdx", "vcard")
"""Prefixes of the vocabularies that the catalogue is written in."""

FORMATS = "http://www.w3.org/ns/formats/"

VALIDITY = datetime.timedelta(days=365)
"""How long security.txt holds; RFC 9116 advises against more than a year."""


def void_description(portal: Portal, subsets: Sequence[str] = ()) -> bytes:
    """The VoID description in Turtle; `subsets` are uris of further Turtle files, such as a cube.

    Source: https://www.w3.org/TR/void/
    """
    prefix = "" if "void" in PREFIXES else f"@prefix void: <{VOID}> .\n"
    graph = sorted_graph(_void_nodes(portal, subsets))
    return (prefix + "".join(render_turtle(graph))).encode()


def _void_nodes(portal: Portal, subsets: Sequence[str]) -> Iterator[Node]:
    addresses, settings, packages = portal.addresses, portal.settings, portal.packages
    whole = addresses.file(f"{VOID_URI}#catalog")
    parts = {uri: addresses.file(f"{VOID_URI}#{uri}") for uri in subsets}
    yield described(
        addresses.file(VOID_URI),
        "void:DatasetDescription",
        [
            ("dct:title", literals(settings.name)),
            ("dct:creator", [addresses.agent(settings.publisher)]),
            ("foaf:primaryTopic", [whole]),
        ],
    )
    licences = {licence_iri(package.licence) for package in packages}
    yield described(
        whole,
        "void:Dataset",
        [
            ("dct:title", literals(settings.name)),
            ("dct:description", literals(settings.tagline)),
            ("dct:publisher", [addresses.agent(settings.publisher)]),
            ("dct:modified", [day(portal.as_of)]),
            ("dct:license", licences if len(licences) == 1 else []),
            ("foaf:homepage", [addresses.file("")]),
            ("void:dataDump", [addresses.file(uri) for uri in DUMPS]),
            ("void:feature", [Iri(FORMATS + name) for name in DUMPS.values()]),
            ("void:vocabulary", [Iri(PREFIXES[vocabulary]) for vocabulary in VOCABULARIES]),
            ("void:uriSpace", [Literal(addresses.base_url)]),
            ("void:rootResource", [addresses.catalogue()]),
            ("void:exampleResource", [addresses.dataset(package.id) for package in packages[:1]]),
            ("void:subset", parts.values()),
        ],
    )
    for uri, part in parts.items():
        dump = [("void:dataDump", [addresses.file(uri)])]
        yield described(part, "void:Dataset", [*dump, ("void:feature", [Iri(f"{FORMATS}Turtle")])])


def security_txt(settings: Settings, as_of: datetime.date) -> bytes | None:
    """security.txt; None where nobody can be told, for it must name a contact.

    It holds for a year from the day the data are as of: a portal that is not built anew for a
    year lets it expire, as the standard wants it.
    Source: https://www.rfc-editor.org/rfc/rfc9116
    """
    contacts = [f"Contact: {contact}" for contact in _contacts(settings)]
    if not contacts:
        return None
    lines = [
        *contacts,
        f"Expires: {(as_of + VALIDITY).isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(settings.languages)}",
        f"Canonical: {settings.base_url}{SECURITY_URI}",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _contacts(settings: Settings) -> Iterator[str]:
    if settings.contact_email:
        yield f"mailto:{settings.contact_email}"
    if settings.source_code_url and settings.source_code_url.startswith("https://"):
        yield settings.source_code_url
