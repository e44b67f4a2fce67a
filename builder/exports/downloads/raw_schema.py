"""What a descriptor says of a resource beyond the model: dialect, formats, marks, constraints."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

from builder.model import Field, Package, Resource

Raw: TypeAlias = Mapping[str, Any]
"""A part of a descriptor as the steward wrote it; empty where there is none."""


def raw_resource(package: Package, resource: Resource) -> Raw:
    """A resource as its descriptor has it."""
    resources = cast(Sequence[Raw], package.descriptor.get("resources", ()))
    return next(
        (
            other_resource
            for other_resource in resources
            if other_resource.get("name") == resource.name
        ),
        {},
    )


def raw_part(raw: Raw, name: str) -> Raw:
    """An object within a part of a descriptor."""
    part = raw.get(name)
    return part if isinstance(part, Mapping) else {}


def raw_fields(package: Package, resource: Resource) -> Mapping[str, Raw]:
    """The fields of a resource by their names."""
    fields = raw_part(raw_resource(package, resource), "schema").get("fields", ())
    return {field["name"]: field for field in fields}


def list_delimiter(field: Field, raw: Raw) -> str | None:
    """What separates the items of a list in its cell; None for a field of another type."""
    return str(raw.get("delimiter", ",")) if field.type == "list" else None
