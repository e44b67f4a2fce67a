"""Charts: which points are drawn, and that the picture is the same bytes everywhere."""

import dataclasses
import datetime
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from builder.charts import style
from builder.charts.bars import Bar, bars_svg
from builder.charts.dumbbells import Dumbbell, Mark, dumbbells_svg
from builder.charts.indicator import ChartData, ChartTexts, indicator_points, indicator_spec
from builder.charts.labels import Box, Plot, Segment, beside_point
from builder.charts.picture import Heading, card_svg, dark_colours, light_colours
from builder.charts.stacks import Stack, StackPart, stacks_svg
from builder.charts.svg import Drawing, chart, converted, inline_svg
from builder.model import Indicator, Kind, Observation
from builder.pages.programme.charts import package_figures
from builder.pages.programme.indicator import indicator_figure
from builder.programme.progress.methods import linear_path
from tests.charts.drawn import bold_of, height_of, parts_of, texts_of
from tests.folders import ROOT
from tests.progress_series import series, target
from tests.register import PLAN_B, REGISTER, SOURCE, TASKS, indicator, package, table, view

GOLDEN = Path(__file__).parent / "indicator.svg"
"""The chart of the tiny register's indicator; PORTAL_GOLDEN=write draws it anew: look at it."""

TOKENS = {
    getattr(style, name)
    for name in dir(style)
    if name.isupper() and str(getattr(style, name)).startswith("#")
}

DAY = datetime.date(2024, 4, 24)

CHART = re.compile(r'<svg class="chart".*?</svg>', re.S)


def drawn(language: str) -> str:
    """The inlined chart of the tiny register's indicator."""
    figure = indicator_figure(indicator("fibre"), view(language))
    assert figure is not None
    svg = converted(Drawing(format="svg", source=figure.chart.source)).decode()
    return inline_svg(figure.chart, svg) + "\n"


def with_value(observation: Observation, value: str) -> Observation:
    return dataclasses.replace(observation, value=Decimal(value))


def with_observations(indicator: Indicator, observations: list[Observation]) -> Indicator:
    return dataclasses.replace(indicator, observations=tuple(observations))


def label(observation: Observation) -> str:
    return observation.raw


def data(path: Sequence[tuple[str, Decimal]] = (), day: datetime.date = DAY) -> ChartData:
    """What is written on a chart, in plain words."""
    texts = ChartTexts(
        label=label,
        path="path",
        today="today",
        gap="no figures after {}".format,
        axis="datum.label",
    )
    return ChartData(path=path, as_of=day, texts=texts)


def spec_of(indicator: Indicator) -> dict[str, Any] | None:
    """The specification without an expected path."""
    return indicator_spec(indicator, data())


@pytest.fixture(scope="module")
def vietnamese() -> str:
    return drawn("vi")


@pytest.fixture(scope="module")
def charts_of_the_site(portal_site: Path) -> set[str]:
    return {
        match
        for path in portal_site.rglob("*.html")
        for match in CHART.findall(path.read_text("utf-8"))
    }


# Points


def test_the_path_passes_the_newest_value_at_the_height_that_the_sentence_expects() -> None:
    values = {"2020": "10", "2022": "17", "2024-Q1": "20"}
    found = linear_path(series(values, target("2025", "40")))
    path = [(point.period, point.value) for point in found.path]
    spec = indicator_spec(indicator("fibre"), data(path))
    assert spec is not None
    (start, end) = spec["datasets"]["path"]
    assert found.latest is not None
    share = (float(found.latest.time) - start["time"]) / (end["time"] - start["time"])
    height = start["value"] + share * (end["value"] - start["value"])
    assert height == pytest.approx(float(found.expected or 0), abs=0.005)


def test_the_same_number_of_two_documents_is_one_point() -> None:
    points = indicator_points(indicator("fibre"), label)
    found = [(point["time"], point["kind"], point["value"]) for point in points]
    assert found == [
        (2023, "estimate", 72.4),
        (2024, "plan", 79.0),
        (2024.25, "actual", 78.9),
        (2026, "target", 100.0),
        (2026, "target", 80.0),
    ]


def test_only_an_estimate_is_hollow() -> None:
    points = indicator_points(indicator("fibre"), label)
    assert {point["kind"] for point in points if point["fill"] == style.GROUND} == {"estimate"}


def test_lines_join_no_time_about_which_documents_disagree() -> None:
    fibre = indicator("fibre")
    changed = [
        observation
        if observation.package != "plan-b" or observation.kind != "estimate"
        else with_value(observation, "70")
        for observation in fibre.observations
    ]
    spec = spec_of(with_observations(fibre, changed))
    assert spec is not None
    assert [dataset["time"] for dataset in spec["datasets"]["found"]] == [2024.25]


def test_without_a_number_there_is_no_chart() -> None:
    assert spec_of(with_observations(indicator("fibre"), [])) is None


# Labels


def test_a_line_strikes_only_what_it_crosses() -> None:
    box = Box(10, 10, 30, 20)
    assert Segment((0, 0), (40, 30)).strikes(box)
    assert Segment((0, 15), (40, 15)).strikes(box)
    assert not Segment((0, 0), (40, 0)).strikes(box)
    assert not Segment((0, 25), (15, 40)).strikes(box)
    assert not Segment((35, 0), (35, 40)).strikes(box)


def test_a_label_keeps_clear_of_lines_points_and_other_labels() -> None:
    stroke = Segment((0, 40), (200, 40))
    plot = Plot(width=200, height=100, font_size=13, strokes=[stroke], dots=[(100, 60), (120, 60)])
    boxes = []
    for point in plot.dots:
        middle = plot.place(("12,5%",), beside_point(point, "12,5%", plot))
        assert middle is not None
        boxes.append(plot.box(middle, ("12,5%",)))
    assert not boxes[0].overlaps(boxes[1])
    assert not any(stroke.strikes(box) for box in boxes)


def test_a_zone_says_since_when_there_are_no_figures() -> None:
    spec = indicator_spec(indicator("fibre"), data(day=datetime.date(2026, 11, 21)))
    assert spec is not None
    written = " ".join(line["label"] for line in spec["datasets"]["gap"])
    assert written == "no figures after 2024-Q1"
    early = indicator_spec(indicator("fibre"), data())
    assert early is not None
    assert early["datasets"]["zone"] == early["datasets"]["gap"] == []


# Pictures


def test_the_picture_has_finding_source_address_and_licence_on_1200_by_675() -> None:
    vietnamese = view("vi")
    figure = indicator_figure(indicator("fibre"), vietnamese)
    assert figure is not None
    assert figure.picture is not None
    svg = converted(Drawing(format="svg", source=figure.picture)).decode()
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    assert 'width="1200" height="675"' in svg
    address = vietnamese.portal.settings.base_url + "chi-tieu/fibre/"
    assert f"{address} · Giấy phép CC BY 4.0" in words
    assert "Nguồn:" in words
    dark = Drawing(format="svg", source=figure.picture, colours=dark_colours("#ABCDEF"))
    assert style.TEXT in svg
    assert style.TEXT not in converted(dark).decode()


def test_a_chart_that_is_drawn_is_set_beside_its_words() -> None:
    source = bars_svg([Bar(name="An Giang", amount=3, text="3")], style.PHONE)
    heading = Heading(title="A & B " * 30, subtitle="Tỉnh", foot=("Nguồn: báo cáo", "địa chỉ"))
    svg = converted(Drawing(format="svg", source=source, heading=heading)).decode()
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == ("1200", "675")
    words = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words[0] == "A & B A & B A & B A & B"
    assert words[6].endswith("…"), "a title is cut, and says so"
    assert {"Tỉnh", "Nguồn: báo cáo", "địa chỉ", "An Giang", "3"} <= set(words)
    scale = re.search(r"translate\(500,48\) scale\(([\d.]+)\)", svg)
    assert scale
    assert float(scale[1]) > 1.5
    png = converted(Drawing(format="png", source=source, heading=heading))
    assert png[16:24] == (1200).to_bytes(4) + (675).to_bytes(4)


def test_pictures_have_the_colours_of_the_portal() -> None:
    figure = indicator_figure(indicator("fibre"), view("vi"))
    assert figure is not None
    assert figure.picture is not None
    assert style.ACCENT in figure.picture
    for colours in (light_colours("#0A6B3C"), dark_colours("#0A6B3C")):
        drawing = Drawing(format="svg", source=figure.picture, colours=colours)
        svg = converted(drawing).decode()
        assert "#0A6B3C" in svg
        assert style.ACCENT not in svg
    heading = Heading(title="Cổng", subtitle="Tỉnh", foot=())
    card = card_svg(heading, "#0A6B3C")
    assert texts_of(card) == ["Cổng", "Tỉnh"]
    assert [part["fill"] for part in parts_of(card, "rect")] == ["#0A6B3C"]
    assert {text["fill"] for text in parts_of(card, "text")} == {style.GROUND}


def test_the_chart_of_an_indicator_is_the_golden_picture(vietnamese: str) -> None:
    if os.environ.get("PORTAL_GOLDEN") == "write":
        GOLDEN.write_text(vietnamese, "utf-8")
    assert vietnamese == GOLDEN.read_text("utf-8")


def test_vietnamese_letters_stand_whole_in_their_labels(vietnamese: str) -> None:
    labels = re.findall(r"<text[^>]*>([^<]*)</text>", vietnamese)
    assert "Mục tiêu: 100%" in labels
    assert "78,9% (quý I/2024)" in " ".join(labels)


def test_a_picture_does_not_depend_on_fonts_zone_or_locale_of_the_machine(vietnamese: str) -> None:
    program = (
        "from tests.charts.test_charts import drawn; import sys; sys.stdout.write(drawn('vi'))"
    )
    environment = {
        **os.environ,
        "FONTCONFIG_FILE": "/etc/fonts/fonts.conf",
        "TZ": "Asia/Ho_Chi_Minh",
        "LC_ALL": "C",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "7",
    }
    command = [sys.executable, "-c", program]
    found = subprocess.run(command, check=False, env=environment, cwd=ROOT, capture_output=True)
    assert found.returncode == 0, found.stderr.decode()
    assert found.stdout.decode() == vietnamese


def test_a_chart_is_an_image_with_a_name() -> None:
    drawn = chart(bars_svg([Bar(name="<Bộ> & X", amount=3, text="3")]), 'Tên "A" & <B>', "chart-a")
    svg = inline_svg(drawn, drawn.source)
    assert svg.startswith('<svg class="chart" role="img" aria-labelledby="chart-a"')
    assert '<title id="chart-a">Tên &quot;A&quot; &amp; &lt;B&gt;</title>' in svg
    assert "&lt;Bộ&gt; &amp; X" in svg


def test_bars_keep_the_order_they_are_given() -> None:
    svg = bars_svg([Bar(name="B", amount=1, text="1"), Bar(name="A", amount=2, text="2")])
    assert texts_of(svg) == ["1", "B", "2", "A"]
    first, second = parts_of(svg, "rect")
    assert float(first["width"]) * 2 == pytest.approx(float(second["width"]), abs=0.2)
    assert float(first["y"]) < float(second["y"])


def test_no_chart_of_the_site_has_a_style_of_its_own(charts_of_the_site: set[str]) -> None:
    assert charts_of_the_site
    assert not {
        chart[:90] for chart in charts_of_the_site if " style=" in chart or "<style" in chart
    }


def test_charts_use_no_colour_but_the_tokens(charts_of_the_site: set[str]) -> None:
    used = {
        colour
        for chart in charts_of_the_site
        for colour in re.findall(r'(?:fill|stroke|color)="([^"]+)"', chart)
    }
    assert used - TOKENS <= {"none", "transparent"}


def test_the_style_sheet_knows_every_colour_of_a_chart(charts_of_the_site: set[str]) -> None:
    sheet = (ROOT / "site_src" / "assets" / "portal.css").read_text("utf-8")
    used = {
        pair
        for chart in charts_of_the_site
        for pair in re.findall(r'((?:fill|stroke)="#[^"]+")', chart)
    }
    assert {chart for chart in used if f".chart [{chart}]" not in sheet} == set()


def test_charts_name_no_font_of_their_own(charts_of_the_site: set[str]) -> None:
    used = {
        font for chart in charts_of_the_site for font in re.findall(r'font-family="([^"]+)"', chart)
    }
    assert used == {"sans-serif"}


def test_marks_within_a_chart_have_no_role_of_their_own(charts_of_the_site: set[str]) -> None:
    inside = {
        role for chart in charts_of_the_site for role in re.findall(r' role="([^"]+)"', chart)
    }
    assert inside == {"img"}


# Packages


def assessment(number: int, kind: str) -> dict[str, Any]:
    """A paragraph of a report, as a row of `assessments`."""
    return {
        "assessment_id": f"report-{number}",
        "type": kind,
        "position": number,
        "section_vi": "Báo cáo: hạn chế",
        "section_en": "Report: limitations",
        "text_vi": "Chậm.",
        "text_en": "Slow.",
        **SOURCE,
    }


def test_how_many_rows_a_report_has_of_each_type_is_no_chart() -> None:
    rows = [assessment(number, "limitation") for number in (1, 2)]
    found = table("assessments", *rows, assessment(3, "case"))
    assert package_figures(package("report", Kind.LISTS, assessments=found), view("en")) == ()


def test_a_list_of_tasks_shows_where_they_stand_by_the_year_they_are_due() -> None:
    (figure,) = package_figures(TASKS, view("en"))
    tasks = view("en").portal.tasks[TASKS.id]
    assert figure.title.startswith(f"{len(tasks)} tasks: ")
    assert figure.columns[0] == "Year due"
    assert sum(int(row[-1]) for row in figure.rows) == len(tasks)
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in figure.rows)
    texts = texts_of(figure.chart.source)
    assert texts[: len(figure.columns) - 2] == list(figure.columns[1:-1]), "the key"
    assert {text for row in figure.rows for text in (row[0], row[-1])} <= set(texts)


def test_a_register_is_no_chart() -> None:
    assert package_figures(REGISTER, view("en")) == ()


def test_parts_of_a_bar_stand_side_by_side_and_say_their_number_where_there_is_room() -> None:
    parts = (StackPart(name="Done", colour=style.GOOD), StackPart(name="Open", colour=style.ACCENT))
    stacks = [
        Stack(name="2020", parts=((60, "60"), (1, "1")), total="61"),
        Stack(name="2021", parts=((0, "0"), (3, "3")), total="3"),
    ]
    svg = stacks_svg(stacks, parts)
    *key, first, second, third = parts_of(svg, "rect")
    assert [square["fill"] for square in key] == [style.GOOD, style.ACCENT]
    assert (first["x"], first["fill"]) == ("0", style.GOOD)
    assert first["width"] == second["x"]
    assert (third["x"], third["fill"]) == ("0", style.ACCENT), "no part for none"
    assert float(first["y"]) + float(first["height"]) < float(third["y"])
    assert texts_of(svg)[2:] == ["2020", "60", "61", "2021", "3", "3"]
    assert float(second["x"]) + float(second["width"]) < style.PAGE.width
    assert height_of(svg) < height_of(stacks_svg(stacks * 3, parts))


def test_a_list_of_indicators_shows_its_values_against_its_targets() -> None:
    (figure,) = package_figures(PLAN_B, view("en"))
    assert figure.rows == (
        ("Households with fibre", "72.4% (2022)", "≥\u00a080% (2025)"),
        ("Digital schools", "–", "70% (2025)"),
    )
    (circle,) = parts_of(figure.chart.source, "circle")
    assert circle["fill"] == style.GROUND, "an estimate is hollow"
    diamonds = parts_of(figure.chart.source, "path")
    assert [diamond["fill"] for diamond in diamonds] == [style.TARGET] * 2
    assert len(parts_of(figure.chart.source, "line")) == 1


@pytest.mark.parametrize(("size", "times"), [(style.PAGE, 2), (style.PHONE, 1)])
def test_a_name_too_long_for_a_line_has_two_and_each_row_more_room(
    size: style.Size, times: int
) -> None:
    long = " ".join(["Các bộ, ngành chưa ban hành danh mục cơ sở dữ liệu mở"] * times)
    bars = [Bar(name=name, amount=1, text="1") for name in ("Bộ Y tế", long)]
    svg = bars_svg(bars, size)
    assert texts_of(svg)[:3] == ["1", "Bộ Y tế", "1"]
    lower, upper = texts_of(svg)[3:]
    assert f"{upper} {lower}" == long
    assert height_of(svg) > 2 * height_of(bars_svg(bars[:1], size))
    mark = Mark(number=1, text="1")
    rows = [Dumbbell(name=long * 3, value=mark, target=None)]
    assert texts_of(dumbbells_svg(rows, size))[1].endswith("…")


def test_the_lower_number_stands_left_of_its_mark_and_the_higher_right() -> None:
    value, aim = Mark(number=85, text="85%"), Mark(number=80, text="80%")
    rows = [
        Dumbbell(name="Met", value=value, target=aim),
        Dumbbell(name="Aim", value=None, target=aim),
    ]
    svg = dumbbells_svg(rows)
    assert [text.get("text-anchor", "start") for text in bold_of(svg)] == ["start", "end", "start"]
    assert texts_of(svg) == ["85%", "80%", "Met", "80%", "Aim"]


def test_equal_numbers_have_one_text_on_each_side() -> None:
    mark, same = Mark(number=100, text="100%"), Mark(number=100, text="100 %")
    svg = dumbbells_svg([Dumbbell(name="Met", value=mark, target=same)])
    assert {text.get("text-anchor", "start") for text in bold_of(svg)} == {"start", "end"}
