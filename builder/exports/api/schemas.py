"""Shapes of what the API gives, as JSON Schema."""

from collections.abc import Mapping

from builder.exports.api.json_schema import (
    DATE,
    MAYBE_DATE,
    MAYBE_NUMBER,
    MAYBE_STRING,
    NOTES,
    STRING,
    STRINGS,
    URL,
    Schema,
    list_of,
    maybe,
    object_of,
    page_of_list,
    reference,
)
from builder.exports.api.thing_schemas import (
    dataset,
    dimension,
    indicator,
    observation,
    progress,
    task,
)
from builder.exports.api.things import ROLES

_ROW_TYPES: Mapping[str, Schema] = {
    "integer": {"type": ["integer", "null"]},
    "year": {"type": ["integer", "null"]},
    "number": MAYBE_NUMBER,
    "boolean": {"type": ["boolean", "null"]},
    "list": {"type": ["array", "null"], "items": STRING},
    "strings by language": {"type": ["object", "null"], "additionalProperties": STRING},
    "lists by language": {"type": ["object", "null"], "additionalProperties": STRINGS},
    "source": {
        "type": "object",
        "properties": dict.fromkeys(("document", "locator", "lines"), MAYBE_STRING),
        "required": ["document", "locator", "lines"],
        "additionalProperties": False,
    },
}
"""Schema of a cell by the type of its column; any other is text."""

COLLECTIONS: Mapping[str, str] = {
    "datasets": "Dataset",
    "indicators": "Indicator",
    "organisations": "Organisation",
    "documents": "Document",
    "topics": "Topic",
}
"""Collections whose things have files of their own, with the name of their schema."""


def schemas(languages: tuple[str, ...], required: tuple[str, ...]) -> Schema:
    """Every schema but those of rows, by name."""
    awaited = tuple(language for language in languages if language not in required)
    text = object_of(dict.fromkeys(languages, STRING), optional=awaited)
    head = {"id": STRING, "self": URL, "name": reference("Text")}
    brief_parts = {
        "page": reference("Pages"),
        "dataset": STRING,
        "kind": STRING,
        "pillar": STRING,
        "unit": STRING,
        "status": MAYBE_STRING,
        "due": MAYBE_DATE,
    }
    found: Schema = {
        "Text": text,
        "Pages": object_of(dict.fromkeys(languages, URL)),
        "Source": object_of({"document": STRING, "locator": STRING, "lines": MAYBE_STRING}),
        "Brief": object_of({**head, **brief_parts}, optional=tuple(brief_parts)),
        "Index": _index(),
        "ListPage": page_of_list(),
        "Error": _error(),
        "Dataset": dataset(head),
        "File": object_of(
            {
                "url": URL,
                "format": STRING,
                "resource": MAYBE_STRING,
                "bytes": {"type": "integer", "minimum": 0},
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            }
        ),
        "Indicator": indicator(head),
        "Observation": observation(),
        "Part": observation(categories={"type": "object", "additionalProperties": STRING}),
        "Dimension": dimension(),
        "Progress": progress(),
        "Point": object_of(
            {
                "period": STRING,
                "kind": STRING,
                "operator": MAYBE_STRING,
                "value": {"type": "number"},
                "dataset": STRING,
            }
        ),
        "Task": object_of(task(head)),
        "RoleTask": object_of(
            {**task(head), "roles": {"type": "array", "items": {"enum": [*ROLES]}}}
        ),
        "TaskStatus": object_of(
            {
                "as_of": DATE,
                "as_of_precision": STRING,
                "status": STRING,
                "status_raw": MAYBE_STRING,
                "result": maybe("Text"),
                "source": reference("Source"),
            }
        ),
        "Organisation": object_of(
            {
                **head,
                "page": reference("Pages"),
                "kind": STRING,
                "abbreviation": MAYBE_STRING,
                "code": MAYBE_STRING,
                "parent": MAYBE_STRING,
                "successor": MAYBE_STRING,
                "tasks": STRINGS,
                "partner_in": STRINGS,
                "implements": STRINGS,
                "tasks_in_full": URL,
                "indicators": STRINGS,
            }
        ),
        "Document": object_of(
            {
                **head,
                "page": reference("Pages"),
                "number": MAYBE_STRING,
                "issuer": MAYBE_STRING,
                "issued": MAYBE_DATE,
                "datasets": STRINGS,
            }
        ),
        "Topic": object_of(
            {
                **head,
                "page": reference("Pages"),
                "scheme": STRING,
                "eu_data_theme": STRING,
                "datasets": STRINGS,
                "indicators": STRINGS,
            }
        ),
        "ChangeList": list_of(
            object_of({"dataset": STRING, "version": STRING, "date": DATE, "notes": NOTES})
        ),
        "SearchList": list_of(
            object_of(
                {
                    "collection": {"enum": ["datasets", "indicators", "tasks"]},
                    "id": STRING,
                    "name": STRING,
                    "text": MAYBE_STRING,
                    "page": URL,
                }
            )
        ),
        "TaskBriefList": list_of(reference("Brief")),
        "TaskList": list_of(reference("Task")),
        "RoleTaskList": list_of(reference("RoleTask")),
    }
    return found | {f"{schema}List": list_of(reference("Brief")) for schema in COLLECTIONS.values()}


def _index() -> Schema:
    licence = {"id": STRING, "title": MAYBE_STRING, "url": MAYBE_STRING}
    addresses = {"type": "object", "additionalProperties": URL}
    return object_of(
        {
            "self": URL,
            "name": reference("Text"),
            "version": STRING,
            "as_of": DATE,
            "languages": STRINGS,
            "page": reference("Pages"),
            "documentation": reference("Pages"),
            "publisher": object_of({"id": STRING, "name": reference("Text"), "self": URL}),
            "licences": {"type": "array", "items": object_of(licence)},
            "rights": reference("Text"),
            "openapi": URL,
            "collections": addresses,
            "selections": {"type": "object", "additionalProperties": addresses},
            "observations": addresses,
            "changes": URL,
            "search": reference("Pages"),
            "pages": addresses,
        },
        optional=("pages",),
    )


def _error() -> Schema:
    """What a server answers in place of a file, where it was told to (RFC 9457)."""
    return object_of(
        {
            "type": STRING,
            "title": STRING,
            "status": {"type": "integer"},
            "detail": STRING,
            "help": URL,
            "success": {"const": False},
            "error": object_of({"__type": STRING, "message": STRING}),
        }
    )


def part_schema(columns: Mapping[str, str]) -> Schema:
    """A row that belongs to such a row."""
    own = _cells(columns)
    return object_of(own, optional=tuple(own))


def _cells(columns: Mapping[str, str]) -> Schema:
    return {name: _ROW_TYPES.get(kind, MAYBE_STRING) for name, kind in columns.items()}


def row_schema(columns: Mapping[str, str], parts: Schema) -> Schema:
    """A row of tables whose columns have these types; a column may be of one table alone."""
    own = _cells(columns)
    head = {"id": STRING, "self": URL, "dataset": STRING, "page": reference("Pages")}
    return object_of({**head, **own, **parts}, optional=("self", *own))
