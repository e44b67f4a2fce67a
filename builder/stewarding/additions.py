"""Rows from what a steward types, such as `value=16,5%`: each cell as its column wants it."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from builder.checks.references import Keys
from builder.language.code_words import code_words, named_code
from builder.language.spelling import (
    Doubt,
    read_counted_day,
    read_day,
    read_first_day,
    read_last_day,
    read_number,
    read_period,
)
from builder.language.text import folded
from builder.language.words import Words
from builder.model import Field, Package, Resource
from builder.packages.records import records
from builder.packages.table_rows import IndicatorRow
from builder.stewarding.edits import Cells
from builder.stewarding.things import CODE_LISTS, THINGS

_DAYS: Mapping[str, Callable[[str], datetime.date | Doubt]] = {
    "start": read_first_day,
    "end": read_last_day,
    "due": read_last_day,
}
"""Columns in which a period means one of its days: a deadline «Quý IV/2024» is its last."""


def written_cell(field: Field, text: str, spoken: Iterable[Words]) -> str | None:
    """A cell as its column wants it, from the way people write it; None where that is not clear."""
    bare = text.strip()
    if not bare:
        return ""
    if field.type in ("number", "integer"):
        return _number(field, bare)
    if field.type == "date":
        day = _DAYS.get(field.name, read_counted_day)(bare)
        return None if isinstance(day, Doubt) else day.isoformat()
    if field.name == "period":
        period = read_period(bare)
        return None if isinstance(period, Doubt) else str(period)
    if field.categories:
        return bare if bare in field.categories else code_of(field, bare, spoken)
    return bare


def _number(field: Field, bare: str) -> str | None:
    number = read_number(bare)
    if number is Doubt.THOUSANDS and field.type == "integer":
        return re.sub(r"[\s.,]", "", bare)  # no whole number has a fraction
    return None if isinstance(number, Doubt) else f"{number:f}"


def code_of(field: Field, text: str, spoken: Iterable[Words]) -> str | None:
    """The code of a column whose words in a language are the text: «Đã hoàn thành» → completed."""
    wanted = _plain("percent" if text == "%" else text)
    found = {code for code in field.categories if _plain(code) == wanted}
    for words in spoken:
        for code in field.categories:
            names = code_words(field.name, code, field.categories, words)
            if any(_plain(name) == wanted for name in names):
                found.add(code)
    return found.pop() if len(found) == 1 else None


def named_codes(field: Field, words: Words) -> Iterator[str]:
    """The codes that a column takes, each with its name where it has one."""
    return (named_code(field.name, code, field.categories, words) for code in field.categories)


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", folded(text)).strip()


def typed_cells(
    resource: Resource, given: Mapping[str, str], spoken: Sequence[Words]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The given cells as their columns want them, and columns with what was not clear."""
    table = resource.table
    assert table is not None, "only tables have cells"
    fields = {field.name: field for field in table.schema.fields}
    cells, doubtful = {}, []
    for column, text in given.items():
        cell = written_cell(fields[column], text, spoken)
        if cell is None:
            doubtful.append((column, text))
        else:
            cells[column] = cell
    return cells, doubtful


def named_ids(resource: Resource, cells: Cells, packages: Sequence[Package]) -> dict[str, str]:
    """The cells with ids for the names that people use: «Bộ TTTT» → mic, 749/QĐ-TTg → its id.

    The words stay beside them where the table keeps them as printed.
    """
    assert resource.table is not None, "only tables have cells"
    row, keys = dict(cells), Keys(packages, frozenset())
    fields = {field.name: field for field in resource.table.schema.fields}
    for column, text in cells.items():
        target = fields[column].references
        ids = keys.named(target, text) if target and text else None
        if ids is not None and ids != text:
            row[column] = ids
            if f"{column}_raw" in fields:
                row.setdefault(f"{column}_raw", text)
    return row


def completed(
    thing: str, cells: Cells, given: Mapping[str, str], package: Package
) -> dict[str, str]:
    """A row with what follows from the rest: the unit of its indicator, printed words."""
    row = dict(cells)
    if thing == "value":
        row = {**_value_defaults(row, given, package), **row}
    if thing == "status" and "status_raw" not in row and given.get("status") != row.get("status"):
        row["status_raw"] = given.get("status", "")
    if thing == "task" and is_deadline_in_words(given.get("due", "")):
        row.setdefault("due_raw", given["due"].strip())
    return row


def is_deadline_in_words(text: str) -> bool:
    """True for what a document prints of a deadline, «Quý IV/2024»: no day as a file has it."""
    is_counted = text.strip().isdigit() and len(text.strip()) > len("2024")
    return bool(text.strip()) and not is_counted and isinstance(read_day(text), Doubt)


def _value_defaults(row: Cells, given: Mapping[str, str], package: Package) -> dict[str, str]:
    units = {
        str(indicator["indicator_id"]): str(indicator["unit"])
        for indicator in records(package, IndicatorRow)
    }
    return {
        "kind": "actual",
        "operator": "=",
        "unit": units.get(row.get("indicator_id", ""), ""),
        "obs_status": "A",
        "value_raw": given.get("value", ""),
    }


def unanswered(resource: Resource, row: Cells, thing: str = "") -> Iterator[Field]:
    """Columns that may not be empty and are; of a value the number, not its printed words."""
    table = resource.table
    assert table is not None, "only tables have cells"
    for field in table.schema.fields:
        is_asked = (
            field.name == "value" if thing == "value" and _is_of_value(field) else field.required
        )
        if is_asked and not row.get(field.name):
            yield field


def _is_of_value(field: Field) -> bool:
    return field.name in ("value", "value_raw")


def owner(packages: Sequence[Package], thing: str, name: str | None) -> Package | None:
    """The package that a thing is added to."""
    if thing in CODE_LISTS:
        return next((package for package in packages if package.table(THINGS[thing])), None)
    return next((package for package in packages if package.id == name), None)
