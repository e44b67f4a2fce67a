"""Sums over merged categories: what became of several codes, worked out for the time before.

Only of a dimension whose values add up, and of a unit that can be added; only where every part has
a number of the same row, period and kind. What somebody printed is never replaced.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.language.text import Localised
from builder.language.words import words
from builder.model import Dimension, Merger, Observation, Source

COMPUTED = "I"
"""Status of a sum, as SDMX writes it: "Value imputed by a receiving agency".

Source: https://sdmx.org/standards-2/cross-domain-concepts/, CL_OBS_STATUS
"""

_KINDS = ("actual", "estimate")
_NOT_ADDED = frozenset({"percent", "percent-per-year", "rank", "score", "yes-no"})
"""Units of shares, rates and places: the sum of two of them says nothing."""

_Key = tuple[object, ...]


def sums(dimensions: Iterable[Dimension], parts: Sequence[Observation]) -> tuple[Observation, ...]:
    """The sums of one indicator, in the order of the dimensions and their mergers."""
    return tuple(
        found
        for dimension in dimensions
        if dimension.additive
        for merger in dimension.mergers
        for found in _sums(dimension, merger, parts)
    )


def continued(
    dimensions: Iterable[Dimension], parts: Sequence[Observation]
) -> tuple[Observation, ...]:
    """Printed values of a new code under the code of its sums, so that their line goes on.

    Only where the sums have a code of their own, and the code list says since when the new one is.
    They are for drawing alone: they stand in the files once, under the code that was printed.
    """
    since = {
        (dimension.name, merger.code): merger.category
        for dimension in dimensions
        for merger in dimension.mergers
        if merger.is_own and merger.category.first is not None
    }
    return tuple(
        replace(
            observation,
            categories=tuple(
                (name, since[name, code].code if (name, code) in since else code)
                for name, code in observation.categories
            ),
        )
        for observation in (parts if since else ())
        if any(
            pair in since and observation.period.start >= (since[pair].first or datetime.date.max)
            for pair in observation.categories
        )
    )


def _sums(
    dimension: Dimension, merger: Merger, parts: Sequence[Observation]
) -> Iterator[Observation]:
    values: dict[_Key, dict[str, Observation]] = defaultdict(dict)
    for observation in parts:
        code = dict(observation.categories).get(dimension.name)
        if code is not None and observation.kind in _KINDS:
            values[_key(observation, dimension)][code] = observation
    for found in values.values():
        old = [found[code] for code in merger.parts if code in found]
        is_printed = merger.code not in merger.parts and merger.code in found
        if len(old) == len(merger.parts) and not is_printed and all(map(_adds, old)):
            yield _sum(dimension, merger, old)


def _key(observation: Observation, dimension: Dimension) -> _Key:
    """What the parts of one sum share: everything but their code."""
    others = tuple(pair for pair in observation.categories if pair[0] != dimension.name)
    own = (observation.package, observation.row, observation.period, observation.kind)
    return (*own, observation.unit, others)


def _adds(observation: Observation) -> bool:
    """True for one exact number of a unit that can be added."""
    return (
        observation.value is not None
        and observation.value_high is None
        and observation.operator in (None, "=")
        and observation.unit not in _NOT_ADDED
    )


def _sum(dimension: Dimension, merger: Merger, old: Sequence[Observation]) -> Observation:
    first, *_ = old
    code = merger.category.code
    return replace(
        first,
        value=sum((observation.value or Decimal(0) for observation in old), Decimal(0)),
        status=COMPUTED,
        raw="",
        rating=None,
        note=_note(dimension, old, merger.category.name),
        source=_source(old),
        categories=tuple(
            (name, code if name == dimension.name else own) for name, own in first.categories
        ),
    )


def _note(dimension: Dimension, old: Sequence[Observation], like: Mapping[str, str]) -> Localised:
    """Which printed values were added, in each language."""
    codes = [dict(observation.categories)[dimension.name] for observation in old]
    return Localised(
        {
            language: words(language)(
                "merged.note",
                parts="; ".join(dimension.categories[code].name[language] for code in codes),
            )
            for language in like
        }
    )


def _source(old: Sequence[Observation]) -> Source:
    """Where the parts stand; the places in it where they differ, one after another."""
    places = dict.fromkeys(observation.source.locator for observation in old)
    return replace(old[0].source, locator="; ".join(places), lines=None)
