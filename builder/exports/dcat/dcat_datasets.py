"""Packages → DCAT-AP 3.0.1 datasets, with what stands inside them.

Left out on purpose, because nobody has said it: `dct:source`, whose values must be datasets
(documents are `prov:wasDerivedFrom`); `dcatap:applicableLegislation`, which is for what a law
orders to be published; catalogue records and samples.
"""

from collections.abc import Iterator, Sequence

from builder.addresses import Iri
from builder.exports import statements
from builder.exports.dcat.dcat_references import contact_points, language_iri
from builder.exports.downloads.earlier import version_archive
from builder.exports.downloads.files import PublishedFile
from builder.exports.keywords import harvested_keywords
from builder.exports.rdf import Literal, Node, Part, Term, day, described, literals, part, web_iri
from builder.exports.releases import current_release
from builder.history import Recorded
from builder.language.periods import period_or_none
from builder.model import KINDS, Package
from builder.portal import Portal
from builder.vocabulary import EU, EU_DATA_THEMES, ORIGINATOR

DURATIONS = ("P1D", "P1M", "P3M", "P6M", "P1Y")
"""Lengths that a period may have, the shortest first."""

GOVERNMENT = Iri(f"{EU_DATA_THEMES}/GOVE")
PUBLIC = Iri(f"{EU}access-right/PUBLIC")


def dataset_node(package: Package, files: Sequence[PublishedFile], portal: Portal) -> Node:
    """A package as a dataset; `files` are its distributions."""
    return described(
        portal.addresses.dataset(package.id),
        "dcat:Dataset",
        [
            *_texts(package, portal),
            *_times(package, portal),
            *_links(package, files, portal),
            ("dct:provenance", _provenance(package, portal)),
            ("prov:qualifiedAttribution", _attributions(package, portal)),
        ],
    )


def _texts(package: Package, portal: Portal) -> list[tuple[str, Sequence[Term | None]]]:
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
        ("dct:identifier", [identifier(portal.addresses.dataset(package.id))]),
        ("dcat:version", [Literal(package.version)]),
        ("adms:versionNotes", version_notes(package)),
    ]


def identifier(iri: Iri) -> Literal:
    """What catalogues call a thing by: its IRI, for the ids of two portals may be the same."""
    return Literal(iri.value)


def _times(package: Package, portal: Portal) -> list[tuple[str, Sequence[Term | None]]]:
    resolution = temporal_resolution(package)
    earlier = earlier_version(package, portal)
    return [
        ("dct:issued", [day(package.issued)]),
        ("dct:modified", [day(package.modified)]),
        ("dct:accrualPeriodicity", [Iri(f"{EU}frequency/{package.frequency}")]),
        ("dct:temporal", _period(package)),
        (
            "dcat:temporalResolution",
            [Literal(resolution, datatype="xsd:duration") if resolution else None],
        ),
        ("dcat:previousVersion", [version_iri(earlier, portal) if earlier else None]),
    ]


def _links(
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
        ("dct:language", site_languages(portal)),
        ("dct:spatial", [place(package.spatial)]),
        ("dct:accessRights", [PUBLIC]),
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
        ("foaf:page", pages[1:]),
        ("prov:wasDerivedFrom", _origins(package, portal)),
        ("dcat:distribution", [addresses.distribution(package.id, file.uri) for file in files]),
    ]


def _themes(package: Package, portal: Portal) -> list[Term]:
    topics = [portal.topics[topic] for topic in package.topics]
    own = [portal.addresses.topic(topic.id) for topic in topics]
    return [
        *own,
        *(Iri(f"{EU_DATA_THEMES}/{topic.eu_data_theme}") for topic in topics),
        GOVERNMENT,
    ]


def _origins(package: Package, portal: Portal) -> list[Iri | None]:
    addresses = [web_iri(url) for _, url in package.source_notes if url]
    return [*(portal.addresses.document(source) for source in package.sources), *addresses]


def _period(package: Package) -> list[Part]:
    """Without an IRI: readers that find one ask for it, and look for the days in the answer."""
    if package.temporal is None:
        return []
    start, end = package.temporal
    rows = [("dcat:startDate", [day(start)]), ("dcat:endDate", [day(end)])]
    return [part("dct:PeriodOfTime", rows)]


def temporal_resolution(package: Package) -> str | None:
    """The shortest period that its tables tell apart, as a duration; None without such a column."""
    periods = {
        str(cell)
        for resource in package.resources
        for cell in (resource.table.named("period") if resource.table else ())
        if cell is not None
    }
    lengths = set(map(resolution_of, periods))
    return next((duration for duration in DURATIONS if duration in lengths), None)


def resolution_of(text: str) -> str | None:
    """The length of a period as a duration of ISO 8601; None for a text that is no period."""
    period = period_or_none(text)
    if period is None:
        return None
    if period.is_day:
        return "P1D"
    if period.half:
        return "P6M"
    return "P3M" if period.quarter else "P1M" if period.month else "P1Y"


def earlier_version(package: Package, portal: Portal) -> Recorded | None:
    """The version before the current one, where it was recorded."""
    others = [
        recorded
        for recorded in portal.history.recorded.get(package.id, ())
        if recorded.version != package.version
    ]
    return others[-1] if others else None


def version_iri(recorded: Recorded, portal: Portal) -> Iri:
    """A version of a dataset: its place in the list of versions on the page."""
    return portal.addresses.dataset(recorded.package, f"version-{recorded.version}")


def version_nodes(package: Package, portal: Portal) -> Iterator[Node]:
    """The version before the current one; not a dataset, for harvesters would list it twice."""
    recorded = earlier_version(package, portal)
    if recorded:
        yield described(
            version_iri(recorded, portal),
            "prov:Entity",
            [
                ("dct:title", literals(package.title)),
                ("dcat:version", [Literal(recorded.version)]),
                ("dct:issued", [day(recorded.day)]),
                ("dct:isVersionOf", [portal.addresses.dataset(package.id)]),
                ("foaf:page", [portal.addresses.file(version_archive(recorded))]),
            ],
        )


def _provenance(package: Package, portal: Portal) -> list[Part]:
    titles = [title for title, _ in package.source_notes]
    label = statements.provenance(portal.sources(package), titles, portal.addresses.languages)
    return [part("dct:ProvenanceStatement", [("rdfs:label", literals(label))])] if label else []


def _attributions(package: Package, portal: Portal) -> list[Part]:
    issuers = sorted({source.issuer for source in portal.sources(package) if source.issuer})
    return [
        part(
            "prov:Attribution",
            [
                ("prov:agent", [portal.addresses.agent(issuer)]),
                ("dcat:hadRole", [Iri(ORIGINATOR)]),
            ],
        )
        for issuer in issuers
    ]


def version_notes(package: Package) -> list[Literal]:
    """What the changelog says of the current version, in each language that it says it in."""
    notes = current_release(package).notes
    return [Literal(text, language=language or None) for language, text in notes.items()]


def site_languages(portal: Portal) -> list[Iri]:
    """Every language of the portal."""
    return [language_iri(language) for language in portal.addresses.languages]


def place(code: str) -> Iri:
    """A country as the EU names it."""
    return Iri(f"{EU}country/{code}")
