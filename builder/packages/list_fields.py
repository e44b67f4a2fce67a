"""Columns with several values in a cell: as the portal has them, and as every reader takes them.

Data Package v2 has the type `list`. Readers of v1 stop at it, and so do the JSON Schemas that v2
publishes. So a published descriptor says `string`, which all of them read, and names the
`delimiter` beside it, which none of them minds; a descriptor that says so is read as a list.
Decision 0020.
"""

from collections.abc import Mapping
from typing import Any

KEPT = ("required", "unique")
"""Constraints that mean the same of a text; the others count items or name whole lists."""


def published_field(field: Mapping[str, Any]) -> dict[str, Any]:
    """A field as a published descriptor has it."""
    if field.get("type") != "list":
        return dict(field)
    constraints = {
        name: value for name, value in field.get("constraints", {}).items() if name in KEPT
    }
    said = {name: value for name, value in field.items() if name != "constraints"}
    text = {**said, "type": "string", "delimiter": field.get("delimiter", ",")}
    return {**text, "constraints": constraints} if constraints else text


def published_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema of a descriptor as it is published."""
    return {**schema, "fields": [published_field(field) for field in schema.get("fields", [])]}


def read_resource(resource: Mapping[str, Any]) -> dict[str, Any]:
    """A resource as its descriptor has it, with its texts of several values as lists."""
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    if not isinstance(schema, Mapping) or not isinstance(fields, list):
        return dict(resource)
    return {**resource, "schema": {**schema, "fields": [_read_field(field) for field in fields]}}


def _read_field(field: Any) -> Any:
    if isinstance(field, dict) and field.get("type") == "string" and "delimiter" in field:
        return {**field, "type": "list"}
    return field
