"""«Chưa đo được»: indicators with a target and no value at all, and who should measure them."""

from dataclasses import dataclass

from builder.model import Indicator
from builder.pages.programme.indicator import has_value
from builder.pages.programme.view import ProgrammeView
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmeasuredRow:
    """An indicator without any value."""

    id: str
    name: str
    uri: str
    pillar: str
    targets: tuple[str, ...]
    """Each distinct target with its year; none where no document prints one as a number."""
    bodies: tuple[Link, ...]
    """Those who answer for it by the documents; none where they do not say."""
    data: tuple[tuple[str, str], ...]
    """Name and values of each filter that finds it."""


def unmeasured_rows(view: ProgrammeView) -> tuple[UnmeasuredRow, ...]:
    """Every indicator that no document prints an estimate or an actual value of."""
    return tuple(
        UnmeasuredRow(
            id=indicator.id,
            name=indicator.short_name[view.language],
            uri=view.uri("indicators", indicator.id),
            pillar=view.topic(indicator.pillar),
            targets=_targets(indicator, view),
            bodies=tuple(view.body(each) for each in indicator.responsible),
            data=row_data(indicator, view),
        )
        for indicator in view.portal.indicators
        if not has_value(indicator)
    )


def filter_values(indicator: Indicator, view: ProgrammeView) -> dict[str, tuple[str, ...]]:
    """What an indicator can be filtered by."""
    found = view.progress.get(indicator.id)
    documents = dict.fromkeys(row.source.document for row in indicator.rows)
    return {
        "signal": (str(found.standing),) if found else (),
        "body": indicator.responsible,
        "document": tuple(documents),
    }


def row_data(indicator: Indicator, view: ProgrammeView) -> tuple[tuple[str, str], ...]:
    """The same as a row of a list carries it."""
    return tuple(
        (name, ";".join(values)) for name, values in filter_values(indicator, view).items()
    )


def _targets(indicator: Indicator, view: ProgrammeView) -> tuple[str, ...]:
    texts = (
        view.words(
            "unmeasured.target",
            value=view.value(observation),
            period=view.period(observation.period),
        )
        for observation in indicator.observations
        if observation.kind == "target" and observation.value is not None
    )
    return tuple(dict.fromkeys(texts))
