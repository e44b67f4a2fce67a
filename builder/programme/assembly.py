"""Packages → portal: what the portal knows beyond single packages; pure."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from builder.model import Document, Kind, Organisation, Package, Task, Topic
from builder.packages.records import all_records, required_text
from builder.packages.table_rows import DocumentRow, OrganisationRow, TopicRow
from builder.portal import Portal
from builder.programme.register import indicators
from builder.programme.task_lists import tasks
from builder.settings import Settings


def portal_from(
    packages: Sequence[Package], settings: Settings, as_of: datetime.date | None
) -> Portal:
    """The portal of checked packages.

    `as_of` defaults to the newest `modified` of the packages.
    """
    languages = settings.languages
    return Portal(
        settings=settings,
        packages=tuple(packages),
        organisations={
            record["organisation_id"]: _organisation(record, languages)
            for record in all_records(packages, OrganisationRow)
        },
        documents={
            record["document_id"]: _document(record, languages)
            for record in all_records(packages, DocumentRow)
        },
        topics={
            record["topic_id"]: _topic(record, languages)
            for record in all_records(packages, TopicRow)
        },
        indicators=indicators(packages, languages),
        tasks=with_mutual_relations(
            {
                package.id: tasks(package, languages)
                for package in packages
                if package.kind is Kind.TASKS
            }
        ),
        as_of=as_of or max(package.modified for package in packages),
    )


def _organisation(record: OrganisationRow, languages: Sequence[str]) -> Organisation:
    return Organisation(
        id=record["organisation_id"],
        name=required_text(record, "name", languages),
        kind=record["kind"],
        abbreviation=record["abbreviation"],
        parent=record["parent_id"],
        successor=record["successor_id"],
        code=record["code"],
    )


def _document(record: DocumentRow, languages: Sequence[str]) -> Document:
    return Document(
        id=record["document_id"],
        number=record["number"],
        title=required_text(record, "title", languages),
        issuer=record["issuer"],
        issued=record["issued"],
        type=record["type"],
    )


def _topic(record: TopicRow, languages: Sequence[str]) -> Topic:
    return Topic(
        id=record["topic_id"],
        scheme=record["scheme"],
        position=record["position"],
        name=required_text(record, "name", languages),
        eu_data_theme=record["eu_data_theme"],
    )


def with_mutual_relations(lists: Mapping[str, tuple[Task, ...]]) -> Mapping[str, tuple[Task, ...]]:
    """Task lists in which a task that another names as the same names that one too."""
    naming: dict[str, list[str]] = {}
    for task in chain.from_iterable(lists.values()):
        for reference in task.related:
            naming.setdefault(reference, []).append(f"{task.package}/{task.id}")

    def related(task: Task) -> tuple[str, ...]:
        named_by = naming.get(f"{task.package}/{task.id}", [])
        return tuple(dict.fromkeys((*task.related, *named_by)))

    return {
        package: tuple(replace(task, related=related(task)) for task in found)
        for package, found in lists.items()
    }
