"""The whole cube as nodes: what its text must say, which the builder writes without them."""

import heapq
from collections.abc import Iterator
from decimal import Decimal

from builder.addresses import Iri
from builder.exports.data_cube.data_cube import cube_numbers, fixed_nodes
from builder.exports.data_cube.data_cube_terms import OPERATORS, Cube
from builder.exports.rdf import Literal, Node, described, literals, single_nodes
from builder.model import Observation
from builder.portal import Portal


def data_cube_nodes(portal: Portal) -> Iterator[Node]:
    """Every number of the register by IRI; nothing where the portal has no indicators.

    Raises: ValueError if two different nodes have the same IRI.
    """
    if not portal.indicators:
        return
    cube = Cube(portal)
    numbers = cube_numbers(portal)
    numbers.sort(key=lambda number: cube.observation(*number).value)
    made = (_observation(indicator, observation, cube) for indicator, observation in numbers)
    yield from single_nodes(heapq.merge(fixed_nodes(cube), made, key=lambda node: node.iri.value))


def _observation(indicator_id: str, observation: Observation, cube: Cube) -> Node:
    assert observation.value is not None
    source = observation.source
    upper = observation.value_high
    return described(
        cube.observation(indicator_id, observation),
        "qb:Observation",
        [
            ("qb:dataSet", [cube.iri("cube:dataset")]),
            ("cube:indicator", [cube.indicator(indicator_id)]),
            ("sdmx-dimension:refPeriod", [cube.code("period", observation.period)]),
            ("cube:kind", [cube.code("kinds", observation.kind)]),
            *cube.of_categories(observation.categories),
            ("cube:source", [cube.source(observation.package, observation.row)]),
            ("sdmx-measure:obsValue", [_decimal(observation.value)]),
            ("sdmx-attribute:unitMeasure", [cube.code("units", observation.unit)]),
            ("sdmx-attribute:obsStatus", [cube.code("statuses", observation.status)]),
            ("cube:printed", [Literal(observation.raw)]),
            ("cube:document", [cube.portal.addresses.document(source.document)]),
            # The words of the document are those of the portal's first language.
            ("cube:locator", [Literal(source.locator, language=cube.portal.settings.languages[0])]),
            ("cube:operator", [_operator(observation.operator, cube)]),
            ("cube:upperValue", [_decimal(upper) if upper is not None else None]),
            ("rdfs:comment", literals(observation.note) if observation.note else ()),
        ],
    )


def _operator(sign: str | None, cube: Cube) -> Iri | None:
    return cube.code("operators", OPERATORS[sign]) if sign else None


def _decimal(value: Decimal) -> Literal:
    return Literal(f"{value:f}", datatype="xsd:decimal")
