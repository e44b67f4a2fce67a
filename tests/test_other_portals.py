"""Portals that hold less, or speak otherwise, than this one: each is whole, and only its own."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS

from builder.build import build, checked_portal
from builder.settings import read_settings
from tests.dcat_ap import DCAT, findings
from tests.elsewhere import OTHERS, write_portal_in
from tests.folders import contents
from tests.markup import Markup, read_markup

PROGRAMME = ("indicators", "tasks", "discrepancies", "calendar")
"""Sections of what only a government programme has."""

HELD = {
    "empty": set(),
    "french": {"indicators", "tasks"},
    "table": set(),
    "tasks": {"tasks"},
    "waiting": {"indicators", "tasks"},
}
"""Those of them that each portal has data for."""

COUNTRY = "http://publications.europa.eu/resource/authority/country/VNM"

EXTERNAL = re.compile(r"^([a-z]+:|//|#$|$)")

OtherPortals = Callable[[str], Path]


@pytest.fixture(params=sorted(OTHERS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(name: str, other_portals: OtherPortals) -> Path:
    return other_portals(name) / "site"


def read_pages(site: Path) -> dict[str, Markup]:
    """Every page by its uri; `404.html` stands at any address and is left out."""
    pages = (read_markup(path, site) for path in site.rglob("index.html"))
    return {page.uri: page for page in pages}


def test_no_link_or_fragment_leads_nowhere(site: Path) -> None:
    pages = read_pages(site)
    links = {
        (page.uri, address.value)
        for page in pages.values()
        for address in page.addresses
        if address.tag != "link" or "#" not in address.value  # an IRI, no part of a page
    }
    assert not [link for link in links if not leads_somewhere(*link, site, pages)]


def leads_somewhere(uri: str, value: str, site: Path, pages: dict[str, Markup]) -> bool:
    """True for a link out of the site, or to a file of it and a part that the file has."""
    base_url = "https://data.example/tiny/"
    if EXTERNAL.match(value) and not value.startswith(base_url):
        return True
    path, _, part = value.removeprefix(base_url).partition("#")
    path = path.partition("?")[0]
    folder = site if value.startswith(base_url) else (site / uri).parent
    target = (folder / path).resolve() if path else site / uri
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file():
        return False
    page = pages.get(target.relative_to(site.resolve()).as_posix())
    return not part or page is None or part in page.ids


def test_the_catalogue_keeps_the_shapes_of_dcat_ap(site: Path) -> None:
    """What is recommended and lacking: the time of a code list, and what the EU leaves out."""
    graph = rdflib.Graph().parse(site / "catalog.ttl")
    found = {line for line in findings(graph) if not line.startswith(f"Warning {DCTERMS.temporal}")}
    assert found == {f"Warning {DCAT}{name} {COUNTRY}" for name in ("bbox", "centroid")}


def test_a_second_build_elsewhere_is_the_same_bytes(
    name: str, other_portals: OtherPortals, tmp_path: Path
) -> None:
    root = other_portals(name)
    again = tmp_path / "again"
    shutil.copytree(root, again, ignore=shutil.ignore_patterns("site"))
    build(again, again / "site")
    first, second = contents(root / "site"), contents(again / "site")
    assert first.keys() == second.keys()
    assert [uri for uri, content in first.items() if content != second[uri]] == []


def routes_of(site: Path) -> Iterator[str]:
    """The section of the address of each page, without the code of its language."""
    for path in site.rglob("index.html"):
        parts = path.relative_to(site).parts[:-1]
        yield next((part for part in parts if part != "en"), "")


def test_sections_and_menus_are_those_there_is_data_for(name: str, site: Path) -> None:
    page = (site / "en" / "index.html").read_text("utf-8")
    there = {section for section in PROGRAMME if (site / "en" / section).is_dir()}
    assert there == HELD[name]
    assert {section for section in PROGRAMME if f'href="{section}/"' in page} == HELD[name]


def test_no_page_speaks_of_what_the_portal_does_not_hold(name: str, site: Path) -> None:
    lacking = set(PROGRAMME) - HELD[name]
    words = {"indicators": "indicator", "tasks": "task", "discrepancies": "discrepanc"}
    for path in (site / "en").rglob("index.html"):
        if path.relative_to(site / "en").parts[0] in ("problems", "datasets"):
            continue  # every fault that a file can have; columns and words of the data
        text = re.sub(r"<[^>]*>", " ", path.read_text("utf-8").split("<main", 1)[1])
        for section in lacking & words.keys():
            assert not re.search(rf"\b{words[section]}", text, re.I), (section, path)


def test_files_are_those_there_is_data_for(name: str, site: Path) -> None:
    has_indicators = "indicators" in HELD[name]
    assert (site / "data-cube.ttl").exists() == has_indicators
    assert ("data-cube.ttl" in (site / ".well-known" / "void").read_text()) == has_indicators
    assert (site / "data" / "progress").exists() == has_indicators
    assert not list(site.rglob("*.ics"))


def test_what_waits_for_its_translation_is_shown_as_it_is(other_portals: OtherPortals) -> None:
    site = other_portals("waiting") / "site"
    page = (site / "fr" / "jeux-de-donnees" / "rainfall" / "index.html").read_text("utf-8")
    assert re.search('<h1[^>]*><span lang="vi">Lượng mưa</span></h1>', page)
    assert '<section class="prose" aria-label="How it was made, and its limits" lang="vi">' in page
    graph = rdflib.Graph().parse(site / "catalog.ttl")
    titles = set(graph.objects(None, DCTERMS.title))
    assert rdflib.Literal("Rainfall", lang="en") in titles
    assert not {rdflib.Literal(text, lang="fr") for text in ("Lượng mưa", "Rainfall")} & titles
    described = json.loads((site / "api" / "v1" / "datasets" / "rainfall.json").read_text("utf-8"))
    assert set(described["name"]) == {"vi", "en"}


def test_a_table_may_wait_for_a_language_with_or_without_its_columns(tmp_path: Path) -> None:
    root = write_portal_in(tmp_path / "portal", ("vi", "en"), required=("vi",))
    settings = read_settings(root)
    packages, problems = checked_portal(root, settings)
    awaited = {problem.place.file: problem.details["count"] for problem in problems}
    assert all(problem.code == "translation-awaited" for problem in problems)
    [tasks] = [package for package in packages if package.id == "tasks-tiny"]
    assert "name_en" not in [field.name for field in tasks.resources[0].table.schema.fields]
    assert int(awaited["datasets/tasks-tiny/datapackage.json"]) > 10
