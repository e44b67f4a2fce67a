"""The page of one document: what it is, what was taken from it, and what is at odds with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.language.text import shortened
from builder.model import Document, Task
from builder.packages.records import said, source
from builder.pages.programme.discrepancies import issue_link
from builder.pages.programme.view import ProgrammeView
from builder.programme.documents import Taken, TakenFigure, TakenTable
from builder.site import Link
from builder.view import SourceLink, View

SIDE = 160
"""Characters of what a document prints in a discrepancy; the whole stands with the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A table with rows of the document."""

    dataset: Link
    table: str
    rows: str
    parts: tuple[tuple[str, str, str], ...]
    """Language of the words, part of the document, and how many rows stand there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroup:
    """Tasks of one list."""

    list: Link
    tasks: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure of the prose."""

    text: str
    value: str
    """As printed."""
    source: SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """Figures of one dataset."""

    dataset: Link
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """A discrepancy with what this document prints."""

    link: Link
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """Context of document.html."""

    title: str
    number: str | None
    type: str | None
    issuer: Link | None
    issued: str
    issued_raw: str | None
    signer: str | None
    url: str | None
    note: str | None
    sentence: str
    cited_in: tuple[Link, ...]
    place: SourceLink | None
    tables: tuple[TableRow, ...]
    tasks: tuple[TaskGroup, ...]
    indicators: tuple[Link, ...]
    figures: tuple[FigureGroup, ...]
    issues: tuple[IssueRow, ...]
    cites: tuple[tuple[Link, str], ...]
    """Documents that it names: number, and title where that says more."""


def document_page(document: Document, view: ProgrammeView) -> DocumentPage:
    """The page of a document."""
    found = view.taken[document.id]
    row = found.row
    issuer = document.issuer
    return DocumentPage(
        title=document.title[view.language],
        number=document.number,
        type=view.words(f"code.type.{row['type']}") if row else None,
        issuer=view.bodies((issuer,))[0] if issuer else None,
        issued=view.date(document.issued) if document.issued else view.words("document.undated"),
        issued_raw=row["issued_raw"] if row else None,
        signer=row.get("signer") if row else None,
        url=row.get("url") if row else None,
        note=said(row, "note", view.language) or None if row else None,
        sentence=_sentence(found, view),
        cited_in=tuple(view.document(other) for other in found.cited_in),
        place=view.source(found.place) if found.place else None,
        tables=tuple(_table(table, view) for table in found.tables),
        tasks=_task_groups(found.tasks, view),
        indicators=tuple(
            Link(
                text=indicator.short_name[view.language],
                uri=view.uri("indicators", indicator.id),
            )
            for indicator in found.indicators
        ),
        figures=_figure_groups(found.figures, view),
        issues=tuple(
            IssueRow(
                link=issue_link(issue, view),
                sides=tuple(
                    dict.fromkeys(shortened(side.text[view.language], SIDE) for side in sides)
                ),
            )
            for issue, sides in found.issues
        ),
        cites=tuple(_cited(other, view) for other in found.cites),
    )


def document_sentence(document: Document, view: ProgrammeView) -> str:
    """What the portal took from a document, in a sentence; for search engines too."""
    return _sentence(view.taken[document.id], view)


def _sentence(found: Taken, view: View) -> str:
    counts = (
        ("tasks", len(found.tasks)),
        ("indicators", len(found.indicators)),
        ("figures", len(found.figures)),
        ("issues", len(found.issues)),
    )
    parts = [view.words(f"document.count.{name}", count=count) for name, count in counts if count]
    rows = sum(table.rows for table in found.tables)
    if not rows:
        return view.words("document.only_cited")
    taken_rows = view.words("document.count.rows", count=rows)
    if not parts:
        return view.words("document.taken.text", rows=taken_rows)
    return view.words("document.taken.of", rows=taken_rows, parts=", ".join(parts))


def _table(table: TakenTable, view: View) -> TableRow:
    parts = []
    for part, count in table.parts:
        english = view.portal.locators.english(part) if view.language == "en" else None
        parts.append(("en" if english else "vi", english or part, view.number(count)))
    return TableRow(
        dataset=Link(
            text=table.package.title[view.language], uri=view.uri("datasets", table.package.id)
        ),
        table=table.resource.title[view.language],
        rows=view.number(table.rows),
        parts=tuple(parts),
    )


def _task_groups(tasks: Iterable[Task], view: View) -> tuple[TaskGroup, ...]:
    lists: dict[str, list[Link]] = {}
    for task in tasks:
        number = f"{view.place(task.number)}. " if task.number else ""
        name = f"{number}{task.name[view.language]}"
        uri = view.uri("tasks", task.package, task.id)
        lists.setdefault(task.package, []).append(Link(text=name, uri=uri))
    return tuple(
        TaskGroup(
            list=Link(text=package.title[view.language], uri=view.uri("tasks", package.id)),
            tasks=tuple(lists[package.id]),
        )
        for package in view.portal.packages
        if package.id in lists
    )


def _figure_groups(figures: Iterable[TakenFigure], view: View) -> tuple[FigureGroup, ...]:
    datasets: dict[str, list[FigureRow]] = {}
    for figure in figures:
        row = figure.row
        datasets.setdefault(figure.package.id, []).append(
            FigureRow(
                text=said(row, "statement", view.language),
                value=row["value_raw"],
                source=view.source(source(row)),
            )
        )
    return tuple(
        FigureGroup(
            dataset=Link(text=package.title[view.language], uri=view.uri("datasets", package.id)),
            figures=tuple(datasets[package.id]),
        )
        for package in view.portal.packages
        if package.id in datasets
    )


def _cited(document: Document, view: ProgrammeView) -> tuple[Link, str]:
    link, title = view.document(document.id), document.title[view.language]
    return link, "" if title == link.text else title
