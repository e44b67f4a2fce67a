"""A package from elsewhere that comes again: its new tables, with what people said of the old.

Texts and answers that somebody has confirmed stay, as do translations, charts, READMEs and the
history; the version rises where the tables differ and the package itself does not say a higher one.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from builder.packages.json_text import json_text
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.strict_json import written_json
from builder.stewarding.edits import with_entry
from builder.versions.numbers import next_version, parts_of

CHANGELOG = "CHANGELOG.md"

_ANEW = ("adopted", "assumed", "modified")
"""Properties of `portal` that say something of this arrival alone."""

_TEXTS = ("title", "description", "keywords")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """When a package comes again, and what its changelog says of that."""

    day: datetime.date
    note: str


def is_adopted(old: SourcePackage) -> bool:
    """True for a package that came from elsewhere: its tables were never edited here."""
    portal = _descriptor(old).get("portal")
    return isinstance(portal, dict) and bool(portal.get("adopted"))


def said_before(old: SourcePackage) -> dict[str, list[str]]:
    """What somebody has said of the package on the way in, or confirmed since."""
    raw = _descriptor(old)
    portal = raw["portal"]
    assumed = portal.get("assumed", ())
    said = {
        "publisher": [portal["publisher"]] if "portal.publisher" not in assumed else [],
        "topic": list(portal["topics"]) if "portal.topics" not in assumed else [],
        "frequency": [portal["frequency"]],
        "language": list(raw.get("languages", ()))[:1],
    }
    licence = raw["licenses"][0].get("name") if "licenses" not in assumed else None
    return {name: texts for name, texts in said.items() if texts} | (
        {"licence": [licence]} if licence else {}
    )


def replacing(new: SourcePackage, old: SourcePackage, release: Release) -> SourcePackage:
    """The new package as it will lie in place of the old."""
    raw, before = _descriptor(new), _descriptor(old)
    raw = _with_confirmed(raw, before)
    raw["portal"] = _merged_portal(raw["portal"], before["portal"])
    parts = {part["name"]: part for part in before["resources"]}
    raw["resources"] = [_with_words(part, parts.get(part["name"], {})) for part in raw["resources"]]
    kept = {path: old.files[path] for path in old.files if _is_of_people(path)}
    files = {**kept, **new.files}
    if _differ(new, old) and parts_of(str(raw["version"])) <= parts_of(str(before["version"])):
        raw["version"] = next_version(str(before["version"]), "minor")
        raw["portal"] = {**raw["portal"], "modified": release.day.isoformat()}
        entry = f"## {raw['version']} - {release.day.isoformat()}\n\n- {release.note}\n"
        files[CHANGELOG] = with_entry(files.get(CHANGELOG, b"").decode("utf-8"), entry).encode()
    elif not _differ(new, old):
        raw |= {name: before[name] for name in ("created", "version") if name in before}
        raw["portal"] = {**raw["portal"], "modified": before["portal"]["modified"]}
    return replace(new, files={**files, DESCRIPTOR: json_text(raw)})


def left_over(new: SourcePackage, old: SourcePackage) -> Sequence[str]:
    """Files of the old package that the new one no longer has."""
    return sorted(path for path in old.files if path not in new.files)


def _descriptor(source: SourcePackage) -> dict[str, Any]:
    raw = written_json(source.files.get(DESCRIPTOR, b"{}"))
    return raw if isinstance(raw, dict) else {}


def _is_of_people(path: str) -> bool:
    return path.startswith("README.") or path == CHANGELOG


def _differ(new: SourcePackage, old: SourcePackage) -> bool:
    """True if a file of data is another, or one comes or goes."""
    tables = [
        {path: content for path, content in source.files.items() if not _is_text_of(path)}
        for source in (new, old)
    ]
    return tables[0] != tables[1]


def _is_text_of(path: str) -> bool:
    return _is_of_people(path) or path == DESCRIPTOR


def _with_confirmed(raw: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Texts that are worked out anew, though somebody has put better ones in their place."""
    earlier = before["portal"].get("assumed", ())
    assumed = raw["portal"].get("assumed", ())
    kept = {name for name in assumed if name in before and name not in earlier}
    portal = {**raw["portal"], "assumed": [name for name in assumed if name not in kept]}
    if not portal["assumed"]:
        del portal["assumed"]
    return {**raw, **{name: before[name] for name in kept}, "portal": portal}


def _merged_portal(new: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """The portal's own properties: what the new ones say, else the old ones."""
    portal = {**{name: part for name, part in old.items() if name not in _ANEW}, **new}
    for name in _TEXTS:
        if name in old:
            portal[name] = {**old[name], **new.get(name, {})}
    return {**portal, "issued": old["issued"]}


def _with_words(new: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """A resource or field with the titles, descriptions and translations that it had."""
    found = {**{name: old[name] for name in (*_TEXTS, "portal") if name in old}, **new}
    fields = (new.get("schema") or {}).get("fields")
    if fields:
        known = {part["name"]: part for part in (old.get("schema") or {}).get("fields", ())}
        told = [_with_words(part, known.get(part["name"], {})) for part in fields]
        found["schema"] = {**new["schema"], "fields": told}
    return found
