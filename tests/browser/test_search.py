"""Search in the browser: found without marks, exact marks first, any way to type a letter."""

import re
import unicodedata

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.pages import ROUTES

pytestmark = pytest.mark.browser


def searched(visit: Visitor, query: str) -> Page:
    """The Vietnamese search page with a typed query."""
    page = visit(ROUTES.uri("vi", "search")).page
    page.get_by_role("searchbox").fill(query)
    return page


def shown(page: Page) -> list[str]:
    """Names of what is found, in the order that is shown."""
    page.locator("[data-search-count]:not(:empty)").wait_for()
    return page.locator("[data-search-results] a").all_inner_texts()


def count(page: Page) -> int:
    """How many things are found, as the page tells; more than it shows."""
    shown(page)
    text = page.locator("[data-search-count]").inner_text()
    return int(re.sub(r"\D", "", text) or 0)


def bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@pytest.mark.parametrize("query", ["chuyển đổi số", "đường truyền", "Điện tử"])
def test_words_without_marks_find_what_words_with_marks_find(query: str, visit: Visitor) -> None:
    found = count(searched(visit, bare(query)))
    assert found > 1
    assert count(searched(visit, query)) == found


def test_the_words_together_come_first(visit: Visitor) -> None:
    assert "chuyen doi so" in bare(shown(searched(visit, "chuyen doi so"))[0])


def test_exact_marks_come_first(visit: Visitor) -> None:
    found = shown(searched(visit, "chuyển đổi số"))
    exact = ["chuyển đổi số" in unicodedata.normalize("NFC", one.lower()) for one in found]
    assert exact[0]
    assert exact == sorted(exact, reverse=True)


@pytest.mark.parametrize("query", ["chuyển đổi số", "đường truyền"])
def test_decomposed_letters_find_the_same(query: str, visit: Visitor) -> None:
    decomposed = searched(visit, unicodedata.normalize("NFD", query))
    assert shown(decomposed) == shown(searched(visit, query))


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("thuỷ", "thủy")])
def test_both_places_of_a_tone_match(one: str, other: str, visit: Visitor) -> None:
    assert count(searched(visit, one)) == count(searched(visit, other)) > 0


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
