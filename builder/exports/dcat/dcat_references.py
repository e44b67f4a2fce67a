"""What datasets refer to, as DCAT-AP 3.0.1 nodes: agents, documents, topics, licences, terms."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from builder.exports.addresses import Addresses
from builder.exports.rdf import Iri, Literal, Node, day, described, literals, web_iri
from builder.exports.scope import Scope
from builder.exports.statements import RIGHTS, SCHEME_TITLE, statement
from builder.model import Document, Licence, Organisation, Package, Topic
from builder.vocabulary import (
    ADMS_LICENCE_TYPE,
    ADMS_PUBLISHER_TYPE,
    EU_DATA_THEMES,
    LICENCES,
    OPENAPI,
    PUBLISHER_TYPES,
)


def reference_nodes(scope: Scope) -> Iterator[Node]:
    """Every node that datasets, distributions and the catalogue point to, each once."""
    catalogue = scope.catalogue
    documents = {one.id: one for package in catalogue.packages for one in scope.documents(package)}
    yield from (_document(one, scope) for one in documents.values())
    for organisation_id in _agents(scope, documents.values()):
        yield from _agent(catalogue.organisations[organisation_id], scope)
    yield _topic_scheme(scope)
    yield from (_topic(one, scope) for one in catalogue.topics.values())
    yield from _licences(scope)
    if contact_points(scope):
        yield _contact(scope)
    yield _rights(scope)
    yield from _standards(scope)


def licence_iri(licence: Licence | None) -> Iri | None:
    """The licence as catalogues name it, or its own address; None where neither is known."""
    if licence is None:
        return None
    known = LICENCES.get(licence.name)
    return Iri(known.eu_iri) if known else web_iri(licence.url or "")


def rights_iri(licence: Licence | None, addresses: Addresses) -> Iri | None:
    """The terms of state open data, which only an open licence that is known can go with."""
    return addresses.rights() if licence and licence.name in LICENCES else None


def _agents(scope: Scope, documents: Iterable[Document]) -> list[str]:
    ids = {scope.settings.publisher}
    for package in scope.catalogue.packages:
        ids |= {package.publisher, package.creator or package.publisher}
    return sorted(ids | {one.issuer for one in documents if one.issuer})


def _agent(organisation: Organisation, scope: Scope) -> Iterator[Node]:
    addresses = scope.addresses
    agent_type = PUBLISHER_TYPES.get(organisation.kind)
    if organisation.id == scope.settings.publisher:
        agent_type = scope.settings.publisher_type
    identifier = addresses.agent_identifier(organisation.id) if organisation.code else None
    yield described(
        addresses.agent(organisation.id),
        "foaf:Agent",
        [
            ("foaf:name", literals(organisation.name)),
            ("dct:type", [Iri(ADMS_PUBLISHER_TYPE + agent_type) if agent_type else None]),
            ("adms:identifier", [identifier]),
            ("foaf:page", addresses.pages("organisations", organisation.id)),
        ],
    )
    if identifier and organisation.code:
        notation = Literal(organisation.code)
        yield described(identifier, "adms:Identifier", [("skos:notation", [notation])])


def _document(document: Document, scope: Scope) -> Node:
    addresses = scope.addresses
    return described(
        addresses.document(document.id),
        "foaf:Document",
        [
            ("dct:title", literals(document.title)),
            ("dct:identifier", [Literal(document.number) if document.number else None]),
            ("dct:issued", [day(document.issued) if document.issued else None]),
            ("dct:creator", [addresses.agent(document.issuer) if document.issuer else None]),
        ],
    )


def _topic_scheme(scope: Scope) -> Node:
    addresses = scope.addresses
    title = statement(SCHEME_TITLE, addresses.languages)
    topics = sorted(scope.catalogue.topics.values(), key=lambda one: (one.scheme, one.position))
    return described(
        addresses.topic_scheme(),
        "skos:ConceptScheme",
        [
            ("dct:title", literals(title)),
            ("skos:hasTopConcept", [addresses.topic(one.id) for one in topics]),
        ],
    )


def _topic(topic: Topic, scope: Scope) -> Node:
    scheme = scope.addresses.topic_scheme()
    return described(
        scope.addresses.topic(topic.id),
        "skos:Concept",
        [
            ("skos:prefLabel", literals(topic.name)),
            ("skos:inScheme", [scheme]),
            ("skos:topConceptOf", [scheme]),
            ("skos:broadMatch", [Iri(f"{EU_DATA_THEMES}/{topic.eu_data_theme}")]),
        ],
    )


def _licences(scope: Scope) -> Iterator[Node]:
    found: dict[Iri, Licence] = {}
    for package in scope.catalogue.packages:
        iri = licence_iri(package.licence)
        if iri and package.licence:
            found.setdefault(iri, package.licence)
    for iri, licence in found.items():
        known = LICENCES.get(licence.name)
        yield described(
            iri,
            "dct:LicenseDocument",
            [
                ("dct:type", [Iri(ADMS_LICENCE_TYPE + known.adms_type) if known else None]),
                ("rdfs:label", [Literal(licence.title)]),
                ("skos:exactMatch", [Iri(known.url) if known else None]),
            ],
        )


def contact_points(scope: Scope) -> tuple[Iri, ...]:
    """Whom to ask: nobody where the settings give no address that anybody could write to."""
    return (scope.addresses.contact(),) if scope.settings.is_reachable else ()


def _contact(scope: Scope) -> Node:
    addresses, settings = scope.addresses, scope.settings
    email = settings.contact_email
    return described(
        addresses.contact(),
        ("vcard:Organization", "vcard:Kind"),
        [
            ("vcard:fn", literals(settings.contact_name)),
            ("vcard:hasEmail", [Iri(f"mailto:{quote(email, safe='@')}")] if email else []),
            ("vcard:hasURL", [Iri(settings.source_code_url) if settings.source_code_url else None]),
        ],
    )


def _rights(scope: Scope) -> Node:
    label = statement(RIGHTS, scope.addresses.languages)
    iri = scope.addresses.rights()
    return described(iri, "dct:RightsStatement", [("rdfs:label", literals(label))])


def _standards(scope: Scope) -> Iterator[Node]:
    kinds = {
        resource.table_kind
        for package in scope.catalogue.packages
        for resource in package.resources
        if resource.table_kind
    }
    profiles = {profile_iri(package) for package in scope.catalogue.packages}
    standards = {scope.addresses.table_schema(kind) for kind in kinds} | {Iri(OPENAPI)}
    for iri in standards | {profile for profile in profiles if profile}:
        yield described(iri, "dct:Standard", [])


def profile_iri(package: Package) -> Iri | None:
    """The profile that the descriptor of a package says it follows."""
    return web_iri(str(package.descriptor.get("$schema", "")))
