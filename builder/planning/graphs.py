"""The RDF of the site, made once: the catalogue, and the data cube of the indicators."""

from dataclasses import dataclass

from builder.exports.data_cube.data_cube import data_cube_graph
from builder.exports.dcat.dcat import catalogue_graph
from builder.exports.rdf import Graph, sorted_graph
from builder.planning.plan import Plan
from builder.quality.measurements import measurement_nodes


@dataclass(frozen=True, slots=True)
class Graphs:
    """Every graph that the site publishes."""

    catalogue: Graph
    """DCAT-AP with the quality measurements of each dataset."""
    cube: Graph
    """Empty where the portal has no indicators."""


def planned_graphs(plan: Plan) -> Graphs:
    """The graphs of a portal."""
    nodes = catalogue_graph(plan.portal, plan.files)
    measured = measurement_nodes(plan.scores, plan.portal)
    return Graphs(catalogue=sorted_graph((*nodes, *measured)), cube=data_cube_graph(plan.portal))
