"""Terms of the standards: IRIs, media types, licence names; each with a link to its standard."""

from collections.abc import Mapping
from dataclasses import dataclass

EU = "http://publications.europa.eu/resource/authority/"
"""EU authority tables (https://op.europa.eu/en/web/eu-vocabularies)."""

IANA = "http://www.iana.org/assignments/media-types/"
"""IANA media types as DCAT-AP 3.0.1 wants them."""

ADMS_PUBLISHER_TYPE = "http://purl.org/adms/publishertype/"
ADMS_TYPES = (
    *("Academia-ScientificOrganisation", "Company", "IndustryConsortium", "LocalAuthority"),
    *("NationalAuthority", "NonGovernmentalOrganisation", "NonProfitOrganisation"),
    *("PrivateIndividual(s)", "RegionalAuthority", "StandardisationBody"),
    "SupraNationalAuthority",
)
"""Terms of the ADMS publisher type vocabulary (http://purl.org/adms)."""

ADMS_LICENCE_TYPE = "http://purl.org/adms/licencetype/"

ADMS_VERSION = "1.0"
"""How the scheme of each of these vocabularies ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A format that the site publishes."""

    name: str
    """What a button says, such as `CSV`."""
    media_type: str | None
    """Registered with IANA; None where the format has none."""
    eu_file_type: str | None
    """Code of the EU file-type table; None where it has none."""


FORMATS: Mapping[str, FileFormat] = {
    "csv": FileFormat(name="CSV", media_type="text/csv", eu_file_type="CSV"),
    "tsv": FileFormat(name="TSV", media_type="text/tab-separated-values", eu_file_type="TSV"),
    "json": FileFormat(name="JSON", media_type="application/json", eu_file_type="JSON"),
    "zip": FileFormat(name="ZIP", media_type="application/zip", eu_file_type="ZIP"),
    "geojson": FileFormat(
        name="GeoJSON", media_type="application/geo+json", eu_file_type="GEOJSON"
    ),
    "xlsx": FileFormat(
        name="XLSX",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        eu_file_type="XLSX",
    ),
    "parquet": FileFormat(
        name="Parquet", media_type="application/vnd.apache.parquet", eu_file_type="OCTET"
    ),
    "ttl": FileFormat(name="Turtle", media_type="text/turtle", eu_file_type="RDF_TURTLE"),
    "jsonl": FileFormat(name="JSON Lines", media_type=None, eu_file_type="TXT"),
}
"""Formats by the ending of a file name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceTerm:
    """A licence that catalogues know."""

    eu_iri: str
    url: str
    adms_type: str
    """Term of the ADMS licence type vocabulary."""
    title: str
    """Title in the register of licences that every CKAN has: ckanext-dcat knows it by that."""
    ckan_id: str
    """Id in the register of licences that every CKAN has."""


LICENCES: Mapping[str, LicenceTerm] = {
    "CC-BY-4.0": LicenceTerm(
        eu_iri=f"{EU}licence/CC_BY_4_0",
        url="https://creativecommons.org/licenses/by/4.0/",
        adms_type="Attribution",
        title="Creative Commons Attribution",
        ckan_id="cc-by",
    ),
    "CC-BY-SA-4.0": LicenceTerm(
        eu_iri=f"{EU}licence/CC_BYSA_4_0",
        url="https://creativecommons.org/licenses/by-sa/4.0/",
        adms_type="ShareAlike-Copyleft",
        title="Creative Commons Attribution Share-Alike",
        ckan_id="cc-by-sa",
    ),
    "CC0-1.0": LicenceTerm(
        eu_iri=f"{EU}licence/CC0",
        url="https://creativecommons.org/publicdomain/zero/1.0/",
        adms_type="PublicDomain",
        title="Creative Commons CCZero",
        ckan_id="cc-zero",
    ),
}
"""Licences by their SPDX name."""


def licence_text(name: str) -> str:
    """A licence as people write it: «CC BY 4.0», not `CC-BY-4.0`."""
    family, _, rest = name.partition("-")
    if family not in ("CC", "CC0"):
        return name
    terms, _, version = rest.rpartition("-")
    return " ".join(part for part in (family, terms, version) if part)


EU_DATA_THEMES = f"{EU}data-theme"
"""The concept scheme of the EU data themes, whose concepts are `…/GOVE` and the like."""

PUBLISHER_TYPES: Mapping[str, str] = {
    "committee": "NationalAuthority",
    "court": "NationalAuthority",
    "enterprise": "Company",
    "government-agency": "NationalAuthority",
    "institute": "Academia-ScientificOrganisation",
    "ministry": "NationalAuthority",
    "ministry-unit": "NationalAuthority",
    "state": "NationalAuthority",
    "university": "Academia-ScientificOrganisation",
}
"""Term of the ADMS publisher type vocabulary by kind of organisation; groups have none."""

ORIGINATOR = "http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole/originator"
"""Role of who made what a dataset was taken from (INSPIRE, after ISO 19115)."""

SPDX_SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"
"""The checksum algorithm as the shapes of DCAT-AP 3.0.1 for controlled vocabularies want it."""

SPDX_SAME = SPDX_SHA256.replace("https:", "http:")
"""The same as SPDX itself writes it, without s."""

OPENAPI = "https://spec.openapis.org/oas/v3.1.0"
"""The standard that the description of the API follows."""

PIVEAU = "https://piveau.eu/ns/voc#"
"""Metrics and dimensions of the MQA as its software names them (piveau-dqv-vocabulary)."""

EU_NAMES: Mapping[str, str] = {
    "data-theme": "Data theme",
    "access-right/PUBLIC": "public",
    "data-theme/AGRI": "Agriculture, fisheries, forestry and food",
    "data-theme/ECON": "Economy and finance",
    "data-theme/EDUC": "Education, culture and sport",
    "data-theme/ENER": "Energy",
    "data-theme/ENVI": "Environment",
    "data-theme/GOVE": "Government and public sector",
    "data-theme/HEAL": "Health",
    "data-theme/INTR": "International issues",
    "data-theme/JUST": "Justice, legal system and public safety",
    "data-theme/REGI": "Regions and cities",
    "data-theme/SOCI": "Population and society",
    "data-theme/TECH": "Science and technology",
    "data-theme/TRAN": "Transport",
    "dataset-status/DEPRECATED": "deprecated",
    "dataset-type/CODE_LIST": "Code list",
    "dataset-type/STATISTICAL": "Statistical data",
    "distribution-status/DEPRECATED": "deprecated",
    "language/ENG": "English",
    "language/VIE": "Vietnamese",
    "planned-availability/STABLE": "stable",
}
"""English names of terms of the EU authority tables, by table and code."""
