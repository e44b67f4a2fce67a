"""Discrepancies, documents and silence in a browser: narrowed, read without opening, linked."""

import pytest

from tests.browser.conftest import Visitor
from tests.browser.pages import ROUTES

pytestmark = pytest.mark.browser


def test_a_discrepancy_is_read_without_opening_and_those_of_a_verdict_stand_first(
    visit: Visitor,
) -> None:
    page = visit(ROUTES.uri("vi", "discrepancies")).page
    first = page.locator("main [data-row]").first
    assert first.get_by_text("Đổi kết luận").is_visible()
    assert first.locator("td").first.locator("strong").first.is_visible()
    assert first.locator("td").nth(1).is_visible()


def test_discrepancies_are_narrowed_by_a_document(visit: Visitor) -> None:
    page = visit(ROUTES.uri("en", "discrepancies")).page
    page.locator("#filter-document").click()
    page.locator("input[name=document][value=plan-411-2023]").check()
    page.locator("[data-list-pager]").wait_for(state="hidden")
    rows = page.locator("main [data-row]").filter(visible=True)
    assert rows.count() > 0
    assert "document=plan-411-2023" in page.url
    assert all("plan-411-2023" in (row.get_attribute("data-document") or "") for row in rows.all())


def test_a_document_leads_to_its_tasks(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "documents", "17-nq-cp")).page
    assert page.locator("main h1").is_visible()
    page = visit(ROUTES.uri("vi", "documents", "plan-411-2023")).page
    page.locator("#tasks ~ details summary").first.click()
    page.locator("#tasks ~ details li a").first.click()
    assert "/nhiem-vu/" in page.url


def test_silence_is_searched_by_body(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "silence")).page
    page.locator("#filter-q").fill("bo y te")
    page.locator("[data-list-pager]").wait_for(state="hidden")
    rows = page.locator("main [data-row]").filter(visible=True)
    assert 0 < rows.count() < page.locator("main [data-row]").count()


def test_a_tile_of_a_province_leads_to_its_page(visit: Visitor) -> None:
    page = visit(ROUTES.uri("en", "provinces")).page
    assert page.locator("table.map").nth(1).locator("tbody tr").count() == 34
    page.locator("table.map a[href='bac-ninh/']").click()
    assert page.locator("main h1").inner_text() == "Bắc Ninh"
