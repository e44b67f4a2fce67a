"""What a filled form changes: observations or states of tasks, and paragraphs of its answers."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from builder.language.text import MISSING, period_text
from builder.language.words import words
from builder.model import Package
from builder.packages.records import all_records
from builder.packages.table_rows import DocumentRow
from builder.stewarding.changes import RowChange
from builder.stewarding.edits import Cells
from builder.stewarding.form import Form
from builder.stewarding.form_reading import Entry, Fault, Filled

QUESTIONS: Mapping[str, str] = {
    "trend": "trend",
    "comparison": "comparison",
    "limitation": "limitation",
    "proposal": "measure",
}
"""Each open question in the order of the form → type of paragraph (schemas/tables/assessments)."""


def document_id(packages: Sequence[Package], text: str) -> str | None:
    """The document whose id or number is the text; None if there is none or more than one."""
    found = [
        str(row["document_id"])
        for row in all_records(packages, DocumentRow)
        if text and text in (row["document_id"], row["number"])
    ]
    return found[0] if len(found) == 1 else None


def form_faults(
    filled: Filled, form: Form, source: str | None, day: datetime.date | None
) -> list[Fault]:
    """What a form lacks as a whole."""
    faults = []
    if source is None:
        faults.append(Fault(place=MISSING, value=filled.source, reason="source"))
    if form.kind == "tasks" and day is None:
        faults.append(Fault(place=MISSING, value="", reason="reported"))
    return faults


def form_changes(
    filled: Filled,
    form: Form,
    packages: Sequence[Package],
    *,
    source: str,
    day: datetime.date | None,
    languages: Sequence[str],
) -> Iterator[RowChange]:
    """The rows for the package, and for the table of paragraphs if there is one."""
    package = next(package for package in packages if package.id == form.package)
    kind = "observations" if form.kind == "indicators" else "status"
    resource = package.table(kind)
    assert resource is not None, f"a form needs a table {kind}"
    rows = []
    for entry in filled.entries:
        row = _observation(entry, form) if form.kind == "indicators" else _status(entry, day)
        rows.append({**row, **entry.texts, **_source(entry, form, source, languages[0])})
    if rows:
        yield RowChange(package=package, resource=resource, rows=tuple(rows))
    yield from _answer_changes(filled, form, packages, source, languages)


def unplaced(filled: Filled, packages: Sequence[Package]) -> Mapping[str, str]:
    """Answers for which the portal has no table of paragraphs: told, not lost silently."""
    has_table = any(package.table("assessments") for package in packages)
    return {} if has_table else filled.answers


def incomplete_answers(filled: Filled, languages: Sequence[str]) -> Iterator[Fault]:
    """Answers that are there in one language only."""
    asked = dict.fromkeys(row_id.rpartition(":")[0] for row_id in filled.answers)
    for question in asked:
        for language in languages:
            if f"{question}:{language}" not in filled.answers:
                yield Fault(place=f"{question}:{language}", value="", reason="language")


def _observation(entry: Entry, form: Form) -> Cells:
    unit = next(row.unit for row in form.rows if row.id == entry.row) or "other"
    return {
        "indicator_id": entry.row,
        "period": form.period,
        "kind": "actual",
        "operator": entry.operator if entry.value is not None else "",
        "value": "" if entry.value is None else f"{entry.value:f}",
        "unit": unit,
        "obs_status": "O" if entry.value is None else "A",
        "value_raw": entry.raw,
    }


def _status(entry: Entry, day: datetime.date | None) -> Cells:
    return {
        "task_id": entry.row,
        "as_of": day.isoformat() if day else "",
        "status": entry.status or "",
        "status_raw": entry.raw,
    }


def _source(entry: Entry, form: Form, source: str, language: str) -> Cells:
    row = next(row for row in form.rows if row.id == entry.row)
    locator = words(language)(
        "form.locator",
        row=row.cells.get("number") or row.cells.get("name", entry.row),
        period=period_text(form.period, language),
    )
    return {"source_id": source, "source_locator": locator}


def _answer_changes(
    filled: Filled, form: Form, packages: Sequence[Package], source: str, languages: Sequence[str]
) -> Iterator[RowChange]:
    """A paragraph for each answer, in the first table of paragraphs that the portal has."""
    package = next((package for package in packages if package.table("assessments")), None)
    resource = package.table("assessments") if package else None
    if package is None or resource is None or resource.table is None:
        return
    last = max((int(str(row["position"])) for row in resource.table.records()), default=0)
    asked = list(
        dict.fromkeys(row.id.rpartition(":")[0] for row in form.rows if row.kind == "text")
    )
    rows = []
    for question, (name, paragraph) in zip(asked, QUESTIONS.items(), strict=False):
        texts = {
            language: filled.answers.get(f"{question}:{language}", "") for language in languages
        }
        if not all(texts.values()):
            continue
        last += 1
        rows.append(
            {
                "assessment_id": f"{form.package}-{form.period.lower()}-{name}",
                "type": paragraph,
                "position": str(last),
                **{
                    f"section_{language}": words(language)(f"form.question.{name}")
                    for language in languages
                },
                **{f"text_{language}": text for language, text in texts.items()},
                "source_id": source,
                "source_locator": words(languages[0])(
                    "form.locator",
                    row=words(languages[0])(f"form.question.{name}"),
                    period=period_text(form.period, languages[0]),
                ),
            }
        )
    if rows:
        yield RowChange(package=package, resource=resource, rows=tuple(rows))
