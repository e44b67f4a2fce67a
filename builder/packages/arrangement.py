"""The generator's own descriptors and table schemas, put in the languages of a portal.

They are written in Vietnamese, with English in `portal`. In another portal its first language
stands in the standard property; a language that they do not speak has the English.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WRITTEN_IN = ("vi", "en")
"""Languages of the generator's own texts, the one of the standard properties first."""

_TEXTS = ("title", "description", "keywords")


def arranged(raw: Mapping[str, Any], languages: Sequence[str]) -> Mapping[str, Any]:
    """A descriptor, resource or table schema with its texts and twin fields in the languages."""
    if tuple(languages) == WRITTEN_IN:
        return raw
    found = _arranged_texts(raw, languages)
    if "fields" in found:
        fields = _fields(found["fields"], languages)
        found["fields"] = [_arranged_texts(field, languages) for field in fields]
    if isinstance(found.get("schema"), Mapping):
        found["schema"] = arranged(found["schema"], languages)
    if "resources" in found:
        found["resources"] = [arranged(resource, languages) for resource in found["resources"]]
    return found


def spoken_by(
    canonical: Mapping[str, Any], schema: Mapping[str, Any] | None, required: Sequence[str]
) -> Mapping[str, Any]:
    """A table schema of the portal without what the schema of a package may wait for.

    In a language that is not required a twin field and a title may be missing, and a cell empty.
    The dimensions of the package's own belong to the key.
    """
    names = {field["name"] for field in canonical["fields"]}
    own = {field.get("name"): field for field in (schema or {}).get("fields", ())}
    kept = []
    for field in canonical["fields"]:
        stem, _, language = field["name"].rpartition("_")
        told = _told_by(field, own.get(field["name"], {}), required)
        if language in required or f"{stem}_{required[0]}" not in names:
            kept.append(told)
        elif field["name"] in own:
            kept.append(told if own[field["name"]] == told else _may_be_empty(told))
    key = [name for name, field in own.items() if name and name not in names and _divides(field)]
    if key and "primaryKey" in canonical:
        return {**canonical, "fields": kept, "primaryKey": [*canonical["primaryKey"], *key]}
    return {**canonical, "fields": kept}


def _divides(field: Mapping[str, Any]) -> bool:
    """True for a dimension: it tells one row of its table from another."""
    return "dimension" in field.get("portal", {})


def _told_by(
    field: Mapping[str, Any], own: Mapping[str, Any], required: Sequence[str]
) -> Mapping[str, Any]:
    """A field without titles in further languages that the package's own does not have."""
    if "portal" not in field:
        return field
    said = own.get("portal", {})
    portal = dict(field["portal"])
    for name in (name for name in _TEXTS if name in portal):
        spoken = (*required, *said.get(name, ()))
        portal[name] = {
            language: text for language, text in portal[name].items() if language in spoken
        }
    rest = {name: value for name, value in field.items() if name != "portal"}
    portal = {name: value for name, value in portal.items() if value}
    return {**rest, "portal": portal} if portal or "portal" in own else rest


def _may_be_empty(field: Mapping[str, Any]) -> Mapping[str, Any]:
    constraints = field.get("constraints", {})
    limits = {name: limit for name, limit in constraints.items() if name != "required"}
    rest = {name: value for name, value in field.items() if name != "constraints"}
    return {**rest, "constraints": limits} if limits else rest


def _arranged_texts(raw: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    own, other = WRITTEN_IN
    first, *others = languages
    found, portal = dict(raw), dict(raw.get("portal", {}))
    for name in _TEXTS:
        if name in raw:
            texts = {own: raw[name], **portal.pop(name, {})}
            spare = texts.get(other, raw[name])
            found[name] = texts.get(first, spare)
            if others:
                portal[name] = {language: texts.get(language, spare) for language in others}
    if "portal" in raw:
        found["portal"] = portal
    return found


def _fields(
    fields: Sequence[Mapping[str, Any]], languages: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    """The fields, each pair of twins replaced by one field a language."""
    own, other = WRITTEN_IN
    names = {field["name"]: field for field in fields}
    for field in fields:
        stem, _, language = field["name"].rpartition("_")
        if language == other and f"{stem}_{own}" in names:
            continue
        twin = names.get(f"{stem}_{other}") if language == own else None
        if twin is None:
            yield field
            continue
        written = {own: field, other: twin}
        for name in languages:
            yield {**written.get(name, twin), "name": f"{stem}_{name}"}
