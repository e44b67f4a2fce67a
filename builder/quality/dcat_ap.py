"""What DCAT-AP 3.0.1 asks of a dataset and of what it points to, as rows: class, property, range.

Left out are properties whose vocabulary no graph of ours uses (legislation, policies, instants).
Source: https://semiceu.github.io/DCAT-AP/releases/3.0.1/ (CC BY 4.0, European Union)
"""

from collections.abc import Mapping
from dataclasses import dataclass

TEMPORAL = "temporal"
"""A day, a time, a month or a year."""

TEMPORAL_DATATYPES = ("xsd:date", "xsd:dateTime", "xsd:gYear", "xsd:gYearMonth")


@dataclass(frozen=True, slots=True)
class Rule:
    """How often a class has a property, and of what kind its values are."""

    property: str
    least: int
    most: int | None
    """None where there may be any number."""
    range: str
    """A class, a datatype, `rdfs:Literal`, `rdfs:Resource` or `temporal`."""


RULES: Mapping[str, tuple[Rule, ...]] = {
    "dcat:Dataset": (
        Rule("dct:description", 1, None, "rdfs:Literal"),
        Rule("dct:title", 1, None, "rdfs:Literal"),
        Rule("adms:identifier", 0, None, "adms:Identifier"),
        Rule("adms:sample", 0, None, "dcat:Distribution"),
        Rule("adms:versionNotes", 0, None, "rdfs:Literal"),
        Rule("dcat:contactPoint", 0, None, "vcard:Kind"),
        Rule("dcat:distribution", 0, None, "dcat:Distribution"),
        Rule("dcat:hasVersion", 0, None, "dcat:Dataset"),
        Rule("dcat:inSeries", 0, None, "dcat:DatasetSeries"),
        Rule("dcat:keyword", 0, None, "rdfs:Literal"),
        Rule("dcat:landingPage", 0, None, "foaf:Document"),
        Rule("dcat:qualifiedRelation", 0, None, "dcat:Relationship"),
        Rule("dcat:spatialResolutionInMeters", 0, None, "xsd:decimal"),
        Rule("dcat:temporalResolution", 0, 1, "xsd:duration"),
        Rule("dcat:theme", 0, None, "skos:Concept"),
        Rule("dcat:version", 0, 1, "rdfs:Literal"),
        Rule("dct:accessRights", 0, 1, "dct:RightsStatement"),
        Rule("dct:accrualPeriodicity", 0, 1, "dct:Frequency"),
        Rule("dct:conformsTo", 0, None, "dct:Standard"),
        Rule("dct:creator", 0, None, "foaf:Agent"),
        Rule("dct:identifier", 0, None, "rdfs:Literal"),
        Rule("dct:isReferencedBy", 0, None, "rdfs:Resource"),
        Rule("dct:issued", 0, 1, TEMPORAL),
        Rule("dct:language", 0, None, "dct:LinguisticSystem"),
        Rule("dct:modified", 0, 1, TEMPORAL),
        Rule("dct:provenance", 0, None, "dct:ProvenanceStatement"),
        Rule("dct:publisher", 0, 1, "foaf:Agent"),
        Rule("dct:relation", 0, None, "rdfs:Resource"),
        Rule("dct:source", 0, None, "dcat:Dataset"),
        Rule("dct:spatial", 0, None, "dct:Location"),
        Rule("dct:temporal", 0, None, "dct:PeriodOfTime"),
        Rule("dct:type", 0, None, "skos:Concept"),
        Rule("foaf:page", 0, None, "foaf:Document"),
        Rule("prov:qualifiedAttribution", 0, None, "prov:Attribution"),
        Rule("prov:wasGeneratedBy", 0, None, "prov:Activity"),
    ),
    "dcat:Distribution": (
        Rule("dcat:accessURL", 1, None, "rdfs:Resource"),
        Rule("adms:status", 0, 1, "skos:Concept"),
        Rule("dcat:accessService", 0, None, "dcat:DataService"),
        Rule("dcat:byteSize", 0, 1, "xsd:nonNegativeInteger"),
        Rule("dcat:compressFormat", 0, 1, "dct:MediaType"),
        Rule("dcat:downloadURL", 0, None, "rdfs:Resource"),
        Rule("dcat:mediaType", 0, 1, "dct:MediaType"),
        Rule("dcat:packageFormat", 0, 1, "dct:MediaType"),
        Rule("dcat:spatialResolutionInMeters", 0, 1, "xsd:decimal"),
        Rule("dcat:temporalResolution", 0, 1, "xsd:duration"),
        Rule("dcatap:availability", 0, 1, "skos:Concept"),
        Rule("dct:conformsTo", 0, None, "dct:Standard"),
        Rule("dct:description", 0, None, "rdfs:Literal"),
        Rule("dct:format", 0, 1, "dct:MediaTypeOrExtent"),
        Rule("dct:issued", 0, 1, TEMPORAL),
        Rule("dct:language", 0, None, "dct:LinguisticSystem"),
        Rule("dct:license", 0, 1, "dct:LicenseDocument"),
        Rule("dct:modified", 0, 1, TEMPORAL),
        Rule("dct:rights", 0, None, "dct:RightsStatement"),
        Rule("dct:title", 0, None, "rdfs:Literal"),
        Rule("foaf:page", 0, None, "foaf:Document"),
        Rule("spdx:checksum", 0, 1, "spdx:Checksum"),
    ),
    "foaf:Agent": (
        Rule("foaf:name", 1, None, "rdfs:Literal"),
        Rule("dct:type", 0, 1, "skos:Concept"),
    ),
    "spdx:Checksum": (
        Rule("spdx:algorithm", 1, 1, "spdx:ChecksumAlgorithm"),
        Rule("spdx:checksumValue", 1, 1, "xsd:hexBinary"),
    ),
    "dct:PeriodOfTime": (
        Rule("dcat:endDate", 0, 1, TEMPORAL),
        Rule("dcat:startDate", 0, 1, TEMPORAL),
    ),
    "dct:LicenseDocument": (Rule("dct:type", 0, None, "skos:Concept"),),
    "skos:Concept": (Rule("skos:prefLabel", 1, None, "rdfs:Literal"),),
    "skos:ConceptScheme": (Rule("dct:title", 1, None, "rdfs:Literal"),),
    "adms:Identifier": (Rule("skos:notation", 1, 1, "rdfs:Literal"),),
}
"""Rules by class."""
