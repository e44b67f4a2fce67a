"""A list of indicators or tasks as an office keeps it → the rows of the portal's tables.

Headings are known by the names and titles of the columns and by what offices call them
(`new.heading.…` in the words); a heading that is a period holds values: «Mục tiêu 2025».
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part

from builder.language.periods import Period
from builder.language.spelling import NO_FIGURE, read_period
from builder.language.text import MISSING, folded
from builder.language.words import Words
from builder.model import Field, Schema
from builder.packages.sheets import SheetCell
from builder.packages.suggestion import suggested_cell
from builder.stewarding.additions import written_cell
from builder.stewarding.edits import Cells
from builder.stewarding.figures import read_figure
from builder.stewarding.new_tables import Wish, header_place
from builder.stewarding.repair import Doubtful

NameOf = Callable[[str, str], str | None]
"""Ids that a text names in what a column refers to: («organisations/…», «Bộ TTTT») → mic."""

HEADINGS = (
    *("code", "number", "name", "group", "section", "pillar", "unit", "direction", "due"),
    *("measured_by", "reported_by", "lead", "partners", "implementers", "expected"),
    *("source_id", "source_locator"),
)
"""Columns, without their language, that offices call by other names."""

_KINDS = ("target", "plan", "estimate", "actual")
_UNFILLED = ("", *NO_FIGURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What is known beside the file."""

    package: str
    schema: Schema
    """Of the table that gets the rows."""
    spoken: Sequence[Words]
    wishes: Mapping[str, Wish]
    given: Mapping[str, str]
    """Cells of every row, such as `unit=percent`."""
    name_of: NameOf


@dataclass(slots=True, kw_only=True)
class Listed:
    """Rows of the list, values of its periods, and what is not clear."""

    rows: list[dict[str, str]] = part(default_factory=list)
    values: list[Cells] = part(default_factory=list)
    doubts: list[Doubtful] = part(default_factory=list)


def listed(rows: Sequence[Sequence[str]], office: Office) -> Listed:
    """The rows of a list, each cell as its column wants it."""
    found, place = Listed(), header_place(rows)
    if place is None:
        found.doubts.append(Doubtful(row=0, column="", value="", reason="header"))
        return found
    columns: dict[int, Field] = {}
    periods: dict[int, tuple[Period, str]] = {}
    for number, label in enumerate(rows[place]):
        column = _column(label, office)
        period = period_of(label, office.spoken)
        if column is not None and column not in columns.values():
            columns[number] = column
        elif period is not None and office.schema.primary_key == ("indicator_id",):
            periods[number] = period
        elif label.strip() or any(row[number].strip() for row in rows if number < len(row)):
            found.doubts.append(Doubtful(row=place + 1, column=label, value="", reason="heading"))
    for number, row in enumerate(rows[place + 1 :], start=place + 2):
        if any(cell.strip() for cell in row) and list(row) != list(rows[place]) and columns:
            _read(found, office, number, _RowOf(row, columns, periods))
    return found


@dataclass(frozen=True, slots=True)
class _RowOf:
    """A row of the file with what its columns are."""

    cells: Sequence[str]
    columns: Mapping[int, Field]
    periods: Mapping[int, tuple[Period, str]]

    def at(self, number: int) -> str:
        return " ".join(self.cells[number].split()) if number < len(self.cells) else ""


def _column(label: str, office: Office) -> Field | None:
    """The column that a heading names."""
    fields = {field.name: field for field in office.schema.fields}
    bare = " ".join(label.split())
    if bare in office.wishes:
        return fields.get(office.wishes[bare].name)
    plain = folded(bare)
    for column in office.schema.fields:
        if plain in (column.name, *(folded(title) for title in column.title.values())):
            return column
    for words in office.spoken:
        for name, column in fields.items():
            stem = name.removesuffix(f"_{words.language}")
            known = words(f"new.heading.{stem}").split("|") if stem in HEADINGS else ()
            if plain in map(folded, known):
                return column
    return None


def period_of(label: str, spoken: Sequence[Words]) -> tuple[Period, str] | None:
    """The period of a heading and the kind of its values: «Mục tiêu 2025» → 2025, target."""
    plain = folded(" ".join(label.split()))
    for kind, word in _kind_words(spoken):
        for rest in (plain.removeprefix(word), plain.removesuffix(word)):
            period = read_period(rest.strip(" :()"))
            if isinstance(period, Period) and (rest != plain or not word):
                return period, kind
    return None


def _kind_words(spoken: Sequence[Words]) -> Iterator[tuple[str, str]]:
    for words in spoken:
        for kind in _KINDS:
            for word in words(f"new.kind.{kind}").split("|"):
                yield kind, folded(word)
    yield "actual", ""


def _read(found: Listed, office: Office, number: int, line: _RowOf) -> None:
    """One row of the file."""
    (key,) = office.schema.primary_key
    row = {key: f"{office.package}-{len(found.rows) + 1}", **office.given}
    for place, column in line.columns.items():
        text = line.at(place)
        if text:
            _fill(found, office, (number, column, text), row)
    unclear = {doubt.column for doubt in found.doubts if doubt.row == number}
    for column in office.schema.fields:
        if column.required and not row.get(column.name) and column.name not in unclear:
            found.doubts.append(
                Doubtful(row=number, column=column.name, value="", reason="missing_cell")
            )
    found.rows.append(row)
    for place, (period, kind) in line.periods.items():
        text = line.at(place)
        if text not in _UNFILLED:
            _value(found, office, (number, text), {**row, "period": period, "kind": kind})


def _fill(found: Listed, office: Office, cell: tuple[int, Field, str], row: dict[str, str]) -> None:
    """A cell, and beside it the words as printed where the table keeps them."""
    number, column, text = cell
    if f"{column.name}_raw" in {field.name for field in office.schema.fields}:
        row.setdefault(f"{column.name}_raw", text)
    if column.references and column.type in ("string", "list"):
        new = office.name_of(column.references, text)
        new = new or ("" if f"{column.name}_raw" in row else None)
    elif column.name == "due":
        new = suggested_cell("date", text, "due")
        new = _unsaid(text) if new == MISSING else new
    else:
        new = written_cell(column, text, office.spoken)
    if new is None:
        reason = "category" if column.categories else column.type
        reason = "reference" if column.references else reason
        codes = tuple(column.categories)
        told = Doubtful(row=number, column=column.name, value=text, reason=reason, codes=codes)
        found.doubts.append(told)
    else:
        row[column.name] = new


def _unsaid(text: str) -> str | None:
    """Nothing for a deadline without a day, «hằng năm»; its words stand in `due_raw`."""
    return None if any(sign.isdigit() for sign in text) else ""


def _value(found: Listed, office: Office, cell: tuple[int, str], row: Mapping[str, str]) -> None:
    """A value of a period."""
    number, text = cell
    unit = row.get("unit", "")
    figure = read_figure(SheetCell(place="", value=text), unit, office.spoken[0])
    if isinstance(figure, str):
        column = f"{row['kind']} {row['period']}"
        found.doubts.append(Doubtful(row=number, column=column, value=text, reason=figure))
        return
    is_estimate = row["kind"] == "estimate" or (row["kind"] == "actual" and figure.is_estimate)
    found.values.append(
        {
            "indicator_id": row["indicator_id"],
            "period": row["period"],
            "kind": "estimate" if is_estimate else row["kind"],
            "operator": figure.operator,
            "value": f"{figure.value:f}",
            "value_high": "" if figure.high is None else f"{figure.high:f}",
            "unit": unit,
            "obs_status": "E" if is_estimate else "A",
            "value_raw": figure.raw,
            "source_id": row.get("source_id", ""),
            "source_locator": row.get("source_locator", ""),
        }
    )
