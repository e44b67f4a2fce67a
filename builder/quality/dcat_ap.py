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
class DcatRule:
    """How often a class has a property, and of what kind its values are."""

    property: str
    least: int
    most: int | None
    """None where there may be any number."""
    range: str
    """A class, a datatype, `rdfs:Literal`, `rdfs:Resource` or `temporal`."""


RULES: Mapping[str, tuple[DcatRule, ...]] = {
    "dcat:Dataset": (
        DcatRule("dct:description", 1, None, "rdfs:Literal"),
        DcatRule("dct:title", 1, None, "rdfs:Literal"),
        DcatRule("adms:identifier", 0, None, "adms:Identifier"),
        DcatRule("adms:sample", 0, None, "dcat:Distribution"),
        DcatRule("adms:versionNotes", 0, None, "rdfs:Literal"),
        DcatRule("dcat:contactPoint", 0, None, "vcard:Kind"),
        DcatRule("dcat:distribution", 0, None, "dcat:Distribution"),
        DcatRule("dcat:hasVersion", 0, None, "dcat:Dataset"),
        DcatRule("dcat:inSeries", 0, None, "dcat:DatasetSeries"),
        DcatRule("dcat:keyword", 0, None, "rdfs:Literal"),
        DcatRule("dcat:landingPage", 0, None, "foaf:Document"),
        DcatRule("dcat:qualifiedRelation", 0, None, "dcat:Relationship"),
        DcatRule("dcat:spatialResolutionInMeters", 0, None, "xsd:decimal"),
        DcatRule("dcat:temporalResolution", 0, 1, "xsd:duration"),
        DcatRule("dcat:theme", 0, None, "skos:Concept"),
        DcatRule("dcat:version", 0, 1, "rdfs:Literal"),
        DcatRule("dct:accessRights", 0, 1, "dct:RightsStatement"),
        DcatRule("dct:accrualPeriodicity", 0, 1, "dct:Frequency"),
        DcatRule("dct:conformsTo", 0, None, "dct:Standard"),
        DcatRule("dct:creator", 0, None, "foaf:Agent"),
        DcatRule("dct:identifier", 0, None, "rdfs:Literal"),
        DcatRule("dct:isReferencedBy", 0, None, "rdfs:Resource"),
        DcatRule("dct:issued", 0, 1, TEMPORAL),
        DcatRule("dct:language", 0, None, "dct:LinguisticSystem"),
        DcatRule("dct:modified", 0, 1, TEMPORAL),
        DcatRule("dct:provenance", 0, None, "dct:ProvenanceStatement"),
        DcatRule("dct:publisher", 0, 1, "foaf:Agent"),
        DcatRule("dct:relation", 0, None, "rdfs:Resource"),
        DcatRule("dct:source", 0, None, "dcat:Dataset"),
        DcatRule("dct:spatial", 0, None, "dct:Location"),
        DcatRule("dct:temporal", 0, None, "dct:PeriodOfTime"),
        DcatRule("dct:type", 0, None, "skos:Concept"),
        DcatRule("foaf:page", 0, None, "foaf:Document"),
        DcatRule("prov:qualifiedAttribution", 0, None, "prov:Attribution"),
        DcatRule("prov:wasGeneratedBy", 0, None, "prov:Activity"),
    ),
    "dcat:Distribution": (
        DcatRule("dcat:accessURL", 1, None, "rdfs:Resource"),
        DcatRule("adms:status", 0, 1, "skos:Concept"),
        DcatRule("dcat:accessService", 0, None, "dcat:DataService"),
        DcatRule("dcat:byteSize", 0, 1, "xsd:nonNegativeInteger"),
        DcatRule("dcat:compressFormat", 0, 1, "dct:MediaType"),
        DcatRule("dcat:downloadURL", 0, None, "rdfs:Resource"),
        DcatRule("dcat:mediaType", 0, 1, "dct:MediaType"),
        DcatRule("dcat:packageFormat", 0, 1, "dct:MediaType"),
        DcatRule("dcat:spatialResolutionInMeters", 0, 1, "xsd:decimal"),
        DcatRule("dcat:temporalResolution", 0, 1, "xsd:duration"),
        DcatRule("dcatap:availability", 0, 1, "skos:Concept"),
        DcatRule("dct:conformsTo", 0, None, "dct:Standard"),
        DcatRule("dct:description", 0, None, "rdfs:Literal"),
        DcatRule("dct:format", 0, 1, "dct:MediaTypeOrExtent"),
        DcatRule("dct:issued", 0, 1, TEMPORAL),
        DcatRule("dct:language", 0, None, "dct:LinguisticSystem"),
        DcatRule("dct:license", 0, 1, "dct:LicenseDocument"),
        DcatRule("dct:modified", 0, 1, TEMPORAL),
        DcatRule("dct:rights", 0, None, "dct:RightsStatement"),
        DcatRule("dct:title", 0, None, "rdfs:Literal"),
        DcatRule("foaf:page", 0, None, "foaf:Document"),
        DcatRule("spdx:checksum", 0, 1, "spdx:Checksum"),
    ),
    "foaf:Agent": (
        DcatRule("foaf:name", 1, None, "rdfs:Literal"),
        DcatRule("dct:type", 0, 1, "skos:Concept"),
    ),
    "spdx:Checksum": (
        DcatRule("spdx:algorithm", 1, 1, "spdx:ChecksumAlgorithm"),
        DcatRule("spdx:checksumValue", 1, 1, "xsd:hexBinary"),
    ),
    "dct:PeriodOfTime": (
        DcatRule("dcat:endDate", 0, 1, TEMPORAL),
        DcatRule("dcat:startDate", 0, 1, TEMPORAL),
    ),
    "dct:LicenseDocument": (DcatRule("dct:type", 0, None, "skos:Concept"),),
    "skos:Concept": (DcatRule("skos:prefLabel", 1, None, "rdfs:Literal"),),
    "skos:ConceptScheme": (DcatRule("dct:title", 1, None, "rdfs:Literal"),),
    "adms:Identifier": (DcatRule("skos:notation", 1, 1, "rdfs:Literal"),),
}
"""Rules by class."""
