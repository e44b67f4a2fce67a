"""What datasets refer to, as DCAT-AP 3.0.1 nodes: agents, documents, topics, licences, terms."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from builder.addresses import Addresses, Iri
from builder.exports.rdf import Literal, Node, Part, Term, day, described, literals, part, web_iri
from builder.exports.statements import statement
from builder.language.text import Localised, fact, language_of
from builder.language.words import words
from builder.model import Document, Licence, Organisation, Package, Topic
from builder.portal import Portal
from builder.vocabulary import (
    ADMS_LICENCE_TYPE,
    ADMS_PUBLISHER_TYPE,
    EU,
    EU_DATA_THEMES,
    LICENCES,
    OPENAPI,
    PUBLISHER_TYPES,
)


def reference_nodes(portal: Portal) -> Iterator[Node]:
    """Every node that datasets, distributions and the catalogue point to, each once."""
    documents = {
        source.id: source for package in portal.packages for source in portal.sources(package)
    }
    yield from (_document(document, portal) for document in documents.values())
    for organisation_id in _agents(portal, documents.values()):
        organisation = portal.organisations[organisation_id]
        yield _agent(organisation, portal)
        yield from page_nodes(("organisations", organisation_id), organisation.name, portal)
    yield _topic_scheme(portal)
    yield from (_topic(topic, portal) for topic in portal.topics.values())
    yield from _licences(portal)
    if contact_points(portal):
        yield _contact(portal)
    yield _rights(portal)
    yield from _standards(portal)


def licence_iri(licence: Licence | None) -> Iri | None:
    """The licence as catalogues name it, or its own address; None where neither is known."""
    if licence is None:
        return None
    known = LICENCES.get(licence.name)
    return Iri(known.eu_iri) if known else web_iri(licence.url or "")


def rights_iri(licence: Licence | None, addresses: Addresses) -> Iri | None:
    """The terms of state open data, which only an open licence that is known can go with."""
    return addresses.rights() if licence and licence.name in LICENCES else None


def _agents(portal: Portal, documents: Iterable[Document]) -> list[str]:
    ids = {portal.settings.publisher}
    for package in portal.packages:
        ids |= {package.publisher, package.creator or package.publisher}
    return sorted(ids | {document.issuer for document in documents if document.issuer})


def _agent(organisation: Organisation, portal: Portal) -> Node:
    addresses = portal.addresses
    agent_type = PUBLISHER_TYPES.get(organisation.kind)
    if organisation.id == portal.settings.publisher:
        agent_type = portal.settings.publisher_type
    return described(
        addresses.agent(organisation.id),
        "foaf:Agent",
        [
            ("foaf:name", literals(organisation.name)),
            ("dct:type", [Iri(ADMS_PUBLISHER_TYPE + agent_type) if agent_type else None]),
            ("adms:identifier", [_code(organisation)]),
            ("foaf:page", addresses.pages("organisations", organisation.id)),
        ],
    )


def page_nodes(ids: tuple[str, ...], titles: Localised, portal: Portal) -> Iterator[Node]:
    """A page in each language as a document."""
    return (page_node(ids, titles, portal, language) for language in portal.addresses.languages)


def page_node(ids: tuple[str, ...], titles: Localised, portal: Portal, language: str) -> Node:
    """A page in one language as a document."""
    section, *others = ids
    rows: list[tuple[str, Iterable[Term]]] = [
        ("dct:title", [Literal(titles[language], language=language_of(titles, language))]),
        ("dct:language", [language_iri(language)]),
    ]
    page = portal.addresses.page(language, section, *others)
    return described(page, "foaf:Document", rows)


def _code(organisation: Organisation) -> Part | None:
    """The official code of an organisation."""
    if organisation.code is None:
        return None
    return part("adms:Identifier", [("skos:notation", [Literal(organisation.code)])])


def _document(document: Document, portal: Portal) -> Node:
    addresses = portal.addresses
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


def _topic_scheme(portal: Portal) -> Node:
    addresses = portal.addresses
    title = statement("statement.topics", addresses.languages)
    topics = sorted(portal.topics.values(), key=lambda topic: (topic.scheme, topic.position))
    return described(
        addresses.topic_scheme(),
        "skos:ConceptScheme",
        [
            ("dct:title", literals(title)),
            ("skos:hasTopConcept", [addresses.topic(topic.id) for topic in topics]),
        ],
    )


def _topic(topic: Topic, portal: Portal) -> Node:
    scheme = portal.addresses.topic_scheme()
    return described(
        portal.addresses.topic(topic.id),
        "skos:Concept",
        [
            ("skos:prefLabel", literals(topic.name)),
            ("skos:inScheme", [scheme]),
            ("skos:topConceptOf", [scheme]),
            ("skos:broadMatch", [Iri(f"{EU_DATA_THEMES}/{topic.eu_data_theme}")]),
        ],
    )


def _licences(portal: Portal) -> Iterator[Node]:
    found: dict[Iri, Licence] = {}
    for package in portal.packages:
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
                ("dct:title", [Literal(known.title if known else licence.title)]),
                ("rdfs:label", [Literal(known.title if known else licence.title)]),
                ("skos:altLabel", [Literal(licence.title)]),
                ("skos:exactMatch", [Iri(known.url) if known else None]),
            ],
        )


def contact_points(portal: Portal) -> tuple[Iri, ...]:
    """Whom to ask: nobody where the settings give no address that anybody could write to."""
    return (portal.addresses.contact(),) if portal.settings.is_reachable else ()


def _contact(portal: Portal) -> Node:
    addresses, settings = portal.addresses, portal.settings
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


def _rights(portal: Portal) -> Node:
    languages = portal.settings.languages
    default = {language: words(language)("rights.default") for language in languages}
    label = portal.settings.rights or default
    iri = portal.addresses.rights()
    return described(iri, "dct:RightsStatement", [("rdfs:label", literals(label))])


def _standards(portal: Portal) -> Iterator[Node]:
    kinds = {
        resource.table_kind
        for package in portal.packages
        for resource in package.resources
        if resource.table_kind
    }
    titles = {portal.addresses.table_schema(kind): f"Table Schema: {kind}" for kind in kinds}
    for package in portal.packages:
        profile = profile_iri(package)
        if profile:
            titles[profile] = f"Data Package: {profile.value}"
    for iri, title in {**titles, Iri(OPENAPI): "OpenAPI"}.items():
        yield described(iri, "dct:Standard", [("dct:title", [Literal(title)])])


def language_iri(language: str) -> Iri:
    """A language as the EU names it."""
    return Iri(f"{EU}language/{fact(language, 'eu')}")


def profile_iri(package: Package) -> Iri | None:
    """The profile that the descriptor of a package says it follows."""
    return web_iri(str(package.descriptor.get("$schema", "")))
