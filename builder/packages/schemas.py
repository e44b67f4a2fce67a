"""Copies the table schemas of schemas/ into the descriptors that name them (decision 0002)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from builder.packages.arrangement import spoken_by
from builder.packages.json_text import json_text
from builder.packages.read import DESCRIPTOR, portal_schemas, spoken_languages
from builder.packages.strict_json import json_object
from builder.problem import BuildError, Place, Problem
from builder.saving import save


def write_schemas(
    root: Path,
    package_ids: Sequence[str],
    languages: Sequence[str],
    *,
    required: Sequence[str] | None = None,
) -> Iterator[str]:
    """Descriptors brought up to date, told by package id; those that were right are not touched.

    `required` are the languages that no table may wait for; None: all.
    Raises: BuildError with every descriptor that cannot be read; none is written then.
    """
    schemas = portal_schemas(root, languages)
    changed: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted((root / "datasets").glob(f"*/{DESCRIPTOR}")):
        if package_ids and path.parent.name not in package_ids:
            continue
        name, content = path.relative_to(root).as_posix(), path.read_bytes()
        try:
            text = _updated(content, Place(file=name), schemas, (languages, required))
        except BuildError as error:
            problems += error.problems
        else:
            if text.encode() != content:
                changed[name] = text.encode()
    if problems:
        raise BuildError(problems)
    save(root, changed)
    yield from (Path(name).parent.name for name in changed)


def _updated(
    content: bytes,
    place: Place,
    schemas: Any,
    spoken: tuple[Sequence[str], Sequence[str] | None],
) -> str:
    """The text of a descriptor with the schemas of its tables.

    Raises: BuildError if it cannot be read.
    """
    descriptor = json_object(content, place)
    resources = descriptor.get("resources")
    if not isinstance(resources, list):
        details = {"rule": "type", "expected": "array"}
        where = replace(place, field="resources")
        raise BuildError([Problem(code="property-invalid", place=where, details=details)])
    languages, required = spoken
    required = spoken_languages(descriptor, languages) or required or languages
    updated = [
        with_schema(resource, schemas, required) if isinstance(resource, dict) else resource
        for resource in resources
    ]
    return json_text({**descriptor, "resources": updated}).decode()


def with_schema(resource: dict[str, Any], schemas: Any, required: Sequence[str]) -> dict[str, Any]:
    """A resource with the canonical fields of its table first; fields of its own follow."""
    portal, schema = resource.get("portal"), resource.get("schema")
    table = portal.get("table") if isinstance(portal, dict) else None
    canonical = schemas.get(f"tables/{table}.schema.json")
    if canonical is None:
        return resource
    fields = schema.get("fields") if isinstance(schema, dict) else None
    told = [field for field in fields or () if isinstance(field, dict) and "name" in field]
    canonical = spoken_by(canonical, {"fields": told}, required)
    names = {field["name"] for field in canonical["fields"]}
    own = [field for field in told if field["name"] not in names]
    schema = {key: canonical[key] for key in canonical if key not in ("name", "title", "portal")}
    return {**resource, "schema": {**schema, "fields": [*canonical["fields"], *own]}}
