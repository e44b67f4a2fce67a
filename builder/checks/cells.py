"""Cells as text: Unicode form, white space, control characters, misread thousands marks."""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from builder.language.periods import period_or_none
from builder.language.spelling import Doubt, read_months, read_period
from builder.language.text import INVISIBLE, MISSING, ODD_SPACE
from builder.model import Cell, Rows, Schema
from builder.problem import Place, Problem, Severity

_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])")


def faulty_text(schema: Schema, rows: Rows, file: str) -> Iterator[Problem]:
    """Cells that are not NFC, have white space at an end, or hold what nobody sees."""
    for row_number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row, start=1):
            place = Place(
                file=file, row=row_number, field=schema.fields[column - 1].name, column=column
            )
            for text in cell if isinstance(cell, tuple) else (cell,):
                if isinstance(text, str):
                    yield from _faulty_cell(text, place)


def _faulty_cell(cell: str, place: Place) -> Iterator[Problem]:
    if not unicodedata.is_normalized("NFC", cell):
        yield Problem(code="not-nfc", place=place, value=cell)
    if cell != cell.strip():
        yield Problem(code="white-space", place=place, value=cell)
    elif ODD_SPACE.search(cell):
        yield Problem(
            code="white-space",
            place=place,
            severity=Severity.WARNING,
            value=ODD_SPACE.sub(lambda found: f"[U+{ord(found.group()):04X}]", cell),
        )
    control = INVISIBLE.search(cell)
    if control:
        details = {"character": f"U+{ord(control.group()):04X}"}
        yield Problem(code="control-character", place=place, value=cell, details=details)


MAGNITUDE = 300
"""Power of ten up to which charts, Parquet and Excel hold a number (a double ends at 308)."""

ID_CHARACTERS = 100
"""Characters of an id, which becomes the name of a folder."""


NUMERIC = ("number", "integer", "year", "any")
"""Types of fields whose cells may be numbers."""

LABELLED = 20
"""Power of ten up to which a chart of an indicator has room for the label of a value."""


def unprintable_number(
    schema: Schema, rows: Rows, file: str, limit: int = MAGNITUDE
) -> Iterator[Problem]:
    """Numbers beyond what the published formats can hold, or the labels of a chart."""
    fields = [(at, field) for at, field in enumerate(schema.fields) if field.type in NUMERIC]
    for row_number, row in enumerate(rows if fields else (), start=2):
        for at, field in fields:
            size = _magnitude(row[at])
            if abs(size) > limit:
                place = Place(file=file, row=row_number, field=field.name, column=at + 1)
                details = {"size": str(size), "limit": str(limit)}
                yield Problem(code="number-unprintable", place=place, details=details)


def _magnitude(cell: Cell) -> int:
    """The power of ten of a number; 0 for what is none."""
    if isinstance(cell, Decimal) and cell.is_finite():
        return max(cell.adjusted(), -cell.adjusted(), len(cell.as_tuple().digits))
    if isinstance(cell, int) and not isinstance(cell, bool):
        return int(cell.bit_length() * 0.30103)
    return 0


def too_long_id(schema: Schema, rows: Rows, file: str) -> Iterator[Problem]:
    """Ids of a table with a page for each row that are too long for the name of a folder."""
    for name in schema.primary_key:
        column = schema.position(name) if name in {field.name for field in schema.fields} else None
        if column is None or not name.endswith("_id"):
            continue
        for row_number, row in enumerate(rows, start=2):
            cell = row[column]
            if isinstance(cell, str) and len(cell) > ID_CHARACTERS:
                place = Place(file=file, row=row_number, field=name, column=column + 1)
                details = {"length": str(len(cell)), "limit": str(ID_CHARACTERS)}
                yield Problem(code="id-too-long", place=place, value=cell[:80], details=details)


PERIODS = ("period", "as_of", "baseline_period")
"""Fields of the portal's own tables that hold a period."""


def faulty_period(schema: Schema, rows: Rows, file: str) -> Iterator[Problem]:
    """Periods that the calendar does not have."""
    for column, field in enumerate(schema.fields):
        if field.name not in PERIODS or field.type != "string":
            continue
        for row_number, row in enumerate(rows, start=2):
            cell = row[column]
            if isinstance(cell, str) and period_or_none(cell) is None:
                place = Place(file=file, row=row_number, field=field.name, column=column + 1)
                meant = read_period(cell)
                known = _possible(cell) if isinstance(meant, Doubt) else meant
                details = {"suggestion": known}
                yield Problem(code="period-invalid", place=place, value=cell, details=details)


def _possible(cell: str) -> str:
    """The months or days that a period beyond them could be: 2024-13 → 2024-01 … 2024-12.

    What is said of nine months stands at their last day.
    """
    if months := read_months(cell):
        return months[1].isoformat()
    year, _, rest = cell.strip().partition("-")
    month, _, day = rest.partition("-")
    if not re.fullmatch(r"[1-8]\d{3}", year, re.ASCII) or not rest.replace("-", "").isdecimal():
        return MISSING
    if len(month) > 2:
        return MISSING
    if not 1 <= int(month or 0) <= 12:
        return f"{year}-01 … {year}-12"
    if not day:
        return MISSING
    last = calendar.monthrange(int(year), int(month))[1]
    return f"{year}-{int(month):02}-01 … {year}-{int(month):02}-{last}"


DUE = ("due_year", "due_month", "due_day")
"""Fields of the reporting calendar that together are a day; without a year it is one each year."""


def faulty_due_day(schema: Schema, rows: Rows, file: str) -> Iterator[Problem]:
    """Deadlines on days that the calendar does not have, or not each year."""
    columns = {field.name: place for place, field in enumerate(schema.fields)}
    if not columns.keys() >= {*DUE[1:]}:
        return
    for row_number, row in enumerate(rows, start=2):
        year, month, day = (row[columns[name]] if name in columns else None for name in DUE)
        if month is None or day is None:
            continue
        fault = _no_day(2023 if year is None else year, month, day)  # 2023: no leap year
        if fault:
            name, allowed = fault
            place = Place(file=file, row=row_number, field=name, column=columns[name] + 1)
            said = str(row[columns[name]])
            details = {"constraint": "minimum" if allowed == 1 else "maximum"}
            details["allowed"] = str(allowed)
            yield Problem(code="value-out-of-range", place=place, value=said, details=details)


def _no_day(year: Cell, month: Cell, day: Cell) -> tuple[str, int] | None:
    """The column that has no place on the calendar, and the last (or first) that has."""
    if not (isinstance(year, int) and isinstance(month, int) and isinstance(day, int)):
        return None
    last = calendar.monthrange(year, month)[1] if 1 <= year <= 9999 and 1 <= month <= 12 else 31
    limits = (("due_year", year, 9998), ("due_month", month, 12), ("due_day", day, last))
    for name, value, most in limits:
        if not 1 <= value <= most:
            return name, 1 if value < 1 else most
    return None


_HAS_POINT = re.compile(r"-?[0-9]+\.([0-9]{1,2}|[0-9]{4,})%?")
"""A printed number that has a decimal point and nothing else."""

_HAS_COMMA = re.compile(r"-?[0-9]+,([0-9]{1,2}|[0-9]{4,})%?")
"""The same with a decimal comma."""


def misread_thousands(schema: Schema, rows: Rows, file: str) -> Iterator[Problem]:
    """A printed 1.234 (Vietnamese for 1234) that stands as 1.234 in the typed column.

    Where the same indicator is printed as 12.5 elsewhere, its points are those of fractions; so
    are those of a source that prints 12.5 elsewhere and 12,5 nowhere.
    """
    names = [field.name for field in schema.fields]
    if "value" not in names or "value_raw" not in names:
        return
    column, raw_column = names.index("value"), names.index("value_raw")
    own = names.index("indicator_id") if "indicator_id" in names else raw_column
    source = names.index("source_id") if "source_id" in names else own
    printed_points = [row for row in rows if _HAS_POINT.fullmatch(str(row[raw_column]))]
    with_points = {row[own] for row in printed_points}
    with_commas = {row[source] for row in rows if _HAS_COMMA.fullmatch(str(row[raw_column]))}
    clear = {row[source] for row in printed_points} - with_commas
    for row_number, row in enumerate(rows, start=2):
        value, raw = row[column], row[raw_column]
        if not isinstance(value, Decimal) or not isinstance(raw, str):
            continue
        if row[own] in with_points or row[source] in clear:
            continue
        printed = _THOUSANDS.search(raw)
        if printed and value == Decimal(
            printed.group().replace(".", "", printed.group().count(".") - 1)
        ):
            place = Place(file=file, row=row_number, field="value", column=column + 1)
            details = {"raw": raw, "suggestion": printed.group().replace(".", "")}
            yield Problem(
                code="thousands-misread",
                place=place,
                value=str(value),
                details=details,
                severity=Severity.WARNING,
            )
