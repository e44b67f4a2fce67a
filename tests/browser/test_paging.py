"""Lists that are cut into pages: read one by one without scripts, filtered as a whole with them."""

from collections.abc import Iterator
from unittest import mock

import pytest
from playwright.sync_api import Browser, Page

from builder.build import build
from builder.pages import paging
from tests.browser.conftest import PREFIX, opened
from tests.browser.server import served
from tests.browser.visit import Visit
from tests.folders import write_portal

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the small valid portal with two rows a page."""
    root = write_portal(tmp_path_factory.mktemp("paging") / "portal")
    with mock.patch.object(paging, "LIST_ROWS", 2):
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
