"""A chart on other sites: the page that they show in a frame, and the HTML that they copy."""

from dataclasses import dataclass
from html import escape

from builder.model import Indicator
from builder.pages.figure import Figure
from builder.pages.programme.view import ProgrammeView
from builder.portal import common_licence
from builder.vocabulary import licence_text

FRAME_HEIGHT = 760
"""Height of a frame in px that holds the chart and its foot without scrolling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage:
    """Context of embed.html."""

    title: str
    figure: Figure
    address: str
    """Full address of the indicator's page: links of a frame lead out of it."""
    name: str
    """Of the portal."""
    licence: str | None
    """Of the figures; None where they do not have one and the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """What another site copies into its HTML."""

    frame: str
    """The chart as readers can explore it."""
    picture: str
    """The chart as a picture with a link."""


def embed_page(
    indicator: Indicator, figure: Figure, view: ProgrammeView, base_url: str
) -> EmbedPage:
    """The page of a frame."""
    return EmbedPage(
        title=indicator.short_name[view.language],
        figure=figure,
        address=base_url + view.uri("indicators", indicator.id),
        name=view.portal.settings.short_name[view.language],
        licence=indicator_licence(indicator, view),
    )


def indicator_licence(indicator: Indicator, view: ProgrammeView) -> str | None:
    """The licence of the packages that print an indicator, where they have the same."""
    printed = {row.package for row in indicator.rows}
    licence = common_licence(package for package in view.portal.packages if package.id in printed)
    return licence_text(licence.name) if licence else None


def embed_html(
    indicator: Indicator, figure: Figure, view: ProgrammeView, picture_url: str
) -> Embed:
    """The HTML of a frame and of a picture; no script of this site is asked of the other."""
    base_url = view.portal.settings.base_url
    title = escape(f"{indicator.short_name[view.language]}. {figure.title}")
    page = base_url + view.uri("indicators", indicator.id)
    frame = base_url + view.uri("embed", indicator.id)
    return Embed(
        frame=f'<iframe src="{frame}" title="{title}" width="100%" height="{FRAME_HEIGHT}" '
        'style="border:0" loading="lazy" allowfullscreen></iframe>',
        picture=f'<a href="{page}"><img src="{picture_url}" alt="{title}"></a>',
    )
