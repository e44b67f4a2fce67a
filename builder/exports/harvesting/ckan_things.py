"""Packages, organisations, groups, tags and licences as CKAN gives them.

Ids of packages, organisations and groups are their names; those of resources and tags are UUIDs
made from their IRIs. Names in all languages stand in `…_translated`, as ckanext-fluent has them.
Left out on purpose: users, and the day an organisation was entered, which nobody has said.
"""

import datetime
import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.file_labels import (
    file_texts,
    format_name,
    licence_url,
    media_type,
)
from builder.exports.keywords import harvested_keywords
from builder.model import Licence, Organisation, Package, Topic
from builder.portal import Portal
from builder.vocabulary import EU, LICENCES

LONGEST_NAME, MARK = 100, 8
"""Characters that CKAN takes of a name, and those that tell two longer ones apart."""

Thing = dict[str, Any]
"""A JSON object as CKAN gives it; what has no value is null or an empty text, as there."""


class CkanThings:
    """The things of one portal; texts are in its first language."""

    def __init__(self, portal: Portal, files: Mapping[str, Sequence[PublishedFile]]) -> None:
        self._portal, self._files = portal, files
        self._addresses = portal.addresses
        self._language = portal.addresses.languages[0]

    def organisations(self) -> Iterator[Thing]:
        """Those that publish a dataset, with how many."""
        publishers = dict.fromkeys(package.publisher for package in self._portal.packages)
        for publisher in publishers:
            count = sum(package.publisher == publisher for package in self._portal.packages)
            thing = self._organisation(self._portal.organisations[publisher])
            yield {**thing, "package_count": count}

    def groups(self) -> Iterator[Thing]:
        """Topics with a dataset, with how many."""
        for topic in self._portal.topics.values():
            count = len(self._portal.datasets_on[topic.id])
            if count:
                yield {**self._group(topic), "package_count": count}

    def tags(self) -> Iterator[Thing]:
        """Every keyword of a dataset, each once."""
        tags = (tag for package in self._portal.packages for tag in self._tags(package))
        yield from {tag["name"]: tag for tag in tags}.values()

    def licences(self) -> list[Thing]:
        """The licences of the datasets."""
        licences = {
            package.licence.name: package.licence
            for package in self._portal.packages
            if package.licence
        }
        return [
            {
                "id": licence_id(licence),
                "title": licence.title,
                "url": licence_url(licence),
                "status": "active",
                "od_conformance": "approved" if licence.name in LICENCES else "not reviewed",
            }
            for licence in licences.values()
        ]

    def package(self, package: Package) -> Thing:
        """A dataset with its files."""
        files, tags, language = self._files[package.id], self._tags(package), self._language
        resources = [self._resource(file, package, place) for place, file in enumerate(files)]
        return {
            "id": ckan_name(package.id),
            "name": ckan_name(package.id),
            "title": package.title[language],
            "title_translated": dict(package.title),
            "notes": package.description[language],
            "notes_translated": dict(package.description),
            "type": "dataset",
            "state": "active",
            "private": False,
            "url": self._addresses.page(language, "datasets", package.id).value,
            "version": package.version,
            "metadata_created": _midnight(package.issued),
            "metadata_modified": _midnight(package.modified),
            **self._people(package),
            **_licence(package),
            "organization": self._organisation(self._portal.organisations[package.publisher]),
            "owner_org": package.publisher,
            "groups": [self._group(self._portal.topics[topic]) for topic in package.topics],
            "tags": tags,
            "num_tags": len(tags),
            "resources": resources,
            "num_resources": len(resources),
            "extras": [{"key": key, "value": value} for key, value in self._extras(package)],
            "relationships_as_subject": [],
            "relationships_as_object": [],
        }

    def _people(self, package: Package) -> Thing:
        settings, language = self._portal.settings, self._language
        creator = self._portal.organisations[package.creator] if package.creator else None
        return {
            "author": creator.name[language] if creator else None,
            "author_email": None,
            "maintainer": settings.contact_name[language],
            "maintainer_email": settings.contact_email,
        }

    def _organisation(self, organisation: Organisation) -> Thing:
        return {
            "id": organisation.id,
            "name": organisation.id,
            "title": organisation.name[self._language],
            "title_translated": dict(organisation.name),
            "display_name": organisation.name[self._language],
            "type": "organization",
            "description": "",
            "image_url": "",
            "is_organization": True,
            "approval_status": "approved",
            "state": "active",
        }

    def _group(self, topic: Topic) -> Thing:
        return {
            "id": topic.id,
            "name": topic.id,
            "title": topic.name[self._language],
            "title_translated": dict(topic.name),
            "display_name": topic.name[self._language],
            "description": "",
            "image_display_url": "",
        }

    def _tags(self, package: Package) -> list[Thing]:
        words = (word for name in package.title for word in harvested_keywords(package, name))
        return [
            {
                "id": self._uuid(self._addresses.file(f"#tag-{word}").value),
                "name": word,
                "display_name": word,
                "state": "active",
                "vocabulary_id": None,
            }
            for word in dict.fromkeys(words)
        ]

    def _resource(self, file: PublishedFile, package: Package, position: int) -> Thing:
        title, description = file_texts(file, package, self._addresses.languages)
        return {
            "id": self._uuid(self._addresses.distribution(package.id, file.uri).value),
            "package_id": ckan_name(package.id),
            "position": position,
            "name": title[self._language],
            "name_translated": dict(title),
            "description": description[self._language],
            "description_translated": dict(description),
            "url": self._addresses.file(file.uri).value,
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

    def _extras(self, package: Package) -> Iterator[tuple[str, str]]:
        """What CKAN has no place for, with the keys of ckanext-dcat."""
        addresses, portal = self._addresses, self._portal
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
        yield "theme", json.dumps([f"{EU}data-theme/{theme}" for theme in dict.fromkeys(themes)])
        if package.sources:
            yield "source_documents", json.dumps(list(package.sources))

    def _uuid(self, iri: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, iri))


def ckan_name(package_id: str) -> str:
    """The id of a package as CKAN takes it: two to a hundred of a–z, 0–9, `-` and `_`.

    No id has two hyphens in a row or at its end, so that two packages never get one name.
    """
    name = package_id.replace(".", "--")
    if len(name) > LONGEST_NAME:
        mark = hashlib.sha256(package_id.encode()).hexdigest()[:MARK]
        name = f"{name[: LONGEST_NAME - MARK - 2]}--{mark}"
    return name if len(name) > 1 else f"{name}--"


def licence_id(licence: Licence) -> str:
    """The id of a licence in CKAN's own register, where it is there."""
    known = LICENCES.get(licence.name)
    return known.ckan_id if known else licence.name


def _licence(package: Package) -> Thing:
    licence = package.licence
    return {
        "license_id": licence_id(licence) if licence else "notspecified",
        "license_title": licence.title if licence else None,
        "license_url": licence_url(licence),
        "isopen": licence is not None and licence.name in LICENCES,
    }


def _midnight(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00"
