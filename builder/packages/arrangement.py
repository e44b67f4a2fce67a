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
