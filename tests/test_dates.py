"""The three dates: the newest figure's period, its report's day, the day the site was built."""

import dataclasses
import datetime

from builder.dates import dates_text, portal_dates
from builder.language.periods import Period
from builder.language.words import words
from tests import register, tiny

PORTAL = register.PORTAL


def test_the_newest_figure_has_its_period_and_its_reports_day() -> None:
    dates = portal_dates(PORTAL)
    assert (dates.period, dates.reported, dates.built) == ("2024-Q1", None, PORTAL.as_of)


def test_of_several_documents_with_the_newest_figure_the_latest_counts() -> None:
    day = datetime.date(2024, 4, 24)
    dated = {
        name: dataclasses.replace(document, issued=day if name == "2-bc-bx" else None)
        for name, document in PORTAL.documents.items()
    }
    assert portal_dates(dataclasses.replace(PORTAL, documents=dated)).reported == day


def test_plans_and_targets_are_no_figures() -> None:
    indicators = tuple(
        dataclasses.replace(
            indicator,
            observations=tuple(
                observation
                for observation in indicator.observations
                if observation.kind in ("plan", "target")
            ),
        )
        for indicator in PORTAL.indicators
    )
    assert portal_dates(dataclasses.replace(PORTAL, indicators=indicators)).period is None


def test_each_date_has_its_own_word_in_each_language() -> None:
    dates = dataclasses.replace(
        portal_dates(tiny.PORTAL),
        period=Period("2024-Q1"),
        reported=datetime.date(2024, 4, 24),
        built=datetime.date(2026, 11, 21),
    )
    assert dates_text(dates, words("vi")) == (
        "Số liệu mới nhất: quý I/2024 (báo cáo 24/4/2024) · Trang dựng ngày 21/11/2026"
    )
    assert dates_text(dates, words("en")) == (
        "Newest figures: Q1 2024 (report of 24 April 2024) · Built 21 November 2026"
    )


def test_a_portal_without_figures_says_only_when_it_was_built() -> None:
    dates = dataclasses.replace(portal_dates(tiny.PORTAL), period=None)
    assert dates_text(dates, words("en")).startswith("Built ")
