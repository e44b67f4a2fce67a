"""Code lists of the data cube as SKOS: indicators, kinds, units, statuses, operators, bodies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.addresses import Iri
from builder.exports.data_cube.data_cube_terms import (
    MATCHED_STATUSES,
    OPERATORS,
    SDMX,
    WHOLE,
    Cube,
)
from builder.exports.dcat.dcat_references import reference_nodes
from builder.exports.rdf import Literal, Node, Term, described, literals
from builder.model import Indicator, Observation, Organisation
from builder.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Code:
    """A code of a list without levels."""

    id: str
    notation: str
    """The code as the tables of the portal write it."""
    labels: Sequence[Term]
    matches: tuple[Iri, ...] = ()


def code_nodes(observations: Sequence[Observation], cube: Cube) -> Iterator[Node]:
    """Every code list with the codes that the register and its observations use."""
    yield from _indicators(cube)
    yield from _list(
        "kinds", _worded("kind", {observation.kind for observation in observations}, cube), cube
    )
    yield from _list(
        "units", _worded("unit", {observation.unit for observation in observations}, cube), cube
    )
    yield from _list(
        "statuses", _statuses({observation.status for observation in observations}, cube), cube
    )
    yield from _list(
        "operators", _operators({observation.operator for observation in observations}, cube), cube
    )
    yield from _categories(cube)
    yield from _organisations(cube)
    for node in reference_nodes(cube.portal):
        if {"skos:Concept", "skos:ConceptScheme"} & set(node.classes):
            yield node  # topics and pillars, as the catalogue describes them


def _list(name: str, codes: Iterable[_Code], cube: Cube) -> Iterator[Node]:
    found = list(codes)
    yield _scheme(name, [cube.code(name, code.id) for code in found], cube)
    for code in found:
        yield described(
            cube.code(name, code.id),
            "skos:Concept",
            [
                ("skos:prefLabel", code.labels),
                ("skos:notation", [Literal(code.notation)]),
                *_top_of(name, cube),
                ("skos:exactMatch", code.matches),
            ],
        )


def _scheme(name: str, tops: Sequence[Iri], cube: Cube) -> Node:
    return described(
        cube.scheme(name),
        "skos:ConceptScheme",
        [("dct:title", cube.words(f"cube.scheme.{name}")), ("skos:hasTopConcept", tops)],
    )


def _top_of(name: str, cube: Cube) -> list[tuple[str, Sequence[Term]]]:
    scheme = [cube.scheme(name)]
    return [("skos:inScheme", scheme), ("skos:topConceptOf", scheme)]


def _worded(stem: str, codes: Iterable[str], cube: Cube) -> Iterator[_Code]:
    """Codes that pages name too."""
    for code in sorted(codes):
        yield _Code(id=code, notation=code, labels=cube.words(f"{stem}.{code}"))


def _statuses(codes: Iterable[str], cube: Cube) -> Iterator[_Code]:
    for code in sorted(codes):
        matches = (Iri(f"{SDMX}code#obsStatus-{code}"),) if code in MATCHED_STATUSES else ()
        labels = cube.words(f"cube.status.{code}")
        yield _Code(id=code, notation=code, labels=labels, matches=matches)


def _operators(signs: Iterable[str | None], cube: Cube) -> Iterator[_Code]:
    for sign in sorted(sign for sign in signs if sign):
        code = OPERATORS[sign]
        yield _Code(id=code, notation=sign, labels=cube.words(f"cube.operator.{code}"))


def _categories(cube: Cube) -> Iterator[Node]:
    """The code list of each dimension of the portal's own, the whole at its top."""
    for name, dimensions in cube.dimensions.items():
        codes = cube.categories(name)
        scheme, whole = cube.scheme(f"codes-{name}"), cube.code(f"codes-{name}", WHOLE)
        yield described(
            scheme,
            "skos:ConceptScheme",
            [("dct:title", literals(dimensions[0].title)), ("skos:hasTopConcept", [whole])],
        )
        labels = {WHOLE: cube.words("cube.whole")}
        labels |= {code: literals(category.name) for code, category in codes.items()}
        for code, said in labels.items():
            yield described(
                cube.code(f"codes-{name}", code),
                "skos:Concept",
                [
                    ("skos:prefLabel", said),
                    ("skos:notation", [Literal(code)]),
                    ("skos:inScheme", [scheme]),
                    ("skos:topConceptOf", [scheme if code == WHOLE else None]),
                    ("skos:broader", [None if code == WHOLE else whole]),
                ],
            )


def _indicators(cube: Cube) -> Iterator[Node]:
    indicators = cube.portal.indicators
    yield _scheme("indicators", [cube.indicator(indicator.id) for indicator in indicators], cube)
    yield from (_indicator(indicator, cube) for indicator in indicators)


def _indicator(indicator: Indicator, cube: Cube) -> Node:
    addresses = cube.portal.addresses
    topics = (indicator.pillar, *indicator.topics)
    return described(
        cube.indicator(indicator.id),
        "skos:Concept",
        [
            ("skos:prefLabel", literals(indicator.name)),
            ("skos:altLabel", literals(indicator.short_name)),
            ("skos:definition", literals(indicator.definition)),
            ("skos:notation", [Literal(indicator.id)]),
            *_top_of("indicators", cube),
            (
                "dct:subject",
                [addresses.topic(topic) for topic in topics],
            ),
            (
                "cube:responsible",
                [cube.organisation(organisation) for organisation in indicator.responsible],
            ),
            ("foaf:page", addresses.pages("indicators", indicator.id)),
        ],
    )


def _organisations(cube: Cube) -> Iterator[Node]:
    """The bodies that indicators and their rows name, with those that they belong to."""
    known = cube.portal.organisations
    named = [known[text] for text in sorted(_named(cube.portal))]
    tops = [cube.organisation(text.id) for text in named if text.parent is None]
    yield _scheme("organisations", tops, cube)
    yield from (_organisation(text, cube) for text in named)


def _named(portal: Portal) -> set[str]:
    named: set[str] = set()
    for indicator in portal.indicators:
        named.update(indicator.responsible)
        for row in indicator.rows:
            named.update(row.measured_by, row.reported_by, row.partners)
    waiting = list(named)
    while waiting:
        parent = portal.organisations[waiting.pop()].parent
        if parent is not None and parent not in named:
            named.add(parent)
            waiting.append(parent)
    return named


def _organisation(organisation: Organisation, cube: Cube) -> Node:
    scheme = cube.scheme("organisations")
    parent = organisation.parent
    code = organisation.code
    return described(
        cube.organisation(organisation.id),
        "skos:Concept",
        [
            ("skos:prefLabel", literals(organisation.name)),
            ("skos:notation", [Literal(code) if code else None]),
            ("skos:inScheme", [scheme]),
            ("skos:topConceptOf", [scheme if parent is None else None]),
            ("skos:broader", [cube.organisation(parent) if parent else None]),
            ("foaf:focus", [cube.portal.addresses.agent(organisation.id)]),
        ],
    )
