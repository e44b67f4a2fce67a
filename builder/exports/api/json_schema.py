"""JSON Schema in the few forms that the API needs."""

from typing import Any

Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
MAYBE_STRING: Schema = {"type": ["string", "null"]}
NOTES: Schema = {"type": "object", "additionalProperties": MAYBE_STRING}
"""A text by language code, or null where nothing is said in it."""
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
DATE: Schema = {"type": "string", "format": "date"}
MAYBE_DATE: Schema = {"type": ["string", "null"], "format": "date"}
URL: Schema = {"type": "string", "format": "uri"}
STRINGS: Schema = {"type": "array", "items": STRING}


def object_of(properties: Schema, *, optional: tuple[str, ...] = ()) -> Schema:
    """An object with these properties and no others."""
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def reference(name: str) -> Schema:
    """The schema of that name."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(name: str) -> Schema:
    """That schema, or null."""
    return {"oneOf": [reference(name), {"type": "null"}]}


def list_of(items: Schema) -> Schema:
    """What a list says of itself, with its items."""
    return object_of(
        {
            "self": URL,
            "as_of": DATE,
            "count": {"type": "integer", "minimum": 0},
            "first": URL,
            "items": {"type": "array", "items": items},
        },
        optional=("first",),
    )


def page_of_list() -> Schema:
    """What a page of a long list says of itself, with its items: those of the list."""
    maybe_url: Schema = {"type": ["string", "null"], "format": "uri"}
    return object_of(
        {
            "self": URL,
            "as_of": DATE,
            "count": {"type": "integer", "minimum": 0},
            "list": URL,
            "previous": maybe_url,
            "next": maybe_url,
            "items": {"type": "array", "items": {"type": "object"}},
        }
    )
