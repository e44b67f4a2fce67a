"""A package from elsewhere as a folder of datasets/: plain tables, a descriptor that says all.

What only a person knows is taken from what was given, then from `[defaults]`, else it stands for
the time being as the portal's own and is named under `portal.assumed`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from builder.packages.json_text import json_text
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.packages.shapes.plain import plain_package
from builder.packages.strict_json import written_json
from builder.problem import Problem, has_errors
from builder.settings import Defaults, Settings

_KEPT = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "CHANGELOG.md")
"""Files beside the tables that go along."""

UNSTATED = "notspecified"
"""Name of a licence that nobody has stated, as CKAN has it."""


def with_answers(settings: Settings, given: Mapping[str, Sequence[str]], day: str) -> Settings:
    """The settings with what was given on the way in place of their defaults."""
    defaults = settings.defaults
    first = {name: texts[0] for name, texts in given.items() if texts}
    return replace(
        settings,
        defaults=Defaults(
            publisher=first.get("publisher") or defaults.publisher,
            topics=tuple(given.get("topic", ())) or defaults.topics,
            licence=first.get("licence") or defaults.licence,
            issued=defaults.issued or day,
            frequency=first.get("frequency") or defaults.frequency,
            spatial=defaults.spatial,
            language=first.get("language") or defaults.language,
        ),
    )


def adopted(
    source: SourcePackage, settings: Settings, spare: Mapping[str, Any]
) -> tuple[SourcePackage, tuple[Problem, ...]]:
    """The package as its folder will lie, and what keeps it from being read.

    `spare` holds what stands for `publisher`, `topics` and `licence` until somebody says better.
    """
    defaults = settings.defaults
    filled = replace(
        defaults,
        publisher=defaults.publisher or spare["publisher"],
        topics=defaults.topics or spare["topics"],
        licence=defaults.licence or UNSTATED,
    )
    plain = plain_package(_as_adopted(source), replace(settings, defaults=filled))
    if has_errors(plain.problems) or not plain.is_adopted:
        return plain, plain.problems
    raw = written_json(plain.files[DESCRIPTOR])
    assumed = list(raw["portal"].get("assumed", ()))
    own = _descriptor(source).get("portal")
    said = own if isinstance(own, dict) else {}
    if not defaults.publisher and "publisher" not in said:
        assumed.append("portal.publisher")
    if not defaults.topics and "topics" not in said:
        assumed.append("portal.topics")
    if raw["licenses"][0]["name"] == UNSTATED:
        raw["licenses"] = [{"name": UNSTATED, "title": spare["licence"]}]
        assumed.append("licenses")
    assumed += [
        str(problem.place.field) for problem in plain.problems if problem.code == "schema-inferred"
    ]
    raw["name"] = source.id
    raw.setdefault("languages", [plain.language])
    raw["portal"] = {**raw["portal"], **({"assumed": assumed} if assumed else {})}
    files = {DESCRIPTOR: json_text(raw), **_files_of(plain, raw)}
    return replace(plain, files=files), plain.problems


def settled(
    source: SourcePackage,
    given: Mapping[str, Sequence[str]],
    known: Mapping[str, Sequence[str]],
) -> tuple[SourcePackage, tuple[str, ...]]:
    """A package of another portal with ids of this one, and the ids that this one does not have.

    What was given on the way stands in their place; what nobody said is left out, and then stands
    for the time being as in any package from elsewhere.
    """
    raw = dict(_descriptor(source))
    if not isinstance(raw.get("portal"), dict):
        return source, ()
    portal, left = dict(raw["portal"]), []
    for name, kind in (
        ("publisher", "publisher"),
        ("creator", "publisher"),
        ("topics", "topic"),
        ("sources", "document"),
    ):
        if name not in portal:
            continue
        said = portal.pop(name)
        named = said if isinstance(said, list) else [said]
        kept = [text for text in named if text in known[kind]]
        left += [f"{name}: {text}" for text in named if text not in known[kind]]
        asked = given.get(kind, ()) if name in ("publisher", "topics") else ()
        if asked or kept:
            now = list(asked or kept)
            portal[name] = now if isinstance(said, list) else now[0]
    text = json_text({**raw, "portal": portal})
    return replace(source, files={**source.files, DESCRIPTOR: text}), tuple(left)


def _descriptor(source: SourcePackage) -> Mapping[str, Any]:
    try:
        raw = written_json(source.files[DESCRIPTOR])
    except (KeyError, ValueError, RecursionError):
        return {}
    return raw if isinstance(raw, dict) else {}


def _as_adopted(source: SourcePackage) -> SourcePackage:
    """The package marked as one from elsewhere, if it comes with a `portal` of another portal."""
    raw = _descriptor(source)
    portal = raw.get("portal")
    if not isinstance(portal, dict) or portal.get("adopted"):
        return source
    text = json_text({**raw, "portal": {**portal, "adopted": True}})
    return replace(source, files={**source.files, DESCRIPTOR: text})


def _files_of(plain: SourcePackage, raw: Mapping[str, Any]) -> Mapping[str, bytes]:
    """The files that the descriptor names, and those that tell of the package."""
    named = [str(resource.get("path")) for resource in raw["resources"]]
    readmes = [path for path in plain.files if path.startswith("README.")]
    wanted = (*named, *readmes, *_KEPT)
    return {path: plain.files[path] for path in wanted if path in plain.files}
