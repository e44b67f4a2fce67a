"""The charts of a package, held packed until its page or one of their files is made."""

from collections.abc import Mapping, Sequence
from functools import partial

from builder.charts.explored import explored_json
from builder.charts.svg import Chart
from builder.model import Package
from builder.packed import Packed
from builder.pages.figure import Figure
from builder.pages.programme.charts import package_figures
from builder.pages.programme.view import ProgrammeView
from builder.processes import spread
from builder.site import Output
from builder.store.stamps import content_digest


class HeldFigures:
    """Charts in their order."""

    __slots__ = ("_are_drawn", "_figures", "_language", "_uris")

    def __init__(self, figures: Sequence[Figure], language: str) -> None:
        self._language = language
        self._figures = Packed(tuple(figures)) if figures else None
        self._are_drawn = all(chart.is_drawn for figure in figures for chart in figure.charts)
        self._uris = tuple(
            (place, figure.explored.uri) for place, figure in enumerate(figures) if figure.explored
        )

    def __bool__(self) -> bool:
        return self._figures is not None

    def made_of(self) -> str:
        """The digest of them all."""
        return content_digest(self._figures.content) if self._figures else "none"

    def figures(self) -> tuple[Figure, ...]:
        """Every one of them."""
        return self._figures.opened() if self._figures else ()

    def charts(self) -> tuple[Chart, ...]:
        """Each that is to be drawn yet."""
        if self._are_drawn:
            return ()
        found = (chart for figure in self.figures() for chart in figure.charts)
        return tuple(chart for chart in found if not chart.is_drawn)

    def explored(self) -> tuple[Output, ...]:
        """The files that they are explored from."""
        made_of = self.made_of()
        return tuple(
            Output(uri=uri, content=_Explored(self, place, self._language), made_of=made_of)
            for place, uri in self._uris
        )


class _Explored:
    """Makes the file that one of them is explored from."""

    __slots__ = ("_figures", "_language", "_place")

    def __init__(self, figures: HeldFigures, place: int, language: str) -> None:
        self._figures, self._place, self._language = figures, place, language

    def __call__(self) -> bytes:
        explored = self._figures.figures()[self._place].explored
        assert explored is not None, "it has an address"
        return explored_json(explored, self._language)


def held_figures(package: Package, view: ProgrammeView) -> HeldFigures:
    """The charts of a package."""
    return HeldFigures(package_figures(package, view), view.language)


MANY = 200
"""Packages that are worth starting processes for."""


def all_figures(packages: Sequence[Package], view: ProgrammeView) -> Mapping[str, HeldFigures]:
    """The charts of each package, by its id."""
    found = spread(packages, partial(held_figures, view=view), least=MANY)
    return {package.id: own for package, own in zip(packages, found, strict=True)}
