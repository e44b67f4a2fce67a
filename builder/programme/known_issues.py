"""Known issues: places where the documents contradict one another or mislead; pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.language.text import Localised
from builder.model import Package, Source
from builder.packages.records import ids, records, required_text, source
from builder.packages.table_rows import IssueStatementRow, KnownIssueRow


class IssueKind(StrEnum):
    """What is at odds, in the order in which the page shows it."""

    DOCUMENTS_DISAGREE = "documents-disagree"
    TABLE_AGAINST_PROSE = "table-against-prose"
    COUNT_AGAINST_LIST = "count-against-list"
    PRINTED_ERROR = "printed-error"
    DEFINITION = "definition"
    MISSING = "missing"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One side of an issue: what a source prints, and where."""

    raw: str | None
    """Value as printed; None where that side prints none."""
    text: Localised
    package: str | None
    row: str | None
    """Id of the row within the package."""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A contradiction, misprint, gap or trap, and what is published in spite of it."""

    id: str
    package: str
    """Package that holds it."""
    kind: IssueKind
    title: Localised
    description: Localised
    decision: Localised
    indicators: tuple[str, ...]
    packages: tuple[str, ...]
    statements: tuple[Statement, ...]


def issues(packages: Iterable[Package], languages: Sequence[str]) -> tuple[Issue, ...]:
    """Every known issue of every package of notes, in its order."""
    return tuple(issue for package in packages for issue in _issues(package, languages))


def _issues(package: Package, languages: Sequence[str]) -> tuple[Issue, ...]:
    statements: dict[str, list[Statement]] = defaultdict(list)
    rows = records(package, IssueStatementRow)
    for record in sorted(rows, key=lambda row: (row["issue_id"], row["position"])):
        statements[record["issue_id"]].append(_statement(record, languages))
    return tuple(
        Issue(
            id=record["issue_id"],
            package=package.id,
            kind=IssueKind(record["kind"]),
            title=required_text(record, "title", languages),
            description=required_text(record, "description", languages),
            decision=required_text(record, "decision", languages),
            indicators=ids(record["indicator_ids"]),
            packages=ids(record["package_ids"]),
            statements=tuple(statements[record["issue_id"]]),
        )
        for record in records(package, KnownIssueRow)
    )


def _statement(record: IssueStatementRow, languages: Sequence[str]) -> Statement:
    return Statement(
        raw=record["value_raw"],
        text=required_text(record, "statement", languages),
        package=record["package_id"],
        row=record["row_id"],
        source=source(record),
    )
