"""A descriptor as JSON ⇄ the model: a Package or its Problems, never half of one."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, cast

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from builder.language.text import Localised
from builder.model import (
    Breakdown,
    ChartRequest,
    Field,
    Kind,
    Licence,
    Package,
    Resource,
    Schema,
    Table,
)
from builder.packages.examples import example
from builder.packages.missing import missing_reasons
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.strict_json import json_object
from builder.problem import BuildError, Place, Problem
from builder.vocabulary import LICENCES

TABULAR_FORMATS = ("csv", "tsv")
"""Formats that are read as tables; any other file is offered as it is."""


def resource_format(resource: Mapping[str, Any]) -> str:
    """Format of a resource: its `format`, or the ending of its path."""
    declared = resource.get("format")
    if isinstance(declared, str) and declared:
        return declared.lower()
    return PurePosixPath(str(resource.get("path", ""))).suffix.removeprefix(".").lower()


def is_tabular(resource: Mapping[str, Any]) -> bool:
    """True if the resource is read as a table."""
    return resource_format(resource) in TABULAR_FORMATS


def parse_descriptor(source: SourcePackage) -> dict[str, Any]:
    """The descriptor of a package as a dict.

    Raises: BuildError if there is none or it is no JSON object.
    """
    place = Place(file=source.file(DESCRIPTOR))
    if DESCRIPTOR not in source.files:
        raise BuildError([Problem(code="descriptor-missing", place=place)])
    return json_object(source.files[DESCRIPTOR], place)


def wrong_property(
    descriptor: Mapping[str, Any], profile: Mapping[str, Any], source: SourcePackage
) -> Iterator[Problem]:
    """Properties that the portal profile asks for and that are missing or malformed."""
    file = source.file(DESCRIPTOR)
    told: dict[Place, Problem] = {}
    errors = _validator(json.dumps(profile)).iter_errors(descriptor)
    for error in sorted(errors, key=lambda error: error.json_path):
        for problem in _property_problems(error, file):
            told.setdefault(problem.place, problem)
    yield from told.values()
    place = Place(file=file, field="name")
    if place not in told and descriptor["name"] != source.id:
        details = {"folder": source.id}
        yield Problem(
            code="id-not-folder", place=place, value=str(descriptor["name"]), details=details
        )


def missing_translation(
    descriptor: Mapping[str, Any], source: SourcePackage, languages: Sequence[str]
) -> Iterator[Problem]:
    """Titles and descriptions that lack a language of the site."""
    file = source.file(DESCRIPTOR)
    further = languages[1:]
    portal = descriptor["portal"]
    for name in ("title", "description", "keywords"):
        for language in further:
            if not portal.get(name, {}).get(language):
                place = Place(file=file, field=f"portal.{name}.{language}")
                yield Problem(code="language-missing", place=place, details={"twin": name})
    for position, resource in enumerate(descriptor["resources"]):
        yield from _resource_translation(resource, f"resources[{position}]", file, further)
    yield from _chart_translation(portal.get("charts", ()), file, languages)


def _chart_translation(
    charts: Sequence[Mapping[str, Any]], file: str, languages: Sequence[str]
) -> Iterator[Problem]:
    for position, chart in enumerate(charts):
        for name in ("title", "unit"):
            for language in languages if name in chart else ():
                if not chart[name].get(language):
                    place = Place(file=file, field=f"portal.charts[{position}].{name}.{language}")
                    yield Problem(code="language-missing", place=place, details={"twin": name})


def _resource_translation(
    resource: Mapping[str, Any], path: str, file: str, further: Sequence[str]
) -> Iterator[Problem]:
    schema = resource.get("schema")
    fields = schema.get("fields", []) if isinstance(schema, dict) else []
    parts = [(f"{path}.schema.fields[{number}]", field) for number, field in enumerate(fields)]
    for where, part in [(path, resource), *parts]:
        for name in ("title", "description"):
            for language in further:
                if part.get(name) and not part.get("portal", {}).get(name, {}).get(language):
                    place = Place(file=file, field=f"{where}.portal.{name}.{language}")
                    yield Problem(code="language-missing", place=place, details={"twin": name})


@lru_cache(maxsize=4)
def _validator(profile: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(profile), format_checker=FormatChecker())


def _property_problems(error: ValidationError, file: str) -> Iterator[Problem]:
    path = error.json_path.removeprefix("$").removeprefix(".")
    if error.validator == "required":
        instance = cast(dict[str, Any], error.instance)
        missing = sorted(set(cast(list[str], error.validator_value)) - set(instance))
        for name in missing:
            place = Place(file=file, field=f"{path}.{name}".removeprefix("."))
            yield Problem(code="property-missing", place=place)
        return
    if error.validator == "additionalProperties":
        schema = error.schema
        known = schema["properties"] if isinstance(schema, Mapping) else {}
        for name in sorted(set(cast(dict[str, Any], error.instance)) - set(known)):
            place = Place(file=file, field=f"{path}.{name}".removeprefix("."))
            details = {"known": ", ".join(known)}
            yield Problem(code="property-unknown", place=place, value=name, details=details)
        return
    value = json.dumps(error.instance, ensure_ascii=False)
    details = _rule(error)
    yield Problem(
        code="property-invalid",
        place=Place(file=file, field=path or None),
        value=value[:200],
        details=details,
    )


_WRITTEN_LIKE = {"date": "2026-11-21", "uri": "https://data.example/"}


def _rule(error: ValidationError) -> dict[str, str]:
    """The rule that a property breaks and what it asks for; a pattern is told by an example."""
    rule, asked = str(error.validator), error.validator_value
    if rule == "pattern":
        examples = error.schema.get("examples") if isinstance(error.schema, Mapping) else None
        return {"rule": "like", "expected": str(examples[0] if examples else example(str(asked)))}
    if rule == "format":
        known = _WRITTEN_LIKE.get(str(asked))
        return {"rule": "like" if known else "regex", "expected": known or ""}
    if isinstance(asked, list):
        return {"rule": rule, "expected": ", ".join(map(str, asked))}
    return {"rule": rule, "expected": json.dumps(asked, ensure_ascii=False).strip('"')}


def parse_schema(raw: Mapping[str, Any], languages: Sequence[str]) -> Schema:
    """The Table Schema of a resource; titles fall back to the field's name."""
    key = raw.get("primaryKey", [])
    return Schema(
        fields=tuple(
            _field({"missingValues": raw.get("missingValues"), **field}, languages)
            for field in raw.get("fields", [])
        ),
        primary_key=(key,) if isinstance(key, str) else tuple(key),
        unique_keys=tuple(tuple(key) for key in raw.get("uniqueKeys", [])),
    )


def _labels(values: object) -> dict[str, str]:
    """The label of each value that has one."""
    return {
        str(part["value"]): str(part["label"])
        for part in (values if isinstance(values, list) else ())
        if isinstance(part, dict) and part.get("label") and "value" in part
    }


def _field(raw: Mapping[str, Any], languages: Sequence[str]) -> Field:
    constraints = raw.get("constraints", {})
    return Field(
        name=str(raw["name"]),
        type=str(raw.get("type", "any")),
        title=_localised(raw, "title", languages)
        or Localised(dict.fromkeys(languages, raw["name"])),
        description=_localised(raw, "description", languages),
        required=bool(constraints.get("required")),
        labels=_labels(raw.get("categories")),
        missing=_labels(raw.get("missingValues")),
        categories=tuple(
            str(category["value"] if isinstance(category, dict) else category)
            for category in raw.get("categories", [])
        ),
        references=raw.get("portal", {}).get("references"),
        reading=raw.get("portal", {}).get("reading"),
        breakdown=_breakdown(raw.get("portal", {}).get("dimension")),
    )


def _breakdown(raw: Mapping[str, Any] | None) -> Breakdown | None:
    if raw is None:
        return None
    return Breakdown(
        additive=raw.get("additive", False),
        total=raw.get("total"),
        also=tuple(raw.get("also", ())),
    )


def _localised(raw: Mapping[str, Any], name: str, languages: Sequence[str]) -> Localised | None:
    """The first language stands in the standard property, the others in `portal`."""
    first = raw.get(name)
    if not first:
        return None
    others = raw.get("portal", {}).get(name, {})
    return _translated({**others, languages[0]: first}, languages)


def _translated(texts: Mapping[str, str], languages: Sequence[str]) -> Localised:
    """A text in the languages it has; one that `missing_translation` tells may be missing."""
    return Localised({language: texts[language] for language in languages if texts.get(language)})


def parse_package(
    descriptor: Mapping[str, Any],
    source: SourcePackage,
    tables: Mapping[str, Table],
    languages: Sequence[str],
) -> Package:
    """The package of a descriptor that passed its checks, with its typed tables."""
    portal = descriptor["portal"]
    title, description = (
        _localised(descriptor, name, languages) for name in ("title", "description")
    )
    assert title is not None
    assert description is not None
    temporal = portal.get("temporal")
    return Package(
        id=source.id,
        kind=Kind(portal["kind"]),
        title=title,
        description=description,
        keywords=_keywords(descriptor, languages),
        version=descriptor["version"],
        licence=_licence(descriptor),
        publisher=portal["publisher"],
        creator=portal.get("creator"),
        topics=tuple(portal["topics"]),
        frequency=portal["frequency"],
        temporal=(_date(temporal["start"]), _date(temporal["end"])) if temporal else None,
        spatial=portal["spatial"],
        sources=tuple(portal.get("sources", ())),
        source_notes=tuple(
            (source["title"], source.get("path")) for source in descriptor.get("sources", ())
        ),
        series=portal.get("series"),
        issued=_date(portal["issued"]),
        modified=_date(portal["modified"]),
        readme=_translated(
            {
                language: source.files.get(f"README.{language}.md", b"").decode("utf-8")
                for language in languages
            },
            languages,
        ),
        changelog=source.files["CHANGELOG.md"].decode("utf-8")
        if "CHANGELOG.md" in source.files
        else None,
        charts=tuple(_chart(chart, languages) for chart in portal.get("charts", ())),
        resources=tuple(
            _resource(resource, source, tables, languages) for resource in descriptor["resources"]
        ),
        descriptor=descriptor,
    )


def _date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _keywords(
    descriptor: Mapping[str, Any], languages: Sequence[str]
) -> Mapping[str, tuple[str, ...]]:
    further = descriptor["portal"].get("keywords", {})
    first = tuple(descriptor.get("keywords", ()))
    return {languages[0]: first} | {
        language: tuple(further[language]) for language in languages[1:] if further.get(language)
    }


def _licence(descriptor: Mapping[str, Any]) -> Licence:
    first = descriptor["licenses"][0]
    name = first["name"]
    url = LICENCES[name].url if name in LICENCES else first.get("path")
    return Licence(name=name, title=first.get("title", name), url=url)


def _chart(raw: Mapping[str, Any], languages: Sequence[str]) -> ChartRequest:
    return ChartRequest(
        mark=raw["mark"],
        resource=raw["resource"],
        x=raw["x"],
        y=raw.get("y"),
        series=raw.get("series"),
        title=_translated(raw["title"], languages),
        unit=_translated(raw["unit"], languages) if "unit" in raw else None,
    )


def _content(content: bytes, resource: Mapping[str, Any]) -> bytes:
    """A table's bytes with the line ends that the portal publishes; any other file as it is."""
    return content.replace(b"\r\n", b"\n") if is_tabular(resource) else content


def _boundaries(raw: Mapping[str, Any], source: SourcePackage) -> str | None:
    told: str | None = raw.get("portal", {}).get("boundaries")
    return f"{source.id}/{told[2:]}" if told and told.startswith("./") else told


def _resource(
    raw: Mapping[str, Any],
    source: SourcePackage,
    tables: Mapping[str, Table],
    languages: Sequence[str],
) -> Resource:
    title = _localised(raw, "title", languages)
    assert title is not None
    content = _content(source.files[raw["path"]], raw)
    return Resource(
        name=raw["name"],
        path=raw["path"],
        title=title,
        description=_localised(raw, "description", languages),
        table_kind=raw.get("portal", {}).get("table"),
        format=resource_format(raw),
        content=content,
        boundaries=_boundaries(raw, source),
        table=_explained(tables.get(raw["name"]), content, raw.get("dialect", {})),
    )


def _explained(table: Table | None, content: bytes, dialect: Mapping[str, Any]) -> Table | None:
    """A table that knows why its cells are missing, where its schema says it."""
    reasons = missing_reasons(table, content, dialect) if table else {}
    return replace(table, reasons=reasons) if table and reasons else table
