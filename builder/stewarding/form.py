"""The reporting form of a package for one period, as a value: its columns, its rows, its targets.

Any package of indicators or tasks has one; `form_making` fills it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from builder.language.periods import Period
from builder.language.text import printed_number
from builder.model import Package

ROW_ID, VALUE, STATUS = "id", "value", "status"
"""Roles of the columns that are read back; `note_vi` and the like are texts beside them."""

QUESTIONS: Mapping[str, str] = {
    "trend": "trend",
    "comparison": "comparison",
    "limitation": "limitation",
    "proposal": "measure",
}
"""Each open question in the order of the form → type of paragraph (schemas/tables/assessments)."""

TARGET_NOTE = "target_note"
"""Role of the texts beside a target, with its period behind it."""

RowKind: TypeAlias = Literal["heading", "note", "entry", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """A column of a form."""

    role: str
    """What it holds, such as `name`, `value` or `earlier:2022`; the same in every language."""
    label: str
    """Its heading, by which it is found again; no two are equal."""
    is_input: bool = False
    is_translation: bool = False
    """True for a text in another language than the form: it stands last and is not printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A row of a form."""

    kind: RowKind
    id: str
    """Id of the indicator, task or printed row; empty for headings."""
    cells: Mapping[str, str]
    """What is filled in, by role."""
    unit: str | None = None
    """Unit of the value that is asked for."""
    question: str = ""
    """What kind of answer is asked for: a key of `form_changes.QUESTIONS`; empty for others."""
    section: Mapping[str, str] = field(default_factory=dict)
    """The question as printed, by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is asked of those who report, for one package and period."""

    package: str
    version: str
    period: Period
    kind: Literal["indicators", "tasks"]
    title: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]

    def column(self, role: str) -> FormColumn:
        """The column of a role."""
        return next(column for column in self.columns if column.role == role)


REPORTED: Mapping[str, str] = {"indicators": "observations", "tasks": "status"}
"""Kinds of tables of which something can be reported → kind of the table that takes it."""


def reported_in(package: Package) -> str | None:
    """Kind of the table that takes what is reported of a package; None where nothing can be."""
    there = [kind for kind in REPORTED.values() if package.table(kind)]
    wanted = [kind for rows, kind in REPORTED.items() if package.table(rows)]
    return next(iter((*there, *wanted)), None)


def value_text(value: Decimal, unit: str, language: str) -> str:
    """A typed number as a document prints it: 16,5%."""
    return printed_number(value, language) + ("%" if unit == "percent" else "")
