"""Values by category as readers explore them: compared, over time, in order, on tiles, kept."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.build import build
from tests.browser.conftest import DESKTOP, PREFIX, Visitor, opened
from tests.browser.server import served
from tests.browser.test_accessibility import violations
from tests.browser.visit import Visit
from tests.disaggregated import (
    FIRMS,
    INDICATOR,
    place_areas,
    shape_areas,
    write_disaggregated,
    write_merged,
)

pytestmark = pytest.mark.browser

URI = f"en/indicators/{INDICATOR}/"
MOST_MS = 100
MANY = tuple(f"d{number:03}" for number in range(700))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a portal with four areas, one without a tile, and two sexes."""
    folder = tmp_path_factory.mktemp("parts")
    root = write_disaggregated(folder / "portal", ("a01", "a02", "a03", "far"))
    place_areas(root)
    build(root, folder / "site")
    with served(folder / "site", PREFIX) as address:
        yield address


@pytest.fixture(scope="module")
def shaped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a portal with three areas, two of which have a made-up square."""
    folder = tmp_path_factory.mktemp("shaped")
    root = write_disaggregated(folder / "portal")
    shape_areas(root)
    build(root, folder / "site")
    with served(folder / "site", PREFIX) as address:
        yield address


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a portal with four areas that became two."""
    folder = tmp_path_factory.mktemp("merged")
    build(write_merged(folder / "portal"), folder / "site")
    with served(folder / "site", PREFIX) as address:
        yield address


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a portal with 700 areas over ten years."""
    folder = tmp_path_factory.mktemp("many")
    root = write_disaggregated(folder / "portal", MANY, range(2014, 2024), ())
    build(root, folder / "site")
    with served(folder / "site", PREFIX) as address:
        yield address


def explored(visit: Visitor, address: str, state: str = "as:bars", **options: object) -> Visit:
    visited = visit(f"{URI}?parts={state}", at=address, **options)
    visited.page.locator("[data-parts-said]:not(:empty)").wait_for()
    return visited


def press(page: Page, name: str) -> None:
    page.locator("[data-parts]").get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> str:
    return page.locator("[data-parts-said]").inner_text()


def texts(page: Page) -> list[str]:
    return page.locator("[data-parts-drawing] text").all_text_contents()


def kept(page: Page, name: str) -> Path:
    with page.expect_download() as download:
        press(page, name)
    return Path(download.value.path())


def test_first_view_asks_for_nothing_of_it(visit: Visitor, small: str) -> None:
    page = visit(URI, at=small).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert asked
    assert [url for url in asked if re.search(r"explore|charts/parts", url)] == []
    press(page, "Explore the values by category")
    page.locator("[data-parts-drawing] svg").wait_for()
    assert any("charts/parts" in url for url in asked)


def test_without_scripts_nothing_is_promised(visit: Visitor, small: str) -> None:
    page = visit(URI, at=small, java_script_enabled=False).page
    assert page.locator("[data-parts]").is_hidden()
    assert page.locator(".rows--parts").first.is_visible()


def test_bars_stand_best_first_beside_the_target(visit: Visitor, small: str) -> None:
    visited = explored(visit, small)
    drawn = texts(visited.page)
    assert drawn[:4] == ["Area far", "21%", "Area a03", "18%"]
    assert drawn[-1] == "Target: 20%"
    assert said(visited.page) == "2023: best is Area far (21%), worst Area a01 (12%)."
    assert visited.complaints == []


def test_slider_goes_through_the_periods_by_keyboard(visit: Visitor, small: str) -> None:
    page = explored(visit, small).page
    slider = page.get_by_role("slider", name="Period")
    slider.focus()
    page.keyboard.press("Home")
    assert said(page) == "2021: best is Area far (19%), worst Area a01 (10%)."
    assert slider.get_attribute("aria-valuetext") == "2021"
    page.keyboard.press("ArrowRight")
    assert said(page).startswith("2022:")
    assert "at:2022" in page.url


def test_other_dimension_is_offered_where_values_have_both(visit: Visitor, small: str) -> None:
    page = explored(visit, small).page
    page.locator('[data-dimension="sex"]').select_option("female")
    assert texts(page)[:2] == ["Area far", "20.5%"]
    assert "in:sex:female" in page.url
    page.get_by_label("Compare by").select_option("sex")
    assert texts(page)[:4] == ["Male", "16%", "Female", "14%"]
    assert page.locator('[data-dimension="area"]').count() == 1
    page.go_back()
    assert texts(page)[:2] == ["Area far", "20.5%"]


def test_dimension_whose_values_stand_alone_offers_no_other(visit: Visitor, large: str) -> None:
    page = explored(visit, large).page
    assert page.locator("[data-parts-others] select").count() == 0
    assert page.get_by_label("Compare by").is_hidden()


def test_address_says_the_whole_view(visit: Visitor, small: str) -> None:
    page = explored(visit, small, "as:lines,in:sex:male,pick:a02").page
    labels = page.locator("[data-parts-drawing] text[font-weight]").all_text_contents()
    assert set(labels) == {"Area a02", "Target", "Whole"}
    page.get_by_role("button", name="Remove: Area a02").click()
    assert "pick" not in page.url
    page.locator('[data-parts] button[name="reset"]').click()
    assert "parts" not in page.url


def test_ranking_gives_equal_places_from_the_best_down(visit: Visitor, small: str) -> None:
    page = explored(visit, small, "as:ranks").page
    labels = page.locator("[data-parts-drawing] text[font-weight]").all_text_contents()
    assert labels == ["Area far", "Area a03", "Area a02", "Area a01"]


def test_small_charts_stand_best_first_on_one_scale_with_the_target(
    visit: Visitor, small: str
) -> None:
    visited = explored(visit, small, "as:small")
    page = visited.page
    names = page.locator("[data-parts-drawing] text[font-weight]").all_text_contents()
    assert names == ["Area far", "Area a03", "Area a02", "Area a01"]
    assert texts(page)[0] == "Target: 20%"
    assert texts(page)[1] == "Whole"
    assert texts(page).count("25%") == texts(page).count("10%") == 4
    assert visited.complaints == []


def test_axis_of_lines_has_round_numbers(visit: Visitor, small: str) -> None:
    page = explored(visit, small, "as:lines").page
    assert [said for said in texts(page) if said.endswith("%")] == ["10%", "15%", "20%", "25%"]


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_that_is_drawn_is_cut_or_struck_out(visit: Visitor, small: str, width: int) -> None:
    page = explored(visit, small, "as:small", viewport={"width": width, "height": 900}).page
    for name in ("Small charts", "Over time", "Ranking", "Bars"):
        press(page, name)
        assert page.locator("[data-parts-drawing] svg").evaluate(
            """svg => [...svg.querySelectorAll("text")].every(text => {
                const own = text.getBBox();
                return own.x >= 0 && own.x + own.width <= svg.viewBox.baseVal.width;
            })"""
        ), name
    numbers = page.locator('[data-parts-drawing] text[paint-order="stroke"]')
    assert numbers.all_text_contents() == ["21%", "18%", "15%", "12%"]


def read_out(page: Page) -> str:
    return page.locator("[data-parts-read]").inner_text()


@pytest.mark.parametrize("touch", [False, True])
def test_line_says_its_value_where_it_is_pointed_at(
    visit: Visitor, small: str, touch: bool
) -> None:
    page = explored(visit, small, "as:lines", has_touch=touch).page
    drawing = page.locator("[data-parts-drawing] svg")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    assert {"10%", "25%"} <= set(texts(page))
    spot = (box["x"] + 54, box["y"] + box["height"] - 32)
    if touch:
        page.touchscreen.tap(*spot)
    else:
        page.mouse.move(*spot)
    assert read_out(page) == "Area a01 · 2021: 10%"
    assert drawing.locator("g path").count() == 2


def test_lines_are_read_by_arrow_keys(visit: Visitor, small: str) -> None:
    page = explored(visit, small, "as:lines").page
    page.locator("[data-parts-drawing]").focus()
    page.keyboard.press("ArrowRight")
    assert read_out(page) == "Area far · 2023: 21%"
    page.keyboard.press("ArrowLeft")
    assert read_out(page) == "Area far · 2022: 20%"
    page.keyboard.press("ArrowDown")
    assert read_out(page) == "Area a03 · 2022: 17%"
    page.keyboard.press("Escape")
    assert read_out(page) == ""


def test_place_in_the_ranking_is_read_out(visit: Visitor, small: str) -> None:
    page = explored(visit, small, "as:ranks").page
    page.locator("[data-parts-drawing]").focus()
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    assert read_out(page) == "2. Area a03 · 2023: 18%"


def test_sums_take_the_place_of_what_they_are_of(visit: Visitor, merged: str) -> None:
    visited = visit(f"en/indicators/{FIRMS}/?parts=at:2022", at=merged)
    page = visited.page
    page.locator("[data-parts-said]:not(:empty)").wait_for()
    names = ["Area d", "Area c", "Area b", "Area a"]
    assert texts(page)[::2] == names
    page.get_by_role("checkbox", name="By merged areas").check()
    assert "sum:1" in page.url
    assert texts(page)[1::2] == ["52 · computed", "52 · computed"]
    assert page.locator("[data-parts-drawing] path[stroke-dasharray]").count() == 2
    rows = list(csv.DictReader(io.StringIO(kept(page, "CSV").read_text("utf-8-sig"))))
    assert {row["Status"] for row in rows} == {"computed"}
    page.get_by_role("slider", name="Period").focus()
    page.keyboard.press("Home")
    assert texts(page)[::2] == ["Area b (since the merger)", "Area a"]
    page.keyboard.press("End")
    assert texts(page)[::2] == ["Area new", "Area b (since the merger)"]
    assert visited.complaints == []


def test_map_has_a_tile_for_each_place_and_names_what_has_none(visit: Visitor, small: str) -> None:
    page = explored(visit, small, "as:map").page
    assert sorted(texts(page)[:3]) == ["A1", "A2", "OL"]
    assert texts(page)[-1] == "no figure yet"  # what the shades mean
    assert {"12%", "21%"} <= {end for said in texts(page)[3:-1] for end in said.split(" – ")}
    note = page.locator("[data-parts-note]").inner_text()
    assert note == "Without a tile on the map: Area far (21%)."


def test_map_of_shapes_fills_each_area_and_names_what_has_none(visit: Visitor, shaped: str) -> None:
    visited = explored(visit, shaped, "as:map")
    page = visited.page
    titles = page.locator("[data-parts-drawing] svg title").all_text_contents()
    assert titles == ["Area a01: 12%", "Area a02: 15%"]
    assert "no shape on the map: Area a03 (18%)." in page.locator("[data-parts-note]").inner_text()
    with page.expect_download() as kept:
        press(page, "PNG")
    assert Path(kept.value.path()).read_bytes().startswith(b"\x89PNG")


def test_map_of_shapes_stands_on_the_page_without_scripts(visit: Visitor, shaped: str) -> None:
    page = visit(URI, at=shaped, java_script_enabled=False).page
    drawn = page.locator("svg.areas")
    assert drawn.is_visible()
    box = drawn.bounding_box()
    assert box is not None
    assert box["width"] > 150
    fills = drawn.locator("path").evaluate_all(
        "paths => paths.map(one => getComputedStyle(one).fill)"
    )
    assert len(set(fills)) == 3
    assert drawn.get_attribute("aria-label")


def test_table_has_every_period_and_the_target(visit: Visitor, small: str) -> None:
    page = explored(visit, small, "as:table").page
    rows = [row.inner_text().split() for row in page.locator("[data-parts-table] tr").all()]
    assert rows[0] == ["Area", "2021", "2022", "2023"]
    assert rows[1] == ["Target", "20%"]
    assert rows[3] == ["Area", "far", "19%", "20%", "21%"]
    cell = page.locator("[data-parts-table] td").last
    assert cell.evaluate("cell => getComputedStyle(cell).textAlign") == "right"


def test_view_is_kept_as_csv_svg_and_png(visit: Visitor, small: str) -> None:
    page = explored(visit, small, "at:2022,in:sex:female").page
    rows = list(csv.reader(io.StringIO(kept(page, "CSV").read_text("utf-8-sig"))))
    assert rows[0] == ["Area", "Code", "Sex", "Period", "Value", "Value as a number"]
    assert rows[1] == ["Area far", "far", "female", "2022", "19.5%", "19.5"]
    assert len(rows) == 5
    drawing = kept(page, "SVG").read_text("utf-8")
    assert "Digital economy · Area · Female · 2022" in drawing
    assert "CC BY 4.0" in drawing
    assert kept(page, "PNG").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("view", ["bars", "lines", "small", "ranks", "map", "table"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    view: str, chromium: Browser, small: str
) -> None:
    found = set()
    for size, scheme in ((DESKTOP, "light"), ({"width": 390, "height": 844}, "dark")):
        options = {"viewport": size, "color_scheme": scheme}
        with opened(chromium, small, f"{URI}?parts=as:{view}", **options) as visited:
            page = visited.page
            page.locator("[data-parts-said]:not(:empty)").wait_for()
            found |= set(violations(page)) | set(visited.complaints)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not found


def test_choice_that_the_values_do_not_have_falls_back(visit: Visitor, small: str) -> None:
    visited = explored(visit, small, "by:no,as:no,in:sex:no,at:1900,pick:no,%25")
    assert texts(visited.page)[:2] == ["Area far", "21%"]
    assert visited.complaints == []


def test_seven_hundred_categories_never_keep_the_reader_waiting(visit: Visitor, large: str) -> None:
    page = explored(visit, large).page
    assert "Drawn: 40 of 700" in page.locator("[data-parts-note]").inner_text()
    took = page.evaluate(
        """async () => {
            const part = document.querySelector("[data-parts]"), took = {};
            const painted = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
            for (const view of ["lines", "small", "ranks", "table", "bars"]) {
                const times = [];
                for (let round = 0; round < 5; round += 1) {
                    await painted();
                    const start = performance.now();
                    part.querySelector(`[name="as"][value="${view}"]`).click();
                    part.getBoundingClientRect();
                    times.push(performance.now() - start);
                }
                took[view] = Math.min(...times);
            }
            return took;
        }"""
    )
    assert {view: time for view, time in took.items() if time > MOST_MS} == {}


def test_of_many_lines_the_chosen_ones_are_named(visit: Visitor, large: str) -> None:
    page = explored(visit, large, "as:lines").page
    labels = page.locator("[data-parts-drawing] text[font-weight]")
    assert {"Area d699", "Area d000"} <= set(labels.all_text_contents())
    page.get_by_label("Highlight").select_option("d350")
    assert "Area d350" in labels.all_text_contents()
    assert "Area d699" not in labels.all_text_contents()
    press(page, "Table")
    assert page.locator("[data-parts-table] tbody tr").count() == 102
    page.get_by_role("button", name="Show all 700 rows").click()
    assert page.locator("[data-parts-table] tbody tr").count() == 702
