"""Charts as files: of indicators to keep, of datasets for their cards and social networks.

Those of a dataset are the drawing of its page once more, so that no chart is drawn for them; only
the picture for social networks is made into pixels.
"""

from collections.abc import Iterator

from builder.charts.picture import Heading, card_svg, dark_colours, light_colours
from builder.charts.svg import Drawing
from builder.model import Indicator, Package
from builder.pages.figure import Figure, picture_foot, social_uri, thumbnail_uri
from builder.pages.programme.indicator import PICTURE_FORMATS, picture_uri
from builder.planning.held_figures import HeldFigures
from builder.portal import Portal, common_licence
from builder.site import Picture
from builder.view import View
from builder.vocabulary import licence_text

Colours = tuple[tuple[str, str], ...]

MOST_DATASETS = 500
"""Datasets of a portal whose charts are files of their own too: pixels cost 11 ms a dataset and
language."""


FEW_ROWS = 10
"""Rows of a chart whose narrow drawing fills a picture; one with more is tall, and small there."""


def are_pictured(portal: Portal) -> bool:
    """True if the portal is small enough."""
    return len(portal.packages) <= MOST_DATASETS


def dataset_pictures(package: Package, figures: HeldFigures, view: View) -> Iterator[Picture]:
    """The files of the first chart of a package."""
    if not figures or not are_pictured(view.portal):
        return
    figure, (light, dark) = figures.figures()[0], _grounds(view)
    small = (figure.phone or figure.chart).source
    large = small if len(figure.rows) <= FEW_ROWS else figure.chart.source
    for ending, colours in (("svg", light), ("dark.svg", dark)):
        yield Picture(
            uri=thumbnail_uri(package.id, view.language, ending),
            drawing=Drawing(format="svg", source=small, colours=colours),
        )
    drawing = Drawing(
        format="png", source=large, colours=light, heading=_heading(package, figure, view)
    )
    yield Picture(uri=thumbnail_uri(package.id, view.language, "png"), drawing=drawing)


def _heading(package: Package, figure: Figure, view: View) -> Heading:
    licence = common_licence([package])
    uri = view.uri("datasets", package.id)
    foot = picture_foot(uri, licence_text(licence.name) if licence else None, view)
    return Heading(
        title=package.title[view.language],
        subtitle=figure.title,
        foot=(figure.source, foot) if figure.source else (foot,),
    )


def indicator_pictures(indicator: Indicator, figure: Figure, view: View) -> Iterator[Picture]:
    """The chart of an indicator as files, for light and for dark grounds."""
    if figure.picture is None:
        return
    light, dark = _grounds(view)
    for ending in PICTURE_FORMATS:
        for mode, colours in ((ending, light), (f"dark.{ending}", dark)):
            yield Picture(
                uri=picture_uri(indicator.id, view.language, mode),
                drawing=Drawing(format=ending, source=figure.picture, colours=colours),
            )


def social_card(view: View) -> Picture:
    """What social networks show of pages without a chart: the name of the portal."""
    settings = view.portal.settings
    heading = Heading(
        title=settings.name[view.language],
        subtitle=settings.tagline[view.language],
        foot=(settings.base_url,),
    )
    card = card_svg(heading, settings.colours["band"])
    return Picture(uri=social_uri(view.language), drawing=Drawing(format="png", source=card))


def _grounds(view: View) -> tuple[Colours, Colours]:
    """What stands for the colours of a drawing on light and on dark grounds."""
    own = view.portal.settings.colours
    return light_colours(own["accent"]), dark_colours(own["accent_dark"])
