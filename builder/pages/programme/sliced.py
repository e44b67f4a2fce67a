"""The values of an indicator by category as a browser explores them: one series a slice.

A slice is the categories that a value has, at most one of each dimension; its values stand in the
order of the periods, so that a browser finds what it shows by key and reckons nothing. Texts are
finished in the reader's language.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.language.periods import Period
from builder.model import Dimension, Indicator, Observation
from builder.packages.json_text import compact_json
from builder.pages.programme.over_time import by_period
from builder.pages.programme.value_map import known_shapes
from builder.pages.programme.view import ProgrammeView
from builder.programme.merged import COMPUTED, continued
from builder.programme.progress.spread import replaced

_Slice = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sliced:
    """What a page says of the values that it lets readers explore."""

    id: str
    uri: str
    """Uri of the file that `sliced_json` makes."""
    name: str
    has_map: bool
    """True if a code list says where its codes lie, or which shapes they have."""


def sliced(indicator: Indicator, view: ProgrammeView) -> Sliced | None:
    """None for an indicator that no number breaks down."""
    if not any(_counts(observation) for observation in indicator.parts):
        return None
    return Sliced(
        id=indicator.id,
        uri=sliced_uri(indicator.id, view.language),
        name=indicator.short_name[view.language],
        has_map=any(
            dimension.boundaries
            or any(category.place for category in dimension.categories.values())
            for dimension in indicator.dimensions
        ),
    )


def sliced_uri(indicator_id: str, language: str) -> str:
    """Uri of the file of an indicator."""
    return f"charts/parts/{indicator_id}.{language}.json"


def sliced_json(indicator: Indicator, view: ProgrammeView, foot: str) -> bytes:
    """Every measured and estimated value by slice; `foot` stands below a picture that is kept."""
    slices: dict[_Slice, list[Observation]] = defaultdict(list)
    goes_on = continued(indicator.dimensions, indicator.parts) if indicator.sums else ()
    for observation in (*indicator.observations, *indicator.parts, *indicator.sums, *goes_on):
        if _counts(observation):
            slices[observation.categories].append(observation)
    series = {key: by_period(values) for key, values in slices.items()}
    periods = sorted(
        {period for own in series.values() for period in own},
        key=lambda period: (period.end, period.start),
    )
    progress = view.progress.get(indicator.id)
    target = progress.target if progress else None
    return compact_json(
        {
            "id": indicator.id,
            "name": indicator.short_name[view.language],
            "foot": foot,
            "down": indicator.direction == "down",
            "sign": "%" if indicator.unit == "percent" else "",
            "target": [float(target.value), view.amount(target.value, indicator.unit)]
            if target
            else None,
            "words": _words(view),
            "periods": [
                [str(period), view.period(period), float(period.time)] for period in periods
            ],
            "dimensions": [
                {**_dimension(dimension, series, view), **_lacking(dimension, series, periods)}
                for dimension in indicator.dimensions
            ],
            "series": [
                {
                    "of": dict(key),
                    "numbers": [_number(own.get(period)) for period in periods],
                    "texts": [
                        view.value(own[period]) if period in own else "" for period in periods
                    ],
                    **_sums(own, periods),
                }
                for key, own in series.items()
            ],
        }
    )


def _counts(observation: Observation) -> bool:
    return observation.kind in ("actual", "estimate") and observation.value is not None


def _sums(own: Mapping[Period, Observation], periods: Sequence[Period]) -> Mapping[str, Any]:
    """The places of the values that the portal computed, where there are some."""
    found = [
        place
        for place, period in enumerate(periods)
        if period in own and own[period].status == COMPUTED
    ]
    return {"computed": found} if found else {}


def _number(observation: Observation | None) -> float | None:
    if observation is None or observation.value is None:
        return None
    return float(observation.value)


def _dimension(
    dimension: Dimension, used: Iterable[_Slice], view: ProgrammeView
) -> Mapping[str, Any]:
    """Its categories that have a value, in the order of the code list."""
    known = {code for key in used for name, code in key if name == dimension.name}
    shapes = known_shapes(dimension, known)
    merged = {merger.category.code: merger for merger in dimension.mergers}
    return {
        "name": dimension.name,
        **(
            {"shapes": {"size": [shapes.width, shapes.height], "paths": shapes.shapes}}
            if shapes
            else {}
        ),
        "title": dimension.title[view.language],
        "categories": [
            {
                "code": code,
                "name": category.name[view.language],
                **(
                    {"parts": merged[code].parts, "own": merged[code].is_own}
                    if code in merged
                    else {}
                ),
                **(
                    {
                        "tile": [
                            category.place.column,
                            category.place.row,
                            category.place.abbreviation,
                        ]
                    }
                    if category.place
                    else {}
                ),
            }
            for code, category in {
                **dimension.categories,
                **{merger.category.code: merger.category for merger in dimension.mergers},
            }.items()
            if code in known
        ],
    }


def _lacking(
    dimension: Dimension, used: Iterable[_Slice], periods: Sequence[Period]
) -> Mapping[str, Any]:
    """Tiles of the codes that have no value at all, with the places of the periods of each."""
    known = {code for key in used for name, code in key if name == dimension.name}
    gone = [replaced(dimension, known, period) for period in periods]
    found = [
        {
            "tile": [category.place.column, category.place.row, category.place.abbreviation],
            "at": [
                place
                for place, period in enumerate(periods)
                if category.is_valid(period) and code not in gone[place]
            ],
        }
        for code, category in dimension.categories.items()
        if category.place and code not in known
    ]
    return {"lacking": [each for each in found if each["at"]]}


def _words(view: ProgrammeView) -> Mapping[str, str]:
    """What the browser says; names in braces are filled in there."""
    words = view.words
    spread = {name: f"{{{name}}}" for name in ("period", "best", "high", "worst", "low")}
    return {
        "spread": words("breakdown.spread", **spread),
        "one": words("breakdown.one", name="{name}", value="{value}"),
        "cut": words("parts.cut", shown="{shown}", total="{total}"),
        "rest": words("parts.rest", total="{total}"),
        "missing": words("value.missing"),
        "nothing": words("explore.nothing"),
        "remove": words("explore.remove"),
        "target": words("kind.target"),
        "whole": words("parts.whole"),
        "all": words("parts.all"),
        "computed": words("parts.computed"),
        "status": words("parts.status"),
        "code": words("parts.code"),
        "period": words("parts.period"),
        "value": words("value.value"),
        "number": words("parts.number"),
        "unplaced": words("parts.unplaced"),
        "shapeless": words("parts.shapeless"),
    }
