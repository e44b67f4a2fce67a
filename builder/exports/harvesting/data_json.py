"""/data.json: the catalogue in DCAT-US 1.1, which harvesters of data.gov, CKAN, DKAN read.

The schema has one language, so texts are in the first language of the site. Left out on purpose:
`bureauCode` and `programCode`, which only bodies of the United States have; `hasEmail` of the
contact where the portal has no address for mail, though the schema wants one. A dataset without
keywords has its topics as such, for the schema wants one at least.
Source: https://resources.data.gov/resources/dcat-us/
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.addresses import Iri, package_file
from builder.exports.dcat.dcat_references import profile_iri, rights_iri
from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.file_labels import file_texts, format_name, licence_url, media_type
from builder.exports.keywords import harvested_keywords
from builder.language.words import country_name
from builder.model import Package
from builder.packages.json_text import json_pieces
from builder.portal import Portal
from builder.vocabulary import EU

URI = "data.json"

CONFORMS_TO = "https://project-open-data.cio.gov/v1.1/schema"

INTERVALS: Mapping[str, str] = {
    "ANNUAL": "R/P1Y",
    "ANNUAL_2": "R/P6M",
    "ANNUAL_3": "R/P4M",
    "BIENNIAL": "R/P2Y",
    "BIMONTHLY": "R/P2M",
    "BIWEEKLY": "R/P2W",
    "CONT": "R/PT1S",
    "DAILY": "R/P1D",
    "DAILY_2": "R/PT12H",
    "DECENNIAL": "R/P10Y",
    "HOURLY": "R/PT1H",
    "IRREG": "irregular",
    "MONTHLY": "R/P1M",
    "MONTHLY_2": "R/P0.5M",
    "MONTHLY_3": "R/P0.33M",
    "QUADRENNIAL": "R/P4Y",
    "QUARTERLY": "R/P3M",
    "QUINQUENNIAL": "R/P5Y",
    "TRIENNIAL": "R/P3Y",
    "UPDATE_CONT": "R/PT1S",
    "WEEKLY": "R/P1W",
    "WEEKLY_2": "R/P3.5D",
    "WEEKLY_3": "R/P0.33W",
}
"""ISO 8601 interval by EU frequency; `NEVER` and the like have none.

Source: https://resources.data.gov/schemas/dcat-us/v1.1/iso8601_guidance/
"""

Described = dict[str, Any]
"""A JSON object of DCAT-US; properties without a value are left out."""


def data_json(portal: Portal, files: Mapping[str, Sequence[PublishedFile]]) -> Iterator[bytes]:
    """The whole catalogue in pieces; `files` holds the published files by package id."""
    return json_pieces(
        {
            "@context": f"{CONFORMS_TO}/catalog.jsonld",
            "@id": portal.addresses.file(URI).value,
            "@type": "dcat:Catalog",
            "conformsTo": CONFORMS_TO,
            "describedBy": f"{CONFORMS_TO}/catalog.json",
            "dataset": (
                _dataset(package, files[package.id], portal) for package in portal.packages
            ),
        }
    )


def _dataset(package: Package, files: Sequence[PublishedFile], portal: Portal) -> Described:
    addresses = portal.addresses
    language = addresses.languages[0]
    theme = [portal.topics[topic].name[language] for topic in package.topics]
    return _described(
        "dcat:Dataset",
        title=package.title[language],
        description=package.description[language],
        keyword=_keywords(package, addresses.languages) or theme,
        modified=package.modified.isoformat(),
        issued=package.issued.isoformat(),
        publisher=_publisher(package, portal),
        contactPoint=_contact(portal),
        identifier=addresses.dataset(package.id).value,
        accessLevel="public",
        license=licence_url(package.licence),
        rights=_value(rights_iri(package.licence, addresses)),
        spatial=_place(package.spatial, language),
        temporal=_interval(package),
        accrualPeriodicity=INTERVALS.get(package.frequency),
        conformsTo=_value(profile_iri(package)),
        describedBy=addresses.file(package_file(package.id)).value,
        describedByType="application/json",
        landingPage=addresses.page(language, "datasets", package.id).value,
        language=list(addresses.languages),
        theme=theme,
        references=[page.value for page in addresses.pages("datasets", package.id)[1:]],
        distribution=[_distribution(file, package, portal) for file in files],
    )


def _keywords(package: Package, languages: Sequence[str]) -> list[str]:
    """The keywords of the first language that the package has any in."""
    found = (list(harvested_keywords(package, language)) for language in languages)
    return next(filter(None, found), [])


def _publisher(package: Package, portal: Portal) -> Described:
    organisation = portal.organisations[package.publisher]
    return _described("org:Organization", name=organisation.name[portal.addresses.languages[0]])


def _contact(portal: Portal) -> Described:
    settings = portal.settings
    email = settings.contact_email
    return _described(
        "vcard:Contact",
        fn=settings.contact_name[settings.languages[0]],
        hasEmail=f"mailto:{email}" if email else None,
    )


def _distribution(file: PublishedFile, package: Package, portal: Portal) -> Described:
    languages = portal.addresses.languages
    title, _ = file_texts(file, package, languages)
    return _described(
        "dcat:Distribution",
        title=title[languages[0]],
        downloadURL=portal.addresses.file(file.uri).value,
        mediaType=media_type(file) or "application/octet-stream",
        format=format_name(file),
    )


def _place(code: str, language: str) -> str:
    return country_name(code, language) or f"{EU}country/{code}"


def _interval(package: Package) -> str | None:
    if package.temporal is None:
        return None
    return "/".join(day.isoformat() for day in package.temporal)


def _value(iri: Iri | None) -> str | None:
    return iri.value if iri else None


def _described(described_type: str, **properties: object) -> Described:
    said = {name: value for name, value in properties.items() if value not in (None, [], "")}
    return {"@type": described_type, **said}
