"""The register as an RDF Data Cube: its structure, and an observation for each printed number.

Documents disagree, so that indicator, period and kind do not single out a number: the printed row
that holds it is a dimension too. A printed cell without a number has no observation, because an
observation must have its measure; it stays in the tables.
Source: https://www.w3.org/TR/vocab-data-cube/
"""

from collections.abc import Iterator, Sequence

from builder.addresses import Iri
from builder.exports.data_cube.data_cube_codes import code_nodes
from builder.exports.data_cube.data_cube_terms import (
    LINKS,
    Component,
    Cube,
)
from builder.exports.dcat.dcat_references import licence_iri
from builder.exports.rdf import (
    Graph,
    Literal,
    Node,
    day,
    described,
    literals,
    sorted_graph,
)
from builder.language.periods import Period
from builder.language.text import Localised, period_text
from builder.model import Observation, Package, PrintedRow
from builder.portal import Portal


def cube_numbers(portal: Portal) -> list[tuple[str, Observation]]:
    """Every printed or summed number with the indicator that it is of."""
    return [
        (indicator.id, observation)
        for indicator in portal.indicators
        for observation in (*indicator.observations, *indicator.parts, *indicator.sums)
        if observation.value is not None
    ]


def fixed_nodes(cube: Cube) -> Graph:
    """What a cube tells beside its numbers: structure, code lists, periods and printed rows."""
    observations = [observation for _, observation in cube_numbers(cube.portal)]
    nodes = [_dataset(observations, cube), *_structure(cube), *code_nodes(observations, cube)]
    nodes += _periods({observation.period for observation in observations}, cube)
    nodes += _sources(observations, cube)
    return sorted_graph(nodes)


def _dataset(observations: Sequence[Observation], cube: Cube) -> Node:
    portal = cube.portal
    packages = _packages(observations, portal)
    licences = {licence_iri(package.licence) for package in packages}
    return described(
        cube.iri("cube:dataset"),
        "qb:DataSet",
        [
            ("qb:structure", [cube.iri("cube:structure")]),
            ("dct:title", cube.words("cube.title")),
            ("dct:description", cube.words("cube.description")),
            ("dct:publisher", [portal.addresses.agent(portal.settings.publisher)]),
            ("dct:issued", [day(min(package.issued for package in packages))] if packages else []),
            (
                "dct:modified",
                [day(max(package.modified for package in packages))] if packages else [],
            ),
            ("dct:license", licences if len(licences) == 1 else ()),
            ("prov:wasDerivedFrom", [portal.addresses.dataset(package.id) for package in packages]),
        ],
    )


def _packages(observations: Sequence[Observation], portal: Portal) -> list[Package]:
    used = {observation.package for observation in observations}
    return [package for package in portal.packages if package.id in used]


def _structure(cube: Cube) -> Iterator[Node]:
    """The structure definition, its components, and what each property means."""
    components = [
        _component(place, component, cube)
        for place, component in enumerate(cube.components, start=1)
    ]
    yield described(
        cube.iri("cube:structure"),
        "qb:DataStructureDefinition",
        [
            ("dct:title", cube.words("cube.title")),
            ("qb:component", [node.iri for node in components]),
        ],
    )
    yield from components
    yield from (_property(component, cube) for component in cube.components)
    for name in LINKS:
        yield described(
            cube.iri(name),
            "rdf:Property",
            [
                ("rdfs:label", cube.words(f"cube.link.{_local(name)}")),
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
            ("rdfs:label", _component_label(component, cube)),
            ("rdfs:range", [cube.iri(component.range) if component.range else None]),
            ("qb:codeList", [cube.scheme(component.codes) if component.codes else None]),
        ],
    )


def _component_label(component: Component, cube: Cube) -> Sequence[Literal]:
    for name, found in cube.dimensions.items():
        if component.name == cube.dimension(name):
            return literals(found[0].title)
    return cube.words(f"cube.component.{_local(component.name)}")


def _periods(periods: set[Period], cube: Cube) -> Iterator[Node]:
    for period in sorted(periods):
        label = {
            language: period_text(period, language) for language in cube.portal.settings.languages
        }
        yield described(
            cube.code("period", period),
            "dct:PeriodOfTime",
            [
                ("rdfs:label", literals(label)),
                ("dct:identifier", [Literal(period)]),
                ("dcat:startDate", [day(period.start)]),
                ("dcat:endDate", [day(period.end)]),
            ],
        )


def _sources(observations: Sequence[Observation], cube: Cube) -> Iterator[Node]:
    """Every printed row that holds a number, with what it prints of itself."""
    portal = cube.portal
    rows = {(row.package, row.id): row for indicator in portal.indicators for row in indicator.rows}
    titles = {package.id: package.title for package in portal.packages}
    printed = {(observation.package, observation.row): observation for observation in observations}
    for key, observation in printed.items():
        row = rows.get(key)
        yield described(
            cube.source(observation.package, observation.row),
            "prov:Entity",
            [
                ("rdfs:label", literals(_row_label(titles[observation.package], observation, row))),
                ("dct:identifier", [Literal(observation.row)]),
                ("dct:isPartOf", [cube.portal.addresses.dataset(observation.package)]),
                *_bodies(row, cube),
            ],
        )


def _row_label(
    title: Localised, observation: Observation, row: PrintedRow | None
) -> dict[str, str]:
    """The dataset, and the name of the row; a figure of the prose has none but its id."""
    return {
        language: f"{text}: {row.name[language] if row else observation.row}"
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
    return [
        (name, [cube.organisation(identifier) for identifier in ids]) for name, ids in named.items()
    ]


def _local(name: str) -> str:
    return name.partition(":")[2]
