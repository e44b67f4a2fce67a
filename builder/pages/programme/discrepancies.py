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
    disagreeing = [one for one in portal.indicators if one.disagreements]
    periods = sum(len(one.disagreements) for one in disagreeing)
    titles = {one.id: one.title[view.language] for one in portal.packages}
    return DiscrepanciesPage(
        title=words("nav.discrepancies"),
        lead=words(
            "discrepancies.lead",
            count=len(found),
            sides=view.number(sum(len(one.statements) for one in found)),
            indicators=view.number(len(disagreeing)),
        ),
        groups=_groups(found, view, titles),
        by_indicator=_by_indicator(found, view),
        disagreeing=tuple(
            _disagreeing(one, each, view) for one in disagreeing for each in one.disagreements
        ),
        disagreeing_text=words(
            "discrepancies.register", indicators=len(disagreeing), periods=periods
        ),
        datasets=tuple(
            Link(text=title, uri=view.uri("datasets", package))
            for package, title in titles.items()
            if any(package == one.package for one in found)
        ),
    )


def _groups(
    found: Iterable[Issue], view: View, titles: Mapping[str, str]
) -> tuple[IssueGroup, ...]:
    names = {one.id: one.short_name[view.language] for one in view.portal.indicators}
    by_kind: dict[IssueKind, list[IssueCard]] = {kind: [] for kind in IssueKind}
    for one in found:
        by_kind[one.kind].append(_card(one, view, names, titles))
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
        sides=tuple(_side(one, view) for one in issue.statements),
        indicators=tuple(
            Link(text=names[one], uri=view.uri("indicators", one))
            for one in issue.indicators
            if one in names
        ),
        datasets=tuple(
            Link(text=titles[one], uri=view.uri("datasets", one))
            for one in issue.packages
            if one in titles
        ),
    )


def _side(one: Statement, view: View) -> Side:
    tasks = view.portal.tasks.get(one.package or "", ())
    task = next((each for each in tasks if each.id == one.row), None)
    row = None
    if task is not None:
        number = task.number or task.id
        row = Link(
            text=view.words("task.number_text", number=number),
            uri=view.uri("tasks", task.package, task.id),
        )
    return Side(raw=one.raw, text=one.text[view.language], source=view.source(one.source), row=row)


def _by_indicator(found: Sequence[Issue], view: View) -> tuple[IndicatorIssues, ...]:
    about: dict[str, list[Issue]] = {}
    for issue in found:
        for one in issue.indicators:
            about.setdefault(one, []).append(issue)
    rows = [
        IndicatorIssues(
            id=f"for-{one.id}",
            indicator=Link(text=one.short_name[view.language], uri=view.uri("indicators", one.id)),
            issues=tuple(issue_link(each, view) for each in about[one.id]),
        )
        for one in view.portal.indicators
        if one.id in about
    ]
    return tuple(sorted(rows, key=lambda row: collation_key(row.indicator.text)))


def issue_link(issue: Issue, view: View) -> Link:
    """An issue by its title."""
    return Link(text=issue.title[view.language], uri=f"{view.uri('discrepancies')}#{issue.id}")


def _disagreeing(indicator: Indicator, one: Disagreement, view: View) -> Disagreeing:
    places: dict[str, list[SourceLink]] = {}
    for each in one.observations:
        places.setdefault(view.value(each), []).append(view.source(each.source))
    return Disagreeing(
        indicator=Link(
            text=indicator.short_name[view.language],
            uri=view.uri("indicators", indicator.id) + MARK,
        ),
        what=view.words(
            "indicator.disagreement.what",
            kind=view.words(f"kind.{one.kind}"),
            period=view.period(one.period),
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
