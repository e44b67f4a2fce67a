"""The static API under /api/v1/: the catalogue's things as JSON in both languages, with self links.

Shapes are described by `openapi.py`; a test holds every file to them.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from builder.addresses import API
from builder.exports.downloads.cells import json_cell
from builder.exports.downloads.files import PublishedFile
from builder.exports.downloads.json_values import json_text
from builder.exports.releases import releases
from builder.language.text import Localised
from builder.model import (
    Document,
    Indicator,
    Observation,
    Organisation,
    Package,
    Source,
    Task,
    Topic,
)
from builder.portal import Portal, by_name
from builder.programme.deadlines import standing
from builder.programme.progress.result import Progress, Standing
from builder.programme.progress.results import Results
from builder.programme.progress.series import Point

Thing = dict[str, Any]
"""A JSON object of the API."""

_OBSERVATION_FIELDS = (
    "indicator_id",
    "period",
    "kind",
    "operator",
    "value",
    "value_high",
    "unit",
    "obs_status",
    "value_raw",
    "rating",
    "package_id",
    "row_id",
    "source_id",
    "source_locator",
    "source_lines",
)
"""Columns of an indicator's own CSV; before the package stands a note in each language."""


class Api:
    """Every file of the API of one portal."""

    def __init__(
        self,
        portal: Portal,
        files: Mapping[str, Sequence[PublishedFile]],
        progress: Results,
    ) -> None:
        self._portal, self._files = portal, files
        self._progress = progress
        self._routes = portal.routes
        tasks = (task for task_list in portal.tasks.values() for task in task_list)
        self._tasks_by_lead = by_name(tasks, lambda task: task.lead)
        self._indicators_by_body = by_name(
            portal.indicators, lambda indicator: indicator.responsible
        )

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Uri and content of each file but openapi.json."""
        yield from self._collection("datasets", self._portal.packages, self.dataset)
        yield from self._collection("indicators", self._portal.indicators, self.indicator)
        yield from self._collection("organisations", self._organisations(), self.organisation)
        yield from self._collection("documents", self._portal.documents.values(), self.document)
        yield from self._collection("topics", self._portal.topics.values(), self.topic)
        yield from self._tasks()
        for indicator in self._portal.indicators:
            content = indicator_csv(indicator, self._portal.settings.languages)
            yield f"{API}/indicators/{indicator.id}.csv", content
        yield f"{API}/changes.json", json_text(self._list("changes", self._changes()))
        for language in self._portal.settings.languages:
            items = [self._search_entry(searched, language) for searched in self._searched()]
            listed = self._list(f"search/{language}", items)
            yield f"{API}/search/{language}.json", json_text(listed)
        yield f"{API}/index.json", json_text(self.index())

    def _changes(self) -> list[Thing]:
        """Every version of every dataset, newest first."""
        found = [
            {
                "dataset": package.id,
                "version": release.version,
                "date": release.date.isoformat(),
                "notes": {name: release.note(name) for name in self._portal.settings.languages},
            }
            for package in self._portal.packages
            for release in releases(package)
        ]
        return sorted(
            found, key=lambda package: (str(package["date"]), str(package["dataset"])), reverse=True
        )

    def _searched(self) -> Iterator[Thing]:
        """Things that have a page, in full."""
        for package in self._portal.packages:
            yield {"collection": "datasets", **self.dataset(package)}
        for indicator in self._portal.indicators:
            yield {"collection": "indicators", **self.indicator(indicator)}
        for tasks in self._portal.tasks.values():
            yield from ({"collection": "tasks", **self.task(task)} for task in tasks)

    def _search_entry(self, thing: Thing, language: str) -> Thing:
        text = thing.get("definition") or thing.get("description") or {}
        return {
            "collection": thing["collection"],
            "id": thing["id"],
            "name": _said(thing["name"], language),
            "text": _said(text, language),
            "page": thing["page"][language],
        }

    def index(self) -> Thing:
        """What the API has: the entry point."""
        names = ("datasets", "indicators", "tasks", "organisations", "documents", "topics")
        return {
            "self": self._url("index.json"),
            "name": dict(self._portal.settings.name),
            "as_of": self._portal.as_of.isoformat(),
            "openapi": self._url("openapi.json"),
            "collections": {name: self._url(f"{name}.json") for name in names},
            "changes": self._url("changes.json"),
            "search": {
                language: self._url(f"search/{language}.json")
                for language in self._portal.settings.languages
            },
        }

    def _collection(
        self, name: str, things: Iterable[Any], described: Any
    ) -> Iterator[tuple[str, bytes]]:
        full = [described(thing) for thing in things]
        for thing in full:
            yield f"{API}/{name}/{thing['id']}.json", json_text(thing)
        yield f"{API}/{name}.json", json_text(self._list(name, [_brief(thing) for thing in full]))

    def _tasks(self) -> Iterator[tuple[str, bytes]]:
        briefs = []
        for package_id, tasks in self._portal.tasks.items():
            full = [self.task(task) for task in tasks]
            briefs += [_brief(thing) for thing in full]
            listed = self._list(f"tasks/{package_id}", full)
            yield f"{API}/tasks/{package_id}.json", json_text(listed)
        yield f"{API}/tasks.json", json_text(self._list("tasks", briefs))

    def _list(self, name: str, things: Sequence[Thing]) -> Thing:
        return {
            "self": self._url(f"{name}.json"),
            "as_of": self._portal.as_of.isoformat(),
            "count": len(things),
            "items": list(things),
        }

    def _organisations(self) -> Iterable[Organisation]:
        return self._portal.organisations.values()

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
            "csv": self._url(f"indicators/{indicator.id}.csv"),
            "short_name": dict(indicator.short_name),
            "definition": dict(indicator.definition),
            "pillar": indicator.pillar,
            "topics": list(indicator.topics),
            "unit": indicator.unit,
            "direction": indicator.direction,
            "responsible": list(indicator.responsible),
            "sources_disagree": bool(indicator.disagreements),
            "progress": _progress(self._progress.get(indicator.id)),
            "observations": [_observation(observation) for observation in indicator.observations],
            **_broken_down(indicator),
        }

    def task(self, task: Task) -> Thing:
        """A task with its history."""
        found = standing(task, self._portal.as_of)
        return {
            "id": task.id,
            "self": f"{self._url(f'tasks/{task.package}.json')}#{task.id}",
            "name": dict(task.name),
            "page": self._pages("tasks", task.package, task.id),
            "dataset": task.package,
            "number": task.number,
            "section": _text(task.section),
            "description": _text(task.description),
            "lead": list(task.lead),
            "lead_raw": task.lead_raw,
            "partners": list(task.partners),
            "implementers": list(task.implementers),
            "start": json_cell(task.start),
            "end": json_cell(task.end),
            "due": json_cell(task.due),
            "due_raw": task.due_raw,
            "recurrence": task.recurrence,
            "expected": _text(task.expected),
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
                    "result": _text(status.result),
                    "source": _source(status.source),
                }
                for status in task.statuses
            ],
            "source": _source(task.source),
        }

    def organisation(self, organisation: Organisation) -> Thing:
        """A body with what it leads."""
        led = self._tasks_by_lead[organisation.id]
        return {
            **self._head("organisations", organisation.id, organisation.name),
            "kind": organisation.kind,
            "abbreviation": organisation.abbreviation,
            "code": organisation.code,
            "parent": organisation.parent,
            "successor": organisation.successor,
            "tasks": [f"{task.package}/{task.id}" for task in led],
            "indicators": [indicator.id for indicator in self._indicators_by_body[organisation.id]],
        }

    def document(self, document: Document) -> Thing:
        """A document with the datasets taken from it."""
        return {
            **self._head("documents", document.id, document.title),
            "number": document.number,
            "issuer": document.issuer,
            "issued": json_cell(document.issued),
            "datasets": [package.id for package in self._portal.datasets_from[document.id]],
        }

    def topic(self, topic: Topic) -> Thing:
        """A topic or pillar with its datasets and indicators."""
        return {
            **self._head("topics", topic.id, topic.name),
            "scheme": topic.scheme,
            "eu_data_theme": topic.eu_data_theme,
            "datasets": [package.id for package in self._portal.datasets_on[topic.id]],
            "indicators": [indicator.id for indicator in self._portal.indicators_on[topic.id]],
        }

    def _head(self, collection: str, thing_id: str, name: Localised) -> Thing:
        return {
            "id": thing_id,
            "self": self._url(f"{collection}/{thing_id}.json"),
            "name": dict(name),
        }

    def _pages(self, *ids: str) -> dict[str, str]:
        base_url = self._portal.settings.base_url
        return {language: base_url + uri for language, uri in self._routes.alternates(*ids).items()}

    def _url(self, path: str) -> str:
        return f"{self._portal.settings.base_url}{API}/{path}"


def _brief(thing: Thing) -> Thing:
    """A thing in a list: what tells it apart; the rest is behind its self link."""
    wanted = ("id", "self", "name", "page", "dataset", "kind", "pillar", "unit", "status", "due")
    return {name: thing[name] for name in wanted if name in thing}


def _progress(progress: Progress | None) -> Thing | None:
    if progress is None:
        return None
    return {
        "method": progress.method,
        "method_version": progress.method_version,
        "as_of": progress.as_of.isoformat(),
        "signal": str(progress.signal),
        "standing": str(progress.standing),
        "basis": _basis(progress),
        "disputed": progress.standing is Standing.DISPUTED,
        "other_signals": [str(signal) for signal in progress.other_signals],
        "reason": progress.reason,
        "baseline": _point(progress.baseline),
        "latest": _point(progress.latest),
        "target": _point(progress.target),
        "expected": json_cell(progress.expected),
        "gap": json_cell(progress.gap),
        "attainment": json_cell(progress.attainment),
        "pace": json_cell(progress.pace),
        "needed_pace": json_cell(progress.needed_pace),
        "projection": json_cell(progress.projection),
    }


def _basis(progress: Progress) -> Thing | None:
    """What a verdict rests on: kind, period and age of the newest value."""
    latest = progress.latest
    if latest is None:
        return None
    return {"kind": latest.kind, "period": latest.period, "age_months": progress.age}


def _point(point: Point | None) -> Thing | None:
    if point is None:
        return None
    return {
        "period": point.period,
        "kind": point.kind,
        "operator": point.operator,
        "value": json_cell(point.value),
        "dataset": point.package,
    }


def _text(text: Localised | None) -> dict[str, str] | None:
    return dict(text) if text else None


def _source(source: Source) -> Thing:
    return {"document": source.document, "locator": source.locator, "lines": source.lines}


def _observation(observation: Observation) -> Thing:
    return {
        "period": observation.period,
        "kind": observation.kind,
        "operator": observation.operator,
        "value": json_cell(observation.value),
        "value_high": json_cell(observation.value_high),
        "unit": observation.unit,
        "obs_status": observation.status,
        "value_raw": observation.raw,
        "rating": observation.rating,
        "note": _text(observation.note),
        "dataset": observation.package,
        "row": observation.row,
        "source": _source(observation.source),
    }


def _broken_down(indicator: Indicator) -> Thing:
    """Dimensions with their codes, and the values of the categories."""
    return {
        "dimensions": [
            {
                "name": dimension.name,
                "title": dict(dimension.title),
                "additive": dimension.additive,
                "categories": [
                    {
                        "code": category.code,
                        "name": dict(category.name),
                        "valid_from": json_cell(category.first),
                        "valid_to": json_cell(category.last),
                        "successor": category.successor,
                    }
                    for category in dimension.categories.values()
                ],
            }
            for dimension in indicator.dimensions
        ],
        "parts": [
            {"categories": dict(observation.categories), **_observation(observation)}
            for observation in indicator.parts
        ],
    }


def _said(text: Mapping[str, str], language: str) -> str | None:
    """A text in one language, else in its first; None where there is none."""
    return text.get(language, next(iter(text.values()), None))


def indicator_csv(indicator: Indicator, languages: Sequence[str]) -> bytes:
    """Every observation of one indicator as CSV, in the form of the portal's other files."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    position = _OBSERVATION_FIELDS.index("package_id")
    notes = [f"note_{language}" for language in languages]
    dimensions = [dimension.name for dimension in indicator.dimensions]
    head, rest = _OBSERVATION_FIELDS[:3], _OBSERVATION_FIELDS[3:position]
    writer.writerow((*head, *dimensions, *rest, *notes, *_OBSERVATION_FIELDS[position:]))
    for observation in (*indicator.observations, *indicator.parts):
        note: Mapping[str, str] = observation.note or {}
        categories = dict(observation.categories)
        writer.writerow(
            (
                indicator.id,
                observation.period,
                observation.kind,
                *(categories.get(dimension, "") for dimension in dimensions),
                observation.operator or "",
                "" if observation.value is None else observation.value,
                "" if observation.value_high is None else observation.value_high,
                observation.unit,
                observation.status,
                observation.raw,
                observation.rating or "",
                *(note.get(language, "") for language in languages),
                observation.package,
                observation.row,
                observation.source.document,
                observation.source.locator,
                observation.source.lines or "",
            )
        )
    return stream.getvalue().encode()
