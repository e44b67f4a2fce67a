"""The page of a whole table in a browser: searched, sorted, narrowed, led to a row, taken away."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.pages import ROUTES

pytestmark = pytest.mark.browser

URI = ROUTES.uri("vi", "datasets", "known-issues", "issue-statements")
BODIES = ROUTES.uri("vi", "datasets", "organisations", "organisations")


def status(page: Page) -> str:
    told = page.locator("[data-table-status]")
    expect(told).to_have_text(re.compile(r"\d"))
    return told.inner_text()


def ids(page: Page) -> list[str]:
    return [row.get_attribute("id") or "" for row in page.locator("[data-table] tbody tr").all()]


def test_a_table_is_searched_without_marks(visit: Visitor) -> None:
    page = visit(BODIES).page
    page.fill("#table-q", "bo cong an")
    shown = int(status(page).split()[0])
    assert "row-mps" in ids(page)
    assert page.locator("[data-table] tbody tr").count() == shown < 20
    assert "q=bo+cong+an" in page.url


def test_names_stand_in_vietnamese_order(visit: Visitor) -> None:
    page = visit(BODIES).page
    page.get_by_role("button", name="Tên (tiếng Việt)").click()
    status(page)
    column = page.locator("th[data-field=name_vi]").evaluate("cell => cell.cellIndex")
    names = page.locator(f"[data-table] tbody tr :nth-child({column + 1})").all_inner_texts()
    collated = page.evaluate("names => [...names].sort(new Intl.Collator('vi').compare)", names)
    assert page.locator("th[data-field=name_vi]").get_attribute("aria-sort") == "ascending"
    assert names == collated
    assert names != sorted(names)


def test_a_column_filter_counts_and_narrows(visit: Visitor) -> None:
    page = visit(BODIES).page
    page.locator("[data-table-filters] summary").click()
    select = page.locator("select[data-filter=kind]")
    option = select.locator("option").nth(1)
    count = (option.text_content() or "").rsplit("(", 1)[1].rstrip(")")
    select.select_option(index=1)
    expect(page).to_have_url(re.compile(r"f\.kind"))
    assert status(page).startswith(f"{count} trên ")


def test_columns_are_chosen_and_the_view_is_downloaded(visit: Visitor) -> None:
    page = visit(BODIES).page
    boxes = page.locator("[data-column]")
    assert boxes.count() == page.locator("th[data-field]").count()  # before their list opens
    page.fill("#table-q", "bo cong an")
    status(page)
    page.locator("[data-table-columns] summary").click()
    for box in page.locator("[data-column]:not([data-column=organisation_id])").all():
        box.uncheck()
    expect(page.locator("[data-table] tbody tr").first.locator("> *")).to_have_count(2)
    with page.expect_download() as waited:
        page.locator("[data-export=csv]").click()
    text = waited.value.path().read_text("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["organisation_id"]
    assert [f"row-{row[0]}" for row in rows] == ids(page)


def test_the_address_leads_to_a_row_of_another_page(visit: Visitor) -> None:
    first = visit(URI).page
    later = visit(f"{URI}3/").page
    row = ids(later)[7]
    assert row not in ids(first)
    page = visit(f"{URI}#{row}").page
    page.wait_for_selector(f"[id='{row}'].is-target")
    link = page.locator(f"[id='{row}'] th a").get_attribute("href") or ""
    assert link.endswith(f"3/#{row}")


def test_a_view_is_remembered_by_its_address(visit: Visitor) -> None:
    page = visit(f"{BODIES}?q=bo&sort=-name_vi&hide=kind").page
    status(page)
    assert page.input_value("#table-q") == "bo"
    assert page.locator("th[data-field=name_vi]").get_attribute("aria-sort") == "descending"
    assert page.locator("th[data-field=kind]").is_hidden()


def test_every_row_is_there_without_scripts(visit: Visitor) -> None:
    page = visit(URI, java_script_enabled=False).page
    seen = ids(page)
    while page.locator("[data-table-pager] a[rel=next]").count():
        page.locator("[data-table-pager] a[rel=next]").click()
        seen += ids(page)
    assert page.locator("[data-table-form]").is_hidden()
    assert len(seen) == len(set(seen)) > 500


def test_a_phone_reads_rows_as_stacks(visit: Visitor) -> None:
    page = visit(BODIES, viewport={"width": 390, "height": 844}).page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    cell = page.locator("[data-table] tbody td").first
    assert cell.bounding_box()["width"] > 300  # type: ignore[index]  # it is seen


def test_words_as_printed_keep_their_language_when_rows_are_sorted(visit: Visitor) -> None:
    page = visit(ROUTES.uri("en", "datasets", "agencies-2022", "members")).page
    printed = page.locator('tbody td[data-label="Name as printed"]')
    assert "Bộ" in printed.locator('[lang="vi"]').first.inner_text()
    page.get_by_role("button", name="Name as printed").click()
    assert status(page)
    expect(page.locator("tbody tr").first).to_be_visible()
    marked = page.locator('tbody td[lang="vi"][data-label="Name as printed"]')
    expect(marked.first).to_be_visible()
