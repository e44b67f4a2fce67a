"""Every IRI of a thing in the portal's RDF leads to a file, its fragment to a place in it."""

import functools
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import rdflib
from rdflib import URIRef

from builder.settings import read_settings
from tests.elsewhere import OTHERS
from tests.folders import PORTAL
from tests.markup import read_markup

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")


@pytest.fixture(params=["real", "tiny", *sorted(OTHERS)])
def built(request: pytest.FixtureRequest, other_portals: Callable[[str], Path]) -> tuple[Path, str]:
    """A site, and the address that it is made for."""
    if request.param == "real":
        return request.getfixturevalue("portal_site"), read_settings(PORTAL).base_url
    if request.param == "tiny":
        root = request.getfixturevalue("tiny_portal")
    else:
        root = other_portals(str(request.param))
    return root / "site", read_settings(root).base_url


def graphs(site: Path) -> Iterator[rdflib.Graph]:
    """Every RDF file of a site, but for the two other forms of the catalogue."""
    for path in sorted(site.rglob("*.ttl")):
        yield rdflib.Graph().parse(path)
    yield rdflib.Graph().parse(site / ".well-known/void", format="turtle")


def dead(site: Path, base_url: str) -> Iterator[str]:
    """Own IRIs of every graph that lead nowhere."""
    places = functools.cache(lambda path: _places(path, site))
    found = {
        term
        for graph in graphs(site)
        for triple in graph
        for term in triple
        if isinstance(term, URIRef) and term.startswith(base_url)
    }
    for iri in sorted(found):
        uri, mark, fragment = iri.removeprefix(base_url).partition("#")
        path = site / unquote(uri)
        path = path / "index.html" if path.is_dir() else path
        place = unquote(fragment) if path.suffix == ".html" else str(iri)
        if not path.is_file() or (mark and place not in places(path)):
            yield iri


def _places(path: Path, site: Path) -> Container[str]:
    """Ids of a page, or what an RDF file describes."""
    if path.suffix == ".html":
        return read_markup(path, site).ids
    return {str(thing) for thing in rdflib.Graph().parse(path, format="turtle").subjects()}


def test_no_iri_of_the_portal_is_dead(built: tuple[Path, str]) -> None:
    assert list(dead(*built)) == []
