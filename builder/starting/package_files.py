"""A new package as the files of its folder."""

import csv
import datetime
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.language.catalogues import known_languages
from builder.language.words import words
from builder.packages.arrangement import WRITTEN_IN, arranged
from builder.packages.read import DESCRIPTOR
from builder.packages.schemas import with_schema
from builder.starting.examples import NewPackage, NewTable, Row, Texts

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_DIALECT = {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The portal that a package is written for."""

    languages: Sequence[str]
    """Those in which the package is written, the first of them in the standard properties."""
    publisher: str
    spatial: str
    day: datetime.date


def package_files(package: NewPackage, home: Home, schemas: Mapping[str, Any]) -> dict[str, str]:
    """Every file of a package by its slash path in the portal.

    `schemas` holds the table schemas in the portal's languages.
    """
    languages = home.languages
    folder = f"datasets/{package.id}"
    descriptor = arranged(_descriptor(package, home), languages)
    resources = [
        with_schema(dict(resource), schemas, languages) for resource in descriptor["resources"]
    ]
    files = {f"{folder}/{DESCRIPTOR}": _json({**descriptor, "resources": resources})}
    for table, resource in zip(package.tables, resources, strict=True):
        names = [field["name"] for field in resource["schema"]["fields"]]
        files[f"{folder}/{resource['path']}"] = _csv(names, table.rows)
    for language in languages:
        text = f"{_said(package.description, language)}\n"
        files[f"{folder}/README.{language}.md"] = text
    notes = [f"### {name}\n\n- {_first_version(name)}\n" for name in languages]
    files[f"{folder}/CHANGELOG.md"] = f"## 1.0.0 - {home.day.isoformat()}\n\n" + "\n".join(notes)
    return files


def further_table(
    descriptor: Mapping[str, Any],
    table: NewTable,
    languages: Sequence[str],
    schemas: Mapping[str, Any],
) -> tuple[str, str, str]:
    """The descriptor of a package with one table more; path and text of that table's file."""
    resource = with_schema(dict(arranged(_resource(table), languages)), schemas, languages)
    names = [field["name"] for field in resource["schema"]["fields"]]
    resources = [*descriptor["resources"], resource]
    return _json({**descriptor, "resources": resources}), resource["path"], _csv(names, table.rows)


def _first_version(language: str) -> str:
    spoken = language if language in known_languages() else WRITTEN_IN[-1]
    return words(spoken)("new.first_version")


def _said(texts: Texts, language: str) -> str:
    return texts.get(language) or texts.get(WRITTEN_IN[-1]) or next(iter(texts.values()))


def _written(name: str, texts: Texts) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """A text as the generator writes them: Vietnamese as property, the others under `portal`."""
    own = WRITTEN_IN[0]
    others = {language: text for language, text in texts.items() if language != own}
    return {name: _said(texts, own)}, {name: others} if others else {}


def _descriptor(package: NewPackage, home: Home) -> dict[str, Any]:
    day = home.day.isoformat()
    title, titles = _written("title", package.title)
    description, descriptions = _written("description", package.description)
    keywords = {language: [text] for language, text in titles.get("title", {}).items()}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": package.id,
        **title,
        **description,
        "version": "1.0.0",
        "created": f"{day}T00:00:00Z",
        "keywords": [title["title"]],
        "licenses": [package.licence or LICENCE],
        **({"languages": list(home.languages)} if package.awaits else {}),
        "portal": {
            "kind": package.kind,
            **titles,
            **descriptions,
            **({"keywords": keywords} if keywords else {}),
            "publisher": home.publisher,
            "topics": list(package.topics),
            **({"sources": list(package.sources)} if package.sources else {}),
            "frequency": package.frequency,
            "spatial": home.spatial,
            "issued": day,
            "modified": day,
            **({"charts": _charts(package, home.languages)} if package.charts else {}),
        },
        "resources": [_resource(table) for table in package.tables],
    }


def _charts(package: NewPackage, languages: Sequence[str]) -> list[Mapping[str, Any]]:
    return [
        {**chart, "title": {name: _said(chart["title"], name) for name in languages}}
        for chart in package.charts
    ]


def _resource(table: NewTable) -> dict[str, Any]:
    title, titles = _written("title", table.title)
    resource: dict[str, Any] = {
        "name": table.name,
        "type": "table",
        "path": f"data/{table.name}.csv",
        **title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "portal": titles,
    }
    if table.kind:
        resource["portal"]["table"] = table.kind
    if table.fields:
        key = {"primaryKey": list(table.key)} if table.key else {}
        resource["schema"] = {"fields": [dict(field) for field in table.fields], **key}
    return resource


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _csv(names: Sequence[str], rows: Sequence[Row]) -> str:
    """Rows with the columns named; a language that a row does not speak has the English."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    places = {name: place for place, name in enumerate(names)}
    used = {name for row in rows for name in row}
    english = {name: f"{name.rpartition('_')[0]}_en" for name in names}
    spare = {name: other for name, other in english.items() if other in used and other != name}
    for row in rows:
        cells: list[object] = [""] * len(names)  # most columns of a wide table are empty in a row
        for name, cell in row.items():
            if (place := places.get(name)) is not None:
                cells[place] = cell
        for name, other in spare.items():
            if name not in row:
                cells[places[name]] = row.get(other, "")
        writer.writerow(cells)
    return stream.getvalue()
