"""The chart of a list of indicators: what was reached beside what is wanted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.charts import style
from builder.charts.dumbbells import Dumbbell, Mark, dumbbells_svg
from builder.charts.svg import chart
from builder.language.text import MISSING
from builder.model import Indicator, Observation, Package
from builder.pages.catalogue.requested import MOST_BARS
from builder.pages.figure import Figure
from builder.pages.programme.indicator import latest_value, target
from builder.pages.programme.view import ProgrammeView


def aims_figure(package: Package, view: ProgrammeView) -> Figure | None:
    """The package's own newest values and targets, against those that others print."""
    rows = [
        row
        for row in (_aimed(package, indicator, view) for indicator in _own(package, view))
        if row
    ]
    if not rows:
        return None
    words = view.words
    rows.sort(key=lambda row: row.gap, reverse=True)
    shown = rows[:MOST_BARS]
    cut = words("chart.widest", shown=len(shown), count=len(rows)) if len(rows) > len(shown) else ""
    title = words("chart.title.aims")
    observations = [
        observation for row in shown for observation in (row.value, row.target) if observation
    ]
    documents = dict.fromkeys(view.document(each.source.document).text for each in observations)
    dumbbells = [row.dumbbell(view) for row in shown]
    return Figure(
        title=title,
        subtitle="; ".join(part for part in (words("chart.aims"), cut) if part),
        chart=chart(dumbbells_svg(dumbbells), title, f"chart-{package.id}"),
        phone=chart(dumbbells_svg(dumbbells, style.PHONE), title, f"chart-{package.id}-narrow"),
        source=words("chart.source", documents="; ".join(documents)),
        columns=(words("nav.indicators"), words("value.value"), words("kind.target")),
        rows=tuple(row.cells(view) for row in rows),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aimed:
    """An indicator with what it is and what it should be."""

    indicator: Indicator
    value: Observation | None
    target: Observation | None

    @property
    def gap(self) -> Decimal:
        """How far the value is from the target in points; nothing where one is missing."""
        if self.value is None or self.target is None:
            return Decimal(-1)
        return abs((self.target.value or Decimal()) - (self.value.value or Decimal()))

    def dumbbell(self, view: ProgrammeView) -> Dumbbell:
        """As a row of a chart."""
        return Dumbbell(
            name=self.indicator.short_name[view.language],
            value=_mark(self.value, view),
            target=_mark(self.target, view),
        )

    def cells(self, view: ProgrammeView) -> tuple[str, ...]:
        """As a row of a table."""
        found = (self.value, self.target)
        texts = (
            f"{view.value(each)} ({view.period(each.period)})" if each else MISSING
            for each in found
        )
        return (self.indicator.short_name[view.language], *texts)


def _own(package: Package, view: ProgrammeView) -> Iterator[Indicator]:
    """Indicators that the package prints a share of."""
    for indicator in view.portal.indicators_printed_in[package.id]:
        if indicator.unit == "percent":
            yield indicator


def _aimed(package: Package, indicator: Indicator, view: ProgrammeView) -> _Aimed | None:
    value = _newest(package, indicator, ("actual", "estimate")) or latest_value(indicator, view)
    aim = _newest(package, indicator, ("target", "plan")) or target(indicator, view)
    if value is None and aim is None:
        return None
    return _Aimed(indicator=indicator, value=value, target=aim)


def _newest(package: Package, indicator: Indicator, kinds: tuple[str, ...]) -> Observation | None:
    """The last number of some kinds that the package itself prints."""
    found = [
        observation
        for observation in indicator.observations
        if observation.package == package.id
        and observation.kind in kinds
        and observation.value is not None
    ]
    return max(found, key=lambda observation: observation.period.end, default=None)


def _mark(observation: Observation | None, view: ProgrammeView) -> Mark | None:
    if observation is None or observation.value is None:
        return None
    return Mark(
        number=float(observation.value),
        text=view.value(observation),
        hollow=observation.kind == "estimate",
    )
