"""Lists and the home page: everything is there, in the order its readers expect."""

import dataclasses

from builder.exports.downloads.files import published_files
from builder.model import Kind
from builder.pages.catalogue.document_list import documents_page
from builder.pages.catalogue.lists import catalogue_page, problems_page, search_page
from builder.pages.front.home import home_page
from builder.pages.programme.indicators import indicators_page
from builder.pages.render import rendered
from builder.problem import CODES
from tests import register, tiny
from tests.register import PORTAL, view

BASE = tiny.SETTINGS.base_url
FILES = {package.id: published_files(package, BASE) for package in PORTAL.packages}


def titled(package_id: str, vi: str) -> register.Package:
    return dataclasses.replace(register.TASKS, id=package_id, title=tiny.text(vi, package_id))


def test_the_catalogue_is_in_vietnamese_order() -> None:
    packages = (titled("a", "Đất đai"), titled("b", "Dân số"), titled("c", "Ấp, bản"))
    portal = dataclasses.replace(PORTAL, packages=packages)
    files = {package.id: published_files(package, BASE) for package in packages}
    page = catalogue_page(files, view("vi", portal))
    assert [card.title for card in page.cards] == ["Ấp, bản", "Dân số", "Đất đai"]


def test_code_lists_and_what_the_portal_says_of_itself_stand_last() -> None:
    codes = dataclasses.replace(titled("a", "Ấp, bản"), kind=Kind.CODE_LIST)
    own = dataclasses.replace(titled("b", "Chất lượng"), derived=True)
    packages = (codes, own, titled("c", "Đất đai"))
    portal = dataclasses.replace(PORTAL, packages=packages)
    files = {package.id: published_files(package, BASE) for package in packages}
    page = catalogue_page(files, view("vi", portal))
    assert [card.title for card in page.cards] == ["Đất đai", "Ấp, bản", "Chất lượng"]
    html = rendered("catalogue.html", page, uri="du-lieu/", language="vi", svgs={})
    apart, helpers = html.split("data-helpers")
    assert "Đất đai" in apart
    assert helpers.count("data-row") == 2


def test_a_card_names_formats_and_rows() -> None:
    page = catalogue_page(FILES, view("en"))
    (card,) = (card for card in page.cards if card.title == "Dataset tasks-a")
    assert {"CSV", "JSON", "ZIP"} <= set(card.formats)
    assert card.rows == "6 rows"


def test_indicators_are_grouped_by_pillar_measured_ones_first() -> None:
    (group,) = indicators_page(view("vi")).groups
    assert group.name == "Xã hội số"
    assert [row.name for row in group.measured] == ["Hộ gia đình có cáp quang"]
    assert [row.name for row in group.unmeasured] == ["Trường học số"]


def test_a_row_of_an_indicator_tells_value_target_and_disagreement() -> None:
    (group,) = indicators_page(view("en")).groups
    (row,) = group.measured
    assert (row.value, row.period) == ("78.9%", "Q1 2024")
    assert row.disagrees
    assert group.unmeasured[0].value is None


def test_documents_that_data_come_from_stand_before_those_that_are_cited() -> None:
    page = documents_page(view("vi"))
    assert [source.id for source in page.sources] == ["1-qd-bx"]
    assert [document.id for document in page.cited] == ["2-bc-bx"]


def test_every_problem_is_listed_with_its_page() -> None:
    links = problems_page(view("en")).links
    assert [code for code, _ in links] == list(CODES)
    assert links[0][1].uri == f"en/problems/{CODES[0]}/"


def test_search_names_the_index_of_its_language() -> None:
    assert search_page(view("en")).index_uri == "search-en.json"


def test_the_home_page_shows_the_newest_figures_and_where_pillars_stand() -> None:
    page = home_page(view("en"), "<!-- editorial -->")
    assert [row.name for row in page.newest] == ["Households with fibre"]
    (pillar,) = page.pillars
    assert pillar.name == "Digital society"
    assert pillar.uri == "en/indicators/#digital-society"
    assert pillar.summary in pillar.sentence


def test_every_dataset_can_be_found_by_the_filters_of_the_catalogue() -> None:
    page = catalogue_page(FILES, view("en"))
    for other_choice in page.filters:
        values = [dict(card.data)[other_choice.name].split(";") for card in page.cards]
        counts = {choice.value: choice.count for choice in other_choice.choices}
        assert counts == {value: sum(value in row for row in values) for value in counts}
    assert "kind" in {choice.name for choice in page.filters}
