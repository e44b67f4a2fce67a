"""The whole site as a value: pages, files and pictures, before any is written."""

from collections.abc import Callable, Iterator, Sequence

from builder.charts.library import library, library_uri
from builder.exports.dcat.catalogue_nodes import CatalogueNodes
from builder.exports.rdf import Node, named_iris
from builder.planning.anchors import Anchors
from builder.planning.file_plan import planned_outputs
from builder.planning.menu import footer, menu
from builder.planning.own_digests import own_digests, package_digests
from builder.planning.page_plan import planned_pages
from builder.planning.pictures import social_card
from builder.planning.plan import Plan, plan_view
from builder.planning.shown_tables import shown_tables
from builder.quality.measurements import measurement_nodes, method_nodes
from builder.site import Output, Page, Picture, Site, checked_site


def planned_site(plan: Plan) -> Site:
    """Every page and output of the portal.

    Raises: BuildError if two of them want the same address.
    """
    digests, languages = package_digests(plan.portal), plan.portal.settings.languages
    tables, own = shown_tables(plan, digests), own_digests(plan, digests)
    pages = tuple(
        page for language in languages for page in planned_pages(plan, language, tables, own)
    )
    anchors = Anchors(plan.portal.settings.base_url)
    anchors.add(plan.cube_iris)
    catalogue = _catalogue(plan, lambda node: anchors.add(named_iris(node)))
    site = Site(
        pages=anchors.on(pages),
        outputs=(
            *planned_outputs(plan, pages, catalogue, tables, own),
            *(output for page in pages for output in page.explored),
            *(twin for page in pages for twin in _twin(page)),
        ),
        pictures=(
            *(social_card(plan_view(plan, language)) for language in languages),
            *(picture for page in pages for picture in page.pictures),
            *_library(pages),
        ),
        menu={language: menu(plan.portal, language) for language in languages},
        footer={language: footer(plan.portal, language) for language in languages},
    )
    return checked_site(site)


def _catalogue(plan: Plan, met: Callable[[Node], None]) -> CatalogueNodes:
    """The catalogue with what was measured of its datasets; `met` is told of each node."""
    portal, scores = plan.portal, plan.scores
    if not scores:
        return CatalogueNodes(portal, plan.files, met=met)

    def measured(id: str) -> Iterator[Node]:
        return measurement_nodes(id, scores[id], portal)

    return CatalogueNodes(portal, plan.files, method_nodes(portal), measured, met=met)


def _twin(page: Page) -> Iterator[Output]:
    """The page as Markdown, for who asks for that file alone."""
    if page.markdown:
        markdown, context = page.markdown, page.context
        yield Output(uri=markdown.uri, content=lambda: markdown.content(context()))


def _library(pages: Sequence[Page]) -> Iterator[Picture]:
    """What draws charts in a browser, where a page has one to explore."""
    if any(page.explored for page in pages):
        yield Picture(uri=library_uri(), drawing=library())
