"""Charts that are held packed are the charts."""

from decimal import Decimal

from builder.charts.explored import explored_json
from builder.pages.programme.charts import package_figures
from builder.planning.held_figures import HeldFigures, held_figures
from tests.pages.test_requested import asked
from tests.register import PORTAL, TASKS, view

ROWS = [(2020, Decimal(1)), (2021, None), (2022, Decimal(3))]
LINE = asked(ROWS, "year rate", "line", x="year", y="rate")


def test_held_figures_are_the_figures_with_their_files() -> None:
    shown, files = view("vi"), []
    for package in (*PORTAL.packages, TASKS, LINE):
        figures, held = package_figures(package, shown), held_figures(package, shown)
        assert held.figures() == figures
        assert bool(held) == bool(figures)
        charts = [chart for figure in figures for chart in figure.charts]
        assert held.charts() == tuple(chart for chart in charts if not chart.is_drawn)
        explored = [figure.explored for figure in figures if figure.explored]
        made = [output.content() for output in held.explored()]
        assert made == [explored_json(each, shown.language) for each in explored]
        files += made
    assert files
    assert HeldFigures((), "vi").figures() == ()
