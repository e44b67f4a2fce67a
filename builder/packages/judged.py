"""Tables judged: by the accepting path, or in the words of frictionless where that is silent.

frictionless is loaded only where it is asked: most portals never need it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.model import Rows
from builder.packages.accepting.acceptance import accepted_tables
from builder.problem import Problem

FIELD_TYPES = frozenset(
    (
        "any",
        "array",
        "boolean",
        "date",
        "datetime",
        "duration",
        "geojson",
        "geopoint",
        "integer",
        "list",
        "number",
        "object",
        "string",
        "time",
        "year",
        "yearmonth",
    )
)
"""The field types that the standard (and frictionless) knows."""

WHOLE_ROW_CODES = ("blank-row", "extra-cell", "missing-cell", "row-incomplete")
"""Codes of rows that are wrong as a whole: their cells are not told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated:
    """What is said of the tables of a package."""

    rows: Mapping[str, Rows]
    """Typed rows by resource name; cells that did not parse are None."""
    problems: tuple[Problem, ...] = ()
    is_accepted: bool = False
    """True if neither frictionless nor the checks of cells and keys have anything to tell."""


def accepted(descriptor: Mapping[str, Any], files: Mapping[str, bytes]) -> Validated | None:
    """The rows of tables that are right beyond doubt; None where that is not sure.

    `files` holds the bytes of a package by path.
    """
    rows = accepted_tables(descriptor, files)
    return None if rows is None else Validated(rows=rows, is_accepted=True)


def validated(descriptor: Mapping[str, Any], folder: Path, files: Mapping[str, str]) -> Validated:
    """Typed rows and problems of tables, after frictionless.

    `files` names the file of each resource as problems tell it.
    """
    from builder.packages.frictionless_adapter import validated_tables

    return validated_tables(descriptor, folder, files)


def is_read(field: Mapping[str, Any], value: Any) -> bool:
    """True if a limit of a field is a value of its type, as its cells are."""
    is_plain_text = field.get("type") == "string" and field.get("format", "default") == "default"
    if is_plain_text and isinstance(value, str):
        return True
    from builder.packages import frictionless_adapter

    return frictionless_adapter.is_read(field, value)
