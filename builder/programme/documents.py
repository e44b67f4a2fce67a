"""What a portal holds of one document: rows by part, tasks, indicators, figures, issues; pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.model import Document, Indicator, Package, Resource, Source, Task
from builder.packages.records import all_records, ids, records, source
from builder.packages.table_rows import DocumentRow, FigureRow
from builder.portal import Portal
from builder.programme.known_issues import Issue, Statement, issues


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenTable:
    """The rows of one table that stand in the document."""

    package: Package
    resource: Resource
    rows: int
    parts: tuple[tuple[str, int], ...]
    """Parts of the document, as printed, with how many rows stand there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFigure:
    """A figure of the prose."""

    package: Package
    row: FigureRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Everything that a portal took from a document, and what it knows of it."""

    row: DocumentRow | None
    """The document's own row; None where it stands in no table."""
    cited_in: tuple[str, ...]
    """Documents that name it."""
    cites: tuple[Document, ...]
    """Documents that it names."""
    place: Source | None
    """Where its own facts are printed."""
    tables: tuple[TakenTable, ...]
    tasks: tuple[Task, ...]
    indicators: tuple[Indicator, ...]
    figures: tuple[TakenFigure, ...]
    issues: tuple[tuple[Issue, tuple[Statement, ...]], ...]
    """Issues with the sides that it prints."""


def all_taken(portal: Portal) -> Mapping[str, Taken]:
    """What the portal holds of each document, by its id; each table is read once."""
    rows = {row["document_id"]: row for row in all_records(portal.packages, DocumentRow)}
    tables, figures = _tables(portal.packages), _figures(portal.packages)
    tasks, indicators, found = _tasks(portal), _indicators(portal), _issues(portal)
    return {
        own: Taken(
            row=row,
            cited_in=ids(row["cited_in"]) if row else (),
            cites=tuple(
                portal.documents[other]
                for other, record in rows.items()
                if own in ids(record["cited_in"]) and other != own
            ),
            place=_place(row),
            tables=tuple(tables[own]),
            tasks=tuple(tasks[own]),
            indicators=tuple(indicators[own]),
            figures=tuple(figures[own]),
            issues=tuple(found[own]),
        )
        for own, row in ((own, rows.get(own)) for own in portal.documents)
    }


def _tasks(portal: Portal) -> Mapping[str, list[Task]]:
    """Tasks by each document that prints or reports them."""
    found: dict[str, list[Task]] = defaultdict(list)
    for task in (task for tasks in portal.tasks.values() for task in tasks):
        reports = (status.source.document for status in task.statuses)
        for document in dict.fromkeys((task.source.document, *reports)):
            found[document].append(task)
    return found


def _indicators(portal: Portal) -> Mapping[str, list[Indicator]]:
    """Indicators by each document that prints a row or a value of them."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in portal.indicators:
        rows = [row.source.document for row in indicator.rows]
        values = [value.source.document for value in indicator.observations]
        for document in dict.fromkeys((*rows, *values)):
            found[document].append(indicator)
    return found


def _figures(packages: Sequence[Package]) -> Mapping[str, list[TakenFigure]]:
    found: dict[str, list[TakenFigure]] = defaultdict(list)
    for package in packages:
        for row in records(package, FigureRow):
            found[row["source_id"]].append(TakenFigure(package=package, row=row))
    return found


def _place(row: DocumentRow | None) -> Source | None:
    if row is None or not row["source_id"] or not row["source_locator"]:
        return None
    return source(row)


def _tables(packages: Sequence[Package]) -> Mapping[str, list[TakenTable]]:
    found: dict[str, list[TakenTable]] = defaultdict(list)
    for package in packages:
        for resource in () if package.derived else package.resources:
            for document, parts in _parts(resource).items():
                taken = TakenTable(
                    package=package,
                    resource=resource,
                    rows=parts.total(),
                    parts=tuple((part, count) for part, count in parts.items() if part),
                )
                found[document].append(taken)
    return found


def _parts(resource: Resource) -> Mapping[str, Counter[str]]:
    """How many rows of a table stand in which part of which document."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    table = resource.table
    names = [field.name for field in table.schema.fields] if table else []
    if table is None or not {"source_id", "source_locator"} <= set(names):
        return found
    document, locator = names.index("source_id"), names.index("source_locator")
    for row in table.rows:
        if row[document]:
            found[str(row[document])][_part(str(row[locator] or ""))] += 1
    return found


def _part(locator: str) -> str:
    """The part of a document that a locator begins with: «Bảng 1.1», «Mục II.2»."""
    return locator.partition(",")[0].partition(";")[0].strip()


def _issues(portal: Portal) -> Mapping[str, list[tuple[Issue, tuple[Statement, ...]]]]:
    found: dict[str, list[tuple[Issue, tuple[Statement, ...]]]] = defaultdict(list)
    for issue in issues(portal.packages, portal.settings.languages):
        sides: dict[str, list[Statement]] = {}
        for statement in issue.statements:
            sides.setdefault(statement.source.document, []).append(statement)
        for document, statements in sides.items():
            found[document].append((issue, tuple(statements)))
    return found
