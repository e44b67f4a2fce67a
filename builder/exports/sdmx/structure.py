"""What a row of the SDMX data is: dimensions, attributes, and the code list of each.

Documents disagree, so that indicator, period and kind do not single out a number: the printed row
that holds it is a dimension too, as in the data cube.
Source: https://sdmx.org/?page_id=5008 (SDMX 2.1 and 3.0)
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from builder.exports.data_cube.data_cube_terms import OPERATORS, WHOLE, Cube
from builder.exports.sdmx.concepts import UNITS, codes_of, concept_of
from builder.exports.statements import statement
from builder.language.periods import Period
from builder.language.text import Localised
from builder.model import Observation
from builder.portal import Portal

VERSION = "1.0"
STRUCTURE_ID = "INDICATORS"
FLOW_ID = "INDICATOR_VALUES"
CONCEPTS_ID = "CONCEPTS"

FREQUENCIES: Mapping[str, str] = {
    "A": "frequency.ANNUAL",
    "S": "frequency.ANNUAL_2",
    "Q": "frequency.QUARTERLY",
    "M": "frequency.MONTHLY",
    "D": "frequency.DAILY",
}
"""Codes of SDMX's cross-domain list CL_FREQ that periods have, with their words."""


def sdmx_id(text: str) -> str:
    """A text as an id of SDMX; what such an id cannot hold is written as `$` and its number."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda found: f"${ord(found[0]):X}", text)


def agency(portal: Portal) -> str:
    """Id of the agency: the publisher's, which must begin with a letter."""
    return "AG_" + sdmx_id(portal.settings.publisher).replace("-", "_").replace("$", "_").upper()


def frequency(period: Period) -> str:
    """Code of how long a period is."""
    if period.is_day:
        return "D"
    if period.month:
        return "M"
    return "S" if period.half else "Q" if period.quarter else "A"


Told = Callable[[str, Observation], str | None]
"""The value of a component, from the id of an indicator and one of its observations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A dimension or an attribute of every row."""

    id: str
    name: Localised
    told: Told = field(repr=False)
    codes: Mapping[str, Localised] | None = None
    """Names by code; None where the column has no code list."""
    is_required: bool = True

    @property
    def list_id(self) -> str:
        """Id of its code list."""
        return f"CL_{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The columns of the data: dimensions with the time last, then attributes."""

    dimensions: tuple[Component, ...]
    attributes: tuple[Component, ...]
    time: Localised
    value: Localised


def numbers(portal: Portal) -> Iterator[tuple[str, Observation]]:
    """Every number of the portal with its indicator: the whole, its parts, then sums of these."""
    for indicator in portal.indicators:
        for observation in (*indicator.observations, *indicator.parts, *indicator.sums):
            if observation.value is not None:
                yield indicator.id, observation


def structure_of(portal: Portal) -> Structure:
    """The structure of the data of one portal; its code lists hold the codes that it uses."""
    maker = _Maker(portal)
    return Structure(
        dimensions=(
            maker.frequency(),
            maker.indicator(),
            maker.kind(),
            *(maker.own(name) for name in maker.cube.dimensions),
            maker.printed_in(),
        ),
        attributes=tuple(maker.attributes()),
        time=maker.said("cube.component.refPeriod"),
        value=maker.said("cube.component.obsValue"),
    )


class _Maker:
    def __init__(self, portal: Portal) -> None:
        self.portal, self.cube = portal, Cube(portal)
        self.languages = portal.settings.languages
        self.found = [observation for _, observation in numbers(portal)]

    def said(self, key: str) -> Localised:
        return statement(key, self.languages)

    def worded(self, stem: str, codes: Sequence[str]) -> dict[str, Localised]:
        return {code: self.said(f"{stem}.{code}") for code in sorted(set(codes))}

    def frequency(self) -> Component:
        used = {frequency(observation.period) for observation in self.found}
        return Component(
            id="FREQ",
            name=self.said("sdmx.frequency"),
            codes={code: self.said(key) for code, key in FREQUENCIES.items() if code in used},
            told=lambda _, observation: frequency(observation.period),
        )

    def indicator(self) -> Component:
        return Component(
            id="INDICATOR",
            name=self.said("cube.component.indicator"),
            codes={sdmx_id(each.id): each.name for each in self.portal.indicators},
            told=lambda indicator_id, _: sdmx_id(indicator_id),
        )

    def kind(self) -> Component:
        return Component(
            id="KIND",
            name=self.said("cube.component.kind"),
            codes=self.worded("kind", [observation.kind for observation in self.found]),
            told=lambda _, observation: observation.kind,
        )

    def own(self, name: str) -> Component:
        """What values are broken down by."""
        categories = self.cube.categories(name).values()
        before = list(self.cube.dimensions)
        before = before[: before.index(name)]
        own_id = sdmx_id(name).replace("-", "_").upper()
        concept = concept_of(name, own_id, before)
        shared = codes_of(concept, categories)

        def told(_: str, observation: Observation) -> str:
            code = dict(observation.categories).get(name, WHOLE)
            return shared.get(code) or sdmx_id(code)

        return Component(
            id=concept,
            name=self.cube.dimensions[name][0].title,
            codes={
                WHOLE: self.said("cube.whole"),
                **{
                    shared.get(category.code) or sdmx_id(category.code): category.name
                    for category in categories
                },
            },
            told=told,
        )

    def printed_in(self) -> Component:
        names = {
            (row.package, row.id): row.name
            for indicator in self.portal.indicators
            for row in indicator.rows
        }
        codes = {}
        for observation in self.found:
            place = (observation.package, observation.row)
            plain = Localised(dict.fromkeys(self.languages, observation.row))
            codes[_printed_id(observation)] = names.get(place, plain)
        return Component(
            id="PRINTED_IN",
            name=self.said("cube.component.source"),
            codes=dict(sorted(codes.items())),
            told=lambda _, observation: _printed_id(observation),
        )

    def units(self) -> dict[str, Localised]:
        """Codes of units: those that SDMX shares, else the portal's own."""
        used = sorted({observation.unit for observation in self.found})
        return {
            UNITS.get(unit, (unit, None))[0]: self.said(
                f"sdmx.unit.{unit}" if UNITS.get(unit, ("", None))[1] else f"unit.{unit}"
            )
            for unit in used
        }

    def attributes(self) -> Iterator[Component]:
        used = {observation.operator for observation in self.found} - {None}
        operators = [code for sign, code in OPERATORS.items() if sign in used]
        yield Component(
            id="UNIT_MEASURE",
            name=self.said("cube.component.unitMeasure"),
            codes=self.units(),
            told=lambda _, observation: UNITS.get(observation.unit, (observation.unit, None))[0],
        )
        if any(UNITS.get(observation.unit, ("", None))[1] for observation in self.found):
            yield Component(
                id="UNIT_MULT",
                name=self.said("sdmx.multiplier"),
                codes={"9": self.said("sdmx.multiplier.9")},
                told=lambda _, observation: UNITS.get(observation.unit, ("", None))[1],
                is_required=False,
            )
        yield Component(
            id="OBS_STATUS",
            name=self.said("cube.component.obsStatus"),
            codes=self.worded("cube.status", [observation.status for observation in self.found]),
            told=lambda _, observation: observation.status,
        )
        yield Component(
            id="OPERATOR",
            name=self.said("cube.component.operator"),
            codes=self.worded("cube.operator", operators),
            told=lambda _, observation: OPERATORS.get(observation.operator or ""),
            is_required=False,
        )
        texts: Mapping[str, tuple[str, Told]] = {
            "UPPER_VALUE": ("upperValue", lambda _, each: _number(each.value_high)),
            "PRINTED": ("printed", lambda _, each: each.raw),
            "DOCUMENT": ("document", lambda _, each: each.source.document),
            "LOCATOR": ("locator", lambda _, each: each.source.locator),
        }
        for column, (key, told) in texts.items():
            yield Component(
                id=column,
                name=self.said(f"cube.component.{key}"),
                told=told,
                is_required=column != "UPPER_VALUE",
            )


def _printed_id(observation: Observation) -> str:
    return f"{sdmx_id(observation.package)}__{sdmx_id(observation.row)}"


def _number(value: object) -> str | None:
    return None if value is None else f"{value:f}"
