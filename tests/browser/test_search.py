"""Search in the browser: found without marks, exact marks first, any way to type a letter."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from playwright.sync_api import Browser, Page, Route

from builder.build import build
from builder.exports.harvesting import search_index
from tests.browser.conftest import PREFIX, Visitor, opened
from tests.browser.pages import ROUTES
from tests.browser.server import served
from tests.browser.visit import until
from tests.folders import write_portal

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
def test_marks_narrow_and_words_without_them_still_find(query: str, visit: Visitor) -> None:
    exact = count(searched(visit, query))
    assert 1 <= exact <= count(searched(visit, bare(query)))


def test_the_words_together_come_first(visit: Visitor) -> None:
    assert "chuyen doi so" in bare(shown(searched(visit, "chuyen doi so"))[0])


@pytest.mark.parametrize("query", ["chuyển đổi số", "đường truyền"])
def test_decomposed_letters_find_the_same(query: str, visit: Visitor) -> None:
    decomposed = searched(visit, unicodedata.normalize("NFD", query))
    assert shown(decomposed) == shown(searched(visit, query))


@pytest.mark.parametrize(("text", "other"), [("hoà", "hòa"), ("thuỷ", "thủy")])
def test_both_places_of_a_tone_match(text: str, other: str, visit: Visitor) -> None:
    assert count(searched(visit, text)) == count(searched(visit, other)) > 0


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
    page.wait_for_url("**/tim-kiem/?q=*")
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


QUERIES = Path(__file__).parent / "queries.tsv"
"""Language, what people type, and the name of the first result."""


def first_results(visit: Visitor, language: str, queries: list[str]) -> dict[str, str | None]:
    """The name of the first result of each query, by the site's own module and index."""
    page = visit(ROUTES.uri(language, "search")).page
    return dict(
        page.evaluate(
            """async (queries) => {
              const box = document.querySelector("[data-search]");
              const script = document.querySelector('script[src*="frame.js"]').src;
              const module = await import(new URL("search.js", script));
              const index = await module.load(new URL(box.dataset.search, location.href).href);
              const first = (query) => module.search(index, query).found[0]?.name ?? null;
              return queries.map((query) => [query, first(query)]);
            }""",
            queries,
        )
    )


@pytest.mark.parametrize("language", ROUTES.languages)
def test_what_people_type_finds_first_what_they_mean(language: str, visit: Visitor) -> None:
    rows = [line.split("\t") for line in QUERIES.read_text("utf-8").splitlines()]
    wanted = {query: name for spoken, query, name in rows if spoken == language}
    assert first_results(visit, language, list(wanted)) == wanted


@pytest.mark.parametrize("language", ROUTES.languages)
def test_every_indicator_and_body_comes_first_for_its_name(language: str, visit: Visitor) -> None:
    path = ROUTES.uri(language, "indicators")
    links = visit(path).page.locator("main tbody th a")
    names = sorted({name.strip() for name in links.all_inner_texts()})
    found = first_results(visit, language, names)
    assert len(names) > 60
    assert {name: first for name, first in found.items() if first != name} == {}


def test_kinds_narrow_the_results_and_all_can_be_reached(visit: Visitor) -> None:
    page = searched(visit, "dữ liệu")
    most = len(shown(page))
    page.locator("[data-search-more]").click()
    assert len(shown(page)) > most
    page.get_by_role("button", name=re.compile("^Bộ dữ liệu")).click()
    kinds = page.locator("[data-search-results] .tag").all_inner_texts()
    assert set(kinds) == {"Bộ dữ liệu"}


def test_back_keeps_the_query(visit: Visitor) -> None:
    page = searched(visit, "cáp quang")
    before = shown(page)
    page.locator("[data-search-results] a").first.click()
    page.wait_for_url("**/chi-tieu/**")
    page.go_back()
    assert page.get_by_role("searchbox").input_value() == "cáp quang"
    assert shown(page) == before


def test_the_box_of_the_head_suggests_as_one_types(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "tasks")).page
    page.keyboard.press("/")
    page.keyboard.type("cong an")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/co-quan/**")
    assert page.locator("h1").inner_text().startswith("Bộ Công an")


def test_a_kind_in_the_query_finds_things_of_that_kind(visit: Visitor) -> None:
    page = searched(visit, "nhiệm vụ bộ y tế")
    shown(page)
    tags = page.locator("[data-search-results] .tag").all_inner_texts()
    assert tags.count("Nhiệm vụ") > 5


def test_a_share_is_sought_with_its_sign(visit: Visitor) -> None:
    assert count(searched(visit, "20%")) < count(searched(visit, "20"))


def test_what_has_only_some_of_the_words_is_told_as_that(visit: Visitor) -> None:
    page = searched(visit, "tp hà nội")
    assert shown(page)[0] == "Hà Nội"
    assert "Không mục nào có đủ các từ" in page.locator("[data-search-count]").inner_text()
    assert not count(searched(visit, "xqzvw"))


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the small valid portal with an index in two parts."""
    root = write_portal(tmp_path_factory.mktemp("search") / "portal")
    with mock.patch.object(search_index, "MANY", 0):
        build(root, root / "site")
    with served(root / "site", PREFIX) as address:
        yield address


def test_names_are_found_before_the_rest_of_a_long_index_is_there(
    cut: str, chromium: Browser
) -> None:
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    with opened(chromium, cut, "en/") as visit:
        page = visit.page
        page.route("**/search-en-rest.json", keep)
        page.goto(f"{cut}en/search/?q=rainfall")
        assert shown(page)[0] == "Rainfall"
        before = page.locator("[data-search-results] .note").count()
        until(page, "performance.now() > 300")
        waiting[0].continue_()
        until(
            page,
            "count => document.querySelectorAll('[data-search-results] .note').length > count",
            before,
        )
        assert shown(page)[0] == "Rainfall"
