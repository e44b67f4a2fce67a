"""Catalogue → schema.org in JSON-LD, as search engines read it in the head of a page.

Source: https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from builder.addresses import Addresses
from builder.exports.downloads.files import PublishedFile
from builder.exports.rdf import web_iri
from builder.exports.serving.media_types import media_type_of
from builder.language.text import shortened
from builder.language.words import country_name
from builder.model import Document, Field, Indicator, Package
from builder.portal import Portal
from builder.site import Link
from builder.vocabulary import EU

JsonLd: TypeAlias = dict[str, Any]
"""A thing of schema.org; properties without a value are left out."""

CONTEXT = "https://schema.org"

LONGEST_DESCRIPTION = 5000
"""Characters that Google reads of a description."""

_SCRIPT_ESCAPES = {char: f"\\u{ord(char):04x}" for char in ("<", ">", "&", "\u2028", "\u2029")}


def dataset_json_ld(
    package: Package, files: Sequence[PublishedFile], portal: Portal, language: str
) -> JsonLd:
    """The schema.org Dataset of one package, for its page in one language."""
    addresses = portal.addresses
    licence = web_iri(package.licence.url or "") if package.licence else None
    return _thing(
        "Dataset",
        **{"@context": CONTEXT, "@id": addresses.dataset(package.id).value},
        name=package.title[language],
        alternateName=[
            text for other_language, text in package.title.items() if other_language != language
        ],
        description=shortened(package.description[language], LONGEST_DESCRIPTION),
        url=addresses.page(language, "datasets", package.id).value,
        identifier=addresses.dataset(package.id).value,
        keywords=list(package.keywords.get(language, ())),
        license=licence.value if licence else None,
        isAccessibleForFree=True,
        version=package.version,
        datePublished=package.issued.isoformat(),
        dateModified=package.modified.isoformat(),
        inLanguage=list(addresses.languages),
        temporalCoverage=_interval(package),
        spatialCoverage=_place(package.spatial, language),
        creator=_organisation(package.creator, portal, language),
        publisher=_organisation(package.publisher, portal, language),
        isBasedOn=_origins(package, portal, language),
        variableMeasured=_variables(package, portal, language),
        includedInDataCatalog=_catalogue(portal, language),
        distribution=[_download(file, addresses) for file in files],
    )


def indicator_json_ld(
    indicator: Indicator, portal: Portal, *, language: str, description: str, uris: Sequence[str]
) -> JsonLd:
    """The schema.org Dataset of one indicator, for its page; `uris` are the files of its values."""
    addresses = portal.addresses
    packages = dict.fromkeys(row.package for row in indicator.rows)
    url = addresses.page(language, "indicators", indicator.id).value
    return _thing(
        "Dataset",
        **{"@context": CONTEXT},
        name=indicator.short_name[language],
        alternateName=indicator.name[language],
        description=shortened(description, LONGEST_DESCRIPTION),
        url=url,
        identifier=url,
        isAccessibleForFree=True,
        inLanguage=list(addresses.languages),
        variableMeasured=indicator.name[language],
        creator=_organisation(portal.settings.publisher, portal, language),
        isBasedOn=[addresses.dataset(package).value for package in packages],
        includedInDataCatalog=_catalogue(portal, language),
        distribution=[
            _thing(
                "DataDownload",
                contentUrl=addresses.file(uri).value,
                encodingFormat=media_type_of(uri),
            )
            for uri in uris
        ],
    )


def data_catalogue_json_ld(portal: Portal, language: str) -> JsonLd:
    """The schema.org DataCatalog, for the home page in one language.

    It does not list its datasets: each of them says that it belongs to the catalogue.
    """
    settings = portal.settings
    return {
        "@context": CONTEXT,
        **_catalogue(portal, language),
        **_properties(
            description=settings.tagline[language],
            inLanguage=list(portal.addresses.languages),
            dateModified=max(package.modified for package in portal.packages).isoformat(),
            spatialCoverage=_place(settings.spatial, language),
            isAccessibleForFree=True,
            publisher=_organisation(settings.publisher, portal, language),
        ),
    }


def breadcrumbs_json_ld(trail: Sequence[Link], portal: Portal) -> JsonLd:
    """The schema.org BreadcrumbList of a page; the trail begins at home and ends at the page."""
    addresses = portal.addresses
    steps = [
        _thing("ListItem", position=position, name=link.text, item=addresses.file(link.uri).value)
        for position, link in enumerate(trail, start=1)
    ]
    return _thing("BreadcrumbList", **{"@context": CONTEXT}, itemListElement=steps)


def render_json_ld_script(thing: Mapping[str, Any]) -> str:
    """JSON-LD that can stand inside a script element: no text in it can end or open a tag."""
    text = json.dumps(thing, ensure_ascii=False)
    for char, escape in _SCRIPT_ESCAPES.items():
        text = text.replace(char, escape)
    return text


def _thing(schema_type: str, **properties: object) -> JsonLd:
    described = _properties(**properties)
    head = {name: described.pop(name) for name in ("@context",) if name in described}
    return {**head, "@type": schema_type, **described}


def _properties(**properties: object) -> JsonLd:
    return {name: value for name, value in properties.items() if value not in (None, [], "")}


def _interval(package: Package) -> str | None:
    if package.temporal is None:
        return None
    start, end = package.temporal
    return f"{start.isoformat()}/{end.isoformat()}"


def _place(code: str, language: str) -> JsonLd:
    return _thing("Place", name=country_name(code, language), sameAs=f"{EU}country/{code}")


def _organisation(organisation_id: str | None, portal: Portal, language: str) -> JsonLd | None:
    if organisation_id is None:
        return None
    found = portal.organisations[organisation_id]
    return _thing(
        "Organization",
        **{"@id": portal.addresses.agent(organisation_id).value},
        name=found.name[language],
        alternateName=[
            text for other_language, text in found.name.items() if other_language != language
        ],
        identifier=found.code,
        url=portal.addresses.page(language, "organisations", organisation_id).value,
    )


def _catalogue(portal: Portal, language: str) -> JsonLd:
    return _thing(
        "DataCatalog",
        **{"@id": portal.addresses.catalogue().value},
        name=portal.settings.name[language],
        url=portal.addresses.page(language, "home").value,
    )


def _origins(package: Package, portal: Portal, language: str) -> list[JsonLd]:
    addresses = [(title, web_iri(url or "")) for title, url in package.source_notes]
    return [_work(source, portal, language) for source in portal.sources(package)] + [
        _thing("CreativeWork", name=title, url=iri.value) for title, iri in addresses if iri
    ]


def _work(document: Document, portal: Portal, language: str) -> JsonLd:
    page = portal.addresses.page(language, "documents").value
    return _thing(
        "CreativeWork",
        **{"@id": portal.addresses.document(document.id).value},
        name=document.title[language],
        identifier=document.number,
        datePublished=document.issued.isoformat() if document.issued else None,
        author=_organisation(document.issuer, portal, language),
        url=f"{page}#{document.id}",
    )


def _variables(package: Package, portal: Portal, language: str) -> list[JsonLd]:
    """Every field once; of texts in several languages, those in the language of the page."""
    others = tuple(
        f"_{other_language}"
        for other_language in portal.addresses.languages
        if other_language != language
    )
    fields: dict[str, Field] = {}
    for resource in package.resources:
        for field in resource.table.schema.fields if resource.table else ():
            if not field.name.endswith(others):
                fields.setdefault(field.name, field)
    return [
        _thing(
            "PropertyValue",
            propertyID=field.name,
            name=field.title[language],
            description=field.description[language] if field.description else None,
        )
        for field in fields.values()
    ]


def _download(file: PublishedFile, addresses: Addresses) -> JsonLd:
    return _thing(
        "DataDownload",
        name=file.uri.rsplit("/", 1)[-1],
        contentUrl=addresses.file(file.uri).value,
        encodingFormat=media_type_of(file.uri),
        contentSize=f"{file.size} B",
        sha256=file.sha256,
    )
