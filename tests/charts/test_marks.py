"""Charts whose places are known: what is drawn where, and that nothing lies outside."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.charts import style
from builder.charts.bars import Bar, bars_svg
from builder.charts.dumbbells import Dumbbell, Mark, dumbbells_svg
from builder.charts.lines import Axes, Line, Spot, lines_svg, scale_of
from builder.charts.marks import Letters, circle, drawing, path, rule, text, text_width
from builder.charts.picture import Heading, card_svg, framed
from builder.charts.stacks import Stack, StackPart, stacks_svg
from builder.charts.svg import Drawing, converted
from tests.charts.drawn import parts_of, texts_of

SIZES = st.sampled_from([style.PAGE, style.PHONE])
NUMBERS = st.floats(-1e12, 1e12, allow_subnormal=False) | st.integers(-3, 3).map(float)
WORDS = st.text("Nhạc & <b> ệ", min_size=1, max_size=60)
PLACE = re.compile(r"-?\d+(?:\.\d+)?")


def line(*values: float | None, name: str = "", start: int = 2020) -> Line:
    spots = tuple(Spot(x=start + number, y=value) for number, value in enumerate(values))
    last = next((value for value in reversed(values) if value is not None), 0)
    return Line(name=name, spots=spots, last=f"{last:g}")


def axes(*lines: Line) -> Axes:
    spots = [spot for line in lines for spot in line.spots]
    low, high, step = scale_of(spot.y for spot in spots if spot.y is not None)
    count = round((high - low) / step)
    return Axes(
        x=[(x, f"{x:g}") for x in sorted({spot.x for spot in spots})],
        y=[(low + number * step, f"{low + number * step:g}") for number in range(count + 1)],
    )


def outside(svg: str) -> list[str]:
    """What of a drawing lies outside it by more than a px, texts as wide as they are counted."""
    root = ElementTree.fromstring(svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    (plot,) = root
    left, top = map(float, PLACE.findall(plot.attrib["transform"]))
    found = []
    for mark in plot:
        about = mark.attrib
        x = [float(about[name]) for name in ("x", "x1", "x2", "cx") if name in about]
        y = [float(about[name]) for name in ("y", "y1", "y2", "cy") if name in about]
        if "d" in about:
            numbers = [float(number) for number in PLACE.findall(about["d"])]
            x, y = numbers[::2], numbers[1::2]
        if mark.tag.endswith("text"):
            wide = text_width(mark.text or "", float(about["font-size"].removesuffix("px")))
            part = {"start": 0.0, "middle": 0.5, "end": 1.0}[about.get("text-anchor", "start")]
            x = [x[0] - part * wide, x[0] + (1 - part) * wide]
        if "r" in about:
            x = [x[0] - float(about["r"]), x[0] + float(about["r"])]
        if "width" in about:
            x.append(x[0] + float(about["width"]))
            y.append(y[0] + float(about["height"]))
        if min(x) + left < -1 or max(x) + left > width + 1:
            found.append(f"{mark.tag} {about} across")
        if min(y) + top < -1 or max(y) + top > height + 1:
            found.append(f"{mark.tag} {about} up")
    return found


@given(st.lists(st.tuples(WORDS, NUMBERS), min_size=1, max_size=15), SIZES)
def test_no_bar_and_no_number_lies_outside(rows: list[tuple[str, float]], size: style.Size) -> None:
    bars = [Bar(name=name, amount=amount, text=f"{amount:.2f}") for name, amount in rows]
    assert [place for place in outside(bars_svg(bars, size)) if "bold" in place] == []


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=9), SIZES)
def test_no_dumbbell_lies_outside(numbers: list[float], size: style.Size) -> None:
    marks = [Mark(number=number, text=f"{number:.1f}%") for number in numbers]
    rows = [Dumbbell(name="A", value=mark, target=marks[0]) for mark in marks]
    assert outside(dumbbells_svg(rows, size)) == []


@given(st.lists(st.lists(st.integers(0, 500), min_size=3, max_size=3), min_size=1), SIZES)
def test_no_stack_lies_outside(counts: list[list[int]], size: style.Size) -> None:
    parts = [StackPart(name=f"Trạng thái {number}", colour=style.GOOD) for number in range(3)]
    stacks = [
        Stack(
            name="2020",
            parts=tuple((count, str(count)) for count in [*row[:2], row[2] + 1]),
            total=str(sum(row) + 1),
        )
        for row in counts
    ]
    assert outside(stacks_svg(stacks, parts, size)) == []


VALUES = st.lists(st.none() | NUMBERS, min_size=1, max_size=20).filter(
    lambda values: any(value is not None for value in values)
)


@given(st.lists(VALUES, min_size=1, max_size=9), st.sampled_from(["line", "point"]), SIZES)
def test_no_line_no_point_and_no_number_of_an_axis_lies_outside(
    values: list[list[float | None]], mark: str, size: style.Size
) -> None:
    lines = [line(*each, name=f"Tỉnh {number}") for number, each in enumerate(values)]
    found = outside(lines_svg(lines, axes(*lines), mark=mark, size=size))
    assert [place for place in found if "bold" not in place] == []


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    lines = [line(1, 2, None, 4, None, 6, 5)]
    svg = lines_svg(lines, axes(*lines), mark="line")
    (way,) = parts_of(svg, "path")
    assert way["d"].count("M") == 2, "the value between two gaps has no line"
    assert way["stroke"] == style.ACCENT
    assert len(parts_of(svg, "circle")) == 5
    assert "5" in texts_of(svg)


def test_many_lines_have_dots_only_where_nothing_else_shows_a_value() -> None:
    many = [line(1, None, 3, 4, start=2000 + number, name=str(number)) for number in range(8)]
    svg = lines_svg(many, axes(*many), mark="line")
    assert len(parts_of(svg, "circle")) == 8
    ways = parts_of(svg, "path")
    assert [way["stroke"] for way in ways[:2]] == [style.PLAN] * 2, "those that are not named"
    assert ways[-1]["stroke"] == style.ACCENT, "the first lies over the others"


def test_what_is_summed_up_shows_how_far_its_values_reach() -> None:
    summed = Line(name="", spots=(Spot(x=1, y=5, low=2, high=9), Spot(x=2, y=6)), last="")
    svg = lines_svg([summed], Axes(x=[(1, "1")], y=[(0, "0"), (10, "10")]), mark="line")
    (reach,) = [one for one in parts_of(svg, "line") if "stroke-opacity" in one]
    height = float(reach["y1"]) - float(reach["y2"])
    assert height == pytest.approx(0.7 * style.PAGE.height, abs=0.2)


def test_a_drawing_holds_its_words_as_text_and_its_lengths_in_tenths() -> None:
    marks = [
        text((0, -0.01), 'A & <B> "C"', Letters(size=13)),
        rule((1 / 3, 2), (5, 2), style.GRID),
        circle((1, 1), 36, 'fill="none"'),
        path([[(0, 0)], [(0, 0), (1.25, 2)]], style.ACCENT, 2.5),
    ]
    svg = drawing(marks, 100, 50)
    assert texts_of(svg) == ['A & <B> "C"']
    assert parts_of(svg, "text")[0]["y"] == "4"
    assert parts_of(svg, "line")[0]["x1"] == "0.3"
    assert parts_of(svg, "circle")[0]["r"] == "3"
    assert parts_of(svg, "path")[0]["d"] == "M0,0L1.2,2"
    assert path([[(0, 0)]], style.ACCENT, 1) == ""
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="110" height="60"')


@pytest.mark.parametrize("odd", ["\x01", "\uffff", "\ud800"])
def test_what_no_xml_can_hold_is_shown_as_unknown(odd: str) -> None:
    """A package from elsewhere is published with such a character, and has pictures."""
    svg = bars_svg([Bar(name=f"a{odd}b", amount=1, text="1")])
    assert texts_of(svg) == ["1", "a\ufffdb"]
    heading = Heading(title=f"x{odd}", subtitle="", foot=(odd,))
    for picture in (framed(svg, heading), card_svg(heading, style.ACCENT)):
        assert "x\ufffd" in texts_of(picture)
        assert converted(Drawing("png", picture)).startswith(b"\x89PNG")
