"""The three dates of a portal, never one for another: figure's period, report's day, day built."""

import datetime
from dataclasses import dataclass

from builder.language.periods import Period
from builder.language.text import date_text, period_text
from builder.language.words import Words
from builder.model import Observation
from builder.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What a reader must know before quoting: how new the figures are, and the pages."""

    period: Period | None
    """Period of the newest figure, such as 2024-Q1; None where no document prints one."""
    reported: datetime.date | None
    """Day of the document that prints it; None where the document bears no day."""
    built: datetime.date
    """Day that the site was built for."""


def portal_dates(portal: Portal) -> Dates:
    """The dates of a portal; of several documents with the newest figure, the latest counts."""
    figures = [
        observation
        for indicator in portal.indicators
        for observation in indicator.observations
        if observation.kind in ("actual", "estimate") and observation.value is not None
    ]
    newest = max(
        figures,
        key=lambda figure: (figure.period.end, _issued(figure, portal)),
        default=None,
    )
    issued = _issued(newest, portal) if newest else datetime.date.min
    return Dates(
        period=newest.period if newest else None,
        reported=issued if issued > datetime.date.min else None,
        built=portal.as_of,
    )


def _issued(figure: Observation, portal: Portal) -> datetime.date:
    document = portal.documents.get(figure.source.document)
    return (document.issued if document else None) or datetime.date.min


def dates_text(dates: Dates, words: Words) -> str:
    """The dates in one line, each with its own word."""
    return " · ".join(
        part for part in (newest_text(dates, words), built_text(dates, words)) if part
    )


def newest_text(dates: Dates, words: Words) -> str | None:
    """How new the figures are; None where there is none."""
    if dates.period is None:
        return None
    period = period_text(dates.period, words.language)
    if dates.reported is None:
        return words("dates.newest", period=period)
    reported = date_text(dates.reported, words.language)
    return words("dates.newest.reported", period=period, reported=reported)


def built_text(dates: Dates, words: Words) -> str:
    """When the site was built."""
    return words("dates.built", date=date_text(dates.built, words.language))
