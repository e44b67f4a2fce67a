"""What a descriptor declares of its tables, where the accepting path understands every word of it.

A property that is not listed here, or not of the plain kind, leaves the package undecided.
"""

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from builder.packages.frictionless_descriptor import read_by_frictionless

DIGITS = 15
"""Significant digits that a double keeps apart: so many may be compared as doubles."""


class UndecidedError(Exception):
    """The accepting path has nothing to say."""


def sure(condition: bool) -> None:
    """Go on only if a condition holds.

    Raises: UndecidedError.
    """
    if not condition:
        raise UndecidedError


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredField:
    """A field of a plain type with the constraints that it has."""

    name: str
    type: str
    constraints: Mapping[str, Any]
    categories: frozenset[str]
    """Allowed values; empty for any."""
    delimiter: str
    """What stands between the items of a list."""
    is_dimension: bool
    """True for a dimension, which may be empty in a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Fields whose cells stand in those of a table of the same package."""

    fields: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredTable:
    """A table with its fields and keys."""

    name: str
    path: str
    delimiter: str
    missing: frozenset[str]
    """Texts of a cell without a value; the empty one is among them."""
    fields: tuple[DeclaredField, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]


def declared_tables(descriptor: Mapping[str, Any]) -> tuple[DeclaredTable, ...]:
    """The tables of a descriptor that passed the profile.

    Raises: UndecidedError.
    """
    raws = descriptor["resources"]
    plain = read_by_frictionless(descriptor)["resources"]
    tables = tuple(_table(raw, part) for raw, part in zip(raws, plain, strict=True))
    names = [table.name for table in tables]
    sure(len(set(names)) == len(names))
    return tables


_PATH = re.compile(r"(?:[\w-]+/)*[\w.-]*[\w-]\.(?:csv|tsv)")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_DIALECT: Mapping[str, Collection[Any]] = {
    "delimiter": (",", ";", "\t", "|"),
    "doubleQuote": (True,),
    "header": (True,),
    "headerRows": ([1],),
    "quoteChar": ('"',),
    "skipInitialSpace": (False,),
}
"""Properties of a dialect with the values that are understood."""


def _table(raw: Mapping[str, Any], plain: Mapping[str, Any]) -> DeclaredTable:
    """`raw` as the descriptor has it, `plain` as frictionless would be given it."""
    sure(plain.keys() <= {"name", "path", "encoding", "format", "dialect", "schema"})
    sure(str(plain["encoding"]).lower() in ("utf-8", "utf8"))
    name, path = plain["name"], plain["path"]
    sure(bool(_NAME.fullmatch(name) and _PATH.fullmatch(path)))
    for key, value in {**raw["dialect"], **plain["dialect"]}.items():
        sure(value in _DIALECT.get(key, ()) and type(value) is not int)
    schema, own = plain["schema"], raw["schema"]
    sure(own.get("fieldsMatch", "exact") in ("exact", ["exact"]))
    fields = tuple(
        _field(field, part) for field, part in zip(own["fields"], schema["fields"], strict=True)
    )
    names = [field.name for field in fields]
    sure(bool(names) and len(set(names)) == len(names))
    return DeclaredTable(
        name=name,
        path=path,
        delimiter=plain["dialect"]["delimiter"],
        missing=_missing(schema.get("missingValues", [""])),
        fields=fields,
        primary_key=_key(schema.get("primaryKey", []), names),
        unique_keys=tuple(_key(key, names) for key in own.get("uniqueKeys", ())),
        foreign_keys=tuple(_foreign_key(key, names) for key in schema.get("foreignKeys", ())),
    )


def _missing(values: object) -> frozenset[str]:
    sure(isinstance(values, list) and all(isinstance(value, str) for value in values))
    assert isinstance(values, list)
    sure("" in values and len(set(values)) == len(values))
    return frozenset(values)


def _key(raw: object, names: Collection[str]) -> tuple[str, ...]:
    key = [raw] if isinstance(raw, str) else raw
    sure(isinstance(key, list) and all(isinstance(name, str) for name in key))
    assert isinstance(key, list)
    sure(set(key) <= set(names) and len(set(key)) == len(key))
    return tuple(key)


def _foreign_key(raw: Mapping[str, Any], names: Collection[str]) -> ForeignKey:
    reference = raw["reference"]
    sure(raw.keys() <= {"fields", "reference"} and reference.keys() <= {"resource", "fields"})
    fields, targets = _names(raw["fields"]), _names(reference["fields"])
    sure(set(fields) <= set(names) and len(fields) == len(targets))
    return ForeignKey(fields=fields, table=reference["resource"], targets=targets)


def _names(raw: object) -> tuple[str, ...]:
    names = [raw] if isinstance(raw, str) else raw
    sure(isinstance(names, list) and bool(names) and all(isinstance(name, str) for name in names))
    assert isinstance(names, list)
    return tuple(names)


def _is_length(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(part, str) for part in value)


def _is_short_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return len(f"{Decimal(str(value)):f}") <= DIGITS


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_pattern(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(re.compile(f"^{value}$"))
    except (re.error, RecursionError, OverflowError):
        return False


def _is_truth(value: object) -> bool:
    return type(value) is bool


_ANY: Mapping[str, Callable[[object], bool]] = {"required": _is_truth, "unique": _is_truth}
_CONSTRAINTS: Mapping[str, Mapping[str, Callable[[object], bool]]] = {
    "boolean": _ANY,
    "date": {**_ANY, "minimum": _is_day, "maximum": _is_day},
    "integer": {**_ANY, "minimum": _is_short_number, "maximum": _is_short_number},
    "list": {"required": _is_truth, "minLength": _is_length, "maxLength": _is_length},
    "number": {**_ANY, "minimum": _is_short_number, "maximum": _is_short_number},
    "object": {"required": _is_truth},
    "string": {
        **_ANY,
        "enum": _is_texts,
        "maxLength": _is_length,
        "minLength": _is_length,
        "pattern": _is_pattern,
    },
    "year": _ANY,
}
"""Plain types of fields, and of each the constraints with the values that are understood."""

_WITH_CATEGORIES = ("string", "integer")
"""Types whose values are printed as their cells are, which is what categories are compared with."""


def _field(raw: Mapping[str, Any], plain: Mapping[str, Any]) -> DeclaredField:
    kind, name = str(plain["type"]), str(plain["name"])
    sure(plain.keys() <= {"name", "type", "format", "constraints", "delimiter", "itemType"})
    sure(kind in _CONSTRAINTS and plain.get("format", "default") == "default")
    sure(name == name.strip() and bool(name))
    sure(kind == "list" or not plain.keys() & {"delimiter", "itemType"})
    sure(plain.get("itemType", "string") == "string")
    constraints = plain.get("constraints", {})
    for key, value in constraints.items():
        sure(key in _CONSTRAINTS[kind] and _CONSTRAINTS[kind][key](value))
    sure(kind != "integer" or all(type(value) is not float for value in constraints.values()))
    categories = _categories(raw.get("categories", []))
    sure(not categories or kind in _WITH_CATEGORIES)
    delimiter = plain.get("delimiter", ",")
    sure(isinstance(delimiter, str) and bool(delimiter))
    return DeclaredField(
        name=name,
        type=kind,
        constraints=constraints,
        categories=categories,
        delimiter=delimiter,
        is_dimension="dimension" in raw.get("portal", {}),
    )


def _categories(raw: object) -> frozenset[str]:
    sure(isinstance(raw, list))
    assert isinstance(raw, list)
    return frozenset(str(part["value"] if isinstance(part, dict) else part) for part in raw)
