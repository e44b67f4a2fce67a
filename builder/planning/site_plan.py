"""The whole site as a value: pages, files and pictures, before any is written."""

from collections.abc import Iterator, Sequence
from itertools import chain

from builder.charts.library import library, library_uri
from builder.charts.picture import Heading, card_spec, dark_colours, light_colours
from builder.charts.svg import Drawing
from builder.exports.dcat.dcat import catalogue_graph
from builder.exports.rdf import sorted_graph
from builder.pages.figure import social_uri
from builder.pages.programme.indicator import (
    PICTURE_FORMATS,
    indicator_figure,
    picture_uri,
)
from builder.planning.anchors import anchored_pages, named_iris
from builder.planning.file_plan import planned_outputs
from builder.planning.menu import footer, menu
from builder.planning.page_plan import planned_pages
from builder.planning.plan import Plan, plan_view
from builder.planning.shown_tables import shown_tables
from builder.quality.measurements import measurement_nodes
from builder.site import Page, Picture, Site, checked_site


def planned_site(plan: Plan) -> Site:
    """Every page and output of the portal.

    Raises: BuildError if two of them want the same address.
    """
    tables = shown_tables(plan)
    pages = tuple(
        page
        for language in plan.portal.settings.languages
        for page in planned_pages(plan, language, tables)
    )
    measured = measurement_nodes(plan.scores, plan.portal)
    catalogue = sorted_graph((*catalogue_graph(plan.portal, plan.files), *measured))
    named = chain(named_iris(catalogue), plan.cube_iris)
    site = Site(
        pages=anchored_pages(pages, named, plan.portal.settings.base_url),
        outputs=(
            *planned_outputs(plan, pages, catalogue, tables),
            *(output for page in pages for output in page.explored),
            *(page.markdown for page in pages if page.markdown),
        ),
        pictures=(
            *_pictures(plan),
            *(picture for page in pages for picture in page.pictures),
            *_library(pages),
        ),
        menu={language: menu(plan.portal, language) for language in plan.portal.settings.languages},
        footer={
            language: footer(plan.portal, language) for language in plan.portal.settings.languages
        },
    )
    return checked_site(site)


def _library(pages: Sequence[Page]) -> Iterator[Picture]:
    """What draws charts in a browser, where a page has one to explore."""
    if any(page.explored for page in pages):
        yield Picture(uri=library_uri(), drawing=library())


def _pictures(plan: Plan) -> Iterator[Picture]:
    """The chart of each indicator as files, in each language, for light and for dark grounds."""
    settings = plan.portal.settings
    for language in settings.languages:
        card = card_spec(
            Heading(
                title=settings.name[language],
                subtitle=settings.tagline[language],
                foot=(settings.base_url,),
            ),
            settings.colours["band"],
        )
        yield Picture(uri=social_uri(language), drawing=Drawing(format="png", spec=card))
        view = plan_view(plan, language)
        for indicator in plan.portal.indicators:
            figure = indicator_figure(indicator, view)
            if figure is None or figure.picture is None:
                continue
            light = light_colours(settings.colours["accent"])
            dark = dark_colours(settings.colours["accent_dark"])
            for ending in PICTURE_FORMATS:
                for mode, colours in ((ending, light), (f"dark.{ending}", dark)):
                    yield Picture(
                        uri=picture_uri(indicator.id, language, mode),
                        drawing=Drawing(format=ending, spec=figure.picture, colours=colours),
                    )
