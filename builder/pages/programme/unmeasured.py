"""«Chưa đo được»: indicators with a target and no value at all, and who should measure them."""

from dataclasses import dataclass

from builder.model import Indicator
from builder.pages.programme.indicator import latest_value
from builder.pages.programme.organisations import organisation_link
from builder.reader import Reader
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


def unmeasured_rows(reader: Reader) -> tuple[UnmeasuredRow, ...]:
    """Every indicator that no document prints an estimate or an actual value of."""
    return tuple(
        UnmeasuredRow(
            id=one.id,
            name=one.short_name[reader.language],
            uri=reader.uri("indicators", one.id),
            pillar=reader.topic(one.pillar),
            targets=_targets(one, reader),
            bodies=tuple(organisation_link(each, reader) for each in one.responsible),
        )
        for one in reader.catalogue.indicators
        if latest_value(one) is None
    )


def _targets(indicator: Indicator, reader: Reader) -> tuple[str, ...]:
    texts = (
        reader.words("unmeasured.target", value=reader.value(one), period=reader.period(one.period))
        for one in indicator.observations
        if one.kind == "target" and one.value is not None
    )
    return tuple(dict.fromkeys(texts))
