"""Search in the browser: found without marks, exact marks first, any way to type a letter."""

import unicodedata

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.pages import ROUTES

pytestmark = pytest.mark.browser


def results(visit: Visitor, query: str, language: str = "vi") -> list[str]:
    """Names of what a query finds, in the order that is shown."""
    page = visit(ROUTES.uri(language, "search")).page
    page.get_by_role("searchbox").fill(query)
    return shown(page)


def shown(page: Page) -> list[str]:
    page.wait_for_function("document.querySelector('[data-search-count]').textContent !== ''")
    return page.locator("[data-search-results] a").all_inner_texts()


def bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@pytest.mark.parametrize("query", ["chuyen doi so", "duong truyen", "can bo", "CHUYEN DOI SO"])
def test_words_without_marks_find_words_with_marks(query: str, visit: Visitor) -> None:
    found = results(visit, query)
    assert found
    assert query.lower() in bare(found[0])


def test_exact_marks_come_first(visit: Visitor) -> None:
    found = results(visit, "chuyển đổi số")
    exact = ["chuyển đổi số" in unicodedata.normalize("NFC", one.lower()) for one in found]
    assert exact[0]
    assert exact == sorted(exact, reverse=True)


@pytest.mark.parametrize("query", ["chuyển đổi số", "dịch vụ công trực tuyến", "đường truyền"])
def test_decomposed_letters_find_the_same(query: str, visit: Visitor) -> None:
    assert results(visit, unicodedata.normalize("NFD", query)) == results(visit, query)


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("thuỷ", "thủy")])
def test_both_places_of_a_tone_match(one: str, other: str, visit: Visitor) -> None:
    assert set(results(visit, one)) == set(results(visit, other))


def test_a_query_in_the_address_is_answered(visit: Visitor) -> None:
    page = visit(ROUTES.uri("en", "search") + "?q=digital+economy").page
    assert "digital economy" in shown(page)[0].lower()
    assert page.get_by_role("searchbox").input_value() == "digital economy"


def test_a_result_leads_to_its_page(visit: Visitor) -> None:
    page = visit(ROUTES.uri("en", "search") + "?q=fibre").page
    name = shown(page)[0]
    page.locator("[data-search-results] a").first.click()
    assert page.locator("h1").inner_text() == name


def test_the_search_box_of_the_home_page_leads_to_results(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "home")).page
    page.get_by_role("searchbox").fill("cap quang")
    page.get_by_role("button").click()
    assert shown(page)


def test_nothing_found_is_said(visit: Visitor) -> None:
    page = visit(ROUTES.uri("en", "search") + "?q=xyzzy").page
    assert shown(page) == []
    assert page.get_by_role("status").inner_text()


def test_submitting_keeps_the_query_in_the_address(visit: Visitor) -> None:
    found = visit(ROUTES.uri("vi", "search"))
    found.page.get_by_role("searchbox").fill("kinh tế số")
    found.page.get_by_role("searchbox").press("Enter")
    assert "q=kinh" in found.page.url
    assert found.complaints == []
