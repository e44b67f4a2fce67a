"""The official SHACL shapes of DCAT-AP 3.0.1, over a graph as it is: nothing is put beside it."""

import os
from collections.abc import Iterable
from pathlib import Path

import pyshacl
import pytest
from rdflib import BNode, Graph, Namespace
from rdflib.term import Node

DCAT = Namespace("http://www.w3.org/ns/dcat#")
"""rdflib's own lacks the terms of DCAT 3."""

SH = Namespace("http://www.w3.org/ns/shacl#")
SPDX = Namespace("http://spdx.org/rdf/terms#")

SHAPES = (
    "html/shacl/shapes.ttl",
    "html/shacl/shapes_recommended.ttl",
    "html/shacl/range.ttl",
    "html/shacl/deprecateduris.ttl",
    "shacl/dcat-ap-SHACL.ttl",
    "shacl/ranges.ttl",
)

VOCABULARIES = "html/shacl/mdr-vocabularies.shape.ttl"
"""Which tables of terms values must be from; warns of each that is beside one of the EU."""


def shapes_folder() -> Path:
    """The folder dcat-ap-3.0.1; skips the test where it is not there."""
    beside = Path(__file__).parents[2] / "shared" / "standards"
    folder = Path(os.environ.get("PORTAL_STANDARDS", beside)) / "dcat-ap-3.0.1"
    if not folder.is_dir():
        pytest.skip(
            "needs the SHACL shapes of DCAT-AP 3.0.1: set PORTAL_STANDARDS to a folder that holds "
            "releases/3.0.1 of github.com/SEMICeu/DCAT-AP as dcat-ap-3.0.1"
        )
    return folder


def findings(graph: Graph, shapes: Iterable[str] = SHAPES) -> list[str]:
    """What the shapes find wrong: severity, property and node of each, without nested details."""
    return sorted(line for name in shapes for line in _findings(graph, shapes_folder() / name))


def _findings(graph: Graph, shapes: Path) -> Iterable[str]:
    _, report, _ = pyshacl.validate(
        graph,
        shacl_graph=_shapes(shapes),
        inference="none",
        advanced=True,
        do_owl_imports=False,
    )
    assert isinstance(report, Graph)
    for result in report.objects(None, SH.result):
        severity, path, focus = (
            _name(report.value(result, term))
            for term in (SH.resultSeverity, SH.resultPath, SH.focusNode)
        )
        yield f"{severity} {path} {focus}"


def _shapes(path: Path) -> Graph:
    """The shapes of a file, less the two of DataService that dcat-ap-SHACL.ttl names in vain."""
    shapes = Graph().parse(path)
    for triple in list(shapes.triples((None, SH.property, None))):
        if (triple[2], None, None) not in shapes:
            shapes.remove(triple)
    return shapes


def _name(term: Node | None) -> str:
    if term is None or isinstance(term, BNode):
        return "-"
    return str(term).rsplit("#", 1)[-1] if str(term).startswith(str(SH)) else str(term)
