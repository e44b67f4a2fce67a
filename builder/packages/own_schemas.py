"""A portal's own schemas over the generator's: what one of them must hold, and what it lacks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from builder.problem import Place, Problem

PROFILE = "portal-profile.schema.json"
"""The JSON Schema of descriptors."""

_REFERENCES = ("$ref", "$dynamicRef")


def faulty_schemas(
    own: Mapping[str, Any], generators: Mapping[str, Any], languages: Sequence[str]
) -> Iterator[Problem]:
    """Schemas of a portal that the generator could not read its tables with.

    Both are by their paths in schemas/; the generator's in the languages of the portal.
    """
    for name, raw in own.items():
        fault = None
        if name == PROFILE:
            fault = _profile_fault(raw)
        elif name.startswith("tables/"):
            needed = generators.get(name, {"fields": []})["fields"]
            waiting = tuple(f"_{language}" for language in languages[1:])
            fault = _table_fault(
                raw, [field for field in needed if not field["name"].endswith(waiting)]
            )
        if fault:
            field, rule, expected = fault
            place = Place(file=f"schemas/{name}", field=field)
            details = {"rule": rule, "expected": expected}
            yield Problem(code="own-file-invalid", place=place, details=details)


def with_own_profile(generators: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Any]:
    """The generator's profile and what a portal's own asks for beyond it."""
    return {**generators, "allOf": [own]}


def _profile_fault(raw: Mapping[str, Any]) -> tuple[str | None, str, str] | None:
    try:
        checker = Draft202012Validator.FORMAT_CHECKER
        Draft202012Validator.check_schema(raw, format_checker=checker)
    except SchemaError as error:
        return error.json_path.removeprefix("$.").removeprefix("$") or None, "json-schema", ""
    found = next((name for name in _REFERENCES if _holds(raw, name)), None)
    return (found, "json-schema", "") if found else None


def _holds(value: object, name: str) -> bool:
    """True if a value has a property of that name at any depth."""
    if isinstance(value, dict):
        return name in value or any(_holds(part, name) for part in value.values())
    return isinstance(value, list) and any(_holds(part, name) for part in value)


def _table_fault(
    raw: Mapping[str, Any], needed: Sequence[Mapping[str, Any]]
) -> tuple[str, str, str] | None:
    fields = raw.get("fields")
    if not isinstance(fields, list) or not all(isinstance(field, dict) for field in fields):
        return "fields", "list", ""
    for number, field in enumerate(fields):
        if not isinstance(field.get("name"), str) or not field["name"]:
            return f"fields[{number}].name", "missing", ""
        if not isinstance(field.get("constraints", {}), dict):
            return f"fields[{number}].constraints", "type", "object"
        if not isinstance(field.get("portal", {}), dict):
            return f"fields[{number}].portal", "type", "object"
    types = {field["name"]: field.get("type", "any") for field in fields}
    for field in needed:  # what the generator cannot do without
        name, asked = field["name"], field.get("type", "any")
        is_there = name in types or field.get("constraints", {}).get("required")
        if is_there and types.get(name) != asked:
            return f"fields.{name}", "field", f"{name}: {asked}"
    return None
