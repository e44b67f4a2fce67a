"""The stewards' commands: `portal form`, `import`, `add` and `set`; what they ask and tell.

Each works out its edits, shows them, and writes them only if the portal stays valid.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from builder.build import checked_portal
from builder.language.periods import period_or_none
from builder.language.words import Words, words
from builder.model import Package, Resource
from builder.packages.open_document import read_sheets
from builder.packages.read import DESCRIPTOR, read_package
from builder.packages.records import all_records, said
from builder.packages.table_rows import DocumentRow
from builder.saving import save
from builder.settings import Settings, read_settings
from builder.stewarding.additions import completed, named_ids, owner, typed_cells, unanswered
from builder.stewarding.changes import (
    Ledger,
    RowChange,
    alters,
    cell_changes,
    change_edits,
    split,
    table_resource,
)
from builder.stewarding.edits import difference, tried
from builder.stewarding.form import Form, has_form
from builder.stewarding.form_changes import (
    document_id,
    form_changes,
    form_faults,
    incomplete_answers,
    unplaced,
)
from builder.stewarding.form_making import form_of, spoken
from builder.stewarding.form_reading import Filled, faults_text, filled_form, form_marks
from builder.stewarding.form_workbook import form_workbook
from builder.stewarding.terminal import EXIT_DONE, EXIT_REFUSED, RefusedError, Terminal
from builder.stewarding.things import THINGS
from builder.versions.records import RELEASES, new_records


class _Desk:
    """A portal on the desk of a steward: its packages and the language that is spoken."""

    def __init__(self, options: argparse.Namespace, terminal: Terminal) -> None:
        self.terminal = terminal
        self.options = options
        self.root: Path = options.root
        self.settings: Settings = read_settings(self.root)
        self.packages, _ = checked_portal(self.root, self.settings)
        self.words: Words = words(options.lang)

    @property
    def languages(self) -> Sequence[str]:
        return self.settings.languages

    def package(self, name: str | None) -> Package:
        found = next((package for package in self.packages if package.id == name), None)
        if found is None:
            raise RefusedError(self.words("steward.no_package", package=name or ""))
        return found

    def table(self, package: Package, name: str) -> Resource:
        found = table_resource(package, name)
        if found is None or found.table is None:
            tables = ", ".join(resource.name for resource in package.resources if resource.table)
            raise RefusedError(
                self.words("steward.no_table", package=package.id, table=name, tables=tables)
            )
        folder = self.root / "datasets" / package.id
        if not all((folder / name).is_file() for name in (DESCRIPTOR, found.path)):
            raise RefusedError(self.words("steward.not_plain", package=package.id, table=name))
        return found

    def write(self, changes: Sequence[RowChange]) -> int:
        """Show changes, ask, and write them; the portal is checked before they stay."""
        edits = change_edits(changes, self.ledger())
        if not edits:
            self.terminal.out(self.words("steward.nothing"))
            return EXIT_DONE
        if self.options.diff:
            self.terminal.out("\n".join(difference(self.root, edits)))
        else:
            self.show(changes)
        if not self.agreed():
            self.terminal.err(self.words("steward.dry"))
            return EXIT_DONE
        contents = {path: edits[path].encode() for path in sorted(edits)}
        with tried(self.root, contents) as copy:
            checked_portal(copy, self.settings)
            states = (*_files(changes, self.root), *_files(changes, copy))
        if (self.root / RELEASES).is_dir():
            contents |= new_records(states, self.root, self.languages)
        save(self.root, contents)
        self.terminal.err(self.words("steward.written", files=", ".join(contents)))
        return EXIT_DONE

    def ledger(self) -> Ledger:
        """What is written with every change."""
        first = self.languages[0]
        documents = {
            str(row["document_id"]): _document_title(row, first)
            for row in all_records(self.packages, DocumentRow)
        }
        return Ledger(
            root=self.root, languages=self.languages, day=self.options.day, documents=documents
        )

    def show(self, changes: Sequence[RowChange]) -> None:
        """One line a cell: what stands there, and what will."""
        for change in changes:
            for cell in cell_changes(change, self.root):
                values = {"row": cell.row, "column": cell.column, "old": cell.old, "new": cell.new}
                self.terminal.out(self.words("steward.cell", **values))

    def agreed(self) -> bool:
        """True if the steward says yes, by flag or on a terminal."""
        if self.options.yes:
            return True
        if self.terminal.ask is None:
            return False
        return self.terminal.ask(self.words("steward.confirm")).strip().lower() in (
            "y",
            "yes",
            "c",
            "có",
            "co",
        )


def _files(changes: Sequence[RowChange], root: Path) -> list[Mapping[str, bytes]]:
    """The files of each package that changes touch, as they lie in a portal's folder."""
    ids = dict.fromkeys(change.package.id for change in changes)
    return [read_package(root / "datasets" / package, root).files for package in ids]


def _document_title(row: DocumentRow, language: str) -> str:
    title = said(row, "title", language)
    return f"{title} ({row['number']})" if row["number"] else title


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Carry out one of `COMMANDS`.

    Raises: BuildError if the portal is not valid, or would not be with the change.
    """
    try:
        return COMMANDS[options.command](_Desk(options, terminal))
    except RefusedError as refused:
        terminal.err(str(refused))
        return EXIT_REFUSED


def _write_form(desk: _Desk) -> int:
    package = desk.package(desk.options.package)
    if not has_form(package):
        raise RefusedError(desk.words("steward.no_form", package=package.id))
    first = words(desk.languages[0])
    form = form_of(package, desk.packages, desk.options.period, first, desk.languages)
    path: Path = desk.options.out or Path(f"{package.id}-{form.period}.xlsx")
    save(Path(), {str(path): form_workbook(form, first, desk.options.day)})
    desk.terminal.out(str(path))
    return EXIT_DONE


def _import_form(desk: _Desk) -> int:
    path: Path = desk.options.file
    sheets = read_sheets(path.read_bytes()) if path.is_file() else None
    marks = form_marks(sheets or {})
    period = period_or_none(marks.get("period", ""))
    if sheets is None or "package" not in marks or period is None:
        raise RefusedError(desk.words("steward.not_a_form", file=path))
    package = desk.package(marks["package"])
    language = words(marks["language"])
    form = form_of(package, desk.packages, period, language, desk.languages)
    filled = filled_form(sheets, form, language)
    return _import_filled(desk, form, filled)


def _import_filled(desk: _Desk, form: Form, filled: Filled) -> int:
    source = document_id(desk.packages, desk.options.source or filled.source)
    day = desk.options.reported or filled.reported
    languages = spoken(desk.package(form.package), desk.languages)
    says_something = filled.entries or filled.answers or filled.target_notes
    refused = [
        *(fault for fault in filled.faults if not fault.is_warning),
        *incomplete_answers(filled, languages),
        *(form_faults(filled, form, source, day) if says_something else ()),
    ]
    warned = [fault for fault in filled.faults if fault.is_warning]
    for line in faults_text([*refused, *warned], desk.words):
        desk.terminal.out(line)
    for row, text in unplaced(filled, desk.packages).items():
        desk.terminal.out(desk.words("steward.unplaced", row=row, text=text))
    if refused:
        raise RefusedError(desk.words("steward.refused", count=len(refused)))
    if source is None:  # an empty form
        return desk.write(())
    changes = tuple(
        form_changes(filled, form, desk.packages, source=source, day=day, languages=languages)
    )
    if not desk.options.correct and any(alters(change, desk.root) for change in changes):
        desk.show(changes)
        raise RefusedError(desk.words("steward.corrects"))
    return desk.write(changes)


def _add_row(desk: _Desk) -> int:
    thing = desk.options.thing
    names = [cell for cell in desk.options.cells if "=" not in cell]
    given = _pairs(desk, [cell for cell in desk.options.cells if "=" in cell])
    package = owner(desk.packages, thing, names[0] if names else None)
    if package is None:
        raise RefusedError(desk.words("steward.no_package", package=names[0] if names else ""))
    table = THINGS.get(thing) or (names[1] if len(names) > 1 else "")
    resource = desk.table(package, table)
    change = _asked_change(desk, (package, resource), thing, given)
    new, _ = split(change, desk.root)
    if not new:
        row = ", ".join(filter(None, (change.rows[0].get(name, "") for name in change.key)))
        raise RefusedError(desk.words("steward.exists", row=row))
    return desk.write((change,))


def _asked_change(
    desk: _Desk, place: tuple[Package, Resource], thing: str, given: Mapping[str, str]
) -> RowChange:
    """The row of what was given; on a terminal, what is missing is asked for."""
    package, resource = place
    given = dict(given)
    row = _row(desk, place, thing, given)
    if desk.terminal.ask is not None:
        for field in unanswered(resource, row, thing):
            given[field.name] = desk.terminal.ask(
                f"{field.title.get(desk.words.language, field.name)}: "
            )
        row = _row(desk, place, thing, given)
    return RowChange(package=package, resource=resource, rows=(row,))


def _row(
    desk: _Desk, place: tuple[Package, Resource], thing: str, given: Mapping[str, str]
) -> dict[str, str]:
    package, resource = place
    _refuse_unknown_columns(desk, resource, given)
    spoken = [words(language) for language in desk.languages]
    cells, doubtful = typed_cells(resource, given, spoken)
    if doubtful:
        told = [
            desk.words("steward.doubtful", column=column, value=value) for column, value in doubtful
        ]
        raise RefusedError("\n".join(told))
    cells = named_ids(resource, cells, desk.packages)
    return completed(thing, cells, given, package)


def _refuse_unknown_columns(desk: _Desk, resource: Resource, given: Mapping[str, str]) -> None:
    assert resource.table is not None, "only tables have columns"
    known = [field.name for field in resource.table.schema.fields]
    for column in given:
        if column not in known:
            raise RefusedError(
                desk.words("steward.no_column", column=column, columns=", ".join(known))
            )


def _pairs(desk: _Desk, cells: Sequence[str]) -> dict[str, str]:
    found = {}
    for cell in cells:
        column, equals, value = cell.partition("=")
        if not equals or not column:
            raise RefusedError(desk.words("steward.pair", text=cell))
        found[column] = value
    return found


def _set_cells(desk: _Desk) -> int:
    package = desk.package(desk.options.package)
    resource = desk.table(package, desk.options.table)
    row = _row(desk, (package, resource), "", _pairs(desk, desk.options.cells))
    change = RowChange(package=package, resource=resource, rows=(row,))
    new, _ = split(change, desk.root)
    if new:
        key = ", ".join(filter(None, (row.get(name, "") for name in change.key)))
        raise RefusedError(desk.words("steward.missing", row=key))
    return desk.write((change,))


COMMANDS: Mapping[str, Callable[[_Desk], int]] = {
    "form": _write_form,
    "import": _import_form,
    "add": _add_row,
    "set": _set_cells,
}
"""Each command of the stewards by its name."""
