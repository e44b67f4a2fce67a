"""The list of all indicators by pillar, each with its newest value and target."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model import Indicator
from builder.pages.indicator import latest_value, target
from builder.pages.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator in the list."""

    name: str
    uri: str
    value: str | None
    period: str
    kind: str
    target: str | None
    target_period: str
    disagrees: bool
    filled: int | None
    """Length of the small bar in percent of the width; None where it would mislead."""
    mark: int | None
    """Place of the target on the small bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarGroup:
    """The indicators of one pillar."""

    id: str
    name: str
    summary: str
    measured: tuple[IndicatorRow, ...]
    unmeasured: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsPage:
    """Context of indicators.html."""

    title: str
    lead: str
    groups: tuple[PillarGroup, ...]


def indicators_page(reader: Reader) -> IndicatorsPage:
    """Every indicator of the register by pillar."""
    catalogue = reader.catalogue
    measured = [one for one in catalogue.indicators if latest_value(one)]
    return IndicatorsPage(
        title=reader.words("nav.indicators"),
        lead=reader.words(
            "indicators.lead",
            count=len(catalogue.indicators),
            measured=len(measured),
            unmeasured=len(catalogue.indicators) - len(measured),
            disagree=sum(1 for one in catalogue.indicators if one.disagreements),
        ),
        groups=pillar_groups(reader),
    )


def pillar_groups(reader: Reader) -> tuple[PillarGroup, ...]:
    """Pillars in their order, each with its indicators in the register's order."""
    pillars = [one for one in reader.catalogue.topics.values() if one.scheme == "pillar"]
    groups = []
    for pillar in sorted(pillars, key=lambda one: one.position):
        own = [one for one in reader.catalogue.indicators if one.pillar == pillar.id]
        if own:
            groups.append(_group(pillar.id, pillar.name[reader.language], own, reader))
    return tuple(groups)


def _group(pillar: str, name: str, own: Sequence[Indicator], reader: Reader) -> PillarGroup:
    rows = [(indicator_row(one, reader), latest_value(one) is not None) for one in own]
    measured = tuple(row for row, has_value in rows if has_value)
    unmeasured = tuple(row for row, has_value in rows if not has_value)
    return PillarGroup(
        id=pillar,
        name=name,
        summary=reader.words("indicators.group", count=len(own), measured=len(measured)),
        measured=measured,
        unmeasured=unmeasured,
    )


def indicator_row(indicator: Indicator, reader: Reader) -> IndicatorRow:
    """An indicator as a row of a list."""
    latest, aim = latest_value(indicator), target(indicator)
    filled = mark = None
    if latest and latest.value is not None and indicator.unit == "percent" and latest.value <= 100:
        filled = round(latest.value)
        if aim and aim.value is not None and aim.value <= 100:
            mark = round(aim.value)
    return IndicatorRow(
        name=indicator.short_name[reader.language],
        uri=reader.uri("indicators", indicator.id),
        value=reader.value(latest) if latest else None,
        period=reader.period(latest.period) if latest else "",
        kind=reader.words(f"kind.{latest.kind}") if latest else "",
        target=reader.value(aim) if aim else None,
        target_period=reader.period(aim.period) if aim else "",
        disagrees=bool(indicator.disagreements),
        filled=filled,
        mark=mark,
    )
