"""The quality page: who misses what, and what every metric asks."""

import dataclasses

import pytest

from builder.language.words import words
from builder.pages.catalogue.quality import quality_page
from builder.pages.render import rendered
from builder.pages.site_view import SiteView
from builder.quality.method import METRICS
from builder.quality.results import catalogue_scores
from tests import tiny

TIMELESS = dataclasses.replace(tiny.RAINFALL, temporal=None)
SETTINGS = dataclasses.replace(tiny.SETTINGS, contact_email="mo@data.example")
PORTAL = dataclasses.replace(tiny.PORTAL, settings=SETTINGS, packages=(TIMELESS, tiny.TASKS))

SCORES = catalogue_scores(PORTAL, tiny.files(PORTAL))


def view(language: str) -> SiteView:
    return SiteView(language=language, portal=PORTAL, scores=SCORES)


def test_the_page_counts_who_has_all_points() -> None:
    page = quality_page(view("en"))
    assert page.lead.startswith(
        "Every metric that a build can judge (325 points) is met by 1 of 2 datasets"
    )
    assert [(dataset.dataset.text, dataset.total, dataset.rating) for dataset in page.datasets] == [
        ("Rainfall", "305", "Good"),
        ("Tasks of 2024", "325", "Good"),
    ]


def test_what_a_dataset_misses_is_told_with_its_reason() -> None:
    (missing,) = quality_page(view("vi")).missing
    assert missing.title == "Lượng mưa: thiếu 20 điểm"
    assert missing.reasons == (("Có phạm vi thời gian", "Thiếu dct:temporal."),)


def test_every_metric_is_explained_under_its_dimension() -> None:
    page = quality_page(view("en"))
    found = [metric.id for group in page.dimensions for metric in group.metrics]
    assert found == [metric.id for metric in METRICS]
    temporal = page.dimensions[0].metrics[3]
    assert (temporal.points, temporal.met, temporal.level) == ("20", "1 of 2", "Dataset")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_says_that_the_score_is_our_own(language: str) -> None:
    context = quality_page(view(language))
    html = rendered("quality.html", context, uri="chat-luong/", language=language, svgs={})
    assert words(language)("quality.own") in html
    assert 'id="keywordAvailability"' in html
    assert "style=" not in html
