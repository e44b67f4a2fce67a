"""Rows that are well formed and cannot be meant: each reading against another of the same thing.

Errors where it cannot be right; warnings where a person must judge. What a person has judged
stands with the reason in `schemas/accepted.csv`.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any

from builder.checks.far_values import far_values
from builder.language.periods import period_or_none
from builder.language.spelling import Doubt, read_number
from builder.language.text import folded
from builder.language.words import words
from builder.model import Package, Resource
from builder.packages.read import DESCRIPTOR
from builder.problem import Place, Problem, Severity

WITH_VALUE = ("A", "E", "F", "P")
"""States of an observation that say there is a value: normal, estimated, forecast, provisional."""

NAMED: Mapping[str, tuple[str, ...]] = {
    "organisations": ("name_", "aliases_", "abbreviation"),
    "provinces": ("name_",),
    "topics": ("name_",),
    "documents": ("number",),
}
"""Kinds of table → beginnings of the columns in which no two rows say the same."""


_SCIENTIFIC = re.compile(r"-?\d+(\.\d+)?[eE][+-]?\d{1,3}")
"""How programs write numbers that are very large or very small."""

_NUMBER = re.compile(r"(?:(?<![\w.,%)])[-−])?\d(?:[\d.,]*\d)?")
"""A number; the minus before it is its own where no number or word stands before that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A problem of a row, with the key by which it can be accepted."""

    problem: Problem
    package: str
    resource: str
    row_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row with its place."""

    package: Package
    resource: Resource
    number: int
    cells: Mapping[str, Any]

    def remark(
        self,
        code: str,
        field: str,
        details: Mapping[str, str],
        *,
        is_error: bool = False,
    ) -> Remark:
        """A doubt about a cell, with what its message names."""
        table = self.resource.table
        assert table is not None, "only tables have rows"
        file = f"datasets/{self.package.id}/{self.resource.path}"
        column = table.schema.position(field) + 1
        place = Place(file=file, row=self.number, field=field, column=column)
        value = self.cells[field]
        severity = Severity.ERROR if is_error else Severity.WARNING
        text = (
            None if value is None else ";".join(value) if isinstance(value, tuple) else f"{value}"
        )
        problem = Problem(
            code=code,
            place=place,
            value=None if value is None else text,
            details=details,
            severity=severity,
        )
        key = table.schema.primary_key
        return Remark(
            problem=problem,
            package=self.package.id,
            resource=self.resource.name,
            row_key="/".join(str(self.cells[name]) for name in key if self.cells[name] is not None),
        )


def doubtful_meaning(packages: Sequence[Package]) -> Iterator[Remark]:
    """Everything that is doubtful in the packages of a portal."""
    for package in packages:
        units = {
            row.cells["indicator_id"]: row.cells["unit"] for row in _rows(package, "indicators")
        }
        for row in _rows(package, "observations"):
            yield from _of_observation(row, units)
        for row in _rows(package, "figures"):
            yield from _against_printed(row)
        yield from _far_values(package)
        for row in _rows(package, "tasks"):
            yield from _of_task(row)
        yield from _of_states(list(_rows(package, "status")))
        for kind, beginnings in NAMED.items():
            yield from _twins(list(_rows(package, kind)), beginnings)
        for row in _rows(package, "documents"):
            yield from _after_change(row, "issued", row.cells.get("issued"))
    yield from _copied_titles(packages)


def _rows(package: Package, kind: str) -> Iterator[_Row]:
    for resource in package.resources:
        if resource.table_kind == kind and resource.table is not None:
            for number, cells in enumerate(resource.table.records(), start=2):
                yield _Row(package=package, resource=resource, number=number, cells=cells)


def _of_observation(row: _Row, units: Mapping[str, str]) -> Iterator[Remark]:
    cells = row.cells
    unit = units.get(cells["indicator_id"], cells["unit"])
    if cells["unit"] != unit:
        yield row.remark("unit-differs", "unit", {"expected": unit}, is_error=True)
    if cells["value"] is None:
        if cells["obs_status"] in WITH_VALUE:
            yield row.remark(
                "value-missing", "value", {"status": cells["obs_status"]}, is_error=True
            )
        return
    value = cells["value"]
    if cells["unit"] == "percent" and not 0 <= value <= 100:
        yield row.remark("value-unlikely", "value", {"usual": "0–100"}, is_error=value < 0)
    yield from _against_printed(row)
    period = period_or_none(str(cells["period"]))
    if period is not None and cells["kind"] == "actual":
        yield from _after_change(row, "period", period.start)


def _against_printed(row: _Row) -> Iterator[Remark]:
    """A value that its printed text does not have."""
    value, raw = row.cells["value"], row.cells["value_raw"] or ""
    printed = _printed(raw)
    if value is not None and printed and not {value, row.cells["value_high"]} & printed:
        shifted = {value * 100, value / 100} & printed
        yield row.remark("value-differs-raw", "value", {"raw": raw}, is_error=bool(shifted))


def _after_change(row: _Row, field: str, day: datetime.date | None) -> Iterator[Remark]:
    """A day of what is known that comes after the data were last changed."""
    if day is not None and day > row.package.modified:
        last = f"{row.package.modified}"
        said = {"first": field, "first_day": f"{day}", "last": "modified", "last_day": last}
        yield row.remark("days-out-of-order", field, said)


@lru_cache(maxsize=10_000)
def _printed(raw: str) -> frozenset[Decimal]:
    """Every number that a printed text can mean: 1.234 is both 1234 and 1.234."""
    return frozenset(_numbers(raw))


def _numbers(raw: str) -> Iterator[Decimal]:
    if _SCIENTIFIC.fullmatch(raw):
        yield Decimal(raw)
    for match in _NUMBER.findall(raw):
        number, plain = read_number(match), match.replace("−", "-")
        if isinstance(number, Decimal):
            found = [number]
        elif number is Doubt.THOUSANDS:
            found = [Decimal(re.sub("[.,]", "", plain)), Decimal(plain.replace(",", "."))]
        else:
            continue
        yield from found
        if raw.strip(" %") != match:  # the minus may be a dash before the number
            yield from map(abs, found)


def _far_values(package: Package) -> Iterator[Remark]:
    """Values that are ten times the middle of the others of their series, or a tenth."""
    for resource, number, middle in far_values(package):
        assert resource.table is not None, "its values were read just now"
        cells = resource.table.record(number - 2)
        row = _Row(package=package, resource=resource, number=number, cells=cells)
        yield row.remark("value-unlikely", "value", {"usual": f"{middle:f}"})


def _of_task(row: _Row) -> Iterator[Remark]:
    start = row.cells["start"]
    for field in ("end", "due"):
        day = row.cells[field]
        if start and day and day < start:
            said = {"first": "start", "first_day": f"{start}", "last": field, "last_day": f"{day}"}
            yield row.remark("days-out-of-order", field, said, is_error=True)
            break
    for field in ("lead", "partners", "implementers"):
        if row.cells.get(f"{field}_raw") and not row.cells[field]:
            yield row.remark("body-not-named", field, {"raw": row.cells[f"{field}_raw"]})


def _of_states(rows: Sequence[_Row]) -> Iterator[Remark]:
    done: dict[str, datetime.date] = {}
    for row in sorted(rows, key=lambda row: row.cells["as_of"]):
        task, day = row.cells["task_id"], row.cells["as_of"]
        yield from _after_change(row, "as_of", day)
        if _says_otherwise(row.cells["status_raw"] or "", row):
            yield row.remark("status-differs-raw", "status", {"raw": row.cells["status_raw"]})
        if row.cells["status"] == "completed":
            done.setdefault(task, day)
        elif task in done and day > done[task]:
            yield row.remark("status-goes-back", "status", {"earlier": f"{done[task]}"})


ENDED, UNBEGUN = ("completed", "submitted"), ("not_planned", "not_started")
"""States that a word for what is not done, or for what is done, contradicts."""


def _says_otherwise(raw: str, row: _Row) -> bool:
    """True if a printed text is the name of another state, or begins as none of this one would."""
    said, status = _status_of(raw, row), row.cells["status"]
    if said or not raw:
        return said not in (None, status)
    begun = " ".join(folded(raw).split()).lstrip("(") + " "
    for states, key in ((ENDED, "status.begins.open"), (UNBEGUN, "status.begins.done")):
        for language in row.package.title if status in states else ():
            spoken = words(language)
            begins = folded(spoken(key)).split(";") if key in spoken else ()
            if any(begun.startswith(f"{begin.strip()} ") for begin in begins):
                return True
    return False


def _status_of(raw: str, row: _Row) -> str | None:
    """The state whose name in a language a printed text is; None where it is none of them."""
    table = row.resource.table
    assert table is not None, "only tables have rows"
    codes = table.schema.fields[table.schema.position("status")].categories
    for language in row.package.title:
        spoken = words(language)
        for code in codes:
            if f"status.{code}" in spoken and folded(spoken(f"status.{code}")) == folded(raw):
                return code
    return None


def _twins(rows: Sequence[_Row], beginnings: Sequence[str]) -> Iterator[Remark]:
    """Rows that have a name, abbreviation or number of an earlier row; each row is told once."""
    seen: dict[str, _Row] = {}
    for row in rows:
        names = [
            (field, " ".join(folded(name).split()))
            for field, cell in row.cells.items()
            if field.startswith(tuple(beginnings)) and cell
            for name in (cell if isinstance(cell, tuple) else (cell,))
        ]
        twins = ((field, seen[name]) for field, name in names if name in seen)
        for field, first in islice(twins, 1):
            yield row.remark("twin-name", field, {"row": str(first.number)})
        seen |= {name: row for _, name in names if name not in seen}


def _copied_titles(packages: Iterable[Package]) -> Iterator[Remark]:
    seen: dict[str, str] = {}
    for package in packages:
        for language, title in package.title.items():
            first = seen.setdefault(f"{language} {folded(title)}", package.id)
            if first != package.id:
                place = Place(file=f"datasets/{package.id}/{DESCRIPTOR}", field="title")
                problem = Problem(
                    code="title-copied", place=place, value=title, details={"package": first}
                )
                yield Remark(problem=problem, package=package.id, resource="", row_key="")
                break
