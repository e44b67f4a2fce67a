"""Packages → catalogue: what the portal knows beyond single packages; pure."""

import datetime
from collections.abc import Sequence

from builder.model import Catalogue, Document, Kind, Organisation, Package, Topic
from builder.records import Record, records, required_text
from builder.register import indicators
from builder.task_lists import tasks


def catalogue(
    packages: Sequence[Package], languages: Sequence[str], as_of: datetime.date | None
) -> Catalogue:
    """The catalogue of checked packages.

    `as_of` defaults to the newest `modified` of the packages.
    """
    by_id = {package.id: package for package in packages}
    return Catalogue(
        packages=tuple(packages),
        organisations={
            record["organisation_id"]: _organisation(record, languages)
            for record in records(by_id.get("organisations"), "organisations")
        },
        documents={
            record["document_id"]: _document(record, languages)
            for record in records(by_id.get("documents"), "documents")
        },
        topics={
            record["topic_id"]: _topic(record, languages)
            for record in records(by_id.get("topics"), "topics")
        },
        indicators=indicators(packages, languages),
        tasks={
            package.id: tasks(package, languages)
            for package in packages
            if package.kind is Kind.TASKS
        },
        as_of=as_of or max(package.modified for package in packages),
    )


def _organisation(record: Record, languages: Sequence[str]) -> Organisation:
    return Organisation(
        id=record["organisation_id"],
        name=required_text(record, "name", languages),
        kind=record["kind"],
        abbreviation=record["abbreviation"],
        parent=record["parent_id"],
        successor=record["successor_id"],
        code=record["code"],
    )


def _document(record: Record, languages: Sequence[str]) -> Document:
    return Document(
        id=record["document_id"],
        number=record["number"],
        title=required_text(record, "title", languages),
        issuer=record["issuer"],
        issued=record["issued"],
    )


def _topic(record: Record, languages: Sequence[str]) -> Topic:
    return Topic(
        id=record["topic_id"],
        scheme=record["scheme"],
        position=record["position"],
        name=required_text(record, "name", languages),
        eu_data_theme=record["eu_data_theme"],
    )
