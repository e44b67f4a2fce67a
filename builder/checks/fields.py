"""The schema of a table against itself: its fields, their limits, and the keys that name them."""

from collections.abc import Iterator, Mapping
from typing import Any

from builder.checks import descriptors, dimensions, repeated
from builder.language.text import MISSING
from builder.packages.descriptor import is_tabular
from builder.packages.judged import FIELD_TYPES, is_read
from builder.problem import Place, Problem


def faulty_schema(resource: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """What of a schema cannot be meant; `place` is the schema in its descriptor.

    That a table of a kind has no schema is told with every field of that kind.
    """
    if "schema" not in resource:
        if not resource.get("portal", {}).get("table"):
            yield Problem(code="property-missing", place=place)
        return
    match = resource["schema"].get("fieldsMatch", "exact")
    if match not in ("exact", ["exact"]):
        yield _invalid(place, "fieldsMatch", str(match), rule="const", expected="exact")
    fields = resource["schema"]["fields"]
    names = [field["name"] for field in fields]
    for number, field in enumerate(fields):
        where = f"fields[{number}]"
        if field["name"] in names[:number]:
            yield Problem(
                code="duplicate-header",
                place=_part(place, where),
                value=field["name"],
                details={"missing": MISSING},
            )
        if field.get("type", "any") not in FIELD_TYPES:
            known = ", ".join(sorted(FIELD_TYPES))
            yield _invalid(place, f"{where}.type", field["type"], rule="enum", expected=known)
    yield from descriptors.endless_patterns(fields, place)
    yield from descriptors.wrong_types(fields, place)
    yield from dimensions.faulty_dimensions(fields, place)
    yield from _foreign_limits(fields, place)
    yield from descriptors.incomplete_patterns(fields, place)
    yield from descriptors.contradictory_limits(fields, place)
    yield from descriptors.doubtful_booleans(fields, place)
    yield from repeated.repeated_values(resource["schema"], place)
    yield from _lost_key(resource["schema"], set(names), place)


_LIMITS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def _foreign_limits(fields: list[Mapping[str, Any]], place: Place) -> Iterator[Problem]:
    """Limits and allowed values that are no value of their field: a day `soon`, a number `a`."""
    for number, field in enumerate(fields):
        kind, limits = field.get("type", "any"), field.get("constraints") or {}
        listed = limits.get("enum")
        values = {
            **{name: limits[name] for name in _LIMITS if name in limits},
            **{
                f"enum[{position}]": value
                for position, value in enumerate(listed if isinstance(listed, list) else ())
            },
        }
        for name, value in values.items():
            is_told = kind in ("number", "integer") and name in ("minimum", "maximum")
            if kind in FIELD_TYPES and not is_told and not is_read(field, value):
                where = f"fields[{number}].constraints.{name}"
                yield _invalid(place, where, str(value), rule="value", expected=kind)


def _lost_key(schema: Mapping[str, Any], names: set[str], place: Place) -> Iterator[Problem]:
    """Keys that name a field which the schema does not have."""
    primary = schema.get("primaryKey", [])
    keys = {"primaryKey": [primary] if isinstance(primary, str) else primary}
    keys |= {f"uniqueKeys[{n}]": key for n, key in enumerate(schema.get("uniqueKeys", []))}
    for where, key in keys.items():
        for name in (name for name in key if name not in names):
            known = ", ".join(sorted(names))
            yield _invalid(place, where, str(name), rule="enum", expected=known)


def broken_foreign_keys(
    descriptor: Mapping[str, Any], position: int, place: Place
) -> Iterator[Problem]:
    """Foreign keys to a resource or field that is not there, or of other fields than their own."""
    resource = descriptor["resources"][position]
    tables = {"": resource} | {
        other["name"]: other for other in descriptor["resources"] if is_tabular(other)
    }
    for number, key in enumerate(resource.get("schema", {}).get("foreignKeys", ())):
        where, reference = f"foreignKeys[{number}]", key["reference"]
        target = reference.get("resource", "")
        if target not in tables:
            known = ", ".join(filter(None, tables))
            name = f"{where}.reference.resource"
            yield _invalid(place, name, target, rule="enum", expected=known)
            continue
        own, others = _names(key["fields"]), _names(reference["fields"])
        yield from _lost_fields(own, resource, place, f"{where}.fields")
        yield from _lost_fields(others, tables[target], place, f"{where}.reference.fields")
        if len(own) != len(others):
            name = f"{where}.reference.fields"
            expected = ", ".join(own)
            yield _invalid(place, name, ", ".join(others), rule="as-many", expected=expected)


def _lost_fields(
    names: list[str], resource: Mapping[str, Any], place: Place, where: str
) -> Iterator[Problem]:
    schema = resource.get("schema")
    fields = schema.get("fields", ()) if isinstance(schema, dict) else ()
    known = [field["name"] for field in fields]
    for name in names:
        if known and name not in known:
            yield _invalid(place, where, name, rule="enum", expected=", ".join(known))


def _names(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else fields


def _part(place: Place, name: str) -> Place:
    return Place(file=place.file, field=f"{place.field}.{name}")


def _invalid(place: Place, name: str, value: str, *, rule: str, expected: str) -> Problem:
    details = {"rule": rule, "expected": expected}
    where = _part(place, name)
    return Problem(code="property-invalid", place=where, value=value[:200], details=details)
