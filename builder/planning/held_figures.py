"""The charts of a package, held packed until its page or one of their files is made."""

from collections.abc import Sequence

from builder.charts.explored import explored_json
from builder.charts.svg import Chart
from builder.model import Package
from builder.packed import Packed
from builder.pages.figure import Figure
from builder.pages.programme.charts import package_figures
from builder.pages.programme.view import ProgrammeView
from builder.site import Output
from builder.store.stamps import content_digest


class HeldFigures:
    """Charts in their order."""

    __slots__ = ("_figures", "_language", "_uris")

    def __init__(self, figures: Sequence[Figure], language: str) -> None:
        self._language = language
        self._figures = Packed(tuple(figures)) if figures else None
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
        """Every drawing that they have."""
        return tuple(chart for figure in self.figures() for chart in figure.charts)

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
