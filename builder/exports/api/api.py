"""The static API under /api/v1/: the catalogue's things as JSON in every language, with self links.

Shapes are described by `openapi.py`; a test holds every file to them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from builder.addresses import API
from builder.exports.api.observations import indicator_csv
from builder.exports.api.row_collections import (
    ROW_COLLECTIONS,
    CollectionRows,
    row_collections,
    row_uris,
)
from builder.exports.api.selections import selections
from builder.exports.api.things import Things
from builder.exports.api.values import Thing
from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.file_labels import licence_url
from builder.exports.releases import releases
from builder.language.words import words
from builder.model import Licence, Organisation, Package
from builder.packages.json_text import json_pieces, json_text
from builder.portal import Portal
from builder.programme.progress.results import Results
from builder.site import Content

VERSION = "1.3.0"
"""Of the API: the middle number grows with what is added, and nothing is ever taken away."""

THINGS = ("datasets", "indicators", "tasks", "organisations", "documents", "topics")
"""Collections that every portal has."""


LONG = 1_000
"""Items up to which a list is one file alone."""

LONG_OF_PARTS = 200
"""The same of a list whose items have parts, such as the points of a dataset: 10 kB each."""

PAGE_ITEMS = 200
"""Items of a page of a longer one: below 2 MB of the largest that there are."""


_Searched = tuple[str, Callable[[], Thing]]


class Api:
    """Every file of the API of one portal."""

    def __init__(
        self,
        portal: Portal,
        files: Mapping[str, Sequence[PublishedFile]],
        progress: Results,
    ) -> None:
        self._portal = portal
        self._things = Things(portal, files, progress)
        self._url = self._things.url
        self._selections = selections(portal)
        self.paged: dict[str, str] = {}
        """The first page of each list that has pages, by name; known when the files are."""

    def files(self) -> Iterator[tuple[str, Content]]:
        """Uri and content of each file but openapi.json and the table of all observations.

        Contents are worked out when they are asked for.
        """
        portal, things = self._portal, self._things
        organisations = portal.organisations.values()
        yield from self._collection("datasets", portal.packages, things.dataset)
        yield from self._collection("indicators", portal.indicators, things.indicator)
        yield from self._collection("organisations", organisations, things.organisation)
        yield from self._collection("documents", portal.documents.values(), things.document)
        yield from self._collection("topics", portal.topics.values(), things.topic)
        yield from self._tasks()
        for organisation in organisations:
            yield from self._roles(organisation)
        for indicator in portal.indicators:
            content = partial(indicator_csv, indicator, portal.settings.languages)
            yield f"{API}/indicators/{indicator.id}.csv", content
        for name in row_collections(portal):
            rows = CollectionRows(name, portal)
            most = LONG_OF_PARTS if ROW_COLLECTIONS[name].parts else LONG
            yield from self._listed(name, rows.some, range(rows.count), most)
            for key, uri in row_uris(name, portal).items():
                yield uri, partial(_one, rows.one, key)
        yield from self._listed("changes", self._changes, self._versions())
        searched = list(self._searched())
        for language in portal.settings.languages:
            made = partial(self._search_entries, language)
            yield from self._listed(f"search/{language}", made, searched)
        yield f"{API}/index.json", lambda: json_text(self.index())

    def _versions(self) -> list[tuple[Package, int]]:
        """Every version of every dataset, newest first: the package, and its place in it."""
        found = [
            (release.date, package.id, (package, place))
            for package in self._portal.packages
            for place, release in enumerate(releases(package))
        ]
        return [version for *_, version in sorted(found, key=lambda row: row[:2], reverse=True)]

    def _changes(self, versions: Iterable[tuple[Package, int]]) -> list[Thing]:
        languages = self._portal.settings.languages
        found = ((package, releases(package)[place]) for package, place in versions)
        return [
            {
                "dataset": package.id,
                "version": release.version,
                "date": release.date.isoformat(),
                "notes": {name: release.note(name) for name in languages},
            }
            for package, release in found
        ]

    def _roles(self, organisation: Organisation) -> Iterator[tuple[str, Content]]:
        """The tasks of a body, which are looked up when they are asked for but for very many."""
        name, things = f"organisations/{organisation.id}/tasks", self._things
        if things.roles_count(organisation) > LONG:
            yield from self._listed(name, things.with_roles, things.roles_of(organisation))
        else:
            yield (
                f"{API}/{name}.json",
                lambda: self._whole(name, things.with_roles(things.roles_of(organisation))),
            )

    def _searched(self) -> Iterator[_Searched]:
        """What people search for: its collection, and what makes it in full."""
        for package in self._portal.packages:
            yield "datasets", partial(self._things.dataset, package)
        for indicator in self._portal.indicators:
            yield "indicators", partial(self._things.indicator, indicator)
        for tasks in self._portal.tasks.values():
            yield from (("tasks", partial(self._things.task, task)) for task in tasks)

    def _search_entries(self, language: str, found: Iterable[_Searched]) -> list[Thing]:
        return [self._search_entry(name, made(), language) for name, made in found]

    def _search_entry(self, collection: str, thing: Thing, language: str) -> Thing:
        text = thing.get("definition") or thing.get("description") or {}
        return {
            "collection": collection,
            "id": thing["id"],
            "name": _said(thing["name"], language),
            "text": _said(text, language),
            "page": thing["page"][language],
        }

    def index(self) -> Thing:
        """What the API has: the entry point."""
        portal, settings = self._portal, self._portal.settings
        addresses, languages = portal.addresses, settings.languages
        publisher = portal.organisations[settings.publisher]
        default = {language: words(language)("rights.default") for language in languages}
        tables = ("csv", "jsonl", "parquet") if portal.indicators else ()
        return {
            "self": self._url("index.json"),
            "name": dict(settings.name),
            "version": VERSION,
            "as_of": portal.as_of.isoformat(),
            "languages": list(languages),
            "page": {name: addresses.page(name, "home").value for name in languages},
            "documentation": {name: addresses.page(name, "developers").value for name in languages},
            "publisher": {
                "id": publisher.id,
                "name": dict(publisher.name),
                "self": self._url(f"organisations/{publisher.id}.json"),
            },
            "licences": _licences(portal),
            "rights": dict(settings.rights or default),
            "openapi": self._url("openapi.json"),
            "collections": {
                name: self._url(f"{name}.json") for name in (*THINGS, *row_collections(portal))
            },
            "selections": {
                name: {value: self._url(f"{name}/{value}.json") for value in lists}
                for name, lists in self._selections.items()
            },
            "observations": {ending: self._url(f"observations.{ending}") for ending in tables},
            "changes": self._url("changes.json"),
            "search": {language: self._url(f"search/{language}.json") for language in languages},
            **({"pages": dict(self.paged)} if self.paged else {}),
        }

    def _collection(
        self, name: str, things: Iterable[Any], described: Callable[[Any], Thing]
    ) -> Iterator[tuple[str, Content]]:
        listed = list(things)
        for thing in listed:
            yield f"{API}/{name}/{thing.id}.json", partial(_one, described, thing)
        yield from self._listed(name, partial(_briefs, described), listed)

    def _tasks(self) -> Iterator[tuple[str, Content]]:
        described = self._things.task
        for package_id, tasks in self._portal.tasks.items():
            for task in tasks:
                yield f"{API}/tasks/{package_id}/{task.id}.json", partial(_one, described, task)
            yield from self._listed(f"tasks/{package_id}", partial(_all, described), tasks)
        every = [task for tasks in self._portal.tasks.values() for task in tasks]
        yield from self._listed("tasks", partial(_briefs, described), every)
        for name, lists in self._selections.items():
            for value, found in lists.items():
                yield from self._listed(f"{name}/{value}", partial(_briefs, described), found)

    def _listed(
        self,
        name: str,
        made: Callable[[Sequence[Any]], Sequence[Thing]],
        sources: Sequence[Any],
        most: int | None = None,
    ) -> Iterator[tuple[str, Content]]:
        """A list as a file; one of more than `most` or `LONG` items in pages beside it."""
        yield f"{API}/{name}.json", lambda: self._list(name, len(sources), _in_turn(made, sources))
        if len(sources) <= (LONG if most is None else most):
            return
        self.paged[name] = self._url(list_page(name, 1))
        for number in range(1, -(-len(sources) // PAGE_ITEMS) + 1):
            content = partial(self._page, name, number, made, sources)
            yield f"{API}/{list_page(name, number)}", content

    def _whole(self, name: str, items: Sequence[Thing]) -> Iterator[bytes]:
        return self._list(name, len(items), items)

    def _list(self, name: str, count: int, items: Iterable[Thing]) -> Iterator[bytes]:
        return json_pieces(
            {
                "self": self._url(f"{name}.json"),
                "as_of": self._portal.as_of.isoformat(),
                "count": count,
                **({"first": self.paged[name]} if name in self.paged else {}),
                "items": iter(items),
            }
        )

    def _page(
        self,
        name: str,
        number: int,
        made: Callable[[Sequence[Any]], Sequence[Thing]],
        sources: Sequence[Any],
    ) -> bytes:
        start = (number - 1) * PAGE_ITEMS
        stop = start + PAGE_ITEMS
        return json_text(
            {
                "self": self._url(list_page(name, number)),
                "as_of": self._portal.as_of.isoformat(),
                "count": len(sources),
                "list": self._url(f"{name}.json"),
                "previous": self._url(list_page(name, number - 1)) if number > 1 else None,
                "next": self._url(list_page(name, number + 1)) if stop < len(sources) else None,
                "items": list(made(sources[start:stop])),
            }
        )


def _in_turn(
    made: Callable[[Sequence[Any]], Sequence[Thing]], sources: Sequence[Any]
) -> Iterator[Thing]:
    """The things of a list, some at a time."""
    for start in range(0, len(sources), PAGE_ITEMS):
        yield from made(sources[start : start + PAGE_ITEMS])


def list_page(name: str, number: int) -> str:
    """The path of a page of a list, counted from 1."""
    return f"pages/{name.replace('/', '--')}/{number}.json"


def _one(described: Callable[[Any], Thing], thing: Any) -> bytes:
    return json_text(described(thing))


def _all(described: Callable[[Any], Thing], things: Iterable[Any]) -> list[Thing]:
    return [described(thing) for thing in things]


def _briefs(described: Callable[[Any], Thing], things: Iterable[Any]) -> list[Thing]:
    return [_brief(described(thing)) for thing in things]


def _licences(portal: Portal) -> list[Thing]:
    """The licences of the datasets, each once."""
    licences: dict[str, Licence] = {
        package.licence.name: package.licence for package in portal.packages if package.licence
    }
    return [
        {"id": licence.name, "title": licence.title, "url": licence_url(licence)}
        for licence in licences.values()
    ]


def _brief(thing: Thing) -> Thing:
    """A thing in a list: what tells it apart; the rest is behind its self link."""
    wanted = ("id", "self", "name", "page", "dataset", "kind", "pillar", "unit", "status", "due")
    return {name: thing[name] for name in wanted if name in thing}


def _said(text: Mapping[str, str], language: str) -> str | None:
    """A text in one language, else in its first; None where there is none."""
    return text.get(language, next(iter(text.values()), None))
