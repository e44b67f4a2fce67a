"""What a descriptor says against itself: texts nobody can read, addresses, days, patterns."""

import datetime
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.checks.patterns import is_endless
from builder.language.text import INVISIBLE
from builder.packages.lexical import is_incomplete
from builder.problem import Place, Problem

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)

EXAMPLE = "2026-11-21T08:00:00Z"
"""A time of creation."""

MANY_LINES = ("description",)
"""Properties whose text may have line breaks."""


def faulty_texts(descriptor: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Texts of a descriptor that are not NFC, blank, or hold characters that nobody sees."""
    for path, text in _texts(descriptor, ""):
        place = Place(file=file, field=path)
        is_long = any(f".{name}." in f".{path}." for name in MANY_LINES)
        odd = INVISIBLE.search(text.replace("\n", "") if is_long else text)
        line_break = None if is_long else next((char for char in text if char in "\n\t"), None)
        if odd or line_break:
            details = {"character": f"U+{ord(odd.group() if odd else line_break or ' '):04X}"}
            yield Problem(code="control-character", place=place, value=text[:200], details=details)
        elif not unicodedata.is_normalized("NFC", text):
            yield Problem(code="not-nfc", place=place, value=text[:200])
        elif text and not text.strip() and not path.endswith(("delimiter", "quoteChar", "Char")):
            yield Problem(code="white-space", place=place, value=text[:200])


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text of titles, names and descriptions with its dotted path; patterns are not read."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name not in ("dialect", "constraints", "missingValues", "data"):
                yield from _texts(part, f"{path}.{name}".removeprefix("."))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _texts(part, f"{path}[{number}]")


def foreign_addresses(descriptor: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Addresses of licences and sources that a page could not link to, such as `javascript:`."""
    for name in ("licenses", "sources"):
        parts = descriptor.get(name)
        for number, part in enumerate(parts if isinstance(parts, list) else ()):
            address = part.get("path") if isinstance(part, Mapping) else None
            if not isinstance(address, str) or address.startswith(("https://", "http://")):
                continue
            if ":" in address.split("/")[0]:
                yield Problem(
                    code="property-invalid",
                    place=Place(file=file, field=f"{name}[{number}].path"),
                    value=address[:200],
                    details={"rule": "format", "expected": "https://…"},
                )


def impossible_moment(descriptor: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """A time of creation that no calendar or clock has, such as month 99."""
    created = descriptor.get("created")
    if not isinstance(created, str) or not _MOMENT.fullmatch(created):
        return  # told by the profile
    try:
        datetime.datetime.fromisoformat(created.replace("Z", "+00:00"))
    except ValueError:
        place, details = Place(file=file, field="created"), {"rule": "like", "expected": EXAMPLE}
        yield Problem(code="property-invalid", place=place, value=created, details=details)


def days_in_disorder(descriptor: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """A last day that is before the first."""
    portal = descriptor["portal"]
    pairs = [("portal.modified", portal["issued"], portal["modified"])]
    if "temporal" in portal:
        pairs.append(
            ("portal.temporal.end", portal["temporal"]["start"], portal["temporal"]["end"])
        )
    for field, first, last in pairs:
        if last < first:
            yield Problem(
                code="property-invalid",
                place=Place(file=file, field=field),
                value=last,
                details={"rule": "minimum", "expected": first},
            )


def endless_patterns(fields: Sequence[Mapping[str, Any]], place: Place) -> Iterator[Problem]:
    """Patterns that need hours for a text that nearly fits."""
    for number, field in enumerate(fields):
        pattern = (field.get("constraints") or {}).get("pattern")
        if isinstance(pattern, str) and is_endless(pattern):
            yield Problem(
                code="property-invalid",
                place=_constraint(place, number, "pattern"),
                value=pattern[:200],
                details={"rule": "endless", "expected": "“(a+)+” → “a+”"},
            )


FORMATS: Mapping[str, tuple[str, ...]] = {
    "geojson": ("default", "topojson"),
    "geopoint": ("default", "array", "object"),
    "string": ("default", "email", "uri", "binary", "uuid"),
}
"""Formats of a type by the standard."""


def wrong_types(fields: Sequence[Mapping[str, Any]], place: Place) -> Iterator[Problem]:
    """Formats and limits that are none for the type of their field."""
    for number, field in enumerate(fields):
        form, limits = field.get("format"), field.get("constraints") or {}
        forms = FORMATS.get(str(field.get("type")))
        yield from _one_mark(field, f"{place.field}.fields[{number}].groupChar", place)
        if forms and form is not None and form not in forms:
            yield Problem(
                code="property-invalid",
                place=Place(file=place.file, field=f"{place.field}.fields[{number}].format"),
                value=str(form)[:200],
                details={"rule": "enum", "expected": ", ".join(forms)},
            )
        for name in ("minimum", "maximum"):
            limit = limits.get(name)
            if field.get("type") in ("number", "integer") and isinstance(limit, str):
                if _NUMBER.fullmatch(limit):
                    continue
                yield Problem(
                    code="property-invalid",
                    place=_constraint(place, number, name),
                    value=limit[:200],
                    details={"rule": "type", "expected": "number"},
                )


def _one_mark(field: Mapping[str, Any], path: str, place: Place) -> Iterator[Problem]:
    """The mark of decimals as that of thousands: 1,2 is then both 1.2 and 12."""
    mark = field.get("groupChar")
    if mark and mark == field.get("decimalChar", "." if field.get("type") == "number" else None):
        details = {"rule": "alone", "expected": "decimalChar"}
        where = Place(file=place.file, field=path)
        yield Problem(code="property-invalid", place=where, value=str(mark), details=details)


WHOLE: Mapping[str, str] = {
    "date": "%Y-%m-%d",
    "datetime": "%Y-%m-%dT%H:%M:%S",
    "time": "%H:%M:%S",
}
"""What the pattern of a type has at least, as an example."""


def incomplete_patterns(fields: Sequence[Mapping[str, Any]], place: Place) -> Iterator[Problem]:
    """Patterns of days and times that lack a part: reading `%m/%Y` as a date makes up a day."""
    for number, field in enumerate(fields):
        kind, pattern = str(field.get("type")), field.get("format", "default")
        if kind not in WHOLE or pattern in ("default", "any"):
            continue
        if not isinstance(pattern, str) or is_incomplete(pattern, kind):
            yield Problem(
                code="property-invalid",
                place=Place(file=place.file, field=f"{place.field}.fields[{number}].format"),
                value=str(pattern)[:200],
                details={"rule": "format", "expected": WHOLE[kind]},
            )


def doubtful_booleans(fields: Sequence[Mapping[str, Any]], place: Place) -> Iterator[Problem]:
    """Texts that are to mean both true and false."""
    for number, field in enumerate(fields):
        values = [field.get(name) for name in ("trueValues", "falseValues")]
        true, false = (value if isinstance(value, list) else [] for value in values)
        both = [value for value in true if value in false]
        if both:
            yield Problem(
                code="property-invalid",
                place=Place(file=place.file, field=f"{place.field}.fields[{number}].falseValues"),
                value=str(both[0])[:200],
                details={"rule": "alone", "expected": "trueValues"},
            )


def contradictory_limits(fields: Sequence[Mapping[str, Any]], place: Place) -> Iterator[Problem]:
    """Limits that no cell can keep: a minimum above the maximum, no value allowed."""
    for number, field in enumerate(fields):
        limits = field.get("constraints") or {}
        for low, high in (("minimum", "maximum"), ("minLength", "maxLength")):
            least, most = limits.get(low), limits.get(high)
            if _is_above(least, most, field):
                yield Problem(
                    code="property-invalid",
                    place=_constraint(place, number, low),
                    value=str(least),
                    details={"rule": "maximum", "expected": str(most)},
                )
        for name, nothing in (("enum", []), ("pattern", "")):
            if limits.get(name) == nothing:
                yield Problem(
                    code="property-invalid",
                    place=_constraint(place, number, name),
                    value=json.dumps(nothing),
                    details={"rule": "minItems", "expected": "1"},
                )


_MOMENTS = ("date", "datetime", "time", "yearmonth")
"""Types whose limits are texts that are in their order where they are equally long."""


def _is_above(least: Any, most: Any, field: Mapping[str, Any]) -> bool:
    """True for a lower limit that is above the upper one."""
    if isinstance(least, int | float) and isinstance(most, int | float):
        return least > most
    is_moment = field.get("type") in _MOMENTS and field.get("format", "default") == "default"
    if not (is_moment and isinstance(least, str) and isinstance(most, str)):
        return False
    return len(least) == len(most) and least > most


def _constraint(place: Place, number: int, name: str) -> Place:
    return Place(file=place.file, field=f"{place.field}.fields[{number}].constraints.{name}")
