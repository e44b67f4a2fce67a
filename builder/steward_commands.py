"""The stewards' commands: `portal form`, `import`, `add` and `set`; what they ask and tell.

Each works out its edits, shows them, and writes them only if the portal stays valid.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from builder.language.code_words import code_words
from builder.language.periods import period_or_none
from builder.language.text import MISSING
from builder.language.words import words
from builder.model import Field, Package, Resource
from builder.packages.open_document import read_sheets
from builder.saving import save
from builder.steward_desk import Desk
from builder.stewarding.additions import (
    completed,
    named_codes,
    named_ids,
    owner,
    typed_cells,
    unanswered,
    written_cell,
)
from builder.stewarding.changes import (
    RowChange,
    alters,
    split,
)
from builder.stewarding.doubts import missing_parent
from builder.stewarding.form import REPORTED, Form
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


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Carry out one of `COMMANDS`.

    Raises: BuildError if the portal is not valid, or would not be with the change.
    """
    desk = Desk(options, terminal)
    try:
        with desk.copies:
            return COMMANDS[options.command](desk)
    except RefusedError as refused:
        terminal.err(str(refused))
        return EXIT_REFUSED


def _write_form(desk: Desk) -> int:
    package = desk.reporting(desk.package(desk.options.package))
    first = words(desk.languages[0])
    form = form_of(package, desk.packages, desk.options.period, first, desk.languages)
    path: Path = desk.options.out or Path(f"{package.id}-{form.period}.xlsx")
    save(Path(), {str(path): form_workbook(form, first, desk.options.day)})
    desk.terminal.out(str(path))
    return EXIT_DONE


def _import_form(desk: Desk) -> int:
    path: Path = desk.options.file
    sheets = read_sheets(path.read_bytes()) if path.is_file() else None
    marks = form_marks(sheets or {})
    period = period_or_none(marks.get("period", ""))
    if sheets is None or "package" not in marks or period is None:
        raise RefusedError(desk.words("steward.not_a_form", file=path))
    package = desk.reporting(desk.package(marks["package"]))
    language = words(marks["language"])
    form = form_of(package, desk.packages, period, language, desk.languages)
    filled = filled_form(sheets, form, language)
    return _import_filled(desk, form, filled)


def _import_filled(desk: Desk, form: Form, filled: Filled) -> int:
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
    if not desk.options.correct and any(alters(change, desk.laid) for change in changes):
        desk.show(changes)
        raise RefusedError(desk.words("steward.corrects"))
    return desk.write(changes)


def _add_row(desk: Desk) -> int:
    thing = desk.options.thing
    names = [cell for cell in desk.options.cells if "=" not in cell]
    given = _pairs(desk, [cell for cell in desk.options.cells if "=" in cell])
    package = owner(desk.packages, thing, names[0] if names else None)
    if package is None:
        raise RefusedError(desk.words("steward.no_package", package=names[0] if names else ""))
    table = THINGS.get(thing) or (names[1] if len(names) > 1 else "")
    if THINGS.get(thing) in REPORTED.values():
        package = desk.reporting(package)
    resource = desk.table(package, table)
    change = _asked_change(desk, (package, resource), thing, given)
    new, _ = split(change, desk.laid)
    if not new:
        row = ", ".join(filter(None, (change.rows[0].get(name, "") for name in change.key)))
        raise RefusedError(desk.words("steward.exists", row=row))
    return desk.write((change,))


def _asked_change(
    desk: Desk, place: tuple[Package, Resource], thing: str, given: Mapping[str, str]
) -> RowChange:
    """The row of what was given; on a terminal, what is missing is asked for."""
    package, resource = place
    given = dict(given)
    row = _row(desk, place, thing, given)
    if desk.terminal.ask is not None:
        for field in unanswered(resource, row, thing):
            given[field.name] = _answer(desk, resource, field, desk.terminal.ask)
        row = _row(desk, place, thing, given)
    return RowChange(package=package, resource=resource, rows=(row,))


def _answer(desk: Desk, resource: Resource, field: Field, ask: Callable[[str], str]) -> str:
    """What somebody says of a column, asked again while it is empty or not clear."""
    title = field.title.get(desk.words.language, field.name)
    codes = field.categories
    names = ", ".join(next(code_words(field.name, code, codes, desk.words), code) for code in codes)
    spoken = [words(language) for language in desk.languages]
    while True:
        text = ask(f"{title} ({names}): " if names else f"{title}: ").strip()
        if text and written_cell(field, text, spoken) is None:
            desk.terminal.err(_doubtful(desk, resource, field.name, text))
        elif text or not field.required:
            return text


def _row(
    desk: Desk, place: tuple[Package, Resource], thing: str, given: Mapping[str, str]
) -> dict[str, str]:
    package, resource = place
    _refuse_unknown_columns(desk, resource, given)
    spoken = [words(language) for language in desk.languages]
    cells, doubtful = typed_cells(resource, given, spoken)
    if doubtful:
        told = [_doubtful(desk, resource, column, value) for column, value in doubtful]
        raise RefusedError("\n".join(told))
    cells = named_ids(resource, cells, desk.packages)
    lost = missing_parent(thing, cells, package, desk.packages)
    if lost:
        near = ", ".join(lost[1]) or MISSING
        told_lost = {"package": package.id, "id": lost[0], "near": near}
        raise RefusedError(desk.words("steward.no_parent", **told_lost))
    return completed(thing, cells, given, package)


def _doubtful(desk: Desk, resource: Resource, column: str, value: str) -> str:
    """What is not clear about a cell, with the codes that the column takes."""
    assert resource.table is not None, "only tables have cells"
    schema = resource.table.schema
    field = schema.fields[schema.position(column)]
    if not field.categories:
        return desk.words("steward.doubtful", column=column, value=value)
    codes = ", ".join(named_codes(field, desk.words))
    return desk.words("steward.doubtful.code", column=column, value=value, codes=codes)


def _refuse_unknown_columns(desk: Desk, resource: Resource, given: Mapping[str, str]) -> None:
    assert resource.table is not None, "only tables have columns"
    known = [field.name for field in resource.table.schema.fields]
    for column in given:
        if column not in known:
            raise RefusedError(
                desk.words("steward.no_column", column=column, columns=", ".join(known))
            )


def _pairs(desk: Desk, cells: Sequence[str]) -> dict[str, str]:
    found = {}
    for cell in cells:
        column, equals, value = cell.partition("=")
        if not equals or not column:
            raise RefusedError(desk.words("steward.pair", text=cell))
        found[column] = value
    return found


def _set_cells(desk: Desk) -> int:
    package = desk.package(desk.options.package)
    resource = desk.table(package, desk.options.table)
    row = _row(desk, (package, resource), "", _pairs(desk, desk.options.cells))
    change = RowChange(package=package, resource=resource, rows=(row,))
    new, _ = split(change, desk.laid)
    if new:
        key = ", ".join(filter(None, (row.get(name, "") for name in change.key)))
        raise RefusedError(desk.words("steward.missing", row=key))
    return desk.write((change,))


COMMANDS: Mapping[str, Callable[[Desk], int]] = {
    "form": _write_form,
    "import": _import_form,
    "add": _add_row,
    "set": _set_cells,
}
"""Each command of the stewards by its name."""
