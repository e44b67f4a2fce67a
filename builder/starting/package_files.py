"""A new package as the files of its folder."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from builder.packages.arrangement import arranged
from builder.packages.read import DESCRIPTOR
from builder.packages.schemas import with_schema
from builder.starting.answers import Answers
from builder.starting.examples import NewPackage, NewTable, Row, Texts

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_DIALECT = {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True}


def package_files(
    package: NewPackage, answers: Answers, schemas: Mapping[str, Any]
) -> dict[str, str]:
    """Every file of a package by its slash path in the portal.

    `schemas` holds the table schemas in the portal's languages.
    """
    languages = answers.languages
    folder = f"datasets/{package.id}"
    descriptor = arranged(_descriptor(package, answers), languages)
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
    files[f"{folder}/CHANGELOG.md"] = f"## 1.0.0 - {answers.day.isoformat()}\n\n- 1.0.0\n"
    return files


def _said(texts: Texts, language: str) -> str:
    return texts.get(language, texts["en"])


def _descriptor(package: NewPackage, answers: Answers) -> dict[str, Any]:
    day = answers.day.isoformat()
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": package.id,
        "title": package.title["vi"],
        "description": package.description["vi"],
        "version": "1.0.0",
        "created": f"{day}T00:00:00Z",
        "keywords": [package.title["vi"]],
        "licenses": [LICENCE],
        "portal": {
            "kind": package.kind,
            "title": {"en": package.title["en"]},
            "description": {"en": package.description["en"]},
            "keywords": {"en": [package.title["en"]]},
            "publisher": answers.body_id,
            "topics": list(package.topics),
            "frequency": package.frequency,
            "spatial": "VNM",
            "issued": day,
            "modified": day,
            **({"charts": _charts(package, answers.languages)} if package.charts else {}),
        },
        "resources": [_resource(table) for table in package.tables],
    }


def _charts(package: NewPackage, languages: Sequence[str]) -> list[Mapping[str, Any]]:
    return [
        {**chart, "title": {name: _said(chart["title"], name) for name in languages}}
        for chart in package.charts
    ]


def _resource(table: NewTable) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": table.name,
        "type": "table",
        "path": f"data/{table.name}.csv",
        "title": table.title["vi"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "portal": {"title": {"en": table.title["en"]}},
    }
    if table.kind:
        resource["portal"]["table"] = table.kind
    else:
        resource["schema"] = {"fields": [dict(field) for field in table.fields]}
    return resource


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _csv(names: Sequence[str], rows: Sequence[Row]) -> str:
    """Rows with the columns named; a language that a row does not speak has the English."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        spare = (f"{name.rpartition('_')[0]}_en" for name in names)
        pairs = zip(names, spare, strict=True)
        writer.writerow([row.get(name, row.get(other, "")) for name, other in pairs])
    return stream.getvalue()
