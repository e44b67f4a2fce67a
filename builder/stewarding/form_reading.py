"""A filled form back as entries, or as what keeps a cell from being one; nothing is guessed."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from builder.language.code_words import code_words
from builder.language.spelling import NO_FIGURE, Doubt, read_day
from builder.language.text import folded
from builder.language.words import Words
from builder.packages.sheets import Sheet, SheetCell
from builder.stewarding.figures import Figure, read_figure
from builder.stewarding.form import ROW_ID, STATUS, TARGET_NOTE, VALUE, Form, FormColumn
from builder.stewarding.form_workbook import HEAD, MARKS, STATUSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A cell that is refused, or with `is_warning` one of which something is left out."""

    place: str
    value: str
    reason: str
    """Key of the words `form.refused.<reason>`."""
    is_warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the form that was filled in."""

    row: str
    place: str
    figure: Figure | None = None
    """None where there is no figure, and for tasks."""
    raw: str = ""
    """The cell as it was written."""
    status: str | None = None
    texts: Mapping[str, str]
    """Notes or results, by role, such as `note_vi`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetNote:
    """What was written beside a target."""

    row: str
    period: str
    texts: Mapping[str, str]
    """By column, such as `note_vi`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a form says."""

    entries: tuple[Entry, ...]
    answers: Mapping[str, str]
    """Answers to the open questions, by row id such as `trend:vi`."""
    source: str
    reported: datetime.date | None
    faults: tuple[Fault, ...]
    target_notes: tuple[TargetNote, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each answer stands or would, by row id."""


def form_marks(sheets: Mapping[str, Sheet]) -> Mapping[str, str]:
    """What the hidden sheet says; nothing if there is none."""
    if MARKS not in sheets:
        return {}
    return {row[0].text: row[1].text for row in sheets[MARKS].rows if len(row) > 1}


def filled_form(sheets: Mapping[str, Sheet], form: Form, words: Words) -> Filled:
    """What was written into a form.

    Columns may stand in another order, rows may be moved, left empty or added.
    """
    sheet = next(sheet for name, sheet in sheets.items() if name != MARKS)
    labels = _labels(form_marks(sheets), form)
    header = max(sheet.rows, key=lambda row: sum(cell.text in labels for cell in row))
    roles = {
        labels[cell.text].role: place for place, cell in enumerate(header) if cell.text in labels
    }
    faults = [
        Fault(place=header[0].place, value=column.label, reason="column")
        for column in form.columns
        if column.role not in roles and (column.is_input or column.role == ROW_ID)
    ]
    if faults:
        return Filled(entries=(), answers={}, source="", reported=None, faults=tuple(faults))
    reader = _Reader(form, words, roles)
    body = sheet.rows[sheet.rows.index(header) + 1 :]
    for row in body:
        reader.read(row)
    reader.faults.extend(_unread(header, body, set(roles.values())))
    if form_marks(sheets).get("version") == form.version:  # else the data changed, not the cells
        reader.faults.extend(_overwritten(body, form, roles))
    head = _head(sheet.rows[: sheet.rows.index(header)], words)
    return Filled(
        entries=tuple(reader.entries),
        answers=reader.answers,
        source=head["source"].text,
        reported=_day(head["reported"], reader.faults),
        faults=tuple(reader.faults),
        target_notes=tuple(reader.target_notes),
        places=reader.places,
    )


def _unread(
    header: Sequence[SheetCell], body: Sequence[Sequence[SheetCell]], known: set[int]
) -> Iterator[Fault]:
    """Columns that somebody added and wrote in: what stands there goes nowhere."""
    width = max((len(row) for row in body), default=0)
    for place in range(width):
        written = [row[place] for row in body if place < len(row) and row[place].text]
        if written and place not in known:
            label = header[place].text if place < len(header) else ""
            value = label or written[0].text
            yield Fault(place=written[0].place, value=value, reason="extra_column", is_warning=True)


def _overwritten(
    body: Sequence[Sequence[SheetCell]], form: Form, roles: Mapping[str, int]
) -> Iterator[Fault]:
    """Cells that came filled in and say something else now: they are not read."""
    known = {row.id: row.cells for row in form.rows if row.kind == "entry"}
    given = {
        column.role: roles[column.role]
        for column in form.columns
        if not column.is_input and column.role in roles
    }
    for row in body:
        mark = row[roles[ROW_ID]].text if roles[ROW_ID] < len(row) else ""
        for role, place in given.items():
            if mark not in known or role == ROW_ID or place >= len(row) or not row[place].text:
                continue
            cell = row[place]
            if cell.text.split() != known[mark].get(role, "").split():
                told = {"place": cell.place, "value": cell.text, "reason": "overwritten"}
                yield Fault(**told, is_warning=True)


def _labels(marks: Mapping[str, str], form: Form) -> Mapping[str, FormColumn]:
    """The columns by their headings: as the form was written, which may be long ago."""
    written = {role.removeprefix("column."): label for role, label in marks.items()}
    return {written.get(column.role, column.label): column for column in form.columns}


def _head(rows: Sequence[Sequence[SheetCell]], words: Words) -> Mapping[str, SheetCell]:
    """The open cells above the table: each stands right of its label."""
    found = {role: SheetCell(place="") for role in HEAD}
    for row in rows:
        for cell, following in pairwise(row):
            for role in HEAD:
                if cell.text == words(f"form.{role}"):
                    found[role] = following
    return found


def _day(cell: SheetCell, faults: list[Fault]) -> datetime.date | None:
    if isinstance(cell.value, datetime.date) or not cell.text:
        return cell.value if isinstance(cell.value, datetime.date) else None
    day = read_day(cell.text)
    if isinstance(day, Doubt):
        faults.append(Fault(place=cell.place, value=cell.text, reason="day"))
        return None
    return day


class _Reader:
    """Rows one after another; what they say and what is wrong with them gathers here."""

    def __init__(self, form: Form, words: Words, roles: Mapping[str, int]) -> None:
        self.form, self.words, self.roles = form, words, roles
        self.rows = {row.id: row for row in form.rows if row.id}
        self.entries: list[Entry] = []
        self.answers: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.faults: list[Fault] = []
        self.target_notes: list[TargetNote] = []
        self.seen: set[str] = set()

    def cell(self, row: Sequence[SheetCell], role: str) -> SheetCell:
        place = self.roles.get(role)
        return row[place] if place is not None and place < len(row) else SheetCell(place="")

    def refuse(self, cell: SheetCell, reason: str) -> None:
        self.faults.append(Fault(place=cell.place, value=cell.text, reason=reason))

    def read(self, row: Sequence[SheetCell]) -> None:
        """One row of the sheet."""
        mark = self.cell(row, ROW_ID)
        known = self.rows.get(mark.text)
        if known is not None and known.kind == "text":
            self.read_answer(row, known.id)
            return
        inputs = [self.cell(row, column.role) for column in self.form.columns if column.is_input]
        if not any(cell.text or cell.merged_with for cell in inputs):
            return
        if known is None:
            self.refuse(next((cell for cell in [mark, *inputs] if cell.text), mark), "row")
        elif known.id in self.seen:
            self.refuse(mark, "twice")
        elif any(cell.merged_with for cell in inputs):
            self.refuse(next(cell for cell in inputs if cell.merged_with), "merged")
        else:
            self.seen.add(known.id)
            self.read_entry(row, known.id, inputs)

    def read_answer(self, row: Sequence[SheetCell], row_id: str) -> None:
        """A row that answers an open question, in the cell below the heading of the names."""
        answer = self.cell(row, "name")
        self.places[row_id] = answer.place
        if answer.text:
            self.answers[row_id] = answer.text
        own = {self.roles.get(role) for role in (ROW_ID, "number", "name")}
        beside = [cell for place, cell in enumerate(row) if cell.text and place not in own]
        if beside:
            self.refuse(beside[0], "answer")
        if answer.comment:
            self.warn(answer)

    def warn(self, cell: SheetCell) -> None:
        """Tell of a comment, which is not published."""
        told = cell.comment or ""
        fault = Fault(place=cell.place, value=told, reason="comment", is_warning=True)
        self.faults.append(fault)

    def read_entry(self, row: Sequence[SheetCell], row_id: str, inputs: list[SheetCell]) -> None:
        """A row of an indicator or task that something was written in."""
        for cell in inputs:
            if cell.comment:
                self.warn(cell)
        texts = {
            column.role: self.cell(row, column.role).text
            for column in self.form.columns
            if column.is_input and column.role not in (VALUE, STATUS)
        }
        for stem in dict.fromkeys(role.rpartition("_")[0] for role in texts):
            own = {role: text for role, text in texts.items() if role.rpartition("_")[0] == stem}
            lacking = [role for role, text in own.items() if not text]
            if lacking and len(lacking) < len(own):
                self.refuse(self.cell(row, lacking[0]), "language")
                return
            if stem.startswith(TARGET_NOTE):
                texts = {role: text for role, text in texts.items() if role not in own}
                self.read_target_note(row_id, stem, own)
        value = self.cell(row, VALUE if self.form.kind == "indicators" else STATUS)
        if not value.text and not any(texts.values()):
            return
        if self.form.kind == "tasks":
            self.read_status(self.cell(row, STATUS), row_id, texts)
        else:
            self.read_value(self.cell(row, VALUE), row_id, texts)

    def read_target_note(self, row_id: str, stem: str, own: Mapping[str, str]) -> None:
        """What stands beside a target: notes of the row that holds it."""
        if any(own.values()):
            texts = {f"note_{role.rpartition('_')[2]}": text for role, text in own.items()}
            period = stem.partition(":")[2]
            self.target_notes.append(TargetNote(row=row_id, period=period, texts=texts))

    def read_status(self, cell: SheetCell, row_id: str, texts: Mapping[str, str]) -> None:
        """The status of a task, by its words."""
        status = _state(cell.text, self.words)
        if status is None:
            self.refuse(cell, "status")
            return
        self.entries.append(
            Entry(row=row_id, place=cell.place, status=status, raw=cell.text, texts=texts)
        )

    def read_value(self, cell: SheetCell, row_id: str, texts: Mapping[str, str]) -> None:
        """The figure of an indicator."""
        unit = self.rows[row_id].unit or ""
        if not cell.text:
            self.refuse(cell, "empty")
        elif cell.text in NO_FIGURE:
            self.entries.append(Entry(row=row_id, place=cell.place, raw=cell.text, texts=texts))
        else:
            figure = read_figure(cell, unit, self.words)
            if isinstance(figure, str):
                self.refuse(cell, figure)
            else:
                found = Entry(
                    row=row_id, place=cell.place, figure=figure, raw=figure.raw, texts=texts
                )
                self.entries.append(found)


def _state(text: str, words: Words) -> str | None:
    """The state that a cell names, as the list has it or as people also say it."""
    named: dict[str, str] = {}
    for status in STATUSES:
        names = code_words("status", status, STATUSES, words)
        named |= {folded(name): status for name in names}
    return named.get(" ".join(folded(text).split()).rstrip("."))


def faults_text(faults: Sequence[Fault], words: Words) -> Iterator[str]:
    """One line a fault: cell, what stands there, why it is refused."""
    choices = ", ".join(words(f"status.{status}") for status in STATUSES)
    for fault in faults:
        reason = words(f"form.refused.{fault.reason}", choices=choices)
        yield (
            f"{fault.place}: «{fault.value}»: {reason}"
            if fault.value
            else (f"{fault.place}: {reason}")
        )
