"""One package through all checks of its own: a Package, or every problem it has.

Pure but for frictionless, which reads the tables from the package's folder.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder import descriptor as parsing
from builder.checks import cells, language, structure, tables
from builder.frictionless_adapter import FIELD_TYPES, validated_tables
from builder.model import Package, Table
from builder.problem import BuildError, Place, Problem, has_errors
from builder.read import DESCRIPTOR, SourcePackage


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A package, or None with the problems that keep it back; warnings go with a package."""

    package: Package | None
    problems: tuple[Problem, ...]


def checked_package(
    source: SourcePackage, schemas: Mapping[str, Any], languages: Sequence[str]
) -> Checked:
    """A package folder judged by itself; references to other packages come later.

    `schemas` holds the JSON files of schemas/ by path.
    """
    try:
        descriptor = parsing.parse_descriptor(source)
    except BuildError as error:
        return Checked(package=None, problems=error.problems)
    problems = list(parsing.wrong_property(descriptor, schemas[parsing.PROFILE], source))
    if has_errors(problems):
        return Checked(package=None, problems=tuple(problems))
    problems += parsing.missing_translation(descriptor, source, languages)
    problems += parsing.faulty_readme(source, languages)
    problems += _descriptor_faults(descriptor, source, schemas)
    problems += _doubled_names(descriptor, source)
    problems += _chart_faults(descriptor, source)
    found, table_problems = _tables(descriptor, source, languages)
    problems += table_problems
    if has_errors(problems):
        return Checked(package=None, problems=tuple(problems))
    package = parsing.parse_package(descriptor, source, found, languages)
    return Checked(package=package, problems=tuple(problems))


def _descriptor_faults(
    descriptor: Mapping[str, Any], source: SourcePackage, schemas: Mapping[str, Any]
) -> Iterator[Problem]:
    for position, resource in enumerate(descriptor["resources"]):
        yield from structure.unreadable_resource(source, resource, position)
        place = Place(file=source.file(DESCRIPTOR), field=f"resources[{position}].schema")
        yield from _schema_faults(resource, place)
        kind = resource["portal"].get("table")
        if kind is None:
            continue
        canonical = schemas.get(f"tables/{kind}.schema.json")
        if canonical is None:
            known = sorted(name[7:-12] for name in schemas if name.startswith("tables/"))
            details = {"rule": "enum", "expected": ", ".join(known)}
            place = Place(file=place.file, field=f"resources[{position}].portal.table")
            yield Problem(code="property-invalid", place=place, value=kind, details=details)
        else:
            yield from tables.broken_contract(canonical, resource, place)


def _schema_faults(resource: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    if not structure.is_tabular(resource):
        return
    schema = resource.get("schema")
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
        yield Problem(code="schema-invalid", place=place, details={"reason": "fields"})
        return
    seen: set[str] = set()
    for number, field in enumerate(schema["fields"]):
        where = Place(file=place.file, field=f"{place.field}.fields[{number}]")
        if not isinstance(field, dict) or not field.get("name"):
            yield Problem(code="schema-invalid", place=where, details={"reason": "name"})
        elif field["name"] in seen:
            yield Problem(code="duplicate-header", place=where, value=field["name"])
        elif str(field.get("type", "any")) not in FIELD_TYPES:
            details = {"rule": "enum", "expected": ", ".join(sorted(FIELD_TYPES))}
            where = Place(file=place.file, field=f"{where.field}.type")
            yield Problem(
                code="property-invalid", place=where, value=str(field["type"]), details=details
            )
        seen.add(str(field.get("name")) if isinstance(field, dict) else "")
    yield from _key_faults(schema, seen, place)


def _key_faults(schema: Mapping[str, Any], names: set[str], place: Place) -> Iterator[Problem]:
    """Keys that name a field which the schema does not have."""
    primary = schema.get("primaryKey", [])
    keys = [[primary] if isinstance(primary, str) else primary, *schema.get("uniqueKeys", [])]
    for name in (name for key in keys for name in key if name not in names):
        details = {"missing": str(name), "table": ""}
        yield Problem(code="field-missing", place=place, value=str(name), details=details)


def _doubled_names(descriptor: Mapping[str, Any], source: SourcePackage) -> Iterator[Problem]:
    """Resources that share a name: their published files would overwrite each other."""
    names = [str(resource["name"]) for resource in descriptor["resources"]]
    for position, name in enumerate(names):
        if name in names[:position]:
            place = Place(file=source.file(DESCRIPTOR), field=f"resources[{position}].name")
            details = {"rule": "unique", "expected": ", ".join(names)}
            yield Problem(code="property-invalid", place=place, value=name, details=details)


def _chart_faults(descriptor: Mapping[str, Any], source: SourcePackage) -> Iterator[Problem]:
    """Charts that ask for a resource or field which is not there."""
    fields = {
        resource["name"]: [one.get("name") for one in resource.get("schema", {}).get("fields", [])]
        for resource in descriptor["resources"]
    }
    for number, request in enumerate(descriptor["portal"].get("charts", ())):
        path = f"portal.charts[{number}]"
        known = fields.get(request["resource"])
        if known is None:
            place = Place(file=source.file(DESCRIPTOR), field=f"{path}.resource")
            details = {"rule": "enum", "expected": ", ".join(fields)}
            yield Problem(
                code="property-invalid", place=place, value=request["resource"], details=details
            )
            continue
        for name in ("x", "y", "series"):
            if name in request and request[name] not in known:
                place = Place(file=source.file(DESCRIPTOR), field=f"{path}.{name}")
                details = {"rule": "enum", "expected": ", ".join(known)}
                yield Problem(
                    code="property-invalid", place=place, value=request[name], details=details
                )


def _tables(
    descriptor: Mapping[str, Any], source: SourcePackage, languages: Sequence[str]
) -> tuple[Mapping[str, Table], list[Problem]]:
    readable = [
        resource
        for position, resource in enumerate(descriptor["resources"])
        if structure.is_tabular(resource)
        and not has_errors(structure.unreadable_resource(source, resource, position))
        and not has_errors(_schema_faults(resource, Place(file="")))
    ]
    if not readable:
        return {}, []
    files = {resource["name"]: source.file(resource["path"]) for resource in readable}
    judged = validated_tables({**descriptor, "resources": readable}, source.folder, files)
    problems = list(judged.problems)
    found: dict[str, Table] = {}
    for resource in readable:
        name, file = resource["name"], files[resource["name"]]
        schema = parsing.parse_schema(resource["schema"], languages)
        rows = judged.rows.get(name, ())
        if any(problem.place.file == file and problem.place.row == 1 for problem in problems):
            continue
        if all(len(row) == len(schema.fields) for row in rows):
            problems += cells.faulty_text(schema, rows, file)
            problems += cells.misread_thousands(schema, rows, file)
            problems += tables.unknown_category(schema, rows, file)
            problems += tables.duplicate_unique_key(schema, rows, file)
            problems += tables.incomplete_key(schema, rows, file)
            problems += tables.not_a_number(schema, rows, file)
            problems += language.missing_language(schema, rows, file, tuple(languages))
            found[name] = Table(schema=schema, rows=rows)
    return found, problems
