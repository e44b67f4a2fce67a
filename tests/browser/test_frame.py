"""What stands around every page: the search box, and lists that stay readable when narrow."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.pages import ROUTES
from tests.browser.test_pages import MOST_SHIFT, SHIFT
from tests.browser.visit import until

pytestmark = pytest.mark.browser

MOST_PAPER = {
    ("indicators", "digital-economy-gdp-share"): 2,
    ("indicators", "fibre-households"): 2,
    ("indicators", "smartphone-adults"): 2,
    ("alltasks",): 12,
    ("discrepancies",): 12,
    ("tasks", "tasks-nq17"): 12,
    ("organisations", "mic"): 12,
    ("datasets", "tasks-nq17"): 12,
    ("developers",): 12,
}
"""Sheets of A4 that a page may fill."""

LOW = """() => [...document.querySelectorAll("a[href], button, select, summary")]
  .filter((control) => {
    const box = control.getBoundingClientRect();
    const [around, own] = [control.parentElement, control].map((one) => one.textContent.trim());
    const text = around.length > own.length + 2 && getComputedStyle(control).display === "inline";
    return box.height && !text && !control.closest("svg") && box.height < 27.5;
  })
  .map((control) => control.textContent.trim())"""
"""Links and buttons that are no part of a sentence and less than 28 px high."""

TABLET = {"width": 768, "height": 1024}
WIDE = {"width": 1440, "height": 900}


def test_a_slash_leads_to_the_search_box_of_the_head(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "tasks")).page
    page.keyboard.press("/")
    page.keyboard.type("kinh te so")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tim-kiem/\?q=kinh\+te\+so$"))


def test_a_task_list_leaves_the_name_most_of_a_narrow_screen(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "tasks", "tasks-nq17"), viewport=TABLET).page
    box = page.locator(".rows--tasks tbody th").first.bounding_box()
    assert box is not None
    assert box["width"] > 500


@pytest.mark.parametrize(
    "ids", [("indicators", "digital-economy-gdp-share"), ("datasets", "indicators-749-2022")]
)
def test_the_first_screen_has_the_chart_beside_the_finding(
    ids: tuple[str, ...], visit: Visitor
) -> None:
    page = visit(ROUTES.uri("vi", *ids), viewport=WIDE).page
    finding = page.locator("main .lead").first.bounding_box()
    chart = page.locator("main .figure").first.bounding_box()
    assert finding is not None
    assert chart is not None
    assert chart["x"] > finding["x"] + finding["width"]
    assert chart["y"] < WIDE["height"] / 2


@pytest.mark.parametrize("language", ROUTES.languages)
@pytest.mark.parametrize("ids", MOST_PAPER)
def test_a_page_fits_on_few_sheets(ids: tuple[str, ...], language: str, visit: Visitor) -> None:
    page = visit(ROUTES.uri(language, *ids)).page
    sheets = re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True))
    assert len(sheets) <= MOST_PAPER[ids]


@pytest.mark.parametrize(
    "ids",
    [
        ("indicators", "digital-economy-gdp-share"),
        ("indicators", "smartphone-adults"),
        ("organisations", "mic"),
    ],
)
def test_the_short_form_is_one_sheet(ids: tuple[str, ...], visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", *ids)).page
    page.locator("a[href='#sheet']").click()
    assert page.locator("main .lead").is_visible()
    assert page.locator("#cite").is_hidden()
    sheets = re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 1


def test_a_citation_is_copied_by_its_button(visit: Visitor) -> None:
    page = visit(
        ROUTES.uri("en", "organisations", "mic"), permissions=["clipboard-read", "clipboard-write"]
    ).page
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.endswith("/en/organisations/mic/")
    assert "Copy" not in copied


def test_the_crumb_of_a_list_of_tasks_is_its_title(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "tasks", "tasks-nq17")).page
    crumbs = page.locator(".crumbs li").all_inner_texts()
    assert crumbs[-2] == "Nhiệm vụ"
    assert crumbs[-1] == page.locator("h1").inner_text()


def test_the_lists_of_a_body_are_folded_below_its_sums(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "organisations", "mic")).page
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height < 4 * WIDE["height"]
    assert page.locator("details table").first.is_hidden()
    page.locator("main details summary").first.click()
    assert page.locator("details table").first.is_visible()


def test_the_other_language_keeps_what_was_asked_for(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "tasks", "tasks-nq17") + "?status=completed").page
    page.locator("header a[hreflang]").click()
    expect(page).to_have_url(re.compile(r"/en/tasks/tasks-nq17/\?status=completed$"))
    expect(page.locator("input[name=status][value=completed]")).to_be_checked()


def test_a_filter_that_leaves_nothing_says_so(visit: Visitor) -> None:
    page = visit(ROUTES.uri("en", "tasks", "tasks-749")).page
    page.fill("#filter-q", "zzzz")
    expect(page.locator("[data-filter-count]")).to_contain_text("Nothing fits")
    page.locator(".filters__reset").click()
    expect(page.locator("[data-filter-count]")).not_to_contain_text("Nothing fits")


def test_bodies_are_filtered_by_words_without_marks(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "organisations")).page
    page.fill("#filter-q", "bo cong an")
    rows = page.locator("[data-row]").filter(visible=True)
    page.locator("[data-list-pager]").wait_for(state="hidden")  # rows of all pages are there
    expect(rows.first).to_contain_text("Bộ Công an")
    assert 0 < rows.count() < 10
    assert page.url.endswith("?q=bo+cong+an")


@pytest.mark.parametrize("section", ["indicators", "datasets"])
def test_a_filter_shows_as_many_rows_as_its_choice_says(section: str, visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", section)).page
    rows = page.locator("[data-row]")
    for facet in page.locator("form[data-filters] [data-facet]").all():
        facet.locator("summary").click()
        for choice in facet.locator("label").all():
            text = (choice.text_content() or "").strip()
            choice.locator("input").check()
            page.locator("[data-list-pager]").wait_for(state="hidden")
            shown = rows.filter(visible=True).count()
            assert text.endswith(f"({shown})"), text
            choice.locator("input").uncheck()


def test_a_filter_takes_several_values_and_back_takes_the_last_away(visit: Visitor) -> None:
    page = visit(ROUTES.uri("en", "datasets")).page
    rows = page.locator("main [data-row]").filter(visible=True)
    page.locator("#filter-kind").click()
    page.locator("input[name=kind][value=tasks]").check()
    page.locator("[data-list-pager]").wait_for(state="hidden")
    tasks = rows.count()
    count = page.locator("label:has(input[value=indicators]) .facet__count").inner_text()
    page.locator("input[name=kind][value=indicators]").check()
    expect(page).to_have_url(re.compile(r"\?kind=\w+&kind=\w+$"))
    assert f"({rows.count() - tasks})" == count
    expect(page.locator("[data-facet=kind] summary")).to_contain_text("Indicators, Tasks")
    # What one filter leaves is counted in the others.
    csv = page.locator("label:has(input[name=format][value=csv]) .facet__count").text_content()
    assert csv == f"({rows.count()})"
    address = page.url
    page.go_back()
    assert rows.count() == tasks
    page.go_forward()
    assert page.url == address
    rows.first.locator("a").first.click()
    page.go_back()
    assert page.locator("[data-filter-chips] button").count() == 2


def test_a_filter_with_many_choices_is_searched_and_closed_by_escape(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "alltasks")).page
    body = page.locator("[data-facet=body]")
    body.locator("summary").focus()
    page.keyboard.press("Enter")
    before = page.url
    body.get_by_label("Tìm trong danh sách").fill("y te")
    expect(body.locator("label").filter(visible=True)).to_have_count(1)
    assert page.url == before
    page.keyboard.press("Escape")
    expect(body.locator("fieldset")).to_be_hidden()
    expect(body.locator("summary")).to_be_focused()
    page.locator("[data-facet=status] summary").click()
    body.locator("summary").click()
    expect(page.locator("[data-facet=status] fieldset")).to_be_hidden()
    assert body.locator("label").filter(visible=True).count() > 12


def test_what_is_chosen_is_dropped_by_itself_and_the_order_stays(visit: Visitor) -> None:
    page = visit(ROUTES.uri("en", "datasets")).page
    titles = page.locator("[data-row]:visible h2")
    by_title = titles.all_inner_texts()
    helpers = page.get_by_role("heading", name="Supporting lists and data about the portal itself")
    expect(helpers).to_be_visible()
    page.select_option("#filter-sort", "rows")
    expect(helpers).to_be_hidden()
    assert sorted(titles.all_inner_texts()) == sorted(by_title)
    counts = [
        int(row.get_attribute("data-sort-rows") or "") for row in page.locator("[data-row]").all()
    ]
    assert counts == sorted(counts)
    for name, value in (("kind", "tasks"), ("format", "csv")):
        page.locator(f"#filter-{name}").click()
        page.locator(f"input[name={name}][value={value}]").check()
    expect(page).to_have_url(re.compile(r"\?kind=tasks&format=csv&sort=rows$"))
    chips = page.locator("[data-filter-chips] button")
    assert chips.count() == 2
    expect(chips.first).to_have_accessible_name(re.compile("^Drop filter: "))
    chips.first.click()
    assert chips.all_inner_texts() == ["CSV ×"]
    expect(page.locator("#filter-kind")).to_be_focused()
    page.locator(".filters__reset").click()
    expect(page.locator("[data-filter-chips]")).to_be_hidden()
    assert titles.all_inner_texts() == by_title
    expect(helpers).to_be_visible()
    assert helpers.locator("xpath=../preceding-sibling::li").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_cards_show_the_chart_of_their_dataset(scheme: str, visit: Visitor) -> None:
    found = visit(ROUTES.uri("en", "datasets"), color_scheme=scheme)
    charts = found.page.locator(".dataset__chart img")
    assert 5 < charts.count() < found.page.locator("[data-row]").count()
    charts.first.scroll_into_view_if_needed()
    until(found.page, "document.querySelector('.dataset__chart img').complete")
    shown = charts.first.evaluate("chart => [chart.currentSrc, chart.naturalWidth]")
    assert shown[0].endswith(".en.dark.svg" if scheme == "dark" else ".en.svg")
    assert ".dark." not in shown[0] or scheme == "dark"
    assert shown[1] > 200
    assert not found.complaints


def test_a_dataset_with_a_chart_shows_it_to_social_networks(visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "datasets", "tasks-749")).page
    uri = page.locator("meta[property='og:image']").get_attribute("content") or ""
    assert uri.endswith("/charts/datasets/tasks-749.vi.png")


@pytest.mark.parametrize(
    "ids", [("datasets",), ("indicators",), ("tasks", "tasks-nq17"), ("compare",)]
)
def test_nothing_jumps_while_a_page_opens_on_a_phone(ids: tuple[str, ...], visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", *ids), viewport={"width": 390, "height": 844}).page
    assert page.evaluate(SHIFT) <= MOST_SHIFT


@pytest.mark.parametrize(
    "ids",
    [
        ("home",),
        ("datasets",),
        ("indicators",),
        ("indicators", "digital-economy-gdp-share"),
        ("organisations",),
        ("organisations", "mic"),
        ("documents",),
        ("topics",),
        ("discrepancies",),
        ("provinces",),
    ],
)
def test_fingers_find_every_link_of_a_list(ids: tuple[str, ...], visit: Visitor) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = visit(ROUTES.uri("vi", *ids), **phone).page
    assert page.evaluate(LOW) == []
