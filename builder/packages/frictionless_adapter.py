"""Validates tables by frictionless and maps its errors; with `frictionless_csv` its only importer.

One cause is one problem: what frictionless tells again for the same row, cell or header is folded.
"""

import csv
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from pathlib import Path
from typing import Any

import attrs
from frictionless import (
    Check,
    Checklist,
    Field,
    FrictionlessException,
    Package,
    Report,
    Row,
)
from frictionless import Error as FrictionlessError
from frictionless import errors as fe

from builder.language.text import MISSING
from builder.model import Cell
from builder.packages.examples import example
from builder.packages.faulty_property import dotted, faulty_properties, property_at
from builder.packages.frictionless_csv import read_plainly
from builder.packages.frictionless_descriptor import read_by_frictionless
from builder.packages.judged import WHOLE_ROW_CODES, Validated
from builder.packages.lexical import Column, is_grouped, is_whole
from builder.packages.suggestion import suggested_cell
from builder.problem import Place, Problem

read_plainly()

LIMIT_ERRORS = 1000
"""Errors after which frictionless stops; a further problem then says so."""

TRIED_ROWS = 100
"""Rows of each table that are read to find the property at fault."""

_TRIPS = (FrictionlessException, AttributeError, KeyError, TypeError, ValueError)
"""What frictionless raises for a descriptor; it trips over properties that it does not check."""

_CONSTRAINT_CODES: Mapping[str, str] = {
    "required": "required-empty",
    "pattern": "pattern-mismatch",
    "enum": "category-unknown",
    "minimum": "value-out-of-range",
    "maximum": "value-out-of-range",
    "exclusiveMinimum": "value-out-of-range",
    "exclusiveMaximum": "value-out-of-range",
}

_TYPE_CODES: Mapping[str, str] = {
    "number": "type-number",
    "integer": "type-integer",
    "date": "type-date",
    "boolean": "type-boolean",
}

ERROR_CODES: Mapping[str, str] = {
    "blank-header": "blank-header",
    "blank-label": "blank-header",
    "blank-row": "blank-row",
    "constraint-error": "constraint-broken",
    "duplicate-label": "duplicate-header",
    "extra-cell": "extra-cell",
    "extra-label": "header-differs",
    "field-count": "header-differs",
    "foreign-key": "foreign-key",
    "incorrect-label": "header-differs",
    "missing-cell": "missing-cell",
    "missing-label": "field-missing",
    "primary-key": "duplicate-key",
    "type-error": "type-other",
    "unique-error": "duplicate-row-value",
    "unmatched-header": "header-differs",
    "hash-count": "checksum-differs",
    "byte-count": "checksum-differs",
    "encoding-error": "encoding-not-utf8",
}
"""frictionless error type → code; every other type says that a table could not be read."""

_HEADER_CODES = {"blank-header", "duplicate-header", "header-differs", "field-missing"}


_WRITTEN: Mapping[str, re.Pattern[str]] = {
    "date": re.compile(r"-?\d{4,}-\d\d-\d\d", re.ASCII),
    "duration": re.compile(
        r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.ASCII
    ),
    "integer": re.compile(r"[+-]?\d+", re.ASCII),
    "number": re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([Ee][+-]?\d+)?|NaN|[+-]?INF", re.ASCII),
}
"""How the standard writes a value; frictionless reads what Python reads, such as ` 2_000`."""

_OWN_FORM = {"format", "decimalChar", "groupChar", "bareNumber"}
"""Properties of a field that allow another way of writing."""


@attrs.define(kw_only=True, repr=False)
class _CollectRows(Check):
    """Keeps the typed cells of the single pass that validation makes anyway."""

    type = "collect-rows"
    fields: Mapping[str, Sequence[Mapping[str, Any]]]
    """Fields of each resource as its descriptor has them."""
    rows: dict[str, list[tuple[Cell, ...]]] = attrs.field(factory=dict)
    columns: dict[str, tuple[Column, ...]] = attrs.field(factory=dict)

    def validate_start(self) -> Iterable[FrictionlessError]:
        name = str(self.resource.name)
        self.rows[name] = []
        self.columns[name] = tuple(Column(raw=field) for field in self.fields[name])
        yield from ()

    def validate_row(self, row: Row) -> Iterable[FrictionlessError]:
        name = str(self.resource.name)
        texts = dict(zip(row.field_names, row.cells, strict=False))
        cells = []
        for number, column in enumerate(self.columns[name], start=1):
            field = str(column.raw["name"])
            text, value = str(texts.get(field, "")), row.get(field)
            if value is not None and not _is_written(text, column.raw):
                value = None
                yield fe.TypeError(
                    note=f'type is "{column.raw["type"]}"',
                    cells=row.cells,
                    row_number=row.row_number,
                    cell=text,
                    field_name=field,
                    field_number=number,
                )
            cells.append(column.cell(row.row_number, text, value))
        self.rows[name].append(tuple(cells))


def is_read(field: Mapping[str, Any], value: Any) -> bool:
    """True if a limit of a field is a value of its type, as its cells are."""
    bare = {name: part for name, part in field.items() if name not in ("constraints", "categories")}
    try:
        read = Field.from_descriptor(bare).read_cell(value if value is None else _text(value))
    except _TRIPS:
        return True  # told as a property that cannot be used
    return not read[1]


def _text(value: Any) -> str:
    """A value of a descriptor as a cell would have it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_written(text: str, field: Mapping[str, Any]) -> bool:
    """True if a cell is written as the standard wants it, where the field allows no other way."""
    pattern = _WRITTEN.get(field.get("type", "any"))
    if pattern is None:
        return True
    if is_grouped(field):
        return is_whole(text, field)
    return bool(_OWN_FORM & set(field)) or bool(pattern.fullmatch(text))


def validated_tables(
    descriptor: Mapping[str, Any], folder: Path, files: Mapping[str, str]
) -> Validated:
    """Typed rows and problems of the tabular resources of a descriptor.

    `files` names the file of each resource as problems tell it.
    """
    fields = {
        resource["name"]: resource["schema"]["fields"] for resource in descriptor["resources"]
    }
    collector = _CollectRows(fields=fields)
    try:
        package = Package.from_descriptor(read_by_frictionless(descriptor), basepath=str(folder))
        report = package.validate(Checklist(checks=[collector]), limit_errors=LIMIT_ERRORS)
    except InvalidOperation:
        return Validated(rows={}, problems=tuple(_no_numbers(descriptor, folder, files)))
    except _TRIPS:
        return Validated(rows={}, problems=tuple(_unusable(descriptor, folder)))
    if _unreadable(report):
        return Validated(rows={}, problems=tuple(_unusable(descriptor, folder)))
    problems: list[Problem] = []
    for task in report.tasks:
        problems += _task_problems(task.errors, _about(package, task.name, files[task.name]))
    problems += [
        _loss_problem(column, number, files[name])
        for name, columns in collector.columns.items()
        for number, column in enumerate(columns, start=1)
        if column.loss
    ]
    rows = {name: tuple(collector.rows.get(name, ())) for name in files}
    return Validated(rows=rows, problems=tuple(problems))


def _loss_problem(column: Column, number: int, file: str) -> Problem:
    """What the cells of a column would lose, told at the first of them."""
    assert column.loss
    field, row = str(column.raw["name"]), column.loss.row
    return Problem(
        code="value-altered",
        place=Place(file=file, row=row, field=field, column=number),
        value=column.loss.text,
        details={
            "type": str(column.raw["type"]),
            "again": column.loss.again,
            "cells": str(column.loss.count),
        },
    )


def _no_numbers(
    descriptor: Mapping[str, Any], folder: Path, files: Mapping[str, str]
) -> Iterator[Problem]:
    """Cells such as `sNaN`: Python reads a number there that cannot be compared."""
    for resource in descriptor["resources"]:
        columns = [
            (number, field["name"])
            for number, field in enumerate(resource["schema"]["fields"])
            if field.get("type") == "number"
        ]
        text = (folder / resource["path"]).read_text("utf-8")
        delimiter = str(resource["dialect"]["delimiter"])
        for row_number, row in enumerate(csv.reader(text.splitlines(), delimiter=delimiter), 1):
            for number, name in columns:
                cell = row[number] if number < len(row) else ""
                if cell.strip().lstrip("+-").lower().startswith("snan"):
                    yield Problem(
                        code="type-number",
                        place=Place(
                            file=files[resource["name"]],
                            row=row_number,
                            field=name,
                            column=number + 1,
                        ),
                        value=cell,
                        details={"type": "number", "suggestion": MISSING},
                    )


def _unreadable(report: Report) -> frozenset[str]:
    """What a report says of tables that could not be read as they are declared."""
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return frozenset(error.note for error in errors if error.type not in ERROR_CODES)


def _faults(descriptor: Mapping[str, Any], folder: Path) -> frozenset[str]:
    """What keeps the tables of a descriptor from being read, in the words of frictionless."""
    try:
        package = Package.from_descriptor(read_by_frictionless(descriptor), basepath=str(folder))
        return _unreadable(package.validate(limit_rows=TRIED_ROWS))
    except FrictionlessException as exception:
        return frozenset(error.note for error in exception.reasons or [exception.error])
    except _TRIPS as error:
        return frozenset([repr(error)])


def _unusable(descriptor: Mapping[str, Any], folder: Path) -> Iterator[Problem]:
    """The properties that keep the tables from being read, each where it stands."""
    file = f"datasets/{folder.name}/datapackage.json"
    paths = faulty_properties(descriptor, lambda other: _faults(other, folder))
    for path in paths:
        value = json.dumps(property_at(descriptor, path), ensure_ascii=False)
        place = Place(file=file, field=dotted(path))
        if "schema" in path:
            yield Problem(code="schema-invalid", place=place, value=value)
        else:
            yield Problem(code="resource-unreadable", place=place, value=value)
    if not paths:
        yield Problem(code="resource-unreadable", place=Place(file=file, field="resources"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What the words of a table's problems need."""

    file: str
    labels: list[str]
    key: list[str]

    def column(self, name: str) -> int | None:
        return self.labels.index(name) + 1 if name in self.labels else None


def _about(package: Package, name: str, file: str) -> _About:
    schema = package.get_resource(name).schema
    labels = [field.name for field in schema.fields]
    return _About(file=file, labels=labels, key=schema.primary_key)


def _task_problems(errors: list[FrictionlessError], about: _About) -> Iterator[Problem]:
    yield from _folded([_problem(error, about) for error in errors])
    if len(errors) >= LIMIT_ERRORS:
        details = {"limit": str(LIMIT_ERRORS)}
        yield Problem(code="too-many-problems", place=Place(file=about.file), details=details)


def _folded(problems: list[Problem]) -> list[Problem]:
    """One problem for one cause: a wrong header hides its cells, a wrong row its cells."""
    headers = [problem for problem in problems if problem.code in _HEADER_CODES]
    if headers:
        return headers[:1]
    rows: dict[int | None, Problem] = {}
    for problem in problems:
        if problem.code in WHOLE_ROW_CODES:
            rows.setdefault(problem.place.row, problem)
    cells: dict[tuple[int | None, str | None], Problem] = {}
    for problem in problems:
        if problem.place.row not in rows:
            cells.setdefault((problem.place.row, problem.place.field), problem)
    return [*rows.values(), *cells.values()]


def _problem(error: FrictionlessError, about: _About) -> Problem:
    code = ERROR_CODES[error.type]
    if isinstance(error, fe.HeaderError):
        return _header_problem(code, error, about)
    if isinstance(error, fe.PrimaryKeyError):
        return _key_problem(error, about)
    if isinstance(error, fe.ForeignKeyError):
        return _foreign_key_problem(error, about)
    return _cell_problem(code, error, about)


def _foreign_key_problem(error: fe.ForeignKeyError, about: _About) -> Problem:
    name = error.field_names[0]
    place = Place(file=about.file, row=error.row_number, field=name, column=about.column(name))
    details = {"target": str(error.reference_name or "self")}
    value = str(error.field_cells[0])
    return Problem(code="foreign-key", place=place, value=value, details=details)


def _cell_problem(code: str, error: FrictionlessError, about: _About) -> Problem:
    row = getattr(error, "row_number", None)
    place = Place(file=about.file, row=row, field=_field(error), column=_number(error))
    if isinstance(error, fe.TypeError):
        return _type_problem(error, place)
    if isinstance(error, fe.ConstraintError):
        return _constraint_problem(error, place)
    return Problem(code=code, place=place, value=_value(error), details={"row": _other_row(error)})


def _field(error: FrictionlessError) -> str | None:
    return getattr(error, "field_name", None) or None


def _number(error: FrictionlessError) -> int | None:
    number = getattr(error, "field_number", None)
    return number if isinstance(number, int) else None


def _value(error: FrictionlessError) -> str | None:
    return getattr(error, "cell", None) or getattr(error, "label", None) or None


def _other_row(error: FrictionlessError) -> str:
    found = re.search(r"at position \"?(\d+)", error.note)
    return found.group(1) if found else MISSING


def _header_problem(code: str, error: fe.HeaderError, about: _About) -> Problem:
    """Told for the header as a whole: which column shifted is a guess, what is missing is not."""
    missing = [label for label in about.labels if label not in error.labels]
    extra = [label for label in error.labels if label not in about.labels]
    pairs = itertools.zip_longest(error.labels, about.labels, fillvalue=MISSING)
    other = next((f"{found} ≠ {wanted}" for found, wanted in pairs if found != wanted), MISSING)
    details = {
        "missing": ", ".join(missing) or MISSING,
        "extra": ", ".join(extra) or MISSING,
        "first": other,
    }
    code = "field-missing" if missing and not extra and code == "header-differs" else code
    return Problem(code=code, place=Place(file=about.file, row=1), details=details | {"table": ""})


def _type_problem(error: fe.TypeError, place: Place) -> Problem:
    found = re.search(r'type is "([^"]*)"', error.note)
    wanted = found.group(1).removesuffix("/default") if found else "any"
    if "item type is" in error.note:
        details = {"type": f"list: {wanted}", "suggestion": MISSING}
        return Problem(code="type-other", place=place, value=error.cell, details=details)
    details = {"type": wanted, "suggestion": suggested_cell(wanted, error.cell, place.field or "")}
    code = _TYPE_CODES.get(wanted, "type-other")
    return Problem(code=code, place=place, value=error.cell, details=details)


def _constraint_problem(error: fe.ConstraintError, place: Place) -> Problem:
    found = re.search(r'constraint "(\w+)" is "(.*)"', error.note, re.DOTALL)
    name, limit = (found.group(1), found.group(2)) if found else ("", error.note)
    allowed = ", ".join(re.findall(r"'([^']*)'", limit)) if name == "enum" else limit
    if name == "pattern":
        allowed = example(limit)
    code = _CONSTRAINT_CODES.get(name, "constraint-broken")
    value = None if name == "required" else error.cell
    return Problem(
        code=code, place=place, value=value, details={"constraint": name, "allowed": allowed}
    )


def _key_problem(error: fe.PrimaryKeyError, about: _About) -> Problem:
    first = about.key[0]
    place = Place(file=about.file, row=error.row_number, field=first, column=about.column(first))
    key = ", ".join(about.key)
    if error.note.startswith("cells composing"):
        return Problem(code="key-missing", place=place, details={"key": key})
    cells = dict(zip(about.labels, error.cells, strict=False))
    value = ", ".join(str(cells.get(name, "")) for name in about.key)
    details = {"row": _other_row(error), "key": key}
    return Problem(code="duplicate-key", place=place, value=value, details=details)
