"""The state of a package at one time, read without judging it: what two versions are compared by.

An earlier version may break rules of today; its cells are texts, its faults nobody's business.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from builder.history import Names
from builder.large_file import whole
from builder.model import Package
from builder.packages.read import DESCRIPTOR

_TEXTS = ("title", "description", "keywords", "licenses", "sources", "contributors")
"""Properties of a descriptor that readers see, beside those under `portal`."""

_NAMES = ("short_name", "name", "title", "term", "member", "heading", "statement")
"""Beginnings of columns that say what a row is called, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column as its schema describes it."""

    name: str
    title: Names
    type: str
    references: tuple[str, ...] = ()
    """Tables that its cells point to, such as `organisations/organisations/organisation_id`."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What its categories are called, where the schema says it."""
    whole: str = ""
    """The code of a dimension that stands for all of its categories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """The rows of a table by their key."""

    name: str
    kind: str
    """What `portal.table` says; empty for an ordinary table."""
    title: Names
    columns: Mapping[str, Column]
    key: tuple[str, ...]
    """Empty where the table has no primary key: the whole row then stands for it."""
    rows: Mapping[tuple[str, ...], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageState:
    """What a package was like at one time."""

    id: str
    version: str
    modified: str
    title: Names
    description: Names
    tables: Mapping[str, TableState]
    texts: Mapping[str, str]
    """What else readers see, by the name of the property or file."""
    changelog: str


def package_files(package: Package) -> dict[str, bytes]:
    """The files of a package that passed every check, as its folder holds them."""
    descriptor = json.dumps({**package.descriptor}, ensure_ascii=False, indent=2) + "\n"
    files = {DESCRIPTOR: descriptor.encode()}
    files |= {resource.path: whole(resource.content) for resource in package.resources}
    if package.readme:
        files |= {f"README.{name}.md": text.encode() for name, text in package.readme.items()}
    if package.changelog:
        files["CHANGELOG.md"] = package.changelog.encode()
    return files


def package_state(files: Mapping[str, bytes], languages: Sequence[str]) -> PackageState | None:
    """The state of the files of a package; None where the descriptor cannot be read."""
    try:
        raw = json.loads(files[DESCRIPTOR].decode("utf-8-sig"))
    except (KeyError, ValueError, RecursionError):
        return None
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str):
        return None
    portal = _mapping(raw.get("portal"))
    readmes = {
        name: _decoded(content) for name, content in files.items() if name.startswith("README")
    }
    return PackageState(
        id=raw["name"],
        version=str(raw.get("version", "")),
        modified=str(portal.get("modified", "")),
        title=names(raw, "title", languages),
        description=names(raw, "description", languages),
        tables={table.name: table for table in _tables(raw, files, languages)},
        texts={**_texts(raw, portal), **readmes},
        changelog=_decoded(files.get("CHANGELOG.md", b"")),
    )


def names(raw: Mapping[str, Any], name: str, languages: Sequence[str]) -> Names:
    """A text of a descriptor by language: the first stands in the property, others in `portal`."""
    first, *others = languages
    translated = _mapping(_mapping(raw.get("portal")).get(name))
    said = {first: raw.get(name), **{language: translated.get(language) for language in others}}
    return {language: text for language, text in said.items() if isinstance(text, str) and text}


def row_names(row: Mapping[str, str], languages: Sequence[str]) -> Names:
    """What people call a row, from its own columns."""
    for stem in _NAMES:
        found = {
            language: row[f"{stem}_{language}"]
            for language in languages
            if row.get(f"{stem}_{language}")
        }
        if found:
            return found
    plain = next((row[stem] for stem in _NAMES if row.get(stem)), "")
    return dict.fromkeys(languages, plain) if plain else {}


def _texts(raw: Mapping[str, Any], portal: Mapping[str, Any]) -> dict[str, str]:
    told = {name: raw[name] for name in _TEXTS if name in raw}
    told |= {f"portal.{name}": value for name, value in portal.items() if name != "modified"}
    for resource in raw.get("resources") or ():
        told[f"resources.{_mapping(resource).get('name')}"] = _described(_mapping(resource))
    return {name: json.dumps(value, ensure_ascii=False) for name, value in told.items()}


def _described(resource: Mapping[str, Any]) -> list[object]:
    """What a table says of itself, and of its columns where no kind of table says it for them."""
    portal = _mapping(resource.get("portal"))
    own = [resource.get("title"), resource.get("description")]
    own += [portal.get("title"), portal.get("description")]
    fields = _mapping(resource.get("schema")).get("fields")
    if portal.get("table") or not isinstance(fields, list):
        return own
    return own + [
        [field.get("title"), field.get("description"), field.get("portal")]
        for field in fields
        if isinstance(field, dict)
    ]


def _tables(
    raw: Mapping[str, Any], files: Mapping[str, bytes], languages: Sequence[str]
) -> Iterator[TableState]:
    for resource in raw.get("resources") or ():
        schema = _mapping(_mapping(resource).get("schema"))
        content = files.get(str(_mapping(resource).get("path", "")))
        if content is None or not schema.get("fields"):
            continue
        keyed = schema.get("primaryKey", ())
        key = (keyed,) if isinstance(keyed, str) else tuple(keyed)
        header, rows = _rows(content, str(_mapping(resource.get("dialect")).get("delimiter", ",")))
        described = {str(field.get("name")): field for field in schema["fields"]}
        yield TableState(
            name=str(resource.get("name")),
            kind=str(_mapping(resource.get("portal")).get("table", "")),
            title=names(resource, "title", languages),
            columns={name: _column(name, described.get(name, {}), languages) for name in header},
            key=key,
            rows={tuple(row.get(name, "") for name in key or header): row for row in rows},
        )


def _column(name: str, raw: Mapping[str, Any], languages: Sequence[str]) -> Column:
    portal = _mapping(raw.get("portal"))
    dimension = _mapping(portal.get("dimension"))
    also = dimension.get("also")
    targets = (portal.get("references"), *(also if isinstance(also, list) else ()))
    categories = raw.get("categories")
    return Column(
        name=name,
        title=names(raw, "title", languages),
        type=str(raw.get("type", "string")),
        references=tuple(target for target in targets if isinstance(target, str)),
        labels={
            str(part["value"]): str(part["label"])
            for part in (categories if isinstance(categories, list) else ())
            if isinstance(part, dict) and "value" in part and part.get("label")
        },
        whole=str(dimension.get("total") or ""),
    )


def _rows(content: bytes, delimiter: str) -> tuple[list[str], list[dict[str, str]]]:
    text = io.StringIO(_decoded(content), newline="")
    lines = [line for line in csv.reader(text, delimiter=delimiter) if line]
    header, *rows = lines or [[]]
    return header, [dict(zip(header, row, strict=False)) for row in rows]


def _decoded(content: bytes) -> str:
    return content.decode("utf-8-sig", errors="replace")


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
