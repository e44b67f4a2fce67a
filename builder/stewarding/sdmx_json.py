"""Data of SDMX-JSON 1.0 and 2.0 as rows and names: places in lists stand for what a value is of.

Source: https://github.com/sdmx-twg/sdmx-json
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.stewarding.sdmx_flow import MEASURE, TIME, VALUE, NotSdmxError, Sdmx
from builder.stewarding.sdmx_structures import json_names

_LEVELS = ("dataSet", "dimensionGroup", "series", "observation")
"""Where the values of a component may stand, in the order of the standard."""


@dataclass(frozen=True, slots=True)
class _Component:
    """A dimension or an attribute, and what stands at each place of its list."""

    id: str
    codes: tuple[str, ...]

    def at(self, place: object) -> str:
        """The code at a place; a text that is no place stands for itself."""
        text = "" if place is None else str(place)
        if text.isdecimal() and self.codes:
            number = int(text)
            if number >= len(self.codes):
                raise NotSdmxError
            return self.codes[number]
        return text


def read_message(message: Any, found: Sdmx) -> None:
    """The values of a message; the whole of it, or the content of its `data`.

    Raises: NotSdmxError where it is no message of data.
    """
    try:
        told = message.get("data") or message
        structures = told.get("structures") or [told["structure"]]
        for data in told["dataSets"]:
            _read_set(data, structures[int(data.get("structure") or 0)], found)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise NotSdmxError from error


def _read_set(data: Mapping[str, Any], structure: Mapping[str, Any], found: Sdmx) -> None:
    dimensions = {level: _read(structure, "dimensions", level, found) for level in _LEVELS}
    attributes = {level: _read(structure, "attributes", level, found) for level in _LEVELS}
    measures = [each["id"] for each in _listed(structure, "measures", "observation")] or [VALUE]
    flow = json_names(structure)
    found.titles = found.titles or flow
    every = _cells(dimensions["dataSet"], [0] * len(dimensions["dataSet"]))
    every |= _cells(attributes["dataSet"], data.get("attributes") or ())
    if str(data.get("action", "")).casefold() == "delete":
        found.deleted += 1
        return
    rest = (dimensions["observation"], attributes["observation"], measures)
    for key, series in (data.get("series") or {}).items():
        shared = every | _cells(dimensions["series"], key.split(":"))
        shared |= _cells(attributes["series"], series.get("attributes") or ())
        found.rows += _observed(series.get("observations") or {}, shared, rest)
    rest = ([*dimensions["series"], *dimensions["observation"]], *rest[1:])
    found.rows += _observed(data.get("observations") or {}, every, rest)
    levels = ("dataSet", "series", "observation")
    names = [each.id for level in levels for each in dimensions[level]]
    names += [MEASURE] if len(measures) > 1 else []
    found.dimensions += [name for name in names if name not in (TIME, *found.dimensions)]
    names = [each.id for level in _LEVELS for each in attributes[level]]
    found.attributes += [name for name in names if name not in found.attributes]
    found.is_described = True


def _observed(
    observations: Mapping[str, Sequence[object]],
    shared: Mapping[str, str],
    rest: tuple[Sequence[_Component], Sequence[_Component], Sequence[str]],
) -> Iterator[dict[str, str]]:
    dimensions, attributes, measures = rest
    for key, values in observations.items():
        row = {**shared, **_cells(dimensions, key.split(":"))}
        row |= _cells(attributes, values[len(measures) :])
        for measure, value in zip(measures, values, strict=False):
            own = {} if len(measures) == 1 else {MEASURE: measure}
            yield {**row, **own, VALUE: "" if value is None else str(value)}


def _cells(components: Sequence[_Component], places: Sequence[object]) -> dict[str, str]:
    pairs = zip(components, places, strict=False)
    return {each.id: code for each, place in pairs if (code := each.at(place))}


def _read(structure: Mapping[str, Any], kind: str, level: str, found: Sdmx) -> list[_Component]:
    """The components of a level, in the order of their places; their names go to the flow."""
    components = []
    for raw in _listed(structure, kind, level):
        own, values = raw["id"], [each or {} for each in raw.get("values") or ()]
        if TIME in (raw.get("role"), *(raw.get("roles") or ())):
            own = TIME
        found.concepts[own] = json_names(raw)
        codes = tuple(str(each.get("id", each.get("value", ""))) for each in values)
        named = {code: json_names(each) for code, each in zip(codes, values, strict=True)}
        found.codes.setdefault(own, {}).update({code: told for code, told in named.items() if told})
        components.append(_Component(own, codes))
    return components


def _listed(structure: Mapping[str, Any], kind: str, level: str) -> Sequence[Mapping[str, Any]]:
    listed: Sequence[Mapping[str, Any]] = (structure.get(kind) or {}).get(level) or ()
    return listed
