"""The numbers of a cube as Turtle: the text of each, made from parts that thousands share.

It is the text that `rdf.render_turtle` would make of their nodes, byte by byte, without any: a
portal by province and sex has hundreds of thousands. A test writes them from nodes.
"""

import heapq
from collections.abc import Iterator, Sequence
from functools import cache, partial

from builder.addresses import Iri
from builder.exports.data_cube.data_cube import cube_numbers, fixed_nodes
from builder.exports.data_cube.data_cube_terms import OPERATORS, Cube, cube_prefixes
from builder.exports.rdf import Literal, literals, named_iris, render_turtle, turtle_values
from builder.model import Observation
from builder.portal import Portal

_NEXT = " ;\n    "


def cube_texts(portal: Portal) -> Iterator[str]:
    """The cube in Turtle, a piece of text a thing, by IRI.

    Raises: ValueError if two different things have the same IRI.
    """
    cube = Cube(portal)
    fixed = fixed_nodes(cube)
    head, *texts = render_turtle(fixed, cube_prefixes(portal.settings))
    yield head
    told = zip((node.iri.value for node in fixed), texts, strict=True)
    last = ("", "")
    for thing in heapq.merge(told, _observations(cube), key=lambda thing: thing[0]):
        if thing[0] != last[0]:
            yield thing[1]
        elif thing != last:
            raise ValueError(f"two different nodes: {thing[0]}")
        last = thing


def cube_iris(portal: Portal) -> frozenset[str]:
    """Every IRI that the cube names."""
    cube = Cube(portal)
    named = {iri for node in fixed_nodes(cube) for iri in named_iris(node)}
    numbers = cube_numbers(portal)
    named.update(cube.observation(*number).value for number in numbers)
    documents = {observation.source.document for _, observation in numbers}
    named.update(portal.addresses.document(document).value for document in documents)
    return frozenset(named)


def _observations(cube: Cube) -> Iterator[tuple[str, str]]:
    """IRI and text of each number, by IRI."""
    texts = _Texts(cube)
    named = [(cube.observation(*number).value, number) for number in cube_numbers(cube.portal)]
    named.sort(key=lambda found: found[0])
    for iri, (indicator, observation) in named:
        yield iri, texts.text(iri, indicator, observation)


class _Texts:
    """What writes the numbers of a cube; parts of the text are made once each."""

    def __init__(self, cube: Cube) -> None:
        self._cube = cube
        self._indicator = cache(partial(_of_indicator, cube))
        self._time = cache(partial(_of_time, cube))
        self._categories = cache(partial(_of_categories, cube))
        self._row = cache(partial(_of_row, cube))
        self._unit = cache(partial(_of_unit, cube))
        self._place = cache(partial(_of_place, cube))

    def text(self, iri: str, indicator: str, observation: Observation) -> str:
        source, upper = observation.source, observation.value_high
        said = [
            f"\n<{iri}> a qb:Observation",
            self._indicator(indicator),
            self._time(observation.period, observation.kind),
            self._categories(observation.categories),
            self._row(observation.package, observation.row),
            f'{_NEXT}sdmx-measure:obsValue "{observation.value:f}"^^xsd:decimal',
            self._unit(observation.unit, observation.status),
            _said("cube:printed", (Literal(observation.raw),)),
            self._place(source.document, source.locator, observation.operator),
        ]
        if upper is not None:
            said.append(f'{_NEXT}cube:upperValue "{upper:f}"^^xsd:decimal')
        if observation.note:
            said.append(_said("rdfs:comment", literals(observation.note)))
        return "".join(said) + " .\n"


def _of_indicator(cube: Cube, indicator: str) -> str:
    dataset = _said("qb:dataSet", (cube.iri("cube:dataset"),))
    return dataset + _said("cube:indicator", (cube.indicator(indicator),))


def _of_time(cube: Cube, period: str, kind: str) -> str:
    said = _said("sdmx-dimension:refPeriod", (cube.code("period", period),))
    return said + _said("cube:kind", (cube.code("kinds", kind),))


def _of_categories(cube: Cube, categories: tuple[tuple[str, str], ...]) -> str:
    return "".join(_said(name, terms) for name, terms in cube.of_categories(categories))


def _of_row(cube: Cube, package: str, row: str) -> str:
    return _said("cube:source", (cube.source(package, row),))


def _of_unit(cube: Cube, unit: str, status: str) -> str:
    said = _said("sdmx-attribute:unitMeasure", (cube.code("units", unit),))
    return said + _said("sdmx-attribute:obsStatus", (cube.code("statuses", status),))


def _of_place(cube: Cube, document: str, locator: str, operator: str | None) -> str:
    """The words of a document are those of the portal's first language."""
    said = _said("cube:document", (cube.portal.addresses.document(document),))
    language = cube.portal.settings.languages[0]
    said += _said("cube:locator", (Literal(locator, language=language),))
    if operator:
        said += _said("cube:operator", (cube.code("operators", OPERATORS[operator]),))
    return said


def _said(name: str, terms: Sequence[Iri | Literal]) -> str:
    """A property with its values, as it goes on in the text of a thing."""
    return f"{_NEXT}{name} {turtle_values(terms)}"
