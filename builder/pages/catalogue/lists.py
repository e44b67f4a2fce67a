"""List pages without logic of their own: the catalogue, documents, problems, search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.search_index import search_uri
from builder.language.text import MISSING, collation_key
from builder.model import Document, Kind, Package, Topic
from builder.pages.figure import thumbnail_uri
from builder.pages.filters import Filter, list_filter
from builder.pages.page_type import PageType
from builder.pages.paging import (
    Cut,
    Pager,
    cut_lists,
    cut_page,
    cut_pager,
    list_pages,
    page_ids,
    page_rows,
    pager,
)
from builder.pages.site_view import SiteView
from builder.problem import CODES
from builder.site import Link
from builder.view import View
from builder.vocabulary import FORMATS


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A dataset in the catalogue."""

    title: str
    uri: str
    description: str
    creator: str
    covers: str | None
    """Years or days that the data are about; None where the descriptor does not say."""
    modified: str
    formats: tuple[str, ...]
    rows: str
    kind: str
    is_helper: bool
    """A code list, or what the portal says of itself: it stands after the others."""
    thumbnail: tuple[str, str] | None
    """Uris of its chart for light and for dark grounds; None where it has none."""
    data: tuple[tuple[str, str], ...]
    """Name and values of each filter that finds it, and its places in other orders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicGroup:
    """Indicators and datasets of one topic or pillar."""

    id: str
    name: str
    indicators: tuple[Link, ...]
    datasets: tuple[Link, ...]
    is_empty: bool
    """True if nothing belongs to it, on any page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePage:
    """Context of catalogue.html."""

    title: str
    lead: str
    filters: tuple[Filter, ...]
    sorts: tuple[tuple[str, str], ...]
    """Code and name of each order beside that of the titles."""
    cards: tuple[Card, ...]
    pager: Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage:
    """Context of topics.html."""

    title: str
    lead: str
    nothing: str
    """What is said of a topic that nothing belongs to."""
    topics: tuple[TopicGroup, ...]
    pillars: tuple[TopicGroup, ...]
    contents: tuple[tuple[str, Link], ...]
    """Every topic and the page on which it begins, where there are several pages; its id on the
    first page where that is another."""
    pager: Pager


def catalogue_page(
    files: Mapping[str, Sequence[PublishedFile]], view: SiteView, number: int = 1
) -> CataloguePage:
    """The datasets of a page, by title; helpers to the others last."""
    packages = sorted(
        view.portal.packages,
        key=lambda package: (_is_helper(package), collation_key(package.title[view.language])),
    )
    return CataloguePage(
        title=view.words("nav.datasets"),
        lead=view.words("catalogue.lead", count=len(packages)),
        filters=_catalogue_filters(packages, files, view),
        sorts=tuple((name, view.words(f"catalogue.sort.{name}")) for name in SORTS)
        if len(packages) > 1
        else (),
        cards=tuple(
            _card(package, files[package.id], view) for package in page_rows(packages, number)
        ),
        pager=pager(("datasets",), number, len(packages), view),
    )


SORTS = ("newest", "rows")
"""Orders of the catalogue; each is an attribute `data-sort-…` of a card, the lowest first."""


def _filter_values(package: Package, files: Sequence[PublishedFile]) -> dict[str, tuple[str, ...]]:
    """What a dataset can be filtered by."""
    years: tuple[str, ...] = ()
    if package.temporal:
        start, end = package.temporal
        years = tuple(str(year) for year in range(start.year, end.year + 1))
    return {
        "kind": (str(package.kind),),
        "topic": tuple(package.topics),
        "body": (package.creator,) if package.creator else (),
        "document": tuple(package.sources),
        "year": years,
        "format": tuple(_formats(files)),
    }


def _formats(files: Sequence[PublishedFile]) -> Mapping[str, str]:
    """Name of each format of the files of a package, by its code."""
    codes = (file.format for file in files if not file.uri.endswith("datapackage.json"))
    return {code: FORMATS[code].name if code in FORMATS else code.upper() for code in codes}


def _catalogue_filters(
    packages: Sequence[Package], files: Mapping[str, Sequence[PublishedFile]], view: View
) -> tuple[Filter, ...]:
    formats = {
        code: name for package in packages for code, name in _formats(files[package.id]).items()
    }
    texts: Mapping[str, tuple[str, Callable[[str], str]]] = {
        "kind": ("catalogue.kind", lambda kind: view.words(f"catalogue.kind.{kind}")),
        "topic": ("nav.topics", view.topic),
        "body": ("meta.creator", view.organisation),
        "document": ("source", lambda document_id: view.document(document_id).text),
        "year": ("catalogue.year", str),
        "format": ("catalogue.format", lambda code: formats[code]),
    }
    values = [_filter_values(package, files[package.id]) for package in packages]
    found = (
        list_filter(
            name,
            view.words(label),
            [row[name] for row in values],
            {value: text(value) for row in values for value in row[name]},
        )
        for name, (label, text) in texts.items()
    )
    return tuple(choice for choice in found if choice)


def _card(package: Package, files: Sequence[PublishedFile], view: SiteView) -> Card:
    rows = sum(len(resource.table.rows) for resource in package.resources if resource.table)
    return Card(
        title=package.title[view.language],
        uri=view.uri("datasets", package.id),
        description=package.description[view.language],
        creator=view.organisation(package.creator) if package.creator else MISSING,
        covers=_covered(package, view),
        modified=view.date(package.modified),
        formats=tuple(_formats(files).values()),
        rows=view.words("catalogue.rows", count=rows),
        kind=view.words(f"catalogue.kind.{package.kind}"),
        is_helper=_is_helper(package),
        thumbnail=(
            thumbnail_uri(package.id, view.language, "svg"),
            thumbnail_uri(package.id, view.language, "dark.svg"),
        )
        if package.id in view.drawn
        else None,
        data=(
            *((name, ";".join(values)) for name, values in _filter_values(package, files).items()),
            ("sort-newest", str(-package.modified.toordinal())),
            ("sort-rows", str(-rows)),
        ),
    )


def _is_helper(package: Package) -> bool:
    return package.derived or package.kind is Kind.CODE_LIST


def _covered(package: Package, view: View) -> str | None:
    """The time that a package is about: whole years as years, else days."""
    if package.temporal is None:
        return None
    start, end = package.temporal
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        years = dict.fromkeys((str(start.year), str(end.year)))
        return "–".join(years)
    return " – ".join(dict.fromkeys((view.date(start), view.date(end))))


TOPIC = 3
"""Lists of a topic as pages are cut: its heading, its indicators, its datasets."""


def all_topics(view: SiteView) -> tuple[Topic, ...]:
    """Pillars, then topics."""
    order = {"pillar": 0, "topic": 1}
    found = (topic for topic in view.portal.topics.values() if topic.scheme in order)
    return tuple(sorted(found, key=lambda topic: (order[topic.scheme], topic.position)))


def topics_cuts(view: SiteView) -> tuple[Cut, ...]:
    """What of each topic stands on each page."""
    portal = view.portal
    return cut_lists(
        [
            [elements] * count
            for topic in view.once(all_topics)
            for elements, count in (
                (6, 1),
                (2, len(portal.indicators_on[topic.id])),
                (2, len(portal.datasets_on[topic.id])),
            )
        ]
    )


def topics_page(view: SiteView, number: int = 1) -> TopicsPage:
    """The topics and pillars of a page with their indicators and datasets, also those without."""
    has_indicators = view.has("indicators")
    topics, cuts = view.once(all_topics), view.once(topics_cuts)
    return TopicsPage(
        title=view.words("nav.topics"),
        lead=view.words("topics.lead" if has_indicators else "topics.lead.datasets"),
        nothing=view.words("topics.none" if has_indicators else "topics.none.datasets"),
        topics=_topic_groups("topic", cuts[number - 1], view),
        pillars=_topic_groups("pillar", cuts[number - 1], view),
        contents=_topic_links(number, view) if len(cuts) > 1 else (),
        pager=cut_pager(("topics",), (number, len(cuts)), len(topics), view),
    )


def _topic_groups(scheme: str, cut: Cut, view: SiteView) -> tuple[TopicGroup, ...]:
    return tuple(
        _topic_group(topic, cut[place : place + TOPIC], view)
        for place, topic in zip(count(0, TOPIC), view.once(all_topics), strict=False)
        if topic.scheme == scheme and any(part.stop > part.start for part in cut[place:][:TOPIC])
    )


def _topic_group(topic: Topic, cut: Cut, view: SiteView) -> TopicGroup:
    indicators = view.portal.indicators_on[topic.id]
    datasets = view.portal.datasets_on[topic.id]
    _, shown_indicators, shown_datasets = cut
    return TopicGroup(
        id=topic.id,
        name=topic.name[view.language],
        indicators=tuple(
            Link(
                text=indicator.short_name[view.language],
                uri=view.uri("indicators", indicator.id),
            )
            for indicator in indicators[shown_indicators]
        ),
        datasets=tuple(
            Link(text=package.title[view.language], uri=view.uri("datasets", package.id))
            for package in datasets[shown_datasets]
        ),
        is_empty=not indicators and not datasets,
    )


def _topic_links(number: int, view: SiteView) -> tuple[tuple[str, Link], ...]:
    cuts = view.once(topics_cuts)
    begins = [cut_page(cuts, TOPIC * place, 0) for place in range(len(view.once(all_topics)))]
    return tuple(
        (
            topic.id if number == 1 and page > 1 else "",
            Link(
                text=topic.name[view.language],
                uri=f"{view.uri(*page_ids(('topics',), page))}#{topic.id}",
            ),
        )
        for topic, page in zip(view.once(all_topics), begins, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document in the list."""

    id: str
    number: str | None
    title: str
    uri: str
    issuer: str
    issued: str | None
    datasets: tuple[Link, ...]
    more: str | None
    """How many further datasets its page names; None where there are no others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage:
    """Context of documents.html."""

    title: str
    lead: str
    sources: tuple[DocumentRow, ...]
    """Documents that datasets are made from."""
    cited: tuple[DocumentRow, ...]
    pager: Pager


NAMED = 12
"""Datasets of a document that the list names; the document's own page has all of them."""


def known_documents(view: SiteView) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """Documents that datasets are made from, and those that are cited."""
    found = view.portal.documents.values()
    told = view.portal.datasets_from
    return (
        tuple(document for document in found if told[document.id]),
        tuple(document for document in found if not told[document.id]),
    )


def documents_cuts(view: SiteView) -> tuple[Cut, ...]:
    """What of both lists of documents stands on each page."""
    sources, cited = view.once(known_documents)
    told = view.portal.datasets_from
    return cut_lists(
        [
            [6 + 2 * min(len(told[document.id]), NAMED) for document in sources],
            [4] * len(cited),
        ]
    )


def documents_page(view: SiteView, number: int = 1) -> DocumentsPage:
    """The documents of a page, those that the data come from first."""
    (sources, cited), cuts = view.once(known_documents), view.once(documents_cuts)
    first, second = cuts[number - 1]
    return DocumentsPage(
        title=view.words("nav.documents"),
        lead=view.words("documents.lead", sources=len(sources), cited=len(cited)),
        sources=tuple(_document_row(document, view) for document in sources[first]),
        cited=tuple(_document_row(document, view) for document in cited[second]),
        pager=cut_pager(("documents",), (number, len(cuts)), len(sources) + len(cited), view),
    )


def _document_row(document: Document, view: SiteView) -> DocumentRow:
    datasets = view.portal.datasets_from[document.id]
    more = len(datasets) - NAMED
    return DocumentRow(
        id=document.id,
        number=document.number,
        title=document.title[view.language],
        uri=view.uri("documents", document.id),
        issuer=view.organisation(document.issuer) if document.issuer else MISSING,
        issued=view.date(document.issued) if document.issued else None,
        datasets=tuple(
            Link(text=package.title[view.language], uri=view.uri("datasets", package.id))
            for package in datasets[:NAMED]
        ),
        more=view.words("documents.more", count=more) if more > 0 else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsPage:
    """Context of problems.html."""

    title: str
    lead: str
    links: tuple[tuple[str, Link], ...]


def problems_page(view: View) -> ProblemsPage:
    """Every code of a problem, with a link to its page."""
    return ProblemsPage(
        title=view.words("nav.problems"),
        lead=view.words("problems.lead"),
        links=tuple(
            (
                code,
                Link(text=view.words(f"problem.{code}.title"), uri=view.uri("problems", code)),
            )
            for code in CODES
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemPage:
    """Context of problem.html."""

    code: str
    title: str
    about: str
    mend: str
    """What to do, without the values of one case."""


def problem_page(code: str, view: View) -> ProblemPage:
    """What a code means and how to mend it."""
    return ProblemPage(
        code=code,
        title=view.words(f"problem.{code}.title"),
        about=view.words(f"problem.{code}.about"),
        mend=view.words(f"problem.{code}.help"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Context of search.html."""

    title: str
    lead: str
    page_uri: str
    """The page itself, which the form asks for."""
    index_uri: str
    sections: tuple[Link, ...]


def search_page(view: SiteView) -> SearchPage:
    """The page that searches the index in the browser, and says where to look without scripts."""
    sections = ("indicators", "tasks", "datasets", "documents", "azindex")
    return SearchPage(
        title=view.words("nav.search"),
        lead=view.words("search.lead"),
        page_uri=view.uri("search"),
        index_uri=search_uri(view.language),
        sections=tuple(
            Link(text=view.words(f"nav.{section}"), uri=view.uri(section))
            for section in sections
            if view.has(section)
        ),
    )


PAGES = (
    PageType(
        section="datasets",
        template="catalogue.html",
        context=lambda view, number: catalogue_page(view.files, view, number),
        pages=lambda view: list_pages(len(view.portal.packages)),
        scripts=("assets/filter.js",),
        menu=30,
    ),
    PageType(
        section="topics",
        template="topics.html",
        context=topics_page,
        pages=lambda view: len(view.once(topics_cuts)),
        footer=60,
        is_there=lambda portal: bool(portal.topics),
    ),
    PageType(
        section="documents",
        template="documents.html",
        context=documents_page,
        pages=lambda view: len(view.once(documents_cuts)),
        footer=50,
        is_there=lambda portal: bool(portal.documents),
    ),
    PageType(section="problems", template="problems.html", context=problems_page, footer=100),
    PageType(
        section="search",
        template="search.html",
        context=search_page,
    ),
)
