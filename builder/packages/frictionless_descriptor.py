"""A descriptor as frictionless can read it: what reading needs, in the words that it knows.

Texts for people, licences and the like stay out: the portal's profile judges them.
"""

from collections.abc import Mapping
from typing import Any

from builder.packages.lexical import is_grouped

_READ = ("name", "path", "scheme", "encoding", "hash", "bytes")
"""Properties of a resource that reading needs, besides its format, dialect and schema."""

_OF_DIALECT = (
    "delimiter",
    "doubleQuote",
    "escapeChar",
    "header",
    "headerCase",
    "nullSequence",
    "quoteChar",
    "skipInitialSpace",
)
"""Properties of a dialect that reading a plain table needs."""

_OF_SCHEMA = ("primaryKey", "foreignKeys")
_NOT_OF_FIELD = ("title", "description", "example", "rdfType", "categories", "portal")
"""Properties of a field that say nothing of how its cells are read."""

_V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
"""Without it frictionless refuses what version 2 has added, such as `exclusiveMinimum`."""

_DIALECT: Mapping[str, Any] = {
    "header": True,
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
"""What holds where a dialect says nothing else."""


def read_by_frictionless(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The package of the tables of a descriptor."""
    resources = [_resource(resource) for resource in descriptor["resources"]]
    return {"$schema": _V2, "resources": resources}


def _resource(resource: Mapping[str, Any]) -> dict[str, Any]:
    """A resource with its dialect and schema.

    Header and quotes are told as the standard has them where the package says nothing: frictionless
    guesses them from the first cells. The null sequence of a dialect is told as a missing value.
    """
    declared = resource.get("dialect", {})
    dialect = {**_DIALECT, **{name: declared[name] for name in _OF_DIALECT if name in declared}}
    schema = _schema(resource["schema"])
    dialect["quoteChar"] = dialect["quoteChar"] or ""
    nothing = dialect.pop("nullSequence", None)
    if nothing:
        schema["missingValues"] = [*schema.get("missingValues", [""]), nothing]
    return {
        **{name: resource[name] for name in _READ if name in resource},
        "format": "csv",
        "dialect": dialect,
        "schema": schema,
    }


def _schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: schema[name] for name in _OF_SCHEMA if name in schema}
    return {**kept, **_missing(schema), "fields": [_field(field) for field in schema["fields"]]}


def _field(field: Mapping[str, Any]) -> dict[str, Any]:
    """A field without what is for people; a whole number with thousands marks is a number."""
    kept = {name: value for name, value in field.items() if name not in _NOT_OF_FIELD}
    return {**kept, **_missing(field), **({"type": "number"} if is_grouped(field) else {})}


def _missing(part: Mapping[str, Any]) -> dict[str, list[str]]:
    """The missing values of a schema or field without their labels."""
    values = part.get("missingValues")
    if values is None:
        return {}
    return {"missingValues": [part["value"] if isinstance(part, dict) else part for part in values]}
