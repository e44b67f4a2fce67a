"""Charts of datasets as files: drawn once with their page, and not where there are very many."""

from unittest import mock

from builder.planning import pictures
from builder.planning.held_figures import HeldFigures, held_figures
from builder.planning.pictures import are_pictured
from tests.register import PORTAL, TASKS, view


def test_the_files_are_the_drawing_of_the_page() -> None:
    vietnamese = view("vi")
    figures = held_figures(TASKS, vietnamese)
    files = list(pictures.dataset_pictures(TASKS, figures, vietnamese))
    assert [file.uri for file in files] == [
        f"charts/datasets/{TASKS.id}.vi.{ending}" for ending in ("svg", "dark.svg", "png")
    ]
    assert {file.drawing.source for file in files} <= {
        chart.source for chart in figures.figures()[0].charts
    }
    heading = files[-1].drawing.heading
    assert heading is not None
    assert heading.title == TASKS.title["vi"]
    assert PORTAL.settings.base_url in heading.foot[-1]


def test_neither_a_package_without_chart_nor_a_portal_of_very_many_has_any() -> None:
    vietnamese = view("vi")
    figures = held_figures(TASKS, vietnamese)
    assert not list(pictures.dataset_pictures(TASKS, HeldFigures((), "vi"), vietnamese))
    with mock.patch.object(pictures, "MOST_DATASETS", 0):
        assert not are_pictured(PORTAL)
        assert not list(pictures.dataset_pictures(TASKS, figures, vietnamese))
