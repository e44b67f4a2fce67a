"""Indicators in a browser: the list sorted as one, several laid side by side."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.pages import ROUTES

pytestmark = pytest.mark.browser

LIST = ROUTES.uri("vi", "indicators")
COMPARE = ROUTES.uri("vi", "compare")


def test_the_list_is_sorted_as_one_and_goes_back_to_its_groups(visit: Visitor) -> None:
    page = visit(LIST).page
    rows = page.locator(".rows--indicators [data-row]")
    given = rows.locator("th").all_inner_texts()
    page.select_option("[data-sort]", "gap")
    keys = [float(row.get_attribute("data-sort-gap") or "inf") for row in rows.all()]
    assert keys == sorted(keys)
    assert page.locator("[data-sorted] [data-row]").count() == len(given) == len(keys)
    assert "sort=gap" in page.url
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator("[data-sorted]")).to_be_hidden()
    assert rows.locator("th").all_inner_texts() == given


def test_a_sorted_list_is_still_narrowed(visit: Visitor) -> None:
    page = visit(f"{LIST}?sort=name&q=cap+quang").page
    page.locator("[data-list-pager]").wait_for(state="hidden")
    shown = page.locator("[data-row]:visible th a").all_inner_texts()
    assert shown
    assert all("cáp quang" in name.lower() for name in shown)


def test_the_address_names_what_is_compared(visit: Visitor) -> None:
    ids = ("digital-economy-gdp-share", "fibre-households")
    page = visit(f"{COMPARE}?c={','.join(ids)}").page
    heads = page.locator(".compared thead th > a:first-child")
    expect(heads).to_have_count(2)
    page.select_option("#c-2", "")
    expect(heads).to_have_count(1)
    assert page.url.endswith(f"?c={ids[0]}")


def test_everything_to_compare_is_there_without_scripts(visit: Visitor) -> None:
    page = visit(COMPARE, java_script_enabled=False).page
    links = page.locator("[data-compare=c] tbody th a")
    assert links.count() == page.locator("[data-compare=c] tbody tr").count() > 2
    assert links.first.is_visible()
    assert page.locator("[data-compare-form]").first.is_hidden()
