"""The integrity constraints of the RDF Data Cube: each asks for what breaks it.

Written after https://www.w3.org/TR/vocab-data-cube/ (section 11.1). Those that speak of what a
cube of ours does not have would never find anything and are left out:
IC-7 to IC-10 and IC-18 are about slices and their keys; IC-15 to IC-17 about a measure dimension,
of which one measure has no need; IC-20 and IC-21 about hierarchical code lists that are no SKOS
schemes. Of IC-0, which wants a reasoner, a test takes what can be seen: the form of each literal.
"""

from collections.abc import Sequence

from rdflib import Graph, URIRef

QB = "http://purl.org/linked-data/cube#"

PREFIXES = f"""
PREFIX qb: <{QB}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

NORMALISED = (
    *(
        f"INSERT {{ ?component qb:componentProperty ?property . ?property a qb:{role}Property }} "
        f"WHERE {{ ?component qb:{role.lower()} ?property }}"
        for role in ("Dimension", "Measure", "Attribute")
    ),
    "INSERT { ?set a qb:DataSet . ?one a qb:Observation } WHERE { ?one qb:dataSet ?set }",
)
"""What the standard has a cube say in full before it is judged (section 10)."""

DIMENSIONS = (
    "?set qb:structure/qb:component/qb:componentProperty ?dim . ?dim a qb:DimensionProperty"
)

CONSTRAINTS = {
    "IC-1 one data set": """
        ?one a qb:Observation .
        OPTIONAL { ?one qb:dataSet ?set }
        OPTIONAL { ?one qb:dataSet ?other FILTER(?other != ?set) }
        FILTER(!BOUND(?set) || BOUND(?other))""",
    "IC-2 one structure": """
        ?set a qb:DataSet .
        OPTIONAL { ?set qb:structure ?structure }
        OPTIONAL { ?set qb:structure ?other FILTER(?other != ?structure) }
        FILTER(!BOUND(?structure) || BOUND(?other))""",
    "IC-3 a measure": """
        ?structure a qb:DataStructureDefinition .
        FILTER NOT EXISTS {
            ?structure qb:component/qb:componentProperty ?measure .
            ?measure a qb:MeasureProperty }""",
    "IC-4 dimensions have a range": """
        ?dim a qb:DimensionProperty . FILTER NOT EXISTS { ?dim rdfs:range ?range }""",
    "IC-5 dimensions of concepts have a code list": """
        ?dim a qb:DimensionProperty ; rdfs:range skos:Concept .
        FILTER NOT EXISTS { ?dim qb:codeList ?list }""",
    "IC-6 only attributes are optional": """
        ?structure qb:component ?component .
        ?component qb:componentRequired "false"^^<http://www.w3.org/2001/XMLSchema#boolean> ;
            qb:componentProperty ?property .
        FILTER NOT EXISTS { ?property a qb:AttributeProperty }""",
    "IC-11 every dimension has a value": f"""
        ?one qb:dataSet ?set . {DIMENSIONS} . FILTER NOT EXISTS {{ ?one ?dim ?value }}""",
    "IC-13 every required attribute has a value": """
        ?one qb:dataSet/qb:structure/qb:component ?component .
        ?component qb:componentRequired "true"^^<http://www.w3.org/2001/XMLSchema#boolean> ;
            qb:componentProperty ?attribute .
        FILTER NOT EXISTS { ?one ?attribute ?value }""",
    "IC-14 every measure has a value": """
        ?one qb:dataSet/qb:structure ?structure .
        FILTER NOT EXISTS { ?structure qb:component/qb:componentProperty qb:measureType }
        ?structure qb:component/qb:componentProperty ?measure . ?measure a qb:MeasureProperty .
        FILTER NOT EXISTS { ?one ?measure ?value }""",
    "IC-19 codes are in their list": f"""
        {DIMENSIONS} . ?dim qb:codeList ?list . ?list a skos:ConceptScheme .
        ?one qb:dataSet ?set ; ?dim ?code .
        FILTER NOT EXISTS {{ ?code a skos:Concept ; skos:inScheme ?list }}""",
}
"""What breaks each constraint, as a pattern. IC-12 depends on the dimensions: see `broken`."""


def normalised(graph: Graph) -> Graph:
    """The graph with what its component specifications imply."""
    for update in NORMALISED:
        graph.update(PREFIXES + update)
    return graph


def broken(graph: Graph) -> list[str]:
    """Every constraint that a normalised graph breaks."""
    dimensions = [
        row[0] for row in graph.query(f"{PREFIXES} SELECT DISTINCT ?dim {{ {DIMENSIONS} }}")
    ]
    patterns = {**CONSTRAINTS, "IC-12 no observation twice": _twice(dimensions)}
    return [
        name
        for name, pattern in patterns.items()
        if graph.query(f"{PREFIXES} ASK {{ {pattern} }}").askAnswer
    ]


def _twice(dimensions: Sequence[URIRef]) -> str:
    """Two observations of one data set with the same value of every dimension."""
    same = " . ".join(
        f"?one {dim.n3()} ?v{place} . ?other {dim.n3()} ?v{place}"
        for place, dim in enumerate(sorted(dimensions, reverse=True))
    )
    return f"{same} . ?one qb:dataSet ?set . ?other qb:dataSet ?set . FILTER(?one != ?other)"
