"""Discrepancies: known issues side by side, and values that the register holds twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.editing import Mending
from builder.language.text import collation_key, shortened
from builder.model import Disagreement, Indicator
from builder.pages.filters import Filter, list_filter
from builder.pages.page_type import PageType
from builder.pages.paging import Cut, Pager, cut_lists, cut_page, cut_pager, page_ids
from builder.pages.programme.view import ProgrammeView
from builder.programme.known_issues import Issue, IssueKind, Statement, issues
from builder.programme.progress.result import Standing
from builder.site import Link
from builder.view import SourceLink, View

MARK = "#disagree"
"""Place on an indicator's page where its sources disagree."""

SHOWN = 4
"""Sides of an issue that a row shows; its details show all."""

DECISION, WORDS, NAME = 160, 90, 60
"""Characters that a row shows of a decision, of printed words, of a document without a number."""


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
class Prints:
    """What one document prints, for a reader who opens nothing."""

    document: Link
    values: tuple[tuple[str, SourceLink], ...]
    """A value as printed, or the beginning of the words, with its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCard:
    """One known issue."""

    id: str
    title: str
    description: str
    decision: str
    decision_short: str
    prints: tuple[Prints, ...]
    unshown: int
    """Sides that only the details show."""
    sides: tuple[Side, ...]
    indicators: tuple[Link, ...]
    datasets: tuple[Link, ...]
    kind: str
    changes_verdict: bool
    """True if another printed value would change how an indicator is judged."""
    data: tuple[tuple[str, str], ...]
    """Values that filters compare, by filter name."""
    mending: tuple[Link, ...]
    """Where the issue is edited, and where an error in it is told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueGroup:
    """Issues that change a verdict, then the others by kind."""

    id: str
    name: str
    about: str
    count: int
    """How many there are on all pages."""
    uri: str
    """Where it begins."""
    place: str
    """Its id on the first page where it begins on another; else empty."""
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
    filters: tuple[Filter, ...]
    groups: tuple[IssueGroup, ...]
    by_indicator: tuple[IndicatorIssues, ...]
    disagreeing: tuple[Disagreeing, ...]
    disagreeing_text: str
    datasets: tuple[Link, ...]
    by_indicator_count: int
    contents: tuple[Link, ...]
    """Where the list by indicator and that of the register begin, if there are such."""
    pager: Pager


def known(view: ProgrammeView) -> tuple[Issue, ...]:
    """Every known issue, once a language."""
    return tuple(issues(view.portal.packages, view.routes.languages))


def grouped(view: ProgrammeView) -> Mapping[str, Sequence[Issue]]:
    """The issues by their groups, in the order of the page."""
    groups: dict[str, list[Issue]] = {VERDICT: [], **{kind: [] for kind in IssueKind}}
    for issue in view.once(known):
        groups[VERDICT if _changes_verdict(issue, view) else issue.kind].append(issue)
    return {group: found for group, found in groups.items() if found}


def differing(view: ProgrammeView) -> tuple[tuple[Indicator, Disagreement], ...]:
    """Every value of the register that documents print differently."""
    return tuple(
        (indicator, disagreement)
        for indicator in view.portal.indicators
        for disagreement in indicator.disagreements
    )


def discrepancies_cuts(view: ProgrammeView) -> tuple[Cut, ...]:
    """What of each group, of the list by indicator and of the register stands on each page."""
    about = view.once(issues_about)
    links = sum(map(len, about.values()))
    return cut_lists(
        [
            *([_elements(issue) for issue in found] for found in view.once(grouped).values()),
            # the order of names differs by language, the pages must not: each counts as the mean
            [4 + 2 * -(-links // len(about))] * len(about) if about else [],
            [6 + 4 * len(found.observations) for _, found in view.once(differing)],
        ]
    )


def _elements(issue: Issue) -> int:
    """About how many elements an issue takes."""
    shown = min(len(issue.statements), SHOWN)
    linked = len(issue.indicators) + len(issue.packages)
    return 22 + linked + 6 * shown + 2 * len(issue.statements)


def discrepancies_page(view: ProgrammeView, number: int = 1) -> DiscrepanciesPage:
    """The known issues by kind and by indicator, then values printed differently: of a page."""
    portal, words = view.portal, view.words
    found, cuts = view.once(known), view.once(discrepancies_cuts)
    *parts, about, register = cuts[number - 1]
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
        filters=view.once(issue_filters),
        groups=_groups(parts, number, view, titles),
        by_indicator=view.once(by_indicator)[about],
        disagreeing=tuple(
            _disagreeing(indicator, each, view)
            for indicator, each in view.once(differing)[register]
        ),
        disagreeing_text=words(
            "discrepancies.register", indicators=len(disagreeing), periods=periods
        ),
        datasets=tuple(
            Link(text=title, uri=view.uri("datasets", package))
            for package, title in titles.items()
            if any(package == issue.package for issue in found)
        ),
        by_indicator_count=len(view.once(by_indicator)),
        contents=tuple(_contents(view)),
        pager=cut_pager(("discrepancies",), (number, len(cuts)), len(found), view),
    )


def issue_filters(view: ProgrammeView) -> tuple[Filter, ...]:
    """The filters, which every page has."""
    return _filters(view.once(known), view)


def _contents(view: ProgrammeView) -> Iterator[Link]:
    cuts = view.once(discrepancies_cuts)
    last = len(cuts[0]) - 1
    parts = (
        (last - 1, view.once(by_indicator), "by-indicator", "discrepancies.by_indicator"),
        (last, view.once(differing), "register", "discrepancies.register.title"),
    )
    for place, rows, identifier, name in parts:
        if rows:
            uri = view.uri(*page_ids(("discrepancies",), cut_page(cuts, place, 0)))
            yield Link(text=view.words(name), uri=f"{uri}#{identifier}")


VERDICT = "verdict"
"""Group of the issues that change how an indicator is judged; it stands first."""


def _groups(
    parts: Sequence[slice], number: int, view: ProgrammeView, titles: Mapping[str, str]
) -> tuple[IssueGroup, ...]:
    """Every group with its issues of the page."""
    names = {
        indicator.id: indicator.short_name[view.language] for indicator in view.portal.indicators
    }
    cuts = view.once(discrepancies_cuts)
    return tuple(
        IssueGroup(
            id=f"kind-{group}",
            name=view.words(f"issue.kind.{group}"),
            about=view.words(f"issue.kind.{group}.about"),
            count=len(found),
            uri=f"{view.uri(*page_ids(('discrepancies',), begins))}#kind-{group}",
            place=f"kind-{group}" if number == 1 and begins > 1 else "",
            issues=tuple(_card(issue, view, names, titles) for issue in found[part]),
        )
        for place, ((group, found), part) in enumerate(
            zip(view.once(grouped).items(), parts, strict=True)
        )
        for begins in (cut_page(cuts, place, 0),)
    )


def _changes_verdict(issue: Issue, view: ProgrammeView) -> bool:
    """True if one of its indicators would be judged otherwise by another printed value."""
    return any(
        indicator in view.progress and view.progress[indicator].standing is Standing.DISPUTED
        for indicator in issue.indicators
    )


def _values(issue: Issue, view: ProgrammeView) -> dict[str, tuple[str, ...]]:
    """What an issue can be filtered by."""
    known = view.portal.indicator_by_id
    return {
        "verdict": ("yes" if _changes_verdict(issue, view) else "no",),
        "kind": (str(issue.kind),),
        "document": tuple(dict.fromkeys(side.source.document for side in issue.statements)),
        "indicator": tuple(indicator for indicator in issue.indicators if indicator in known),
    }


def _filters(found: Iterable[Issue], view: ProgrammeView) -> tuple[Filter, ...]:
    values = [_values(issue, view) for issue in found]
    named: Mapping[str, tuple[str, Callable[[str], str]]] = {
        "verdict": (
            "discrepancies.verdict",
            lambda code: view.words(f"discrepancies.verdict.{code}"),
        ),
        "kind": ("discrepancies.kind", lambda code: view.words(f"issue.kind.{code}")),
        "document": ("document", lambda code: view.document(code).text),
        "indicator": (
            "indicator",
            lambda code: view.portal.indicator_by_id[code].short_name[view.language],
        ),
    }
    filters = [
        list_filter(
            name,
            view.words(label),
            [row[name] for row in values],
            {code: text(code) for row in values for code in row[name]},
        )
        for name, (label, text) in named.items()
    ]
    return tuple(choice for choice in filters if choice)


def _card(
    issue: Issue, view: ProgrammeView, names: Mapping[str, str], titles: Mapping[str, str]
) -> IssueCard:
    return IssueCard(
        id=issue.id,
        title=issue.title[view.language],
        description=issue.description[view.language],
        decision=issue.decision[view.language],
        decision_short=shortened(issue.decision[view.language], DECISION),
        prints=_prints(issue.statements[:SHOWN], view),
        unshown=max(0, len(issue.statements) - SHOWN),
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
        kind=view.words(f"issue.kind.{issue.kind}"),
        changes_verdict=_changes_verdict(issue, view),
        data=tuple((name, ";".join(codes)) for name, codes in _values(issue, view).items()),
        mending=_mending(issue, view),
    )


def _mending(issue: Issue, view: ProgrammeView) -> tuple[Link, ...]:
    settings = view.portal.settings
    links = Mending(editing=settings.editing, words=view.words, base_url=settings.base_url)
    origin = view.origins.keyed(view.portal.package(issue.package), "known-issues", issue.id)
    uri = issue_link(issue, view).uri
    return links.links(origin, issue.title[view.language], uri)


def _prints(statements: Iterable[Statement], view: View) -> tuple[Prints, ...]:
    documents: dict[str, list[tuple[str, SourceLink]]] = {}
    for statement in statements:
        value = statement.raw or shortened(statement.text[view.language], WORDS)
        place = view.source(statement.source)
        documents.setdefault(statement.source.document, []).append((value, place))
    return tuple(
        Prints(
            document=Link(
                text=shortened(values[0][1].document.text, NAME), uri=values[0][1].document.uri
            ),
            values=tuple(values),
        )
        for values in documents.values()
    )


def _side(statement: Statement, view: View) -> Side:
    tasks = view.portal.tasks.get(statement.package or "", ())
    task = next((each for each in tasks if each.id == statement.row), None)
    row = None
    if task is not None:
        number = view.place(task.number or task.id)
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


def issues_about(view: ProgrammeView) -> Mapping[str, Sequence[Issue]]:
    """The issues about each indicator of the register."""
    about: dict[str, list[Issue]] = {}
    for issue in view.once(known):
        for indicator in issue.indicators:
            if indicator in view.portal.indicator_by_id:
                about.setdefault(indicator, []).append(issue)
    return about


def by_indicator(view: ProgrammeView) -> tuple[IndicatorIssues, ...]:
    """The same by name, as links."""
    about = view.once(issues_about)
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


def issue_pages(view: ProgrammeView) -> Mapping[str, int]:
    """On which page each issue stands, by its id."""
    return {
        issue.id: number
        for number, cut in enumerate(view.once(discrepancies_cuts), 1)
        for found, part in zip(view.once(grouped).values(), cut, strict=False)
        for issue in found[part]
    }


def issue_link(issue: Issue, view: ProgrammeView) -> Link:
    """An issue by its title."""
    page = view.once(issue_pages).get(issue.id, 1)
    uri = view.uri(*page_ids(("discrepancies",), page))
    return Link(text=issue.title[view.language], uri=f"{uri}#{issue.id}")


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
        pages=lambda view: len(view.once(discrepancies_cuts)),
        scripts=("assets/filter.js",),
        menu=50,
        is_there=lambda portal: (
            portal.has_table("known-issues")
            or any(indicator.disagreements for indicator in portal.indicators)
        ),
    ),
)
