"""OpenAPI 3.1 description of the static API: every path and the shape of what it gives."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import builder
from builder.addresses import API
from builder.exports.api.api import VERSION
from builder.exports.api.json_schema import STRING, Schema, list_of, reference
from builder.exports.api.row_collections import (
    CollectionRows,
    RowCollection,
    found_tables,
    row_collections,
    schema_columns,
)
from builder.exports.api.schemas import COLLECTIONS, part_schema, row_schema, schemas
from builder.exports.api.selections import ABOUT, selections
from builder.exports.harvesting.file_labels import licence_url
from builder.portal import Portal

_ABOUT = (
    "Every answer is a file: there are no parameters but the ids in the paths, no keys and no "
    "limits. Texts are objects with a language each; `self` is the address of a thing, `page` the "
    "page for people. Ids and paths never change, and nothing is taken away; what is added counts "
    "up the second number of the version. Answers have an `ETag`, so that asking again costs "
    "nothing where nothing changed, and can be read by scripts of other sites."
)

_NO_SUCH = "There is no such thing. A host of plain files may answer with its own page instead."

TAGS: Mapping[str, str] = {
    "index": "The entry point",
    "datasets": "Datasets with their files",
    "indicators": "Indicators with every printed value and how they do",
    "organisations": "Bodies with what they lead, support and carry out",
    "documents": "Documents with the datasets taken from them",
    "topics": "Topics and pillars with their datasets and indicators",
    "tasks": "Tasks with their history",
    "observations": "All printed values in one long table",
    "changes": "Versions of datasets",
    "search": "Names and texts to search in",
    "pages": "Long lists in pages",
}
"""What the paths of each tag give; those of rows are told by their collection."""

_LONG = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
"""Media type of each format of the long table."""


class _Path:
    """A path as it is described: whose it is, what it gives, and an example of each id in it."""

    def __init__(self, tag: str, about: str, content: Mapping[str, Any], **ids: str) -> None:
        self.tag, self.about, self.content, self.ids = tag, about, content, ids

    def described(self, name: str) -> dict[str, Any]:
        """The path item; `name` identifies its operation."""
        answer = {"description": self.about, "content": self.content}
        operation = {
            "operationId": name,
            "tags": [self.tag],
            "summary": self.about,
            "description": f"{self.about}.",
            "responses": {"200": answer, "404": {"$ref": "#/components/responses/NotFound"}},
        }
        parameters = [
            {
                "name": parameter,
                "in": "path",
                "required": True,
                "description": f"Such as `{example}`.",
                "schema": {"type": "string"},
                "example": example,
            }
            for parameter, example in self.ids.items()
        ]
        return {**({"parameters": parameters} if parameters else {}), "get": operation}


def openapi(portal: Portal, paged: Iterable[str] = ()) -> dict[str, Any]:
    """The whole description; `paged` are the lists that have pages."""
    settings, rows = portal.settings, row_collections(portal)
    paths = dict(_paths(portal))
    for name in sorted(paged)[:1]:
        about = "A page of a list of more than a thousand items, with the address of the next one"
        named = {"list": name.replace("/", "--"), "page": "1"}
        paths["/pages/{list}/{page}.json"] = _Path("pages", about, _json("ListPage"), **named)
    found = schemas(settings.languages, _spoken(portal))
    for name, collection in rows.items():
        found[_row_name(name)] = _row(collection, portal)
        found[f"{_row_name(name)}List"] = list_of(reference(_row_name(name)))
    tags = dict.fromkeys(path.tag for path in paths.values())
    return {
        "openapi": "3.1.0",
        "info": _info(portal),
        "servers": [{"url": f"{settings.base_url}{API}"}],
        "security": [],
        "tags": [
            {"name": tag, "description": f"{rows[tag].about if tag in rows else TAGS[tag]}."}
            for tag in tags
        ],
        "paths": {path: own.described(_operation(path)) for path, own in paths.items()},
        "components": {
            "schemas": found,
            "responses": {"NotFound": {"description": _NO_SUCH, "content": _json("Error")}},
        },
    }


def _licence(portal: Portal) -> dict[str, str] | None:
    """The licence of most datasets, of those with an address, which OpenAPI wants."""
    licences = [package.licence for package in portal.packages if package.licence]
    counts = Counter((licence.title, licence_url(licence)) for licence in licences)
    return next(
        ({"name": title, "url": url} for (title, url), _ in counts.most_common() if url), None
    )


def _spoken(portal: Portal) -> tuple[str, ...]:
    """The languages that every text has; a package from elsewhere speaks one."""
    return tuple(
        language
        for language in portal.settings.required_languages
        if all(language in package.title for package in portal.packages)
    )


def _info(portal: Portal) -> dict[str, Any]:
    settings, language = portal.settings, portal.settings.languages[-1]
    licensed = _licence(portal)
    return {
        "title": settings.name[language],
        "version": VERSION,
        "summary": "Static JSON files; ids and paths never change.",
        "description": _ABOUT,
        "contact": {
            "name": settings.contact_name[language],
            "url": portal.addresses.page(language, "developers").value,
            **({"email": settings.contact_email} if settings.contact_email else {}),
        },
        **({"license": licensed} if licensed else {}),
        "x-generator": f"portal {builder.__version__}",
    }


def _paths(portal: Portal) -> Iterator[tuple[str, _Path]]:
    yield "/index.json", _Path("index", "What the API has", _json("Index"))
    for name, schema in COLLECTIONS.items():
        yield f"/{name}.json", _Path(name, f"All {name}, in brief", _json(f"{schema}List"))
        own = _example(name, portal)
        if own:
            about = f"One of the {name}"
            yield f"/{name}/{{id}}.json", _Path(name, about, _json(schema), id=own)
    yield from _task_paths(portal)
    if portal.indicators:
        first = portal.indicators[0].id
        about = "Every observation of one indicator as CSV"
        yield "/indicators/{id}.csv", _Path("indicators", about, _as("text/csv"), id=first)
        for ending, media_type in _LONG.items():
            about = f"Every observation of every indicator in one table ({ending})"
            yield f"/observations.{ending}", _Path("observations", about, _as(media_type))
    for name, collection in row_collections(portal).items():
        content = _json(f"{_row_name(name)}List")
        yield f"/{name}.json", _Path(name, collection.about, content)
        row = next((row for row in CollectionRows(name, portal) if "self" in row), None)
        if row:
            named = {"dataset": row["dataset"], "id": row["id"]}
            about = f"One row: {collection.about[0].lower()}{collection.about[1:]}"
            path = _Path(name, about, _json(_row_name(name)), **named)
            yield f"/{name}/{{dataset}}/{{id}}.json", path
    about = "Every version of every dataset, newest first"
    yield "/changes.json", _Path("changes", about, _json("ChangeList"))
    about = "Names and texts of all that has a page, in one language"
    language = portal.settings.languages[0]
    yield "/search/{language}.json", _Path("search", about, _json("SearchList"), language=language)


def _task_paths(portal: Portal) -> Iterator[tuple[str, _Path]]:
    yield "/tasks.json", _Path("tasks", "All tasks, in brief", _json("TaskBriefList"))
    tasks = next((tasks for tasks in portal.tasks.values() if tasks), None)
    if tasks:
        named = {"list": tasks[0].package}
        yield "/tasks/{list}.json", _Path("tasks", "One task list", _json("TaskList"), **named)
        about = "One task with its history"
        named = {**named, "id": tasks[0].id}
        yield "/tasks/{list}/{id}.json", _Path("tasks", about, _json("Task"), **named)
    for name, lists in selections(portal).items():
        content = _json("TaskBriefList")
        yield (
            f"/{name}/{{value}}.json",
            _Path("tasks", ABOUT[name], content, value=next(iter(lists))),
        )
    own = _example("organisations", portal)
    if own:
        about = "Every task in which an organisation leads, supports or carries out, in full"
        path = _Path("organisations", about, _json("RoleTaskList"), id=own)
        yield "/organisations/{id}/tasks.json", path


def _example(collection: str, portal: Portal) -> str | None:
    """The id of the first thing of a collection; None where it has none."""
    ids: Mapping[str, Iterable[str]] = {
        "datasets": (package.id for package in portal.packages),
        "indicators": (indicator.id for indicator in portal.indicators),
        "organisations": portal.organisations,
        "documents": portal.documents,
        "topics": portal.topics,
    }
    return next(iter(ids[collection]), None)


def _operation(path: str) -> str:
    """A name for the operation of a path, such as `getTasksListId` for /tasks/{list}/{id}.json."""
    stem, _, ending = path.rpartition(".")
    words = [word for word in re.split(r"[^a-z0-9]+", stem) if word]
    words += [ending] if ending != "json" else []
    return "get" + "".join(word.capitalize() for word in words)


def _row_name(collection: str) -> str:
    """Name of the schema of a row, such as `KnownIssuesRow`."""
    return "".join(word.capitalize() for word in collection.split("-")) + "Row"


def _row(collection: RowCollection, portal: Portal) -> Schema:
    parts: Schema = {}
    if collection.parts:
        name, kind = collection.parts
        columns = _columns(kind, portal)
        own = dict(list(columns.items())[1:])
        parts[name] = {"type": "array", "items": part_schema(own)}
    return row_schema(_columns(collection.table_kind, portal), parts)


def _columns(table_kind: str, portal: Portal) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for _, table in found_tables(portal, table_kind):
        found |= schema_columns(table.schema, portal.settings.languages)
    return found


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": reference(schema)}}


def _as(media_type: str) -> dict[str, Any]:
    return {media_type: {"schema": STRING}}
