"""List pages without logic of their own: the catalogue, problems, search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.search_index import search_uri
from builder.language.text import MISSING, collation_key
from builder.model import Kind, Package
from builder.pages.figure import thumbnail_uri
from builder.pages.filters import Filter, list_filter
from builder.pages.page_type import PageType
from builder.pages.paging import (
    Pager,
    list_pages,
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
class CataloguePage:
    """Context of catalogue.html."""

    title: str
    lead: str
    filters: tuple[Filter, ...]
    sorts: tuple[tuple[str, str], ...]
    """Code and name of each order beside that of the titles."""
    cards: tuple[Card, ...]
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
    PageType(section="problems", template="problems.html", context=problems_page, footer=100),
    PageType(
        section="search",
        template="search.html",
        context=search_page,
    ),
)
