"""The progress of the parts of an indicator: each province, each sex, by the indicator's rule."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from builder.model import Indicator, Observation
from builder.portal import Portal
from builder.programme.merged import continued
from builder.programme.progress.result import Progress
from builder.programme.progress.results import progress_of
from builder.programme.progress.rules import DEFAULT, rules

_AIMS = ("plan", "target")

PartResults = Mapping[str, Mapping[tuple[str, str], Progress]]
"""Progress by indicator id, then by dimension and code."""


def part_results(portal: Portal) -> PartResults:
    """The progress of every category of every indicator that is broken down."""
    found = rules(portal.packages)
    return {
        indicator.id: {
            part: progress_of(own, found.get(indicator.id, DEFAULT), portal)
            for part, own in _own_indicators(indicator)
        }
        for indicator in portal.indicators
        if indicator.parts
    }


def values_by_part(indicator: Indicator) -> Mapping[tuple[str, str], list[Observation]]:
    """The values of each category by dimension and code, by period; of one dimension alone."""
    return _by_part(indicator.parts)


def sums_by_part(indicator: Indicator) -> Mapping[tuple[str, str], list[Observation]]:
    """The sums over merged categories, as `values_by_part` has what is printed."""
    return _by_part(indicator.sums)


def with_sums(
    parts: Mapping[tuple[str, str], list[Observation]], indicator: Indicator
) -> Mapping[tuple[str, str], list[Observation]]:
    """The values of each category, and the sums for the time before it was one."""
    goes_on = continued(indicator.dimensions, indicator.parts) if indicator.sums else ()
    found = _by_part((*indicator.sums, *goes_on))
    return {part: [*parts.get(part, ()), *found.get(part, ())] for part in {**parts, **found}}


def _by_part(values: Iterable[Observation]) -> Mapping[tuple[str, str], list[Observation]]:
    found: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for observation in values:
        if len(observation.categories) == 1:
            found[observation.categories[0]].append(observation)
    return found


def _own_indicators(indicator: Indicator) -> Iterator[tuple[tuple[str, str], Indicator]]:
    """Each category as an indicator; what is aimed at for all holds where it has no aim itself."""
    for part, own in values_by_part(indicator).items():
        kinds = {observation.kind for observation in own}
        aims = [
            observation
            for observation in indicator.observations
            if observation.kind in _AIMS and observation.kind not in kinds
        ]
        yield (
            part,
            replace(
                indicator,
                observations=(*own, *aims),
                disagreements=(),
                dimensions=(),
                parts=(),
            ),
        )
