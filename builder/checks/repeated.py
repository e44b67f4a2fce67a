"""What a descriptor says twice where it can mean one thing only: values, labels, keys, keywords."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.problem import Place, Problem


def repeated_values(schema: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """Lists of a schema in which an entry stands twice, or keys of no field at all."""
    for number, field in enumerate(schema["fields"]):
        where = f"fields[{number}]"
        yield from _of_labelled(field, f"{where}.categories", place)
        yield from _of_labelled(field, f"{where}.missingValues", place)
        limits = field.get("constraints") or {}
        yield from _twice(limits.get("enum"), f"{where}.constraints.enum", place)
    yield from _of_labelled(schema, "missingValues", place)
    yield from _of_keys(schema, place)


def repeated_words(descriptor: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Keywords and sources that a descriptor names twice."""
    portal = descriptor["portal"]
    yield from _twice(descriptor.get("keywords"), "keywords", Place(file=file))
    for language, words in portal.get("keywords", {}).items():
        yield from _twice(words, f"portal.keywords.{language}", Place(file=file))
    yield from _twice(portal.get("sources"), "portal.sources", Place(file=file))


def _of_labelled(raw: Mapping[str, Any], where: str, place: Place) -> Iterator[Problem]:
    """Values with labels: neither a value nor a label can stand for two."""
    listed = raw.get(where.rpartition(".")[2])
    if not isinstance(listed, list):
        return
    values = [part.get("value") if isinstance(part, Mapping) else part for part in listed]
    labels = [part["label"] for part in listed if isinstance(part, Mapping) and part.get("label")]
    told = list(_twice(values, where, place))
    yield from told or _twice(labels, where, place)


def _of_keys(schema: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """A key of no field identifies nothing; one that names a field twice says it for nothing."""
    keys = [("primaryKey", schema.get("primaryKey"))]
    several = schema.get("uniqueKeys")
    if isinstance(several, list):
        keys += [(f"uniqueKeys[{number}]", key) for number, key in enumerate(several)]
        yield from _twice(several, "uniqueKeys", place)
    for where, key in keys:
        if key == []:
            yield _invalid(place, where, key, {"rule": "fewest", "expected": "1"})
        yield from _twice(key, where, place)


def _twice(listed: object, where: str, place: Place) -> Iterator[Problem]:
    """The first entry of a list that an earlier one says already; 1 is not true."""
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        return
    marks = [(type(entry) is bool, entry) for entry in listed]
    for number, mark in enumerate(marks):
        if mark in marks[:number]:
            details = {"rule": "unique", "expected": _shown(listed[number])}
            yield _invalid(place, where, listed[number], details)
            return


def _invalid(place: Place, where: str, value: object, details: Mapping[str, str]) -> Problem:
    path = f"{place.field}.{where}" if place.field else where
    return Problem(
        code="property-invalid",
        place=Place(file=place.file, field=path),
        value=_shown(value),
        details=details,
    )


def _shown(value: object) -> str:
    return ", ".join(map(str, value))[:200] if isinstance(value, list) else str(value)[:200]
