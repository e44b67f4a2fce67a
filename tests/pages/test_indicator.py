"""The page of an indicator: a sentence that says where it stands, every value with its source."""

import dataclasses
from decimal import Decimal

import pytest

from builder.language.periods import Period
from builder.model import Indicator, Observation
from builder.pages.programme.indicator import (
    indicator_figure,
    indicator_page,
    indicator_sentence,
    latest_value,
    target,
    value_rows,
)
from builder.pages.render import rendered
from builder.programme.assembly import portal_from
from builder.programme.progress.methods import linear_path
from builder.programme.progress.series import Point
from builder.programme.register import disagreements
from tests import register, tiny
from tests.progress_series import GDP_SHARE
from tests.register import indicator, view

FIBRE, SCHOOLS = indicator("fibre"), indicator("schools")


def observed(*values: tuple[str, str, str]) -> Indicator:
    """The indicator with other values: period, kind and number of each."""
    like = FIBRE.observations[0]
    found = tuple(
        dataclasses.replace(like, period=Period(period), kind=kind, value=Decimal(value))
        for period, kind, value in values
    )
    return dataclasses.replace(FIBRE, observations=found, disagreements=disagreements(found))


def page_of(indicator: Indicator, language: str = "en") -> str:
    """The rendered page of an indicator without its chart."""
    here = view(language)
    context = indicator_page(
        indicator, register.PORTAL.tasks["tasks-a"][:1], None, here, citation="C", base_url="B"
    )
    uri = here.uri("indicators", indicator.id)
    return rendered("indicator.html", context, uri=uri, language=language, svgs={})


def test_the_sentence_tells_the_newest_value_and_the_target() -> None:
    indicator = observed(("2022", "estimate", "72.4"), ("2025", "target", "100"))
    assert indicator_sentence(indicator, view("vi")) == "Ước tính 2022: 72,4%. Mục tiêu 2025: 100%."
    assert indicator_sentence(indicator, view("en")) == (
        "Estimate for 2022: 72.4%. Target for 2025: 100%."
    )


def test_the_sentence_gives_every_target_that_is_printed() -> None:
    assert indicator_sentence(FIBRE, view("vi")) == (
        "Thực tế quý I/2024: 78,9%. Mục tiêu 2025: 100% hoặc ≥\u00a080%."
    )
    assert indicator_sentence(FIBRE, view("en")) == (
        "Actual value for Q1 2024: 78.9%. Target for 2025: 100% or ≥\u00a080%."
    )


def test_the_sentence_tells_each_kind_of_the_newest_value_and_each_target() -> None:
    indicator = observed(
        ("2022", "actual", "33"),
        ("2022", "estimate", "50"),
        ("2025", "target", "80"),
        ("2030", "target", "90"),
    )
    assert indicator_sentence(indicator, view("en")) == (
        "Actual value for 2022: 33%. Estimate for 2022: 50%. "
        "Target for 2025: 80%. Target for 2030: 90%."
    )


def test_the_sentence_begins_with_the_kind_that_is_judged() -> None:
    indicator = observed(("2022", "actual", "33"), ("2022", "estimate", "50"))
    point = Point(period=Period("2022"), kind="estimate", operator=None, value=Decimal(50))
    judged = dataclasses.replace(linear_path(GDP_SHARE), latest=point)
    here = dataclasses.replace(view("en"), progress={indicator.id: judged})
    assert indicator_sentence(indicator, here).startswith("Estimate for 2022: 50%.")


def test_the_sentence_says_that_there_is_no_value() -> None:
    assert indicator_sentence(SCHOOLS, view("vi")) == "Chưa có số liệu. Mục tiêu 2025: 70%."
    assert indicator_sentence(SCHOOLS, view("en")) == "No figure yet. Target for 2025: 70%."
    assert indicator_sentence(observed(), view("en")) == "No figure yet."


def test_the_sentence_says_that_documents_disagree_about_a_value() -> None:
    indicator = observed(("2022", "estimate", "72.4"), ("2022", "estimate", "75"))
    for language, values in (("vi", "72,4% hoặc 75%"), ("en", "72.4% or 75%")):
        here = view(language)
        sentence = indicator_sentence(indicator, here)
        assert values in sentence
        assert sentence.endswith(here.words("indicator.sentence.disagree"))


def test_zero_is_a_value_and_never_stands_for_none() -> None:
    indicator = observed(("2022", "actual", "0"))
    assert "0%" in indicator_sentence(indicator, view("vi"))


@pytest.mark.parametrize(
    ("operator", "high", "vi"),
    [
        (None, None, "72,4%"),
        ("=", None, "72,4%"),
        ("≥", None, "≥\u00a072,4%"),
        ("top", None, "Top 72,4"),
        (None, Decimal(80), "72,4–80%"),
    ],
)
def test_a_value_is_read_with_its_operator(
    operator: str | None, high: Decimal | None, vi: str
) -> None:
    observation = dataclasses.replace(FIBRE.observations[0], operator=operator, value_high=high)
    assert view("vi").value(observation) == vi


def test_a_value_that_is_missing_is_said() -> None:
    observation = dataclasses.replace(FIBRE.observations[0], value=None)
    assert view("vi").value(observation) == view("vi").words("value.missing")


def test_the_newest_value_is_of_the_period_that_ends_last() -> None:
    indicator = observed(("2022", "actual", "20"), ("2022-Q1", "actual", "5"))
    assert latest(indicator).value == Decimal(20)


def latest(indicator: Indicator) -> Observation:
    found = latest_value(indicator, view("vi"))
    assert found is not None
    return found


def test_plans_and_targets_are_no_values() -> None:
    indicator = observed(("2023", "plan", "79"), ("2025", "target", "100"))
    aim = target(indicator, view("vi"))
    assert latest_value(indicator, view("vi")) is None
    assert aim is not None
    assert aim.value == Decimal(100)


def test_the_chart_has_the_finding_the_unit_the_years_and_the_documents() -> None:
    figure = indicator_figure(FIBRE, view("vi"))
    assert figure is not None
    assert figure.title == indicator_sentence(FIBRE, view("vi"))
    assert figure.subtitle == "Phần trăm, 2022–2025; chấm rỗng là ước tính"
    assert figure.source == "Nguồn: 1/QĐ-BX; Báo cáo năm 2024"


def test_a_chart_of_one_year_names_it_once() -> None:
    figure = indicator_figure(SCHOOLS, view("en"))
    assert figure is not None
    assert figure.subtitle == "Per cent, 2025"


def test_without_a_number_there_is_no_chart() -> None:
    assert indicator_figure(observed(), view("vi")) is None
    assert view("en").words("indicator.no_numbers") in page_of(observed())


def test_the_page_shows_every_value_as_printed_with_its_source() -> None:
    html = page_of(FIBRE)
    for observation in FIBRE.observations:
        assert observation.raw in html
    assert html.count('href="../../documents/1-qd-bx/"') >= 3


def test_the_page_shows_disagreements_side_by_side() -> None:
    html = page_of(FIBRE)
    block = html[html.index('id="disagree"') :].split("</section>")[0]
    assert "<strong>100%</strong>" in block
    assert "80%</strong>" in block
    assert 'id="disagree"' not in page_of(SCHOOLS)


def test_the_page_links_the_tasks_that_serve_it() -> None:
    assert '<a href="../../tasks/tasks-a/t1/">Lay cables</a>' in page_of(FIBRE)


def test_what_a_document_prints_cannot_become_markup() -> None:
    evil = dataclasses.replace(FIBRE.observations[0], raw='<script>alert("x")</script>')
    html = page_of(dataclasses.replace(FIBRE, observations=(evil,)))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_catalogue_of_other_packages_has_the_same_page() -> None:
    turned = portal_from(register.PACKAGES[::-1], tiny.SETTINGS, register.DAY)
    again = indicator_sentence(indicator("fibre", turned), view("vi", turned))
    assert again == indicator_sentence(FIBRE, view("vi"))


def test_a_value_that_two_places_print_is_one_row_with_both_places() -> None:
    observation = FIBRE.observations[0]
    elsewhere = dataclasses.replace(observation, raw="như in ở nơi khác")
    (row,) = value_rows((observation, elsewhere), view("en"))
    assert [place.raw for place in row.places] == [observation.raw, elsewhere.raw]


def test_the_short_name_heads_the_page_and_the_printed_one_stands_below() -> None:
    printed = {"vi": "Tỷ lệ hộ gia đình có cáp quang", "en": "Share of homes with fibre"}
    html = page_of(dataclasses.replace(FIBRE, name=printed))
    assert f">{FIBRE.short_name['en']}</h1>" in html
    assert "Name in the documents: Share of homes with fibre" in html
