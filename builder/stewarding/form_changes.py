"""What a filled form changes: observations or states of tasks, and paragraphs of its answers."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from builder.language.text import MISSING, period_text
from builder.language.words import words
from builder.model import Package
from builder.packages.records import all_records, records
from builder.packages.table_rows import DocumentRow, ObservationRow
from builder.stewarding.changes import RowChange
from builder.stewarding.edits import Cells
from builder.stewarding.form import QUESTIONS, Form
from builder.stewarding.form_reading import Entry, Fault, Filled, TargetNote


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
    rows: list[Cells] = []
    for entry in filled.entries:
        row = _observation(entry, form) if form.kind == "indicators" else _status(entry, day)
        rows.append({**row, **entry.texts, **_source(entry, form, source, languages[0])})
    rows += [_target_note(note, package) for note in filled.target_notes]
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
                key = f"{question}:{language}"
                yield Fault(place=filled.places.get(key, key), value="", reason="language")


def _observation(entry: Entry, form: Form) -> Cells:
    unit = next(row.unit for row in form.rows if row.id == entry.row) or "other"
    kept = {"indicator_id": entry.row, "period": form.period, "kind": "actual", "unit": unit}
    figure = entry.figure
    if figure is None:
        return {**kept, "operator": "", "value": "", "obs_status": "O", "value_raw": entry.raw}
    return {
        **kept,
        "kind": "estimate" if figure.is_estimate else "actual",
        "operator": figure.operator,
        "value": f"{figure.value:f}",
        "value_high": "" if figure.high is None else f"{figure.high:f}",
        "obs_status": "E" if figure.is_estimate else "A",
        "value_raw": entry.raw,
    }


def _target_note(note: TargetNote, package: Package) -> Cells:
    """The texts beside a target, for the row that holds it."""
    kind = next(
        str(row["kind"])
        for row in records(package, ObservationRow)
        if (row["indicator_id"], row["period"]) == (note.row, note.period)
        and row["kind"] in ("plan", "target")
    )
    return {"indicator_id": note.row, "period": note.period, "kind": kind, **note.texts}


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


def _tag(question: str, name: str) -> str:
    """What an answer is called in its id: its kind, or the row of a question of no known kind."""
    return name if name in QUESTIONS else question


def _paragraphs(form: Form, packages: Sequence[Package]) -> Package | None:
    """The package that takes the answers: the form's own, else the first with paragraphs."""
    own = [package for package in packages if package.id == form.package]
    found = (package for package in (*own, *packages) if package.table("assessments"))
    return next(found, None)


def _answer_changes(
    filled: Filled, form: Form, packages: Sequence[Package], source: str, languages: Sequence[str]
) -> Iterator[RowChange]:
    """A paragraph for each answer, in the first table of paragraphs that the portal has."""
    package = _paragraphs(form, packages)
    resource = package.table("assessments") if package else None
    if package is None or resource is None or resource.table is None:
        return
    places = {str(row["assessment_id"]): str(row["position"]) for row in resource.table.records()}
    last = max(map(int, places.values()), default=0)
    asked = {row.id.rpartition(":")[0]: row for row in form.rows if row.kind == "text"}
    rows = []
    for question, asking in asked.items():
        name = asking.question
        texts = {
            language: filled.answers.get(f"{question}:{language}", "") for language in languages
        }
        if not all(texts.values()):
            continue
        row_id = f"{form.package}-{form.period.lower()}-{_tag(question, name)}"
        last += row_id not in places
        rows.append(
            {
                "assessment_id": row_id,
                "type": QUESTIONS.get(name, "assessment"),
                "position": places.get(row_id, str(last)),
                **{
                    f"section_{language}": asking.section[language].rstrip(" :")
                    for language in languages
                },
                **{f"text_{language}": text for language, text in texts.items()},
                "source_id": source,
                "source_locator": words(languages[0])(
                    "form.locator",
                    row=asking.section[languages[0]].rstrip(" :"),
                    period=period_text(form.period, languages[0]),
                ),
            }
        )
    if rows:
        yield RowChange(package=package, resource=resource, rows=tuple(rows))
