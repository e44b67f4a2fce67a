"""A change of a package's rows with all that goes with it: version, day, changelog."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.language.periods import period_or_none
from builder.language.text import period_text
from builder.language.words import words
from builder.model import Package, Resource
from builder.packages.read import DESCRIPTOR
from builder.stewarding.edits import Cells, Edits, added, read_table, released, replaced
from builder.stewarding.following import counted, described


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """Rows that a table gets: those whose key it has are corrections, the others are new."""

    package: Package
    resource: Resource
    rows: tuple[Cells, ...]

    @property
    def path(self) -> str:
        """The table's file from the portal's folder."""
        return f"datasets/{self.package.id}/{self.resource.path}"

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell a row from the others."""
        table = self.resource.table
        assert table is not None, "only tables have rows"
        return table.schema.primary_key or tuple(field.name for field in table.schema.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell that becomes another; a new row is one change with the column that matters."""

    row: str
    column: str
    old: str
    new: str


def table_resource(package: Package, name: str) -> Resource | None:
    """A table of a package by the name of its resource, or by its kind."""
    return package.resource(name) or package.table(name)


def split(change: RowChange, root: Path) -> tuple[list[Cells], list[Cells]]:
    """New rows and corrections; rows that are there already as they are, are neither."""
    _, rows = read_table((root / change.path).read_text("utf-8"))
    present = {_key(row, change.key): row for row in rows}
    new = [row for row in change.rows if _key(row, change.key) not in present]
    corrected = [
        {**present[_key(row, change.key)], **row}
        for row in change.rows
        if _key(row, change.key) in present
    ]
    return new, [row for row in corrected if row != present[_key(row, change.key)]]


def cell_changes(change: RowChange, root: Path) -> Iterator[CellChange]:
    """Each cell that the change fills or alters, row by row."""
    _, rows = read_table((root / change.path).read_text("utf-8"))
    present = {_key(row, change.key): row for row in rows}
    for row in change.rows:
        key = _key(row, change.key)
        old = present.get(key, {})
        for column, cell in row.items():
            if column not in change.key and cell != old.get(column, ""):
                yield CellChange(
                    row=row_name(row, change.key),
                    column=column,
                    old=old.get(column, ""),
                    new=cell,
                )


def alters(change: RowChange, root: Path) -> bool:
    """True if a cell that says something becomes another; one that was empty is only filled."""
    return any(cell.old for cell in cell_changes(change, root))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Where and when changes are written, and in which languages their notes."""

    root: Path
    languages: Sequence[str]
    day: datetime.date
    documents: Mapping[str, str]
    """Title of each document by its id."""


def change_edits(changes: Sequence[RowChange], ledger: Ledger) -> Edits:
    """Every file that the changes touch; none if nothing changes."""
    edits: dict[str, str] = {}
    for package_id in dict.fromkeys(change.package.id for change in changes):
        own = [change for change in changes if change.package.id == package_id]
        edits.update(_package_edits(package_id, own, ledger))
    return edits


def _package_edits(package_id: str, changes: Sequence[RowChange], ledger: Ledger) -> Edits:
    edits: dict[str, str] = {}
    notes: list[Mapping[str, str]] = []
    written: list[Cells] = []
    level, folder = "patch", f"datasets/{package_id}"
    for change in changes:
        new, corrected = split(change, ledger.root)
        if not new and not corrected:
            continue
        level = "minor" if new else level
        text = (ledger.root / change.path).read_text("utf-8")
        count = len(read_table(text)[1])
        text = replaced(text, change.key, corrected) if corrected else text
        edits[change.path] = added(text, new) if new else text
        name = PurePosixPath(change.path).name
        edits.update(counted(ledger.root, folder, name, (count, count + len(new))))
        notes += _notes(change, new, corrected, ledger.languages)
        written += [*new, *corrected]
    if not notes:
        return {}
    joined = {
        language: "\n- ".join(note[language] for note in notes) for language in ledger.languages
    }
    edits.update(released(ledger.root, package_id, level=level, notes=joined, day=ledger.day))
    descriptor = f"{folder}/{DESCRIPTOR}"
    edits[descriptor] = described(edits[descriptor], written, ledger.documents)
    return edits


_TOLD_BY: Mapping[str, str] = {"observations": "period", "status": "as_of"}
"""Kinds of table whose rows a changelog names by what they say: values and states of a time."""


def _notes(
    change: RowChange, new: Sequence[Cells], corrected: Sequence[Cells], languages: Sequence[str]
) -> Iterator[Mapping[str, str]]:
    """What the changelog says of rows: how many, of which time, and which."""
    column = _TOLD_BY.get(change.resource.table_kind or "")
    for key, rows in (("added", new), ("corrected", corrected)):
        if not rows:
            continue
        said = (
            f"steward.note.{change.resource.table_kind}.{key}" if column else f"steward.note.{key}"
        )
        named = ", ".join(dict.fromkeys(row[change.key[0]] for row in rows))
        yield {
            language: words(language)(
                said,
                count=len(rows),
                table=change.resource.title[language],
                rows=named,
                times=", ".join(_times(rows, column, language)) if column else "",
            )
            for language in languages
        }


def _times(rows: Sequence[Cells], column: str, language: str) -> list[str]:
    """The periods or days of some rows, each once, as the language writes them."""
    known = dict.fromkeys(row.get(column, "") for row in rows)
    return [period_text(period, language) for text in known if (period := period_or_none(text))]


def row_name(row: Cells, names: Sequence[str]) -> str:
    """A row by its key, as messages call it."""
    return ", ".join(filter(None, _key(row, names)))


def _key(row: Cells, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in names)
