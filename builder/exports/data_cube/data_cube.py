"""The register as an RDF Data Cube: its structure, and an observation for each printed number.

Documents disagree, so that indicator, period and kind do not single out a number: the printed row
that holds it is a dimension too. A printed cell without a number has no observation, because an
observation must have its measure; it stays in the tables.
Source: https://www.w3.org/TR/vocab-data-cube/
"""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.addresses import Iri
from builder.exports.data_cube.data_cube_codes import code_nodes
from builder.exports.data_cube.data_cube_terms import (
    COMPONENTS,
    DESCRIPTION,
    LINKS,
    OPERATORS,
    TITLE,
    Component,
    Cube,
)
from builder.exports.dcat.dcat_references import licence_iri
from builder.exports.rdf import Graph, Literal, Node, day, described, literals, sorted_graph
from builder.language.text import Localised, period_end, period_text
from builder.model import Observation, Package, PrintedRow
from builder.portal import Portal


def data_cube_graph(portal: Portal) -> Graph:
    """Every number of the register; nothing where the portal has no indicators.

    Names are those of `data_cube_terms.cube_prefixes`.
    """
    if not portal.indicators:
        return ()
    cube = Cube(portal)
    found = [(one.id, each) for one in portal.indicators for each in one.observations]
    numbers = [(indicator, one) for indicator, one in found if one.value is not None]
    observations = [one for _, one in numbers]
    nodes = [_dataset(observations, cube), *_structure(cube), *code_nodes(observations, cube)]
    nodes += _periods({one.period for one in observations}, cube)
    nodes += _sources(observations, cube)
    nodes += (_observation(indicator, one, cube) for indicator, one in numbers)
    return sorted_graph(nodes)


def _dataset(observations: Sequence[Observation], cube: Cube) -> Node:
    portal = cube.portal
    packages = _packages(observations, portal)
    licences = {licence_iri(one.licence) for one in packages}
    return described(
        cube.iri("cube:dataset"),
        "qb:DataSet",
        [
            ("qb:structure", [cube.iri("cube:structure")]),
            ("dct:title", cube.texts(TITLE)),
            ("dct:description", cube.texts(DESCRIPTION)),
            ("dct:publisher", [portal.addresses.agent(portal.settings.publisher)]),
            ("dct:issued", [day(min(one.issued for one in packages))] if packages else []),
            ("dct:modified", [day(max(one.modified for one in packages))] if packages else []),
            ("dct:license", licences if len(licences) == 1 else ()),
            ("prov:wasDerivedFrom", [portal.addresses.dataset(one.id) for one in packages]),
        ],
    )


def _packages(observations: Sequence[Observation], portal: Portal) -> list[Package]:
    used = {one.package for one in observations}
    return [one for one in portal.packages if one.id in used]


def _structure(cube: Cube) -> Iterator[Node]:
    """The structure definition, its components, and what each property means."""
    components = [_component(place, one, cube) for place, one in enumerate(COMPONENTS, start=1)]
    yield described(
        cube.iri("cube:structure"),
        "qb:DataStructureDefinition",
        [
            ("dct:title", cube.texts(TITLE)),
            ("qb:component", [node.iri for node in components]),
        ],
    )
    yield from components
    yield from (_property(one, cube) for one in COMPONENTS)
    for name, label in LINKS.items():
        yield described(
            cube.iri(name),
            "rdf:Property",
            [
                ("rdfs:label", cube.texts(label)),
                ("rdfs:range", [cube.iri("skos:Concept")]),
            ],
        )


def _component(place: int, component: Component, cube: Cube) -> Node:
    """Only an attribute says whether it is required: dimensions and measures always are."""
    required = Literal(str(component.required).lower(), datatype="xsd:boolean")
    is_attribute = component.role == "attribute"
    local = component.name.split(":")[1]
    return described(
        cube.iri(f"cube:component-{local}"),
        "qb:ComponentSpecification",
        [
            (f"qb:{component.role}", [cube.iri(component.name)]),
            ("qb:order", [Literal(str(place), datatype="xsd:int")]),
            ("qb:componentRequired", [required if is_attribute else None]),
        ],
    )


def _property(component: Component, cube: Cube) -> Node:
    coded = ("qb:CodedProperty",) if component.codes else ()
    return described(
        cube.iri(component.name),
        ("rdf:Property", component.property_class, *coded),
        [
            ("rdfs:label", cube.texts(component.label)),
            ("rdfs:range", [cube.iri(component.range) if component.range else None]),
            ("qb:codeList", [cube.scheme(component.codes) if component.codes else None]),
        ],
    )


def _periods(periods: set[str], cube: Cube) -> Iterator[Node]:
    for period in sorted(periods):
        label = {one: period_text(period, one) for one in cube.portal.settings.languages}
        yield described(
            cube.code("period", period),
            "dct:PeriodOfTime",
            [
                ("rdfs:label", literals(label)),
                ("dct:identifier", [Literal(period)]),
                ("dcat:startDate", [day(_start(period))]),
                ("dcat:endDate", [day(period_end(period))]),
            ],
        )


def _start(period: str) -> datetime.date:
    """The first day of a period: 2022, 2024-Q1, 2024-03 or a day."""
    if "-Q" in period:
        year, quarter = (int(part) for part in period.split("-Q"))
        return datetime.date(year, 3 * quarter - 2, 1)
    year, month, first = (int(part) for part in f"{period}-1-1".split("-")[:3])
    return datetime.date(year, month, first)


def _sources(observations: Sequence[Observation], cube: Cube) -> Iterator[Node]:
    """Every printed row that holds a number, with what it prints of itself."""
    portal = cube.portal
    rows = {(row.package, row.id): row for one in portal.indicators for row in one.rows}
    titles = {one.id: one.title for one in portal.packages}
    for one in observations:
        row = rows.get((one.package, one.row))
        yield described(
            cube.source(one),
            "prov:Entity",
            [
                ("rdfs:label", literals(_row_label(titles[one.package], one, row))),
                ("dct:identifier", [Literal(one.row)]),
                ("dct:isPartOf", [cube.portal.addresses.dataset(one.package)]),
                *_bodies(row, cube),
            ],
        )


def _row_label(title: Localised, one: Observation, row: PrintedRow | None) -> dict[str, str]:
    """The dataset, and the name of the row; a figure of the prose has none but its id."""
    return {
        language: f"{text}: {row.name[language] if row else one.row}"
        for language, text in title.items()
    }


def _bodies(row: PrintedRow | None, cube: Cube) -> list[tuple[str, list[Iri]]]:
    if row is None:
        return []
    named = {
        "cube:measuredBy": row.measured_by,
        "cube:reportedBy": row.reported_by,
        "cube:partner": row.partners,
    }
    return [(name, [cube.organisation(one) for one in ids]) for name, ids in named.items()]


def _observation(indicator_id: str, one: Observation, cube: Cube) -> Node:
    assert one.value is not None
    source = one.source
    upper = one.value_high
    return described(
        cube.observation(indicator_id, one),
        "qb:Observation",
        [
            ("qb:dataSet", [cube.iri("cube:dataset")]),
            ("cube:indicator", [cube.indicator(indicator_id)]),
            ("sdmx-dimension:refPeriod", [cube.code("period", one.period)]),
            ("cube:kind", [cube.code("kinds", one.kind)]),
            ("cube:source", [cube.source(one)]),
            ("sdmx-measure:obsValue", [_decimal(one.value)]),
            ("sdmx-attribute:unitMeasure", [cube.code("units", one.unit)]),
            ("sdmx-attribute:obsStatus", [cube.code("statuses", one.status)]),
            ("cube:printed", [Literal(one.raw)]),
            ("cube:document", [cube.portal.addresses.document(source.document)]),
            # The words of the document are those of the portal's first language.
            ("cube:locator", [Literal(source.locator, language=cube.portal.settings.languages[0])]),
            ("cube:operator", [_operator(one.operator, cube)]),
            ("cube:upperValue", [_decimal(upper) if upper is not None else None]),
            ("rdfs:comment", literals(one.note) if one.note else ()),
        ],
    )


def _operator(sign: str | None, cube: Cube) -> Iri | None:
    return cube.code("operators", OPERATORS[sign][0]) if sign else None


def _decimal(value: Decimal) -> Literal:
    return Literal(f"{value:f}", datatype="xsd:decimal")
