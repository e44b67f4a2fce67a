"""Fields of a schema and columns of a file, matched by name where the schema says so.

Source: https://datapackage.org/standard/table-schema/#fieldsMatch
"""

from collections.abc import Mapping, Sequence
from typing import Any

MATCHES = ("equal", "subset", "superset", "partial")
"""Ways of matching by name."""


def match_of(schema: Any) -> Any:
    """How fields and columns are matched: a word, which v2 has put into a list for a time."""
    match = schema.get("fieldsMatch", "exact") if isinstance(schema, dict) else "exact"
    return match[0] if isinstance(match, list) and len(match) == 1 else match


def is_matched(schema: Mapping[str, Any], names: Sequence[str]) -> bool:
    """True if fields and columns are matched by name, and none is missing or there twice."""
    own, there = {str(part["name"]) for part in schema["fields"]}, set(names)
    fits = {
        "equal": own == there,
        "subset": own <= there,
        "superset": own >= there,
        "partial": bool(own & there),
    }
    is_lost = (own - there) & _needed(schema)
    return fits.get(match_of(schema), False) and not is_lost and len(there) == len(names)


def by_order(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema without its way of matching: fields and columns are matched by order."""
    return {name: value for name, value in schema.items() if name != "fieldsMatch"}


def _needed(schema: Mapping[str, Any]) -> set[str]:
    """Fields that a file cannot be without, whatever the match: keys, and those required."""
    keys = [schema.get("primaryKey"), *_listed(schema.get("uniqueKeys"))]
    keys += [_object(key).get("fields") for key in _listed(schema.get("foreignKeys"))]
    required = [
        part["name"]
        for part in schema["fields"]
        if _object(part.get("constraints")).get("required") or part.get("required")
    ]
    return {str(name) for names in (*keys, required) for name in _listed(names)}


def _listed(value: Any) -> list[Any]:
    """A list, or a list of one text; nothing of what is neither, which is told elsewhere."""
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def is_schema(schema: Any) -> bool:
    """True if a schema has fields with names, so that columns can be matched with them."""
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return (
        isinstance(fields, list)
        and bool(fields)
        and all(isinstance(part, dict) and isinstance(part.get("name"), str) for part in fields)
    )
