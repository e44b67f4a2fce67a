"""Discrepancies: known issues side by side, and values that the register holds twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.language.text import collation_key
from builder.model import Disagreement, Indicator
from builder.programme.issues import Issue, IssueKind, Statement, issues
from builder.reader import Reader, SourceLink
from builder.site import Link

MARK = "#disagree"
"""Place on an indicator's page where its sources disagree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one source prints."""

    raw: str | None
    """Value as printed."""
    text: str
    source: SourceLink
    row: Link | None
    """Page of the task that the row is; None for other rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCard:
    """One known issue."""

    id: str
    title: str
    description: str
    decision: str
    sides: tuple[Side, ...]
    indicators: tuple[Link, ...]
    datasets: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueGroup:
    """Issues of one kind."""

    id: str
    name: str
    about: str
    count: int
    issues: tuple[IssueCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorIssues:
    """The issues about one indicator: the filter by indicator."""

    id: str
    indicator: Link
    issues: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreeing:
    """A period for which the register holds different values."""

    indicator: Link
    what: str
    values: tuple[tuple[str, tuple[SourceLink, ...]], ...]
    """Each value with the places that print it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepanciesPage:
    """Context of discrepancies.html."""

    title: str
    lead: str
    groups: tuple[IssueGroup, ...]
    by_indicator: tuple[IndicatorIssues, ...]
    disagreeing: tuple[Disagreeing, ...]
    disagreeing_text: str
    datasets: tuple[Link, ...]


def discrepancies_page(reader: Reader) -> DiscrepanciesPage:
    """Every known issue by kind and by indicator, then every value printed differently."""
    catalogue, words = reader.catalogue, reader.words
    found = issues(catalogue.packages, reader.routes.languages)
    disagreeing = [one for one in catalogue.indicators if one.disagreements]
    periods = sum(len(one.disagreements) for one in disagreeing)
    titles = {one.id: one.title[reader.language] for one in catalogue.packages}
    return DiscrepanciesPage(
        title=words("nav.discrepancies"),
        lead=words(
            "discrepancies.lead",
            count=len(found),
            sides=reader.number(sum(len(one.statements) for one in found)),
            indicators=reader.number(len(disagreeing)),
        ),
        groups=_groups(found, reader, titles),
        by_indicator=_by_indicator(found, reader),
        disagreeing=tuple(
            _disagreeing(one, each, reader) for one in disagreeing for each in one.disagreements
        ),
        disagreeing_text=words(
            "discrepancies.register", indicators=len(disagreeing), periods=periods
        ),
        datasets=tuple(
            Link(text=title, uri=reader.uri("datasets", package))
            for package, title in titles.items()
            if any(package == one.package for one in found)
        ),
    )


def _groups(
    found: Iterable[Issue], reader: Reader, titles: Mapping[str, str]
) -> tuple[IssueGroup, ...]:
    names = {one.id: one.short_name[reader.language] for one in reader.catalogue.indicators}
    by_kind: dict[IssueKind, list[IssueCard]] = {kind: [] for kind in IssueKind}
    for one in found:
        by_kind[one.kind].append(_card(one, reader, names, titles))
    return tuple(
        IssueGroup(
            id=f"kind-{kind}",
            name=reader.words(f"issue.kind.{kind}"),
            about=reader.words(f"issue.kind.{kind}.about"),
            count=len(cards),
            issues=tuple(cards),
        )
        for kind, cards in by_kind.items()
        if cards
    )


def _card(
    issue: Issue, reader: Reader, names: Mapping[str, str], titles: Mapping[str, str]
) -> IssueCard:
    return IssueCard(
        id=issue.id,
        title=issue.title[reader.language],
        description=issue.description[reader.language],
        decision=issue.decision[reader.language],
        sides=tuple(_side(one, reader) for one in issue.statements),
        indicators=tuple(
            Link(text=names[one], uri=reader.uri("indicators", one))
            for one in issue.indicators
            if one in names
        ),
        datasets=tuple(
            Link(text=titles[one], uri=reader.uri("datasets", one))
            for one in issue.packages
            if one in titles
        ),
    )


def _side(one: Statement, reader: Reader) -> Side:
    tasks = reader.catalogue.tasks.get(one.package or "", ())
    task = next((each for each in tasks if each.id == one.row), None)
    row = None
    if task is not None:
        number = task.number or task.id
        row = Link(
            text=reader.words("task.number_text", number=number),
            uri=reader.uri("tasks", task.package, task.id),
        )
    return Side(
        raw=one.raw, text=one.text[reader.language], source=reader.source(one.source), row=row
    )


def _by_indicator(found: Sequence[Issue], reader: Reader) -> tuple[IndicatorIssues, ...]:
    about: dict[str, list[Issue]] = {}
    for issue in found:
        for one in issue.indicators:
            about.setdefault(one, []).append(issue)
    rows = [
        IndicatorIssues(
            id=f"for-{one.id}",
            indicator=Link(
                text=one.short_name[reader.language], uri=reader.uri("indicators", one.id)
            ),
            issues=tuple(issue_link(each, reader) for each in about[one.id]),
        )
        for one in reader.catalogue.indicators
        if one.id in about
    ]
    return tuple(sorted(rows, key=lambda row: collation_key(row.indicator.text)))


def issue_link(issue: Issue, reader: Reader) -> Link:
    """An issue by its title."""
    return Link(text=issue.title[reader.language], uri=f"{reader.uri('discrepancies')}#{issue.id}")


def _disagreeing(indicator: Indicator, one: Disagreement, reader: Reader) -> Disagreeing:
    places: dict[str, list[SourceLink]] = {}
    for each in one.observations:
        places.setdefault(reader.value(each), []).append(reader.source(each.source))
    return Disagreeing(
        indicator=Link(
            text=indicator.short_name[reader.language],
            uri=reader.uri("indicators", indicator.id) + MARK,
        ),
        what=reader.words(
            "indicator.disagreement.what",
            kind=reader.words(f"kind.{one.kind}"),
            period=reader.period(one.period),
        ),
        values=tuple((value, tuple(found)) for value, found in places.items()),
    )
