"""A package folder as it lies → one that the checks read: its descriptor and its tables plain."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from builder.language.encodings import decoded
from builder.packages.json_text import json_text
from builder.packages.list_fields import read_resource
from builder.packages.read import DESCRIPTOR, SourcePackage, spoken_languages
from builder.packages.shapes.files import parsed_object
from builder.packages.shapes.grids import UnreadableError
from builder.packages.shapes.metadata import adopted_descriptor, is_adopted
from builder.packages.shapes.resources import plain_resource
from builder.packages.shapes.tables import Opened
from builder.packages.strict_json import parse_json, written_json
from builder.problem import Place, Problem, Severity
from builder.settings import Settings

YAML = ("datapackage.yaml", "datapackage.yml")
"""Other names of a descriptor, which is then YAML."""


def plain_package(source: SourcePackage, settings: Settings) -> SourcePackage:
    """The package as the portal reads it; the same one if it is in that shape already."""
    source = _with_json(source)
    descriptor = _descriptor(source)
    if descriptor is None:
        return source
    problems: list[Problem] = []
    adopted = is_adopted(descriptor)
    if adopted:
        descriptor, problems = _adopted(descriptor, source, settings)
    opened = [
        plain_resource(read_resource(resource), position, source, is_adopted=adopted)
        for position, resource in enumerate(descriptor["resources"])
    ]
    found = {**descriptor, "resources": [part.resource for part in opened]}
    if adopted:
        source = _with_readme(source, found, _language(found, settings))
    else:
        source = replace(source, spoken=spoken_languages(descriptor, settings.languages))
    if found == _descriptor(source) and not problems and not any(p.problems for p in opened):
        return source
    return _rewritten(source, found, opened, problems)


def _descriptor(source: SourcePackage) -> dict[str, Any] | None:
    """The descriptor, or None where its faults are told by who parses it."""
    try:
        raw = parse_json(source.files[DESCRIPTOR].decode("utf-8"))
    except (KeyError, ValueError, RecursionError):
        return None
    resources = raw.get("resources") if isinstance(raw, dict) else None
    is_read = isinstance(resources, list) and all(isinstance(part, dict) for part in resources)
    return raw if is_read else None


def _with_json(source: SourcePackage) -> SourcePackage:
    """The package with its YAML descriptor as JSON beside it."""
    name = next((name for name in YAML if name in source.files), None)
    if name is None or DESCRIPTOR in source.files:
        return source
    try:
        raw = parsed_object(source.files[name], name)
    except UnreadableError as error:
        place = Place(file=source.file(name))
        problem = Problem(code="format-differs", place=place, details={"format": str(error)})
        return replace(source, problems=(problem,))
    files = source.with_files({DESCRIPTOR: _json(raw)})
    return replace(source, files=files, origins={DESCRIPTOR: name})


def _json(raw: Mapping[str, Any]) -> bytes:
    return json_text(raw)


def _adopted(
    descriptor: Mapping[str, Any], source: SourcePackage, settings: Settings
) -> tuple[dict[str, Any], list[Problem]]:
    found, problems = adopted_descriptor(descriptor, source, settings)
    return found, list(problems)


def _language(descriptor: Mapping[str, Any], settings: Settings) -> str:
    """The language of a package: the first of its `languages` that the site has, or the default."""
    named = spoken_languages(descriptor, settings.languages)
    return next(iter(named), settings.defaults.language or settings.languages[0])


def _with_readme(
    source: SourcePackage, descriptor: Mapping[str, Any], language: str
) -> SourcePackage:
    """The package with the README of its language: the one that it has, or its description."""
    own = next((path for path in source.files if path.lower() in _README), None)
    read = decoded(source.files[own]) if own else None
    text = read.text if read else str(descriptor.get("description"))
    files = {path: content for path, content in source.files.items() if path != own}
    files.setdefault(f"README.{language}.md", text.encode())
    readmes = {
        path: _readme(content)
        for path, content in files.items()
        if path.startswith("README.") and path.endswith(".md")
    }
    return replace(source, files={**files, **readmes}, large={}, language=language, is_adopted=True)


_README = ("readme.md", "readme.txt", "readme")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?!https?://|mailto:|#)[^)]*\)")


def _readme(content: bytes) -> bytes:
    """A README without pictures and without links to files that stay where it was written."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    bare = _LINK.sub(r"\1", _PICTURE.sub(r"\1", text))
    return ("\n".join(bare.splitlines()) + "\n").encode()


def _rewritten(
    source: SourcePackage,
    descriptor: Mapping[str, Any],
    opened: list[Opened],
    problems: list[Problem],
) -> SourcePackage:
    anew = {part.resource["path"]: part for part in opened if part.content is not None}
    tables = {path: part.content for path, part in anew.items() if part.content is not None}
    return replace(
        source,
        files=source.with_files({**tables, DESCRIPTOR: _json(descriptor)}),
        large={path: file for path, file in source.large.items() if path not in tables},
        tables=tables,
        origins={
            **source.origins,
            **{path: part.origin for path, part in anew.items() if part.origin},
        },
        parts={
            f"resources[{position}].{name}": path
            for position, part in enumerate(opened)
            for name, path in part.parts.items()
        },
        rows={path: part.rows for path, part in anew.items() if part.rows},
        problems=(*problems, *(problem for part in opened for problem in part.problems)),
    )


def loosened(source: SourcePackage, lost: Iterable[Problem]) -> SourcePackage:
    """An adopted package whose columns that a type would alter are texts: `008` stays as it is.

    `lost` are the problems of such columns, by file and field.
    """
    descriptor = written_json(source.files[DESCRIPTOR])
    columns = {(problem.place.file, problem.place.field): problem for problem in lost}
    told = []
    for position, resource in enumerate(descriptor["resources"]):
        file = source.file(str(resource["path"]))
        fields = resource.get("schema", {}).get("fields", [])
        for number, field in enumerate(fields):
            problem = columns.get((file, field["name"]))
            if problem is None:
                continue
            kept = {name: value for name, value in field.items() if name not in _OF_A_TYPE}
            fields[number] = {**kept, "type": "string"}
            place = Place(
                file=source.file(DESCRIPTOR),
                field=f"resources[{position}].schema.fields[{number}].type",
            )
            told.append(
                Problem(
                    code="type-loosened",
                    place=place,
                    value=problem.value,
                    details=problem.details,
                    severity=Severity.WARNING,
                )
            )
    return replace(
        source,
        files={**source.files, DESCRIPTOR: _json(descriptor)},
        problems=(*source.problems, *told),
    )


_OF_A_TYPE = ("format", "constraints", "decimalChar", "groupChar", "bareNumber")
"""Properties of a field that its type gives a meaning."""
