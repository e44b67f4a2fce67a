"""Copies the table schemas of schemas/ into the descriptors that name them (decision 0002)."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from builder.packages.arrangement import spoken_by
from builder.packages.read import DESCRIPTOR, portal_schemas, spoken_languages


def write_schemas(
    root: Path,
    package_ids: Sequence[str],
    languages: Sequence[str],
    *,
    required: Sequence[str] | None = None,
) -> Iterator[str]:
    """Descriptors brought up to date, told by package id; those that were right are not touched.

    `required` are the languages that no table may wait for; None: all.
    """
    schemas = portal_schemas(root, languages)
    for path in sorted((root / "datasets").glob(f"*/{DESCRIPTOR}")):
        if package_ids and path.parent.name not in package_ids:
            continue
        descriptor = json.loads(path.read_text("utf-8"))
        updated = {
            **descriptor,
            "resources": [
                with_schema(
                    resource,
                    schemas,
                    spoken_languages(descriptor, languages) or required or languages,
                )
                for resource in descriptor["resources"]
            ],
        }
        text = json.dumps(updated, ensure_ascii=False, indent=2) + "\n"
        if text != path.read_text("utf-8"):
            path.write_text(text, "utf-8")
            yield path.parent.name


def with_schema(resource: dict[str, Any], schemas: Any, required: Sequence[str]) -> dict[str, Any]:
    """A resource with the canonical fields of its table first; fields of its own follow."""
    table = resource.get("portal", {}).get("table")
    canonical = schemas.get(f"tables/{table}.schema.json")
    if canonical is None:
        return resource
    canonical = spoken_by(canonical, resource.get("schema"), required)
    names = {field["name"] for field in canonical["fields"]}
    own = [
        field
        for field in resource.get("schema", {}).get("fields", [])
        if field["name"] not in names
    ]
    schema = {key: canonical[key] for key in canonical if key not in ("name", "title", "portal")}
    return {**resource, "schema": {**schema, "fields": [*canonical["fields"], *own]}}
