"""The read-only part of CKAN's action API that harvesters use, as files under /api/3/action/.

A static host reads no query, so a package is at `package_show/<id>` and not at
`package_show?id=<id>`. Ids of packages are their names; those of resources are UUIDs made from
the IRIs of the distributions. `help` leads to the page for developers, which lists the paths.
Left out on purpose: users, and the day an organisation was entered, which nobody has said.
Source: https://docs.ckan.org/en/2.11/api/
"""

import datetime
import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.exports.downloads.files import PublishedFile
from builder.exports.downloads.json_values import json_text
from builder.exports.harvesting.file_labels import file_title, format_name, licence_url, media_type
from builder.model import Organisation, Package, Topic
from builder.portal import Portal
from builder.vocabulary import EU, LICENCES

ROOT = "api/3/action"

Thing = dict[str, Any]
"""A JSON object as CKAN gives it; what has no value is null or an empty text, as there."""

_NOT_IN_TAG = re.compile(r"[^\w .-]+")
"""What CKAN refuses in a tag, such as the slash of the number of a document."""


def ckan_files(
    portal: Portal, files: Mapping[str, Sequence[PublishedFile]]
) -> Iterator[tuple[str, bytes]]:
    """Uri and content of each file; `files` holds the published files by package id."""
    names = sorted(package.id for package in portal.packages)
    yield f"{ROOT}/package_list", json_text(_answer(names, portal))
    for package in portal.packages:
        shown = _package(package, files[package.id], portal)
        yield f"{ROOT}/package_show/{package.id}", json_text(_answer(shown, portal))


def _answer(result: object, portal: Portal) -> Thing:
    page = portal.addresses.page(portal.addresses.languages[-1], "developers")
    return {"help": page.value, "success": True, "result": result}


def _package(package: Package, files: Sequence[PublishedFile], portal: Portal) -> Thing:
    language = portal.addresses.languages[0]
    tags = _tags(package)
    return {
        "id": package.id,
        "name": package.id,
        "title": package.title[language],
        "title_translated": dict(package.title),
        "notes": package.description[language],
        "notes_translated": dict(package.description),
        "type": "dataset",
        "state": "active",
        "private": False,
        "url": portal.addresses.page(language, "datasets", package.id).value,
        "version": package.version,
        "metadata_created": _midnight(package.issued),
        "metadata_modified": _midnight(package.modified),
        **_people(package, portal),
        **_licence(package),
        "organization": _organisation(portal.organisations[package.publisher], portal),
        "owner_org": package.publisher,
        "groups": [_group(portal.topics[topic], language) for topic in package.topics],
        "tags": tags,
        "num_tags": len(tags),
        "resources": [
            _resource(file, package, portal, position) for position, file in enumerate(files)
        ],
        "num_resources": len(files),
        "extras": [{"key": key, "value": value} for key, value in _extras(package, portal)],
        "relationships_as_subject": [],
        "relationships_as_object": [],
    }


def _people(package: Package, portal: Portal) -> Thing:
    settings, language = portal.settings, portal.addresses.languages[0]
    creator = portal.organisations[package.creator] if package.creator else None
    return {
        "author": creator.name[language] if creator else None,
        "author_email": None,
        "maintainer": settings.contact_name[language],
        "maintainer_email": settings.contact_email,
    }


def _licence(package: Package) -> Thing:
    licence = package.licence
    return {
        "license_id": licence.name if licence else "notspecified",
        "license_title": licence.title if licence else None,
        "license_url": licence_url(licence),
        "isopen": licence is not None and licence.name in LICENCES,
    }


def _organisation(organisation: Organisation, portal: Portal) -> Thing:
    language = portal.addresses.languages[0]
    return {
        "id": organisation.id,
        "name": organisation.id,
        "title": organisation.name[language],
        "title_translated": dict(organisation.name),
        "type": "organization",
        "description": "",
        "image_url": "",
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
    }


def _group(topic: Topic, language: str) -> Thing:
    return {
        "id": topic.id,
        "name": topic.id,
        "title": topic.name[language],
        "title_translated": dict(topic.name),
        "display_name": topic.name[language],
        "description": "",
        "image_display_url": "",
    }


def _tags(package: Package) -> list[Thing]:
    words = (
        _NOT_IN_TAG.sub("-", word)
        for language in package.title
        for word in package.keywords.get(language, ())
    )
    return [
        {"name": fromkey, "display_name": fromkey, "state": "active", "vocabulary_id": None}
        for fromkey in dict.fromkeys(words)
    ]


def _resource(file: PublishedFile, package: Package, portal: Portal, position: int) -> Thing:
    addresses = portal.addresses
    language = addresses.languages[0]
    resource = package.resource(file.resource) if file.resource else None
    text = resource.description if resource else None
    return {
        "id": str(
            uuid.uuid5(uuid.NAMESPACE_URL, addresses.distribution(package.id, file.uri).value)
        ),
        "package_id": package.id,
        "position": position,
        "name": file_title(file, package, language),
        "description": text[language] if text else "",
        "url": addresses.file(file.uri).value,
        "url_type": None,
        "resource_type": None,
        "format": format_name(file),
        "mimetype": media_type(file),
        "mimetype_inner": None,
        "size": file.size,
        "hash": f"sha256:{file.sha256}",
        "created": _midnight(package.issued),
        "last_modified": _midnight(package.modified),
        "metadata_modified": _midnight(package.modified),
        "cache_url": None,
        "cache_last_updated": None,
        "state": "active",
    }


def _extras(package: Package, portal: Portal) -> Iterator[tuple[str, str]]:
    """What CKAN has no place for, with the keys of ckanext-dcat."""
    addresses = portal.addresses
    yield "uri", addresses.dataset(package.id).value
    yield "identifier", addresses.dataset(package.id).value
    yield "issued", package.issued.isoformat()
    yield "modified", package.modified.isoformat()
    yield "frequency", f"{EU}frequency/{package.frequency}"
    yield "language", json.dumps(list(addresses.languages))
    yield "spatial_uri", f"{EU}country/{package.spatial}"
    if package.temporal:
        start, end = package.temporal
        yield "temporal_start", start.isoformat()
        yield "temporal_end", end.isoformat()
    yield "publisher_uri", addresses.agent(package.publisher).value
    themes = [portal.topics[topic].eu_data_theme for topic in package.topics]
    yield "theme", json.dumps([f"{EU}data-theme/{fromkey}" for fromkey in dict.fromkeys(themes)])
    if package.sources:
        yield "source_documents", json.dumps(list(package.sources))


def _midnight(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00"
