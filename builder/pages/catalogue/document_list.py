"""The list of documents: those that the data come from, and those that are cited."""

from dataclasses import dataclass

from builder.language.text import MISSING
from builder.model import Document
from builder.pages.page_type import PageType
from builder.pages.paging import Cut, Pager, cut_lists, cut_pager
from builder.pages.site_view import SiteView
from builder.site import Link


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


PAGES = (
    PageType(
        section="documents",
        template="documents.html",
        context=documents_page,
        pages=lambda view: len(view.once(documents_cuts)),
        footer=50,
        is_there=lambda portal: bool(portal.documents),
    ),
)
