"""Drawing on all processors: its processes end with the build, however that ends."""

import json
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
import vl_convert

from builder.charts.bars import Bar, bars_svg
from builder.charts.style import PAGE, PHONE, Size
from builder.charts.svg import FEW, Drawing, converted, drawn, inline_drawing
from builder.pages.programme.indicator import indicator_figure
from tests.folders import no_room
from tests.register import indicator, view

SCRIPT = """
import json, multiprocessing, os, signal
from builder.charts.style import PAGE, PHONE, Size
from builder.charts.svg import FEW, Drawing, drawn

def kill():
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    rows = [{"x": number} for number in range(FEW + 1)]
    specs = [json.dumps({"data": {"values": [row]}, "mark": "bar"}) for row in rows]
    drawn([Drawing("svg", spec) for spec in specs], kill)
"""


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_killed_build_leaves_no_process_behind(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment
    ) as killed:
        assert killed.stdout is not None
        children = [int(child) for child in killed.stdout.readline().split()]
    assert killed.returncode == -9
    assert children
    for _ in range(100):
        if not any(map(runs, children)):
            break
        time.sleep(0.1)
    assert not any(map(runs, children))


def test_a_machine_that_lets_no_process_begin_draws_all_the_same() -> None:
    rows = [[{"x": number}] for number in range(FEW + 1)]
    specs = [json.dumps({"data": {"values": values}, "mark": "bar", "width": 9}) for values in rows]
    drawings = [Drawing("svg", spec) for spec in specs]
    assert len(set(drawings)) > FEW
    done: list[None] = []
    with no_room(1):  # nor for a lock between processes
        found = drawn(drawings, lambda: done.append(None))
    assert found == {drawing: converted(drawing) for drawing in drawings}
    assert len(done) == len(drawings)


def indicator_chart(size: Size) -> str:
    figure = indicator_figure(indicator("fibre"), view("vi"))
    assert figure is not None
    drawing = figure.chart if size is PAGE else figure.phone
    assert drawing is not None
    return drawing.source


def test_a_picture_from_a_template_is_that_of_its_whole_specification() -> None:
    for size in (PAGE, PHONE):
        spec = indicator_chart(size)
        assert converted(Drawing("svg", spec)).decode() == vl_convert.vegalite_to_svg(spec)


@pytest.mark.parametrize(
    "source", [bars_svg([Bar(name="Láng", amount=1, text="1")]), indicator_chart(PAGE)]
)
def test_formats_and_colours_of_a_picture_are_made_from_one_drawing(source: str) -> None:
    assert "#0F6CA3" in source
    recoloured = source.replace("#0F6CA3", "#0A6B3C")
    wanted = [
        Drawing(format, source, colours)
        for format in ("svg", "png")
        for colours in ((), (("#0F6CA3", "#0A6B3C"),))
    ]
    alone = [Drawing(format, text) for format in ("svg", "png") for text in (source, recoloured)]
    found = drawn(wanted, lambda: None)
    assert [found[drawing] for drawing in wanted] == [converted(drawing) for drawing in alone]


def test_charts_that_differ_in_data_and_ends_of_axes_are_drawn_as_if_each_was_compiled() -> None:
    def spec(domain: list[float], ticks: list[float], rows: list[dict[str, object]]) -> str:
        axis = {"values": ticks, "labelExpr": "datum.label + '%'"}
        return json.dumps(
            {
                "width": 200,
                "height": 100,
                "datasets": {"points": rows},
                "layer": [
                    {"data": {"name": "points"}, "mark": "line"},
                    {
                        "data": {"values": [{"x": domain[0], "y": 1, "text": "82%"}]},
                        "mark": "text",
                        "encoding": {"text": {"field": "text"}},
                    },
                ],
                "encoding": {
                    "x": {"field": "x", "type": "quantitative", "scale": {"domain": domain}},
                    "y": {"field": "y", "type": "quantitative", "axis": axis},
                },
            }
        )

    for domain, ticks, rows in (
        ([0.5, 9.25], [0.0, 2.0], [{"x": 1, "y": 2}, {"x": 4, "y": 3}]),
        ([-4.0, 30.0], [1.0, 2.0, 3.0], [{"x": -2, "y": 0}]),
        ([0.0, 1.0], [], []),
    ):
        text = spec(domain, ticks, rows)
        compiled = vl_convert.vegalite_to_vega(text)
        expected = vl_convert.vega_to_svg(json.dumps(compiled))
        assert converted(inline_drawing(text)).decode() == expected


def test_a_copy_of_a_process_that_has_drawn_draws_in_one_of_its_own() -> None:
    code = """
    import json
    from functools import partial
    from builder.charts.svg import Drawing, drawn
    from builder.processes import divided

    def work(drawing, _say):
        return list(drawn([drawing], lambda: None).values())

    if __name__ == "__main__":
        specs = [json.dumps({"data": {"values": [{"x": x}]}, "mark": "bar"}) for x in range(2)]
        drawings = [Drawing("svg", spec) for spec in specs]
        here = [work(drawing, None) for drawing in drawings]
        assert divided([partial(work, drawing) for drawing in drawings], print) == here
    """
    script = [sys.executable, "-c", textwrap.dedent(code)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(script, check=True, env=environment, timeout=120)
