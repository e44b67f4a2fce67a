"""OpenAPI 3.1 description of the static API: every path and the shape of what it gives."""

from collections.abc import Mapping
from typing import Any

import builder
from builder.addresses import API
from builder.portal import Portal
from builder.programme.progress.result import Signal, Standing

Schema = dict[str, Any]

_STRING: Schema = {"type": "string"}
_MAYBE_STRING: Schema = {"type": ["string", "null"]}
_NOTES: Schema = {"type": "object", "additionalProperties": _MAYBE_STRING}
"""A text by language code, or null where nothing is said in it."""
_MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
_DATE: Schema = {"type": "string", "format": "date"}
_MAYBE_DATE: Schema = {"type": ["string", "null"], "format": "date"}
_URL: Schema = {"type": "string", "format": "uri"}
_STRINGS: Schema = {"type": "array", "items": _STRING}

COLLECTIONS: Mapping[str, str] = {
    "datasets": "Dataset",
    "indicators": "Indicator",
    "organisations": "Organisation",
    "documents": "Document",
    "topics": "Topic",
}
"""Collections whose things have files of their own, with the name of their schema."""


def openapi(portal: Portal) -> dict[str, Any]:
    """The whole description; ids of things are listed, so that every path can be walked."""
    settings = portal.settings
    ids: dict[str, list[str]] = {
        "datasets": [package.id for package in portal.packages],
        "indicators": [indicator.id for indicator in portal.indicators],
        "organisations": list(portal.organisations),
        "documents": list(portal.documents),
        "topics": list(portal.topics),
    }
    paths: dict[str, Any] = {"/index.json": _get("Index", "What the API has")}
    for name, schema in COLLECTIONS.items():
        paths[f"/{name}.json"] = _get(f"{schema}List", f"All {name}, in brief")
        paths[f"/{name}/{{id}}.json"] = _get(schema, f"One of the {name}", ids[name])
    paths["/indicators/{id}.csv"] = _csv(ids["indicators"])
    paths["/changes.json"] = _get("ChangeList", "Every version of every dataset, newest first")
    paths["/search/{id}.json"] = _get(
        "SearchList",
        "Names and texts of all that has a page, in one language",
        [*settings.languages],
    )
    paths["/tasks.json"] = _get("TaskBriefList", "All tasks, in brief")
    paths["/tasks/{id}.json"] = _get("TaskList", "One task list", list(portal.tasks))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.name[settings.languages[-1]],
            "version": "1.0.0",
            "summary": "Static JSON files; ids and paths never change.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
            "x-generator": f"portal {builder.__version__}",
        },
        "servers": [{"url": f"{settings.base_url}{API}"}],
        "paths": paths,
        "components": {"schemas": _schemas(settings.languages, settings.required_languages)},
    }


def _get(schema: str, summary: str, ids: list[str] | None = None) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return _operation(summary, content, ids)


def _csv(ids: list[str]) -> dict[str, Any]:
    summary = "Every observation of one indicator as CSV"
    return _operation(summary, {"text/csv": {"schema": _STRING}}, ids)


def _operation(summary: str, content: Mapping[str, Any], ids: list[str] | None) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {"200": {"description": summary, "content": content}},
    }
    if ids is None:
        return {"get": operation}
    parameter = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": ids},
    }
    return {"parameters": [parameter], "get": operation}


def _object(properties: Schema, *, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _maybe(name: str) -> Schema:
    return {"oneOf": [_ref(name), {"type": "null"}]}


def _list(items: Schema) -> Schema:
    return _object(
        {
            "self": _URL,
            "as_of": _DATE,
            "count": {"type": "integer", "minimum": 0},
            "items": {"type": "array", "items": items},
        }
    )


def _schemas(languages: tuple[str, ...], required: tuple[str, ...]) -> Schema:
    awaited = tuple(language for language in languages if language not in required)
    text = _object(dict.fromkeys(languages, _STRING), optional=awaited)
    head = {"id": _STRING, "self": _URL, "name": _ref("Text")}
    brief_parts = {
        "page": _ref("Pages"),
        "dataset": _STRING,
        "kind": _STRING,
        "pillar": _STRING,
        "unit": _STRING,
        "status": _MAYBE_STRING,
        "due": _MAYBE_DATE,
    }
    schemas: Schema = {
        "Text": text,
        "Pages": _object(dict.fromkeys(languages, _URL)),
        "Source": _object({"document": _STRING, "locator": _STRING, "lines": _MAYBE_STRING}),
        "Brief": _object({**head, **brief_parts}, optional=tuple(brief_parts)),
        "Index": _object(
            {
                "self": _URL,
                "name": _ref("Text"),
                "as_of": _DATE,
                "openapi": _URL,
                "collections": {"type": "object", "additionalProperties": _URL},
                "changes": _URL,
                "search": _ref("Pages"),
            }
        ),
        "Dataset": _dataset(head),
        "File": _object(
            {
                "url": _URL,
                "format": _STRING,
                "resource": _MAYBE_STRING,
                "bytes": {"type": "integer", "minimum": 0},
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            }
        ),
        "Indicator": _indicator(head),
        "Observation": _observation(),
        "Part": _observation(categories={"type": "object", "additionalProperties": _STRING}),
        "Dimension": _dimension(),
        "Progress": _progress(),
        "Point": _object(
            {
                "period": _STRING,
                "kind": _STRING,
                "operator": _MAYBE_STRING,
                "value": {"type": "number"},
                "dataset": _STRING,
            }
        ),
        "Task": _task(head),
        "TaskStatus": _object(
            {
                "as_of": _DATE,
                "as_of_precision": _STRING,
                "status": _STRING,
                "status_raw": _MAYBE_STRING,
                "result": _maybe("Text"),
                "source": _ref("Source"),
            }
        ),
        "Organisation": _object(
            {
                **head,
                "kind": _STRING,
                "abbreviation": _MAYBE_STRING,
                "code": _MAYBE_STRING,
                "parent": _MAYBE_STRING,
                "successor": _MAYBE_STRING,
                "tasks": _STRINGS,
                "indicators": _STRINGS,
            }
        ),
        "Document": _object(
            {
                **head,
                "number": _MAYBE_STRING,
                "issuer": _MAYBE_STRING,
                "issued": _MAYBE_DATE,
                "datasets": _STRINGS,
            }
        ),
        "Topic": _object(
            {
                **head,
                "scheme": _STRING,
                "eu_data_theme": _STRING,
                "datasets": _STRINGS,
                "indicators": _STRINGS,
            }
        ),
        "ChangeList": _list(
            _object({"dataset": _STRING, "version": _STRING, "date": _DATE, "notes": _NOTES})
        ),
        "SearchList": _list(
            _object(
                {
                    "collection": {"enum": ["datasets", "indicators", "tasks"]},
                    "id": _STRING,
                    "name": _STRING,
                    "text": _MAYBE_STRING,
                    "page": _URL,
                }
            )
        ),
        "TaskBriefList": _list(_ref("Brief")),
        "TaskList": _list(_ref("Task")),
    }
    return schemas | {f"{schema}List": _list(_ref("Brief")) for schema in COLLECTIONS.values()}


def _dataset(head: Schema) -> Schema:
    return _object(
        {
            **head,
            "page": _ref("Pages"),
            "kind": _STRING,
            "description": _ref("Text"),
            "keywords": {"type": "object", "additionalProperties": _STRINGS},
            "version": _STRING,
            "issued": _DATE,
            "modified": _DATE,
            "licence": _MAYBE_STRING,
            "publisher": _STRING,
            "creator": _MAYBE_STRING,
            "topics": _STRINGS,
            "sources": _STRINGS,
            "rows": {"type": "integer", "minimum": 0},
            "files": {"type": "array", "items": _ref("File")},
        }
    )


def _indicator(head: Schema) -> Schema:
    return _object(
        {
            **head,
            "page": _ref("Pages"),
            "csv": _URL,
            "short_name": _ref("Text"),
            "definition": _ref("Text"),
            "pillar": _STRING,
            "topics": _STRINGS,
            "unit": _STRING,
            "direction": {"enum": ["up", "down", "none"]},
            "responsible": _STRINGS,
            "sources_disagree": {"type": "boolean"},
            "progress": _maybe("Progress"),
            "observations": {"type": "array", "items": _ref("Observation")},
            "dimensions": {"type": "array", "items": _ref("Dimension")},
            "parts": {"type": "array", "items": _ref("Part")},
        }
    )


def _dimension() -> Schema:
    """What values are broken down by."""
    category = {
        "code": _STRING,
        "name": _ref("Text"),
        "valid_from": _MAYBE_DATE,
        "valid_to": _MAYBE_DATE,
        "successor": _MAYBE_STRING,
    }
    return _object(
        {
            "name": _STRING,
            "title": _ref("Text"),
            "additive": {"type": "boolean"},
            "categories": {"type": "array", "items": _object(category)},
        }
    )


def _observation(**more: Schema) -> Schema:
    return _object(
        {
            **more,
            "period": {"type": "string", "pattern": r"^\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?$"},
            "kind": {"enum": ["estimate", "actual", "plan", "target"]},
            "operator": _MAYBE_STRING,
            "value": _MAYBE_NUMBER,
            "value_high": _MAYBE_NUMBER,
            "unit": _STRING,
            "obs_status": _STRING,
            "value_raw": _STRING,
            "rating": _MAYBE_STRING,
            "note": _maybe("Text"),
            "dataset": _STRING,
            "row": _STRING,
            "source": _ref("Source"),
        }
    )


def _progress() -> Schema:
    numbers = ("expected", "gap", "attainment", "pace", "needed_pace", "projection")
    return _object(
        {
            "method": _STRING,
            "method_version": _STRING,
            "as_of": _DATE,
            "signal": {"enum": [str(signal) for signal in Signal]},
            "standing": {"enum": [str(standing) for standing in Standing]},
            "basis": {
                "anyOf": [
                    _object({"kind": _STRING, "period": _STRING, "age_months": _MAYBE_NUMBER}),
                    {"type": "null"},
                ]
            },
            "disputed": {"type": "boolean"},
            "other_signals": _STRINGS,
            "reason": _STRING,
            **dict.fromkeys(("baseline", "latest", "target"), _maybe("Point")),
            **dict.fromkeys(numbers, _MAYBE_NUMBER),
        }
    )


def _task(head: Schema) -> Schema:
    return _object(
        {
            **head,
            "page": _ref("Pages"),
            "dataset": _STRING,
            "number": _MAYBE_STRING,
            "section": _maybe("Text"),
            "description": _maybe("Text"),
            "lead": _STRINGS,
            "lead_raw": _MAYBE_STRING,
            "partners": _STRINGS,
            "implementers": _STRINGS,
            "start": _MAYBE_DATE,
            "end": _MAYBE_DATE,
            "due": _MAYBE_DATE,
            "due_raw": _MAYBE_STRING,
            "recurrence": _MAYBE_STRING,
            "expected": _maybe("Text"),
            "indicators": _STRINGS,
            "related": _STRINGS,
            "status": _MAYBE_STRING,
            "reported": _MAYBE_STRING,
            "deadline": _MAYBE_STRING,
            "history": {"type": "array", "items": _ref("TaskStatus")},
            "source": _ref("Source"),
        }
    )
