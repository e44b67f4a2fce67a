"""A form as an Excel workbook that is filled in, printed, and read back by `portal import`.

A hidden second sheet says which package, period and columns it is; the first is for people.
"""

import datetime
import io
from collections.abc import Mapping

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from builder.language.text import period_text
from builder.language.words import Words
from builder.stewarding.form import ROW_ID, STATUS, TARGET_NOTE, VALUE, Form, FormColumn, FormRow

MARKS = "portal"
"""Name of the hidden sheet."""

STATUSES = ("not_started", "in_progress", "submitted", "completed", "recurring", "not_planned")
"""What can be reported of a task; unknown is for those who only copy a document."""

HEAD = ("source", "reported")
"""Open cells above the table: the report's document and its day."""

_HEAD_ROW = 3
_TABLE_ROW = 6
"""Rows from 0: of the first open cell above the table, and of the headings of the table."""

_HEAD_COLUMN = 2
"""The wide column of names: it has room for what is asked above the table."""

_WIDTHS = {ROW_ID: 14, "number": 8, "name": 56, VALUE: 14, STATUS: 20, "unit": 12}
_WIDTH = 18
"""Letters that fit into a line of a column."""
_LINE, _SPARE, _ANSWER = 15, 3, 60
"""Heights in points: of a line, around the lines of a row, of a row for an answer."""


def form_workbook(form: Form, words: Words, day: datetime.date) -> bytes:
    """The workbook of a form; the same form and day give the same bytes."""
    stream = io.BytesIO()
    workbook = Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties(
        {
            "title": form.title,
            "subject": f"{form.package} {form.version} {form.period}",
            "created": datetime.datetime.combine(day, datetime.time()),
        }
    )
    sheet = workbook.add_worksheet(words("form.sheet"))
    looks = _looks(workbook)
    _write_head(sheet, form, words, looks)
    _write_table(sheet, form, words, looks)
    _set_print(sheet, form)
    _write_marks(workbook.add_worksheet(MARKS), form, words)
    workbook.close()
    return stream.getvalue()


def _looks(workbook: Workbook) -> dict[str, Format]:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#999999"}
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "plain": workbook.add_format({"valign": "top"}),
        "label": workbook.add_format({"valign": "top", "align": "right"}),
        "header": workbook.add_format({**cell, "bold": True, "bg_color": "#DCE6F1"}),
        "heading": workbook.add_format({**cell, "bold": True}),
        "note": workbook.add_format({**cell, "italic": True}),
        "cell": workbook.add_format(cell),
        "id": workbook.add_format({**cell, "font_color": "#777777", "font_size": 8}),
        "input": workbook.add_format({**cell, "bg_color": "#FFF8DC"}),
    }


def _write_head(sheet: Worksheet, form: Form, words: Words, looks: dict[str, Format]) -> None:
    period = period_text(form.period, words.language)
    sheet.write_string(0, 1, form.title, looks["title"])
    sheet.write_string(1, 1, words("form.head", period=period), looks["plain"])
    for number, role in enumerate(HEAD, start=_HEAD_ROW):
        sheet.set_row(number, _LINE + _SPARE)
        sheet.write_string(number, _HEAD_COLUMN, words(f"form.{role}"), looks["label"])
        sheet.merge_range(number, _HEAD_COLUMN + 1, number, _HEAD_COLUMN + 2, "", looks["input"])
        sheet.write_comment(number, _HEAD_COLUMN + 1, words(f"form.{role}.help"))


def _write_table(sheet: Worksheet, form: Form, words: Words, looks: dict[str, Format]) -> None:
    for place, column in enumerate(form.columns):
        sheet.set_column(place, place, _width(column))
        sheet.write_string(_TABLE_ROW, place, column.label, looks["header"])
        if column.is_input:
            sheet.write_comment(_TABLE_ROW, place, words(f"form.help.{_stem(column)}"))
    labels = {column.role: column.label for column in form.columns}
    sheet.set_row(_TABLE_ROW, _height(labels, form))
    for number, row in enumerate(form.rows, start=_TABLE_ROW + 1):
        sheet.set_row(number, _ANSWER if row.kind == "text" else _height(row.cells, form))
        for place, column in enumerate(form.columns):
            _write_cell(sheet, (number, place), (row, column), looks)
            if row.kind == "entry" and column.is_input:
                _validate(sheet, (number, place), (row, column), words)


def _width(column: FormColumn) -> int:
    return _WIDTHS.get(column.role, _WIDTH)


def _height(texts: Mapping[str, str], form: Form) -> int:
    """Height of a row in which each text is shown whole; no program works it out when it opens."""
    lines = (
        sum(-(-max(1, len(part)) // (_width(column) - 2)) for part in text.split("\n"))
        for column in form.columns
        for text in [texts.get(column.role, "")]
    )
    return max(lines, default=1) * _LINE + _SPARE


def _stem(column: FormColumn) -> str:
    return "note" if column.role.startswith(TARGET_NOTE) else column.role.split("_")[0]


def _write_cell(
    sheet: Worksheet,
    place: tuple[int, int],
    what: tuple[FormRow, FormColumn],
    looks: dict[str, Format],
) -> None:
    row, column = what
    text = row.id if column.role == ROW_ID else row.cells.get(column.role, "")
    look: str = row.kind if row.kind in ("heading", "note") else "cell"
    if column.role == ROW_ID:
        look = "id"
    elif is_open(row, column):
        look = "input"
    if text:
        sheet.write_string(*place, text, looks[look])
    elif row.kind != "text" or look == "input":  # beside an answer there is nothing
        sheet.write_blank(*place, None, looks[look])


def is_open(row: FormRow, column: FormColumn) -> bool:
    """True for a cell that is to be filled in: an answer stands under the names."""
    if row.kind == "text":
        return column.role == "name"
    is_target = not column.role.startswith(TARGET_NOTE)
    is_target = is_target or bool(row.cells.get(_target_of(column)))
    return row.kind == "entry" and column.is_input and is_target


def _target_of(column: FormColumn) -> str:
    """Role of the target beside which a text stands: target_note:2025_vi → target:2025."""
    return "target:" + column.role.removeprefix(f"{TARGET_NOTE}:").rpartition("_")[0]


def _validate(
    sheet: Worksheet, place: tuple[int, int], what: tuple[FormRow, FormColumn], words: Words
) -> None:
    row, column = what
    if column.role == STATUS:
        allowed = [words(f"status.{status}") for status in STATUSES]
        rule = {"validate": "list", "source": allowed, "error_message": words("form.help.status")}
        sheet.data_validation(*place, *place, rule)
    elif column.role == VALUE:
        unit = words(f"unit.{row.unit}")
        rule = {"validate": "any", "input_title": unit[:32], "input_message": words("form.ask")}
        sheet.data_validation(*place, *place, rule)


def _set_print(sheet: Worksheet, form: Form) -> None:
    sheet.freeze_panes(_TABLE_ROW + 1, 3)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    printed = sum(not column.is_translation for column in form.columns)
    sheet.print_area(0, 0, _TABLE_ROW + len(form.rows), printed - 1)
    sheet.repeat_rows(_TABLE_ROW)
    sheet.set_footer(f"&L{form.package} {form.version} {form.period}&R&P / &N")


def _write_marks(sheet: Worksheet, form: Form, words: Words) -> None:
    marks = [
        ("package", form.package),
        ("version", form.version),
        ("period", form.period),
        ("kind", form.kind),
        ("language", words.language),
        *((f"column.{column.role}", column.label) for column in form.columns),
    ]
    for number, mark in enumerate(marks):
        sheet.write_row(number, 0, mark)
    sheet.hide()
