"""A dataset of a catalogue graph against the rules of DCAT-AP: what it breaks, if anything.

The official SHACL shapes judge the same graphs in the tests; a build does not need them.
"""

from collections.abc import Iterator, Mapping

from builder.addresses import Iri
from builder.exports.rdf import Literal, Node, Part, Term
from builder.quality.dcat_ap import RULES, TEMPORAL, TEMPORAL_DATATYPES, DcatRule
from builder.vocabulary import ADMS_LICENCE_TYPE, ADMS_PUBLISHER_TYPE, EU, IANA, SPDX_SHA256

Nodes = Mapping[Iri, Node]
"""The nodes of a graph by their IRI."""

_OTHERS = ("dcat:Catalog", "dcat:Dataset")
"""Classes at which the description of a dataset ends."""

_TABLES = (EU, IANA, ADMS_PUBLISHER_TYPE, ADMS_LICENCE_TYPE, SPDX_SHA256)
"""How terms of code tables begin: those tables say what they are, not our graph."""


def values(node: Node | Part, name: str) -> tuple[Term, ...]:
    """The values of a property; none where the node does not have it."""
    for other, terms in node.properties:
        if other == name:
            return terms
    return ()


def broken_rules(dataset: Node, nodes: Nodes) -> Iterator[str]:
    """Each rule that a dataset or what it points to breaks, such as `foaf:Agent foaf:name`."""
    for node in _described_with(dataset, nodes):
        for name in node.classes:
            for rule in RULES.get(name, ()):
                if _is_broken(rule, values(node, rule.property), nodes):
                    yield f"{name} {rule.property}"


def _described_with(dataset: Node, nodes: Nodes) -> list[Node | Part]:
    """The dataset and all that it leads to, but for other datasets and the catalogue."""
    found: list[Node | Part] = [dataset]
    seen = {dataset.iri}
    for thing in found:
        for _, terms in thing.properties:
            for term in terms:
                if isinstance(term, Part):
                    found.append(term)
                    continue
                node = nodes.get(term) if isinstance(term, Iri) else None
                if node and node.iri not in seen and not set(_OTHERS) & set(node.classes):
                    seen.add(node.iri)
                    found.append(node)
    return found


def _is_broken(rule: DcatRule, terms: tuple[Term, ...], nodes: Nodes) -> bool:
    if len(terms) < rule.least or (rule.most is not None and len(terms) > rule.most):
        return True
    return not all(_is_in_range(term, rule.range, nodes) for term in terms)


def _is_in_range(term: Term, wanted: str, nodes: Nodes) -> bool:
    """What a property points to must be described, unless it is a term of a code table."""
    if isinstance(term, Literal):
        if wanted == TEMPORAL:
            return term.datatype in TEMPORAL_DATATYPES
        return wanted in ("rdfs:Literal", term.datatype)
    if isinstance(term, Part):
        return wanted in ("rdfs:Resource", *term.classes)
    if wanted in ("rdfs:Literal", TEMPORAL) or wanted.startswith("xsd:"):
        return False
    if wanted == "rdfs:Resource":
        return True
    node = nodes.get(term)
    return wanted in node.classes if node else term.value.startswith(_TABLES)
