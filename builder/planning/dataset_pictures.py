"""The chart of a dataset as files: small on its card in the catalogue, and for social networks.

The files are the drawing of its page once more, so that no chart is drawn for them; only the
picture for social networks is made into pixels.
"""

from collections.abc import Iterator, Sequence

from builder.charts.picture import Heading, dark_colours, light_colours
from builder.charts.svg import Drawing
from builder.model import Package
from builder.pages.figure import Figure, thumbnail_uri
from builder.portal import Portal, common_licence
from builder.site import Picture
from builder.view import View
from builder.vocabulary import licence_text

MOST_DATASETS = 500
"""Datasets of a portal whose charts are files of their own too: pixels cost 60 ms a dataset and
language."""


FEW_ROWS = 10
"""Rows of a chart whose narrow drawing fills a picture; one with more is tall, and small there."""


def are_pictured(portal: Portal) -> bool:
    """True if the portal is small enough."""
    return len(portal.packages) <= MOST_DATASETS


def dataset_pictures(package: Package, figures: Sequence[Figure], view: View) -> Iterator[Picture]:
    """The files of the first chart of a package."""
    if not figures or not are_pictured(view.portal):
        return
    figure, settings = figures[0], view.portal.settings
    small = (figure.phone or figure.chart).spec
    large = small if len(figure.rows) <= FEW_ROWS else figure.chart.spec
    light = light_colours(settings.colours["accent"])
    dark = dark_colours(settings.colours["accent_dark"])
    for ending, colours in (("svg", light), ("dark.svg", dark)):
        yield Picture(
            uri=thumbnail_uri(package.id, view.language, ending),
            drawing=Drawing(format="svg", spec=small, colours=colours),
        )
    drawing = Drawing(
        format="png", spec=large, colours=light, heading=_heading(package, figure, view)
    )
    yield Picture(uri=thumbnail_uri(package.id, view.language, "png"), drawing=drawing)


def _heading(package: Package, figure: Figure, view: View) -> Heading:
    settings, licence = view.portal.settings, common_licence([package])
    foot = [
        settings.short_name[view.language],
        settings.base_url + view.uri("datasets", package.id),
    ]
    if licence:
        foot.append(view.words("chart.licence", licence=licence_text(licence.name)))
    return Heading(
        title=package.title[view.language],
        subtitle=figure.title,
        foot=(figure.source, " · ".join(foot)) if figure.source else (" · ".join(foot),),
    )
