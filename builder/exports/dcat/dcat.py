"""Catalogue → DCAT-AP 3.0.1 as a graph: the catalogue, its API and datasets.

Left out on purpose, because nobody has said it: `dct:source`, whose values must be datasets
(documents are `prov:wasDerivedFrom`); `dcatap:applicableLegislation`, which is for what a law
orders to be published; catalogue records, series, samples and resolutions.
Source: https://semiceu.github.io/DCAT-AP/releases/3.0.1/
"""

from collections.abc import Iterator, Mapping, Sequence

from builder.addresses import API, Iri
from builder.exports import statements
from builder.exports.dcat.dcat_deprecated import deprecated_nodes
from builder.exports.dcat.dcat_distributions import distribution_nodes
from builder.exports.dcat.dcat_references import (
    contact_points,
    licence_iri,
    reference_nodes,
    rights_iri,
)
from builder.exports.downloads.files import PublishedFile
from builder.exports.keywords import harvested_keywords
from builder.exports.rdf import (
    Graph,
    Literal,
    Node,
    Term,
    day,
    described,
    literals,
    sorted_graph,
    web_iri,
)
from builder.exports.releases import current_release
from builder.exports.statements import statement
from builder.language.text import fact
from builder.model import KINDS, Package
from builder.portal import Portal
from builder.vocabulary import (
    EU,
    EU_DATA_THEMES,
    OPENAPI,
    ORIGINATOR,
)

_GOVERNMENT = Iri(f"{EU_DATA_THEMES}/GOVE")
_PUBLIC = Iri(f"{EU}access-right/PUBLIC")


def catalogue_graph(portal: Portal, files: Mapping[str, Sequence[PublishedFile]]) -> Graph:
    """The whole catalogue; `files` holds the published files by package id."""
    nodes = [_catalogue(portal), _service(portal), *reference_nodes(portal)]
    for package in portal.packages:
        nodes += _dataset(package, files[package.id], portal)
        for file in files[package.id]:
            nodes += distribution_nodes(file, package, portal)
    nodes += deprecated_nodes(portal)
    nodes += _series(portal)
    nodes += _pages(portal)
    return sorted_graph(nodes)


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
                    ("dct:title", literals(series.title)),
                    ("dct:description", literals(series.description)),
                    ("dct:publisher", [addresses.agent(settings.publisher)]),
                    ("dcat:contactPoint", contact_points(portal)),
                    ("dct:spatial", [_place(settings.spatial)]),
                    ("dct:issued", [day(min(member.issued for member in members))]),
                    ("dct:modified", [day(max(member.modified for member in members))]),
                ],
            )


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
            ("dct:language", _languages(portal)),
            ("dct:issued", [day(min(package.issued for package in packages))]),
            ("dct:modified", [day(max(package.modified for package in packages))]),
            ("dct:license", _shared([licence_iri(package.licence) for package in packages])),
            (
                "dct:rights",
                _shared([rights_iri(package.licence, addresses) for package in packages]),
            ),
            ("dct:spatial", [_place(settings.spatial)]),
            ("dcat:themeTaxonomy", [Iri(EU_DATA_THEMES), addresses.topic_scheme()]),
            ("dcat:dataset", [addresses.dataset(package.id) for package in packages]),
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
            ("dcat:keyword", keyword),
            ("dcat:theme", [_GOVERNMENT]),
            ("dct:publisher", [addresses.agent(portal.settings.publisher)]),
            ("dcat:contactPoint", contact_points(portal)),
            ("dcat:endpointURL", [addresses.file(f"{API}/index.json")]),
            ("dcat:endpointDescription", [addresses.file(f"{API}/openapi.json")]),
            ("dct:conformsTo", [Iri(OPENAPI)]),
            ("dct:accessRights", [_PUBLIC]),
            (
                "dcat:landingPage",
                addresses.pages("developers") if addresses.has("developers") else [],
            ),
            ("dcat:servesDataset", [addresses.dataset(package.id) for package in portal.packages]),
        ],
    )


def _dataset(package: Package, files: Sequence[PublishedFile], portal: Portal) -> Iterator[Node]:
    parts = [
        *_period(package, portal),
        *_provenance(package, portal),
        *_attributions(package, portal),
    ]
    yield described(
        portal.addresses.dataset(package.id),
        "dcat:Dataset",
        [*_dataset_texts(package), *_dataset_links(package, files, portal), *_parts(parts)],
    )
    yield from (node for _, node in parts)


def _dataset_texts(package: Package) -> list[tuple[str, Sequence[Term | None]]]:
    return [
        ("dct:title", literals(package.title)),
        ("dct:description", literals(package.description)),
        (
            "dcat:keyword",
            [
                Literal(word, language=language)
                for language in package.title
                for word in harvested_keywords(package, language)
            ],
        ),
        ("dct:identifier", [Literal(package.id)]),
        ("dcat:version", [Literal(package.version)]),
        ("adms:versionNotes", version_notes(package)),
        ("dct:issued", [day(package.issued)]),
        ("dct:modified", [day(package.modified)]),
    ]


def _dataset_links(
    package: Package, files: Sequence[PublishedFile], portal: Portal
) -> list[tuple[str, Sequence[Term | None]]]:
    addresses = portal.addresses
    dataset_type = KINDS[package.kind].eu_type
    pages = addresses.pages("datasets", package.id)
    return [
        ("dct:publisher", [addresses.agent(package.publisher)]),
        ("dct:creator", [addresses.agent(package.creator) if package.creator else None]),
        ("dcat:contactPoint", contact_points(portal)),
        ("dcat:theme", _themes(package, portal)),
        ("dct:type", [Iri(f"{EU}dataset-type/{dataset_type}") if dataset_type else None]),
        ("dct:language", _languages(portal)),
        ("dct:spatial", [_place(package.spatial)]),
        ("dct:accrualPeriodicity", [Iri(f"{EU}frequency/{package.frequency}")]),
        ("dct:accessRights", [_PUBLIC]),
        (
            "dct:conformsTo",
            [
                addresses.table_schema(resource.table_kind)
                for resource in package.resources
                if resource.table_kind
            ],
        ),
        ("dcat:inSeries", [addresses.series(package.series) if package.series else None]),
        ("dcat:landingPage", pages[:1]),
        ("foaf:page", pages),
        ("prov:wasDerivedFrom", _origins(package, portal)),
        ("dcat:distribution", [addresses.distribution(file.uri) for file in files]),
    ]


def _themes(package: Package, portal: Portal) -> list[Term]:
    topics = [portal.topics[topic] for topic in package.topics]
    own = [portal.addresses.topic(topic.id) for topic in topics]
    return [
        *own,
        *(Iri(f"{EU_DATA_THEMES}/{topic.eu_data_theme}") for topic in topics),
        _GOVERNMENT,
    ]


def _origins(package: Package, portal: Portal) -> list[Iri | None]:
    addresses = [web_iri(url) for _, url in package.source_notes if url]
    return [*(portal.addresses.document(source) for source in package.sources), *addresses]


_Part = tuple[str, Node]
"""A property of a dataset, and the node that is its value."""


def _parts(parts: Sequence[_Part]) -> list[tuple[str, Sequence[Term | None]]]:
    names = dict.fromkeys(name for name, _ in parts)
    return [(name, [node.iri for other, node in parts if other == name]) for name in names]


def _period(package: Package, portal: Portal) -> Iterator[_Part]:
    if package.temporal is None:
        return
    start, end = package.temporal
    rows = [("dcat:startDate", [day(start)]), ("dcat:endDate", [day(end)])]
    iri = portal.addresses.dataset(package.id, "period")
    yield "dct:temporal", described(iri, "dct:PeriodOfTime", rows)


def _provenance(package: Package, portal: Portal) -> Iterator[_Part]:
    titles = [title for title, _ in package.source_notes]
    label = statements.provenance(portal.sources(package), titles, portal.addresses.languages)
    if label:
        iri = portal.addresses.dataset(package.id, "provenance")
        rows = [("rdfs:label", literals(label))]
        yield "dct:provenance", described(iri, "dct:ProvenanceStatement", rows)


def _attributions(package: Package, portal: Portal) -> Iterator[_Part]:
    issuers = sorted({source.issuer for source in portal.sources(package) if source.issuer})
    for issuer in issuers:
        yield (
            "prov:qualifiedAttribution",
            described(
                portal.addresses.dataset(package.id, f"attribution-{issuer}"),
                "prov:Attribution",
                [
                    ("prov:agent", [portal.addresses.agent(issuer)]),
                    ("dcat:hadRole", [Iri(ORIGINATOR)]),
                ],
            ),
        )


def version_notes(package: Package) -> list[Literal]:
    """What the changelog says of the current version, in each language that it says it in."""
    notes = current_release(package).notes
    return [Literal(text, language=language or None) for language, text in notes.items()]


def _pages(portal: Portal) -> Iterator[Node]:
    addresses = portal.addresses
    yield described(addresses.file(""), "foaf:Document", [])
    ids = [("datasets", package.id) for package in portal.packages]
    told = [(section,) for section in ("developers", "about") if addresses.has(section)]
    for place in [*ids, *told]:
        for language, page in zip(addresses.languages, addresses.pages(*place), strict=True):
            yield described(page, "foaf:Document", [("dct:language", [_language(language)])])


def _languages(portal: Portal) -> list[Iri]:
    return [_language(language) for language in portal.addresses.languages]


def _language(language: str) -> Iri:
    return Iri(f"{EU}language/{fact(language, 'eu')}")


def _place(code: str) -> Iri:
    return Iri(f"{EU}country/{code}")
