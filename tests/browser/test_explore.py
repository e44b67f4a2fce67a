"""Charts as readers explore them: read, choose, compare, keep; loaded on use alone."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

from tests.browser.conftest import Visitor
from tests.browser.pages import ROUTES
from tests.browser.server import served
from tests.browser.test_charts import SMALLEST, STRUCK, indicator_uris
from tests.browser.visit import Visit, until

pytestmark = pytest.mark.browser

INDICATOR = "digital-economy-gdp-share"
OPEN = {"vi": "Khám phá biểu đồ", "en": "Explore the chart"}
LEAST_TARGET = 28
"""Height of what is pressed, in CSS px."""


def indicator_page(
    visit: Visitor, language: str = "vi", query: str = "", **options: object
) -> Visit:
    """The page of an indicator with actual and planned values."""
    return visit(ROUTES.uri(language, "indicators", INDICATOR) + query, **options)


def explored(visit: Visitor, language: str = "vi", **options: object) -> Page:
    """The same with its controls open."""
    page = indicator_page(visit, language, **options).page
    page.get_by_role("button", name=OPEN[language]).click()
    page.locator(".drawing--live svg").wait_for()
    return page


def said(page: Page) -> str:
    return page.locator("[data-explore-said]").inner_text()


def marks(page: Page) -> int:
    """How many values are drawn."""
    return page.locator(".drawing--live .mark-symbol path").count()


def table_rows(page: Page) -> list[list[str]]:
    rows = page.locator("[data-explore-table] tbody tr").all()
    return [row.locator("th, td").all_inner_texts() for row in rows]


def test_the_first_view_asks_for_nothing_of_it(visit: Visitor) -> None:
    asked: list[str] = []
    page = indicator_page(visit).page
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert asked
    assert [url for url in asked if re.search(r"vega|explore|charts/", url)] == []


def test_without_scripts_nothing_is_promised(visit: Visitor) -> None:
    page = indicator_page(visit, java_script_enabled=False).page
    assert page.locator(".explore").is_hidden()
    assert page.locator("svg.chart").first.is_visible()


def test_a_mouse_over_the_drawing_reads_values_under_the_policy_of_the_page(visit: Visitor) -> None:
    visited = indicator_page(visit)
    page = visited.page
    page.locator(".drawing--wide").hover()
    drawing = page.locator(".drawing--live svg")
    drawing.wait_for()
    drawing.hover(position={"x": 60, "y": 100})
    first = said(page)
    assert "%" in first
    box = drawing.bounding_box()
    assert box is not None
    drawing.hover(position={"x": box["width"] - 20, "y": 100})
    assert said(page) != first
    assert visited.complaints == []


def test_a_touch_reads_the_value_under_the_finger(visit: Visitor) -> None:
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True}
    page = indicator_page(visit, **phone).page
    page.locator(".drawing--narrow").tap()
    page.locator(".drawing--live svg").wait_for()
    until(page, "document.querySelector('[data-explore-said]').textContent.includes('%')")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_arrow_keys_walk_from_value_to_value(visit: Visitor) -> None:
    page = explored(visit, "en")
    page.keyboard.press("Shift+Tab")
    drawing = page.get_by_role("application")
    drawing.wait_for()
    assert drawing.evaluate("element => element === document.activeElement")
    last = said(page)
    page.keyboard.press("ArrowLeft")
    before = said(page)
    page.keyboard.press("End")
    assert said(page) == last != before
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    first = said(page)
    assert first not in (last, before)
    assert re.match(r"\d{4}: ", first)
    page.keyboard.press("Escape")
    assert "arrow keys" in said(page)
    assert page.locator("[data-explore-said]").get_attribute("role") == "status"


def test_series_and_years_are_chosen_and_back_takes_each_step_back(visit: Visitor) -> None:
    page = explored(visit)
    everything = marks(page)
    page.get_by_label("Kế hoạch").uncheck()
    page.wait_for_url(re.compile(r"hide:plan"))
    fewer = marks(page)
    years = page.get_by_label("Từ năm").locator("option").all_inner_texts()
    page.get_by_label("Từ năm").select_option(years[-1])
    page.wait_for_url(re.compile(rf"from:{years[-1]}"))
    least = marks(page)
    assert everything > fewer > least >= 1
    page.go_back()
    until(
        page,
        "number => document.querySelectorAll('.drawing--live .mark-symbol path').length === number",
        fewer,
    )
    assert not page.get_by_label("Kế hoạch").is_checked()
    page.go_back()
    until(
        page,
        "number => document.querySelectorAll('.drawing--live .mark-symbol path').length === number",
        everything,
    )
    assert "?" not in page.url


def test_an_address_opens_the_view_it_names(visit: Visitor) -> None:
    page = indicator_page(visit, query="?chart=hide:plan,as:table").page
    page.locator("[data-explore-table] tbody tr").first.wait_for()
    kinds = {kind for _, kind, _ in table_rows(page)}
    assert kinds
    assert "Kế hoạch" not in kinds
    assert page.get_by_role("button", name="Xem thành bảng").get_attribute("aria-pressed") == "true"


def test_another_indicator_of_the_unit_is_laid_over_it_and_taken_away(visit: Visitor) -> None:
    page = explored(visit)
    alone = marks(page)
    choice = page.get_by_label("Thêm một chỉ tiêu cùng đơn vị")
    choice.locator("option").nth(3).wait_for(state="attached")
    name = choice.locator("option").nth(3).inner_text()
    choice.select_option(index=3)
    page.locator(".explore__others").get_by_text(name).wait_for()
    page.get_by_role("button", name="Xem thành bảng").click()
    assert {row[0] for row in table_rows(page)} == {page.locator("h1").inner_text(), name}
    page.get_by_role("button", name="Xem thành bảng").click()
    page.get_by_role("button", name=f"Bỏ: {name}").click()
    until(
        page,
        "number => document.querySelectorAll('.drawing--live .mark-symbol path').length === number",
        alone,
    )
    assert choice.evaluate("element => element === document.activeElement")


def test_what_is_seen_can_be_kept_as_picture_and_table(visit: Visitor, tmp_path: Path) -> None:
    page = explored(visit)
    page.get_by_label("Kế hoạch").uncheck()
    files = {}
    for ending in ("png", "svg", "csv"):
        with page.expect_download() as download:
            page.get_by_role("button", name=ending.upper(), exact=True).click()
        files[ending] = tmp_path / f"view.{ending}"
        download.value.save_as(files[ending])
    png = files["png"].read_bytes()
    assert png.startswith(b"\x89PNG")
    assert [int.from_bytes(png[at : at + 4], "big") for at in (16, 20)] == [1200, 675]
    picture = re.sub(r"<[^>]+>", " ", files["svg"].read_text("utf-8"))
    for words in (page.locator("h1").inner_text(), "Nguồn: ", INDICATOR, "CC BY 4.0"):
        assert words in picture
    page.get_by_role("button", name="Xem thành bảng").click()
    rows = list(csv.reader(io.StringIO(files["csv"].read_text("utf-8-sig"))))
    assert [row[1:4] for row in rows[1:]] == table_rows(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_controls_are_accessible(scheme: str, width: int, visit: Visitor) -> None:
    page = explored(visit, color_scheme=scheme, viewport={"width": width, "height": 900})
    result = Axe().run(page, context=".figure")
    assert [violation["id"] for violation in result.response["violations"]] == []
    targets = page.locator(
        ".figure button:visible, .figure select:visible, .explore__choices label:visible"
    )
    heights = targets.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert min(heights) >= LEAST_TARGET
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_where_the_library_cannot_be_had_the_picture_stays(visit: Visitor) -> None:
    page = indicator_page(visit).page

    def fail(route: Route) -> None:
        route.abort()

    page.route("**/assets/vega-*", fail)
    page.get_by_role("button", name=OPEN["vi"]).click()
    page.get_by_text("Không tải được phần tương tác").wait_for()
    assert page.locator(".drawing--wide svg").is_visible()


def views(page: Page) -> Iterator[str]:
    for url in indicator_uris(page):
        page.goto(f"{url}?chart=")
        if page.locator("[data-explore]").count():
            page.locator(".drawing--live svg").wait_for()
            yield url


@pytest.mark.parametrize("width", [1440, 390])
def test_no_label_is_struck_there_either(width: int, visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "indicators"), viewport={"width": width, "height": 900}).page
    struck, small = {}, []
    for url in views(page):
        struck[url] = page.evaluate(STRUCK)
        small.append(page.evaluate(SMALLEST))
    assert len(struck) > 30
    assert {url: labels for url, labels in struck.items() if labels} == {}
    assert min(small) >= 12


def test_a_chart_that_a_descriptor_asks_for_is_explored_too(
    tiny_portal: Path, visit: Visitor
) -> None:
    with served(tiny_portal / "site", "/") as address:
        visited = visit("en/datasets/rainfall/", at=address)
        page = visited.page
        page.get_by_role("button", name=OPEN["en"]).first.click()
        page.locator(".drawing--live svg").first.wait_for()
        page.locator(".drawing--live").first.focus()
        page.keyboard.press("Home")
        first = said(page)
        page.keyboard.press("ArrowRight")
        assert said(page) != first
        assert page.evaluate(STRUCK) == []
        assert visited.complaints == []
