"""Lists that are cut into pages: read one by one without scripts, filtered as a whole with them."""

from collections.abc import Iterator
from unittest import mock

import pytest
from playwright.sync_api import Browser, Page

from builder.build import build
from builder.pages import filters, paging
from tests.bench.portals import Size, write_bench_portal
from tests.browser.conftest import PREFIX, Visitor, opened
from tests.browser.pages import ROUTES
from tests.browser.server import served
from tests.browser.visit import Visit
from tests.folders import write_portal

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the small valid portal with two rows a page, all choices of filters as text."""
    root = write_portal(tmp_path_factory.mktemp("paging") / "portal")
    with mock.patch.object(paging, "LIST_ROWS", 2), mock.patch.object(filters, "MOST_CHOICES", 0):
        build(root, root / "site")
    with served(root / "site", PREFIX) as address:
        yield address


def complaints(visit: Visit) -> list[str]:
    """What went wrong; a file that did not change since is no fault."""
    return [text for text in visit.complaints if not text.startswith("304")]


def rows(page: Page) -> list[str]:
    return page.locator("main [data-row] a").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False])
def test_every_dataset_stands_on_one_of_the_pages(
    scripts: bool, cut: str, chromium: Browser
) -> None:
    with opened(chromium, cut, "en/datasets/", java_script_enabled=scripts) as visit:
        page, found = visit.page, []
        found += rows(page)
        while page.locator("[data-list-pager] a[rel=next]").count():
            page.locator("[data-list-pager] a[rel=next]").click()
            page.wait_for_load_state()
            found += rows(page)
        assert "page/5" in page.url
        assert len(found) == len(set(found)) == 9
        assert not complaints(visit)


@pytest.mark.parametrize("uri", ["en/datasets/", "en/datasets/page/2/"])
def test_a_filter_finds_what_stands_on_another_page(uri: str, cut: str, chromium: Browser) -> None:
    with opened(chromium, cut, uri) as visit:
        page = visit.page
        before = rows(page)
        page.locator("#filter-q").fill("rainfall")
        page.locator("[data-list-pager]").wait_for(state="hidden")
        assert rows(page) == ["Rainfall"]
        assert "1" in page.locator("[data-filter-count]").inner_text()
        page.locator("button[type=reset]").click()
        page.locator("[data-list-pager]").wait_for()
        assert rows(page) == before
        page.locator("#filter-q").fill("rainfall")
        page.locator("main [data-row] a", has_text="Rainfall").click()
        page.wait_for_url(f"{cut}en/datasets/rainfall/")
        assert not complaints(visit)


def test_a_list_in_pages_is_put_in_order_as_a_whole(cut: str, chromium: Browser) -> None:
    with opened(chromium, cut, "en/datasets/page/2/") as visit:
        page = visit.page
        before = rows(page)
        page.select_option("#filter-sort", "rows")
        page.locator("[data-list-pager]").wait_for(state="hidden")
        counts = [
            int(row.get_attribute("data-sort-rows") or "")
            for row in page.locator("main [data-row]").all()
        ]
        assert counts == sorted(counts)
        assert "of 9" in page.locator("[data-filter-count]").inner_text()
        page.select_option("#filter-sort", "")
        page.locator("[data-list-pager]").wait_for()
        assert rows(page) == before
        assert not complaints(visit)


def test_a_list_of_tasks_is_filtered_as_a_whole(cut: str, chromium: Browser) -> None:
    with opened(chromium, cut, "en/tasks/tasks-tiny/") as visit:
        assert len(rows(visit.page)) == 2
        visit.page.locator("#filter-q").fill("every year")
        visit.page.locator("main [data-row] a", has_text="Report every year").wait_for()
        assert rows(visit.page) == ["Report every year"]
        assert not complaints(visit)


def test_an_address_leads_to_the_page_on_which_its_row_stands(visit: Visitor) -> None:
    page = visit(f"{ROUTES.uri('en', 'discrepancies')}page/2/").page
    name = page.locator("main tr[data-row]").first.get_attribute("id")
    page = visit(f"{ROUTES.uri('en', 'discrepancies')}#{name}").page
    page.wait_for_url(f"**/page/2/#{name}")


@pytest.mark.parametrize("section", ["alltasks", "discrepancies"])
def test_every_long_list_is_filtered_as_a_whole(section: str, visit: Visitor) -> None:
    page = visit(f"{ROUTES.uri('en', section)}page/2/").page
    name = page.locator("main [data-row] th a").first.inner_text()
    page = visit(ROUTES.uri("en", section)).page
    assert name not in rows(page)
    page.locator("#filter-q").fill(name)
    page.locator("[data-list-pager]").wait_for(state="hidden")
    assert name in rows(page)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a portal of six indicators with two of them a page."""
    root = write_bench_portal(tmp_path_factory.mktemp("many") / "portal", Size(indicators=6))
    with mock.patch.object(paging, "LIST_ROWS", 2):
        build(root, root / "site")
    with served(root / "site", PREFIX) as address:
        yield address


def test_indicators_on_many_pages_are_filtered_ordered_and_compared(
    many: str, chromium: Browser
) -> None:
    with opened(chromium, many, "en/indicators/") as visit:
        page = visit.page
        assert len(rows(page)) == 2
        page.select_option("#filter-sort", "name")
        page.locator("[data-list-pager]").wait_for(state="hidden")
        names = rows(page)
        assert names == sorted(names)
        page.select_option("#filter-sort", "")
        page.locator("#filter-q").fill("part 6")
        page.locator("main [data-row] a", has_text="part 6").wait_for()
        page.goto(f"{many}en/compare/")
        page.locator("#c-1 option").nth(6).wait_for(state="attached")
        page.select_option("#c-1", "i-6")
        page.locator("table.compared a", has_text="part 6").first.wait_for()
        assert not complaints(visit)


def test_many_choices_are_made_of_text(cut: str, chromium: Browser) -> None:
    with opened(chromium, cut, "en/datasets/?kind=indicators") as visit:
        page = visit.page
        page.locator("[data-list-pager]").wait_for(state="hidden")
        page.locator("#filter-kind").click()
        assert page.locator("input[name=kind][value=indicators]").is_checked()
        page.locator("input[name=kind][value=indicators]").uncheck()
        page.locator("input[name=kind][value=tasks]").check()
        page.locator("main [data-row][data-kind=tasks]").first.wait_for()
        assert {
            row.get_attribute("data-kind") for row in page.locator("main [data-row]").all()
        } == {"tasks"}
        assert not complaints(visit)
