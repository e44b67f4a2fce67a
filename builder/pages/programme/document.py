"""The page of one document: what it is, what was taken from it, and what is at odds with it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from builder.language.text import shortened
from builder.model import Document, Indicator, Task
from builder.packages.records import said, source
from builder.pages.paging import Cut, Pager, cut_lists, cut_page, cut_pager, page_ids
from builder.pages.programme.discrepancies import issue_link
from builder.pages.programme.view import ProgrammeView
from builder.programme.documents import Taken, TakenFigure, TakenTable
from builder.programme.known_issues import Issue, Statement
from builder.site import Link
from builder.view import SourceLink, View

SIDE = 160
"""Characters of what a document prints in a discrepancy; the whole stands with the others."""

MOST_PARTS = 60
"""Parts of a document that a row names: a table with more of them is told by its dataset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A table with rows of the document."""

    dataset: Link
    table: str
    rows: str
    parts: tuple[tuple[str, str, str], ...]
    """Language of the words, part of the document, and how many rows stand there."""
    count: int
    """How many parts there are, also those that are not named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroup:
    """Tasks of one list."""

    list: Link
    tasks: tuple[Link, ...]
    count: int
    """How many there are on all pages."""


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
    count: int
    """How many there are on all pages."""


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
    contents: tuple[tuple[Link, int | None], ...]
    """Each section and the page where it begins, with its count where it says one; none where
    there is one section."""
    pager: Pager
    is_first: bool
    """False for a further page, which has rows alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lists:
    """Everything that the sections show, on all pages."""

    tables: Sequence[TakenTable]
    issues: Sequence[tuple[Issue, tuple[Statement, ...]]]
    indicators: Sequence[Indicator]
    tasks: Sequence[Task]
    figures: Sequence[TakenFigure]
    cites: Sequence[Document]

    def all(self) -> tuple[Sequence[Any], ...]:
        """The lists in the order of the sections."""
        return (
            self.tables,
            self.issues,
            self.indicators,
            self.tasks,
            self.figures,
            self.cites,
        )


def _lists(found: Taken, view: ProgrammeView) -> _Lists:
    places = {package.id: place for place, package in enumerate(view.portal.packages)}
    return _Lists(
        tables=found.tables,
        issues=found.issues,
        indicators=found.indicators,
        tasks=sorted(found.tasks, key=lambda task: places[task.package]),
        figures=sorted(found.figures, key=lambda figure: places[figure.package.id]),
        cites=found.cites,
    )


def document_cuts(document: Document, view: ProgrammeView) -> tuple[Cut, ...]:
    """What of each section stands on each page of a document."""
    found = _lists(view.taken[document.id], view)
    return cut_lists(
        [
            [6 + 3 * min(len(table.parts), MOST_PARTS) for table in found.tables],
            [4 + len(sides) for _, sides in found.issues],
            [2] * len(found.indicators),
            [2] * len(found.tasks),
            [4] * len(found.figures),
            [2] * len(found.cites),
        ]
    )


def document_page(document: Document, view: ProgrammeView, number: int = 1) -> DocumentPage:
    """A page of a document: what it is stands on the first."""
    found = view.taken[document.id]
    lists, cuts = _lists(found, view), document_cuts(document, view)
    tables, issues, indicators, tasks, figures, cites = cuts[number - 1]
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
        tables=tuple(_table(table, view) for table in lists.tables[tables]),
        tasks=_task_groups(lists.tasks, tasks, view),
        indicators=tuple(
            Link(
                text=indicator.short_name[view.language],
                uri=view.uri("indicators", indicator.id),
            )
            for indicator in lists.indicators[indicators]
        ),
        figures=_figure_groups(lists.figures, figures, view),
        issues=tuple(
            IssueRow(
                link=issue_link(issue, view),
                sides=tuple(
                    dict.fromkeys(shortened(side.text[view.language], SIDE) for side in sides)
                ),
            )
            for issue, sides in lists.issues[issues]
        ),
        cites=tuple(_cited(other, view) for other in lists.cites[cites]),
        contents=tuple(_contents(document, lists, cuts, number, view)) if found.tables else (),
        pager=cut_pager(("documents", document.id), (number, len(cuts)), len(cuts), view),
        is_first=number == 1,
    )


_SECTIONS = {
    "taken": "document.taken",
    "issues": "nav.discrepancies",
    "indicators": "nav.indicators",
    "tasks": "nav.tasks",
    "figures": "document.figures",
    "cites": "document.cites",
}
"""Ids of the sections of a page in their order, and the keys of their names."""

_COUNTED = ("issues", "indicators", "cites")


def _contents(
    document: Document, lists: _Lists, cuts: Sequence[Cut], number: int, view: ProgrammeView
) -> Iterator[tuple[Link, int | None]]:
    sections = zip(_SECTIONS.items(), lists.all(), strict=True)
    for place, ((section, name), rows) in enumerate(sections):
        if rows:
            page = cut_page(cuts, place, 0)
            uri = view.uri(*page_ids(("documents", document.id), page))
            link = Link(text=view.words(name), uri=f"{uri}#{section}")
            yield link, len(rows) if section in _COUNTED else None


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
    for part, count in table.parts[:MOST_PARTS]:
        english = view.portal.locators.english(part) if view.language == "en" else None
        parts.append(("en" if english else "vi", english or part, view.number(count)))
    return TableRow(
        dataset=Link(
            text=table.package.title[view.language], uri=view.uri("datasets", table.package.id)
        ),
        table=table.resource.title[view.language],
        rows=view.number(table.rows),
        parts=tuple(parts),
        count=len(table.parts),
    )


def _task_groups(tasks: Sequence[Task], shown: slice, view: View) -> tuple[TaskGroup, ...]:
    counts = Counter(task.package for task in tasks)
    lists: dict[str, list[Link]] = {}
    for task in tasks[shown]:
        number = f"{view.place(task.number)}. " if task.number else ""
        name = f"{number}{task.name[view.language]}"
        uri = view.uri("tasks", task.package, task.id)
        lists.setdefault(task.package, []).append(Link(text=name, uri=uri))
    return tuple(
        TaskGroup(
            list=Link(text=package.title[view.language], uri=view.uri("tasks", package.id)),
            tasks=tuple(lists[package.id]),
            count=counts[package.id],
        )
        for package in view.portal.packages
        if package.id in lists
    )


def _figure_groups(
    figures: Sequence[TakenFigure], shown: slice, view: View
) -> tuple[FigureGroup, ...]:
    counts = Counter(figure.package.id for figure in figures)
    datasets: dict[str, list[FigureRow]] = {}
    for figure in figures[shown]:
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
            count=counts[package.id],
        )
        for package in view.portal.packages
        if package.id in datasets
    )


def _cited(document: Document, view: ProgrammeView) -> tuple[Link, str]:
    link, title = view.document(document.id), document.title[view.language]
    return link, "" if title == link.text else title
