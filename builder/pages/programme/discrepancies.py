"""Discrepancies: known issues side by side, and values that the register holds twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.language.text import collation_key
from builder.model import Disagreement, Indicator
from builder.pages.page_type import PageType
from builder.programme.issues import Issue, IssueKind, Statement, issues
from builder.site import Link
from builder.view import SourceLink, View

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


def discrepancies_page(view: View) -> DiscrepanciesPage:
    """Every known issue by kind and by indicator, then every value printed differently."""
    portal, words = view.portal, view.words
    found = issues(portal.packages, view.routes.languages)
    disagreeing = [indicator for indicator in portal.indicators if indicator.disagreements]
    periods = sum(len(indicator.disagreements) for indicator in disagreeing)
    titles = {package.id: package.title[view.language] for package in portal.packages}
    return DiscrepanciesPage(
        title=words("nav.discrepancies"),
        lead=words(
            "discrepancies.lead",
            count=len(found),
            sides=view.number(sum(len(issue.statements) for issue in found)),
            indicators=view.number(len(disagreeing)),
        ),
        groups=_groups(found, view, titles),
        by_indicator=_by_indicator(found, view),
        disagreeing=tuple(
            _disagreeing(indicator, each, view)
            for indicator in disagreeing
            for each in indicator.disagreements
        ),
        disagreeing_text=words(
            "discrepancies.register", indicators=len(disagreeing), periods=periods
        ),
        datasets=tuple(
            Link(text=title, uri=view.uri("datasets", package))
            for package, title in titles.items()
            if any(package == issue.package for issue in found)
        ),
    )


def _groups(
    found: Iterable[Issue], view: View, titles: Mapping[str, str]
) -> tuple[IssueGroup, ...]:
    names = {
        indicator.id: indicator.short_name[view.language] for indicator in view.portal.indicators
    }
    by_kind: dict[IssueKind, list[IssueCard]] = {kind: [] for kind in IssueKind}
    for issue in found:
        by_kind[issue.kind].append(_card(issue, view, names, titles))
    return tuple(
        IssueGroup(
            id=f"kind-{kind}",
            name=view.words(f"issue.kind.{kind}"),
            about=view.words(f"issue.kind.{kind}.about"),
            count=len(cards),
            issues=tuple(cards),
        )
        for kind, cards in by_kind.items()
        if cards
    )


def _card(
    issue: Issue, view: View, names: Mapping[str, str], titles: Mapping[str, str]
) -> IssueCard:
    return IssueCard(
        id=issue.id,
        title=issue.title[view.language],
        description=issue.description[view.language],
        decision=issue.decision[view.language],
        sides=tuple(_side(statement, view) for statement in issue.statements),
        indicators=tuple(
            Link(text=names[indicator], uri=view.uri("indicators", indicator))
            for indicator in issue.indicators
            if indicator in names
        ),
        datasets=tuple(
            Link(text=titles[package], uri=view.uri("datasets", package))
            for package in issue.packages
            if package in titles
        ),
    )


def _side(statement: Statement, view: View) -> Side:
    tasks = view.portal.tasks.get(statement.package or "", ())
    task = next((each for each in tasks if each.id == statement.row), None)
    row = None
    if task is not None:
        number = task.number or task.id
        row = Link(
            text=view.words("task.number_text", number=number),
            uri=view.uri("tasks", task.package, task.id),
        )
    return Side(
        raw=statement.raw,
        text=statement.text[view.language],
        source=view.source(statement.source),
        row=row,
    )


def _by_indicator(found: Sequence[Issue], view: View) -> tuple[IndicatorIssues, ...]:
    about: dict[str, list[Issue]] = {}
    for issue in found:
        for indicator in issue.indicators:
            about.setdefault(indicator, []).append(issue)
    rows = [
        IndicatorIssues(
            id=f"for-{indicator.id}",
            indicator=Link(
                text=indicator.short_name[view.language], uri=view.uri("indicators", indicator.id)
            ),
            issues=tuple(issue_link(each, view) for each in about[indicator.id]),
        )
        for indicator in view.portal.indicators
        if indicator.id in about
    ]
    return tuple(sorted(rows, key=lambda row: collation_key(row.indicator.text)))


def issue_link(issue: Issue, view: View) -> Link:
    """An issue by its title."""
    return Link(text=issue.title[view.language], uri=f"{view.uri('discrepancies')}#{issue.id}")


def _disagreeing(indicator: Indicator, disagreement: Disagreement, view: View) -> Disagreeing:
    places: dict[str, list[SourceLink]] = {}
    for each in disagreement.observations:
        places.setdefault(view.value(each), []).append(view.source(each.source))
    return Disagreeing(
        indicator=Link(
            text=indicator.short_name[view.language],
            uri=view.uri("indicators", indicator.id) + MARK,
        ),
        what=view.words(
            "indicator.disagreement.what",
            kind=view.words(f"kind.{disagreement.kind}"),
            period=view.period(disagreement.period),
        ),
        values=tuple((value, tuple(found)) for value, found in places.items()),
    )


PAGES = (
    PageType(
        section="discrepancies",
        template="discrepancies.html",
        context=discrepancies_page,
        menu=50,
        is_there=lambda portal: (
            portal.has_table("known-issues")
            or any(indicator.disagreements for indicator in portal.indicators)
        ),
    ),
)
