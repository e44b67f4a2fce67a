"""The things of the API in full: datasets, indicators, tasks, organisations, documents, topics.

Each has its own address as `self`, and as `page` the page for people in each language.
"""

from collections.abc import Iterable, Mapping, Sequence

from builder.addresses import API
from builder.exports.api.values import (
    Thing,
    indicator_values,
    progress_value,
    source_value,
    text_value,
)
from builder.exports.downloads.cells import json_cell
from builder.exports.downloads.files import PublishedFile
from builder.language.text import Localised
from builder.model import Document, Indicator, Organisation, Package, Task, Topic
from builder.portal import Portal, by_name
from builder.programme.deadlines import standing
from builder.programme.progress.results import Results

ROLES = ("lead", "partner", "implementer")
"""How a body takes part in a task."""


class Things:
    """The things of one portal as JSON objects."""

    def __init__(
        self,
        portal: Portal,
        files: Mapping[str, Sequence[PublishedFile]],
        progress: Results,
    ) -> None:
        self._portal, self._files, self._progress = portal, files, progress
        tasks = [task for task_list in portal.tasks.values() for task in task_list]
        self._tasks_of = {
            "lead": by_name(tasks, lambda task: task.lead),
            "partner": by_name(tasks, lambda task: task.partners),
            "implementer": by_name(tasks, lambda task: task.implementers),
        }
        self._indicators_by_body = by_name(
            portal.indicators, lambda indicator: indicator.responsible
        )

    def dataset(self, package: Package) -> Thing:
        """A dataset with its files."""
        return {
            **self._head("datasets", package.id, package.title),
            "page": self._pages("datasets", package.id),
            "kind": str(package.kind),
            "description": dict(package.description),
            "keywords": {language: list(words) for language, words in package.keywords.items()},
            "version": package.version,
            "issued": package.issued.isoformat(),
            "modified": package.modified.isoformat(),
            "licence": package.licence.name if package.licence else None,
            "publisher": package.publisher,
            "creator": package.creator,
            "topics": list(package.topics),
            "sources": list(package.sources),
            "rows": sum(
                len(resource.table.rows) for resource in package.resources if resource.table
            ),
            "files": [
                {
                    "url": self._portal.settings.base_url + file.uri,
                    "format": file.format,
                    "resource": file.resource,
                    "bytes": file.size,
                    "sha256": file.sha256,
                }
                for file in self._files[package.id]
            ],
        }

    def indicator(self, indicator: Indicator) -> Thing:
        """An indicator with every observation."""
        return {
            **self._head("indicators", indicator.id, indicator.name),
            "page": self._pages("indicators", indicator.id),
            "csv": self.url(f"indicators/{indicator.id}.csv"),
            "short_name": dict(indicator.short_name),
            "definition": dict(indicator.definition),
            "pillar": indicator.pillar,
            "topics": list(indicator.topics),
            "unit": indicator.unit,
            "direction": indicator.direction,
            "responsible": list(indicator.responsible),
            "sources_disagree": bool(indicator.disagreements),
            "progress": progress_value(self._progress.get(indicator.id)),
            **indicator_values(indicator),
        }

    def task(self, task: Task) -> Thing:
        """A task with its history."""
        found = standing(task, self._portal.as_of)
        return {
            "id": task.id,
            "self": self.url(f"tasks/{task.package}/{task.id}.json"),
            "name": dict(task.name),
            "page": self._pages("tasks", task.package, task.id),
            "dataset": task.package,
            "number": task.number,
            "section": text_value(task.section),
            "description": text_value(task.description),
            "lead": list(task.lead),
            "lead_raw": task.lead_raw,
            "partners": list(task.partners),
            "implementers": list(task.implementers),
            "start": json_cell(task.start),
            "end": json_cell(task.end),
            "due": json_cell(task.due),
            "due_raw": task.due_raw,
            "recurrence": task.recurrence,
            "expected": text_value(task.expected),
            "indicators": list(task.indicators),
            "related": list(task.related),
            "status": found.reported.status if found.reported else None,
            "reported": found.reported.period if found.reported else None,
            "deadline": str(found.deadline) if found.deadline else None,
            "history": [
                {
                    "as_of": status.as_of.isoformat(),
                    "as_of_precision": status.precision,
                    "status": status.status,
                    "status_raw": status.raw,
                    "result": text_value(status.result),
                    "source": source_value(status.source),
                }
                for status in task.statuses
            ],
            "source": source_value(task.source),
        }

    def organisation(self, organisation: Organisation) -> Thing:
        """A body with what it leads, supports and carries out; its tasks in full are beside it."""
        lead, partner, implementer = (self._tasks_of[role][organisation.id] for role in ROLES)
        return {
            **self._head("organisations", organisation.id, organisation.name),
            "page": self._pages("organisations", organisation.id),
            "kind": organisation.kind,
            "abbreviation": organisation.abbreviation,
            "code": organisation.code,
            "parent": organisation.parent,
            "successor": organisation.successor,
            "tasks": _task_ids(lead),
            "partner_in": _task_ids(partner),
            "implements": _task_ids(implementer),
            "tasks_in_full": self.url(f"organisations/{organisation.id}/tasks.json"),
            "indicators": [indicator.id for indicator in self._indicators_by_body[organisation.id]],
        }

    def roles_count(self, organisation: Organisation) -> int:
        """In how many tasks a body has a role."""
        found = (_task_ids(self._tasks_of[role][organisation.id]) for role in ROLES)
        return len({task for ids in found for task in ids})

    def roles_of(self, organisation: Organisation) -> list[tuple[Task, list[str]]]:
        """Every task in which a body has a role, in the order of the task lists."""
        own = {role: {*_task_ids(self._tasks_of[role][organisation.id])} for role in ROLES}
        tasks = [task for tasks in self._portal.tasks.values() for task in tasks]
        ids = zip(tasks, _task_ids(tasks), strict=True)
        roles = ((task, [role for role in ROLES if id in own[role]]) for task, id in ids)
        return [(task, found) for task, found in roles if found]

    def with_roles(self, roles: Iterable[tuple[Task, list[str]]]) -> list[Thing]:
        """The same tasks in full."""
        return [{**self.task(task), "roles": found} for task, found in roles]

    def document(self, document: Document) -> Thing:
        """A document with the datasets taken from it."""
        return {
            **self._head("documents", document.id, document.title),
            "page": self._pages("documents", document.id),
            "number": document.number,
            "issuer": document.issuer,
            "issued": json_cell(document.issued),
            "datasets": [package.id for package in self._portal.datasets_from[document.id]],
        }

    def topic(self, topic: Topic) -> Thing:
        """A topic or pillar with its datasets and indicators."""
        return {
            **self._head("topics", topic.id, topic.name),
            "page": self._pages("topics", fragment=topic.id),
            "scheme": topic.scheme,
            "eu_data_theme": topic.eu_data_theme,
            "datasets": [package.id for package in self._portal.datasets_on[topic.id]],
            "indicators": [indicator.id for indicator in self._portal.indicators_on[topic.id]],
        }

    def _head(self, collection: str, thing_id: str, name: Localised) -> Thing:
        return {
            "id": thing_id,
            "self": self.url(f"{collection}/{thing_id}.json"),
            "name": dict(name),
        }

    def _pages(self, *ids: str, fragment: str = "") -> dict[str, str]:
        addresses = self._portal.addresses
        mark = f"#{fragment}" if fragment else ""
        return {
            language: f"{addresses.page(language, *ids).value}{mark}"
            for language in addresses.languages
        }

    def url(self, path: str) -> str:
        """The address of a file of the API."""
        return f"{self._portal.settings.base_url}{API}/{path}"


def _task_ids(tasks: Sequence[Task]) -> list[str]:
    return [f"{task.package}/{task.id}" for task in tasks]
