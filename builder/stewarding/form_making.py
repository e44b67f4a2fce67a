"""A form filled with what is known: names, bodies, earlier values and targets.

Where a table `form-rows` prints a form for the package, its headings, order and open questions are
taken from there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.language.periods import Period
from builder.language.text import date_text, folded, period_text
from builder.language.words import Words, language_name, words
from builder.model import Cell, Package
from builder.packages.dimensions import broken_down, dimension_fields
from builder.packages.records import all_records, ids, records, said
from builder.packages.table_rows import (
    FormColumnRow,
    IndicatorRow,
    ObservationRow,
    OrganisationRow,
    PrintedFormRow,
    StatusRow,
    TaskRow,
)
from builder.stewarding.form import (
    QUESTIONS,
    ROW_ID,
    STATUS,
    TARGET_NOTE,
    VALUE,
    Form,
    FormColumn,
    FormRow,
    RowKind,
)

EARLIER = 4
"""How many earlier periods a form shows."""


def form_of(
    package: Package,
    packages: Sequence[Package],
    period: Period,
    words: Words,
    languages: Sequence[str],
) -> Form:
    """The form of a package for a period, in the language of the words."""
    maker = _Maker(package, packages, period, words, languages)
    is_indicators = package.table("observations") is not None
    columns = maker.indicator_columns() if is_indicators else maker.task_columns()
    return Form(
        package=package.id,
        version=package.version,
        period=period,
        kind="indicators" if is_indicators else "tasks",
        title=package.title[words.language],
        columns=tuple(sorted(columns, key=lambda column: column.is_translation)),
        rows=tuple(maker.indicator_rows() if is_indicators else maker.task_rows()),
    )


def spoken(package: Package, languages: Sequence[str]) -> list[str]:
    """The languages in which a package takes texts: those that it awaits have no columns."""
    tables = [package.table(kind) for kind in ("observations", "status")]
    schemas = [resource.table.schema for resource in tables if resource and resource.table]
    names = {field.name for schema in schemas for field in schema.fields}
    return [name for name in languages if names & {f"note_{name}", f"result_{name}"}]


class _Maker:
    """What every part of a form is made from."""

    def __init__(
        self,
        package: Package,
        packages: Sequence[Package],
        period: Period,
        words: Words,
        languages: Sequence[str],
    ) -> None:
        self.package, self.period, self.words = package, period, words
        self.languages = spoken(package, languages)
        self.names = {
            str(body["organisation_id"]): said(body, "name", words.language)
            for body in all_records(packages, OrganisationRow)
        }
        fields = dimension_fields(package).values()
        self.observations = [
            row for row in records(package, ObservationRow) if not broken_down(row, fields)
        ]
        printed = [
            form
            for form in packages
            if any(row["indicator_package"] == package.id for row in records(form, PrintedFormRow))
        ]
        self.form_rows = all_records(printed, PrintedFormRow)
        self.form_columns = all_records(printed, FormColumnRow)

    def said(self, record: Mapping[str, Any], stem: str) -> str:
        """A text of a row in the language of the form."""
        return said(record, stem, self.words.language)

    def bodies(self, cell: Cell) -> str:
        """The names of the bodies of a list cell."""
        return "; ".join(self.names.get(body, body) for body in ids(cell))

    def note_columns(self, stem: str, label: str) -> Iterator[FormColumn]:
        """An open column for a text in each language."""
        for language in self.languages:
            told = language_name(language, self.words.language)
            name = self.words("form.in_language", label=label, language=told)
            first = language == self.languages[0]
            yield FormColumn(
                role=f"{stem}_{language}",
                label=label if first else name,
                is_input=True,
                is_translation=not first,
            )

    # Indicators

    def indicator_columns(self) -> Iterator[FormColumn]:
        """Number, name and bodies, earlier periods, the period that is asked for, targets."""
        fixed = [self.said(column, "label") for column in self.form_columns[:4]]
        names = fixed or [
            self.words(f"form.{role}") for role in ("number", "name", "measured", "by")
        ]
        yield FormColumn(role=ROW_ID, label=self.words("form.id"))
        for role, label in zip(("number", "name", "measured", "by"), names, strict=True):
            yield FormColumn(role=role, label=label)
        yield FormColumn(role="unit", label=self.words("form.unit"))
        for period in self.earlier():
            yield FormColumn(
                role=f"earlier:{period}", label=period_text(period, self.words.language)
            )
        label = self.words("form.value", period=period_text(self.period, self.words.language))
        yield FormColumn(role=VALUE, label=label, is_input=True)
        yield from self.note_columns("note", self.comparison())
        compared = {
            column["period"] for column in self.form_columns if column["content"] == "comparison"
        }
        for period in self.targets():
            label = self.words("form.target", period=period_text(period, self.words.language))
            yield FormColumn(role=f"target:{period}", label=label)
            if period in compared:
                beside = self.words("form.beside", label=self.comparison(), target=label)
                yield from self.note_columns(f"{TARGET_NOTE}:{period}", beside)

    def comparison(self) -> str:
        """What the printed form calls the column beside a value."""
        found = [
            self.said(column, "label")
            for column in self.form_columns
            if column["content"] == "comparison"
        ]
        return found[0] if found else self.words("form.comparison")

    def earlier(self) -> list[Period]:
        """The newest periods before the one that is asked for, of which there are values."""
        known = {
            Period(row["period"])
            for row in self.observations
            if row["kind"] in ("actual", "estimate") and Period(row["period"]).end < self.period.end
        }
        return sorted(known, key=lambda period: period.end)[-EARLIER:]

    def targets(self) -> list[Period]:
        """Periods with a plan or target that end no earlier than the period."""
        known = {
            Period(row["period"])
            for row in self.observations
            if row["kind"] in ("plan", "target") and Period(row["period"]).end >= self.period.end
        }
        return sorted(known, key=lambda period: period.end)

    def indicator_rows(self) -> Iterator[FormRow]:
        """The rows of the printed form; without one, the indicators under their groups."""
        known = {str(row["indicator_id"]): row for row in records(self.package, IndicatorRow)}
        if self.form_rows:
            yield from self.printed_rows(known)
            return
        group = ""
        for indicator in known.values():
            if self.said(indicator, "group") not in ("", group):
                group = self.said(indicator, "group")
                yield FormRow(kind="heading", id="", cells={"name": group})
            yield self.indicator_row(indicator)
        yield from self.questions()

    def printed_rows(self, known: Mapping[str, IndicatorRow]) -> Iterator[FormRow]:
        """The rows of the form that a document prints."""
        for row in self.form_rows:
            cells = {"number": str(row["number"] or ""), "name": self.said(row, "label")}
            if row["type"] == "indicator" and row["indicator_id"] in known:
                yield self.indicator_row(known[str(row["indicator_id"])])
            elif row["type"] == "text":
                yield FormRow(kind="heading", id="", cells=cells)
                printed = {name: said(row, "label", name) for name in self.languages}
                yield from self.answers(str(row["row_id"]), self.question_of(row), printed)
            else:
                kind: RowKind = "note" if row["type"] == "note" else "heading"
                yield FormRow(kind=kind, id="", cells=cells)

    def questions(self) -> Iterator[FormRow]:
        """Trend, international comparison, difficulties and proposals, where no form is printed."""
        for question in QUESTIONS:
            asked = {name: words(name)(f"form.question.{question}") for name in self.languages}
            yield FormRow(kind="heading", id="", cells={"name": asked[self.words.language]})
            yield from self.answers(question, question, asked)

    def question_of(self, row: PrintedFormRow) -> str:
        """The kind of a printed question, by the words in it; the printed order does not count."""
        label = folded(self.said(row, "label"))
        for question in QUESTIONS:
            marks = self.words(f"form.question.{question}.words").split("|")
            if any(folded(mark) in label for mark in marks):
                return question
        return "other"

    def answers(self, row_id: str, question: str, section: Mapping[str, str]) -> Iterator[FormRow]:
        """An open row for an answer in each language."""
        for language in self.languages:
            label = language_name(language, self.words.language)
            yield FormRow(
                kind="text",
                id=f"{row_id}:{language}",
                cells={"number": label},
                question=question,
                section=section,
            )

    def indicator_row(self, indicator: IndicatorRow) -> FormRow:
        """An indicator with its earlier values and targets."""
        row_id = str(indicator["indicator_id"])
        cells = {
            "number": str(indicator["code"] or ""),
            "name": self.said(indicator, "name"),
            "measured": self.bodies(indicator["measured_by"]),
            "by": self.bodies(indicator["reported_by"]),
            "unit": self.words(f"unit.{indicator['unit']}"),
        }
        for row in self.observations:
            if row["indicator_id"] == row_id:
                step = "target" if row["kind"] in ("plan", "target") else "earlier"
                cells[f"{step}:{row['period']}"] = str(row["value_raw"])
        value = self.reported(row_id)
        return FormRow(
            kind="entry",
            id=row_id,
            cells={**cells, **value},
            unit=str(indicator["unit"]),
        )

    def reported(self, row_id: str) -> dict[str, str]:
        """What was published for the period already: a form written again does not lose it."""
        for row in self.observations:
            is_of_period = (row["indicator_id"], row["period"]) == (row_id, self.period)
            if is_of_period and row["kind"] in ("actual", "estimate"):
                notes = {
                    f"note_{language}": said(row, "note", language) for language in self.languages
                }
                return {VALUE: str(row["value_raw"]), **notes}
        return {}

    # Tasks

    def task_columns(self) -> Iterator[FormColumn]:
        """Number, task and bodies, the last status, the status that is asked for, its result."""
        yield FormColumn(role=ROW_ID, label=self.words("form.id"))
        for role in ("number", "task", "lead", "due", "last"):
            yield FormColumn(
                role="name" if role == "task" else role, label=self.words(f"form.{role}")
            )
        yield FormColumn(role=STATUS, label=self.words("form.status"), is_input=True)
        yield from self.note_columns("result", self.words("form.result"))

    def task_rows(self) -> Iterator[FormRow]:
        """The tasks under their sections."""
        section = ""
        for task in records(self.package, TaskRow):
            if self.said(task, "section") not in ("", section):
                section = self.said(task, "section")
                yield FormRow(kind="heading", id="", cells={"name": section})
            due = task["due"]
            yield FormRow(
                kind="entry",
                id=str(task["task_id"]),
                cells={
                    "number": str(task["number"] or ""),
                    "name": self.said(task, "name"),
                    "lead": self.bodies(task["lead"]),
                    "due": str(task["due_raw"] or "")
                    or (date_text(due, self.words.language) if due else ""),
                    "last": self.last(str(task["task_id"])),
                },
            )

    def last(self, task_id: str) -> str:
        """The newest status of a task and its day."""
        rows = [row for row in records(self.package, StatusRow) if row["task_id"] == task_id]
        if not rows:
            return ""
        newest = max(rows, key=lambda row: row["as_of"])
        day = date_text(newest["as_of"], self.words.language)
        return f"{self.words('status.' + str(newest['status']))} ({day})"
