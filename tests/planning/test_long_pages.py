"""Nothing grows without a bound on one page or in one file, but the dumps that are named here."""

import re
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

import lxml.html
import pytest

from builder.build import build
from builder.exports.api import api
from builder.exports.dcat import dcat_paged
from builder.exports.harvesting import feeds
from builder.pages import paging
from builder.pages.catalogue import full_table
from tests.bench import portals
from tests.bench.portals import Size, write_bench_portal

FEW = 3
"""Rows of a page here, in place of 120, and of whatever else has a bound."""

BOUNDS = (
    (paging, "LIST_ROWS"),
    (api, "PAGE_ITEMS"),
    (dcat_paged, "LARGE_CATALOGUE"),
    (dcat_paged, "PAGE_DATASETS"),
    (feeds, "ENTRIES"),
    (full_table, "LEAST_ROWS"),
    (full_table, "PAGE_ROWS"),
    (portals, "PER_PACKAGE"),
)
"""What bounds a file; here each is a few."""

SMALL = 6
LARGE = 3 * SMALL

MOST_ELEMENTS = 3_000

MOST_BYTES = 2_000_000
"""Of a file that is no dump."""

FRAME = 600
"""Elements that a page may have beside its rows: frame, head, filters, tables of contents."""

GROWN = 1.25
"""How much larger a file may be in the portal that holds three times as much."""

DUMPS: Mapping[str, str] = {
    r"catalog\.(jsonld|rdf|ttl)": "the whole catalogue; pages of it stand in catalog/",
    r"data\.json": "its standard has no pages",
    r"api/(N/)?action/package_(list|search)": "CKAN's answers, for clients that take no pages",
    r"api/vN/observations\.(csv|jsonl|parquet)": "all values as one table",
    r"api/vN/(organisations|topics)/[^/]+\.json": "a thing and the ids of its datasets",
    r"charts/comparable/\w+\.json": "names of the charts that may be laid over each other",
    r"checksums\.txt": "a line a file",
    r"data/.*": "files of packages, of their own size, and all of them as zip",
    r"data-cube\.ttl": "all values as RDF",
    r"(\w+/)?llms\.txt": "a line a page",
    r"sitemap-\w+(-N)?\.xml": "4,000 addresses at most",
    r"api/vN/pages/.*": "as many items as a page has, at most",
    r".*/rows-N\.json": "rows for the page of a table, 1 MB at most",
}
"""Files that grow with the portal, and why that is right."""


def written(root: Path, count: int) -> Path:
    """The site of a portal of so many things, where all belong to one body, topic and document."""
    whole = portals._column

    def first(path: Path, name: str, where: str, value: str) -> list[str]:
        return whole(path, name, where, value)[:1]

    with ExitStack() as patched:
        patched.enter_context(mock.patch.object(portals, "_column", first))
        for name in ("LONG", "LONG_OF_PARTS"):
            patched.enter_context(mock.patch.object(api, name, 1))
        for module, name in BOUNDS:
            patched.enter_context(mock.patch.object(module, name, FEW))
        write_bench_portal(root, Size(packages=count, rows=3, tasks=count, indicators=count))
        build(root, root / "site")
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("long") / "portal", LARGE)


@pytest.fixture(scope="module")
def smaller(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("less") / "portal", SMALL)


def pages(site: Path) -> dict[str, int]:
    """How many elements each page has, by its folder."""
    return {
        path.relative_to(site).parent.as_posix(): sum(
            1 for _ in lxml.html.fromstring(path.read_bytes()).iter()
        )
        for path in site.rglob("index.html")
    }


def test_no_page_grows_with_what_the_portal_holds(site: Path) -> None:
    """Pages of one dataset show so many rows and charts, whatever it holds."""
    assert paging.LIST_ROWS * paging.ROW_ELEMENTS + FRAME <= MOST_ELEMENTS
    most = FEW * paging.ROW_ELEMENTS + FRAME
    found = {
        uri: count
        for uri, count in pages(site).items()
        if count > (MOST_ELEMENTS if re.search("(datasets|du-lieu)/", uri) else most)
    }
    assert found == {}


@pytest.mark.parametrize(
    "uri",
    [
        "en/changes",
        "en/topics",
        "en/documents",
        "en/documents/report-749-2022",
        "en/organisations",
        "en/organisations/mic",
        "en/indicators",
        "en/compare",
        "en/datasets",
        "en/tasks/tasks-bench",
        "en/quality",
    ],
)
def test_long_lists_are_cut_into_as_many_pages_in_every_language(uri: str, site: Path) -> None:
    further = sorted((site / uri / "page").iterdir())
    assert further
    for page in further:
        found = lxml.html.fromstring((page / "index.html").read_bytes())
        for link in found.xpath("//link[@rel='alternate'][@hreflang]/@href"):
            place = re.sub(r"^https?://[^/]+/", "", link)
            assert any((site / place[start:]).is_dir() for start in starts(place)), link
        *_, first, own = found.xpath("//nav[@class='crumbs']//li/*")
        assert own.text.startswith(f"Page {page.name} of ")
        assert (page / first.get("href")).resolve() == (site / uri).resolve()


def starts(place: str) -> list[int]:
    """Where an address may begin within the site: a base address may have a path."""
    return [0, *(match.end() for match in re.finditer("/", place))]


@pytest.mark.parametrize("uri", ["en/topics", "en/changes"])
def test_without_scripts_every_dataset_is_linked_from_one_of_the_pages(
    uri: str, site: Path
) -> None:
    found = set()
    for path in (site / uri / "index.html", *(site / uri / "page").glob("*/index.html")):
        for link in lxml.html.fromstring(path.read_bytes()).xpath("//main//a/@href"):
            found |= set(re.findall(r"datasets/(set-\d+)/", link))
    assert found == {f"set-{number:06}" for number in range(LARGE)}


def largest(site: Path) -> dict[str, int]:
    """Bytes of the largest file of each kind: pages and parts of a list are of one kind."""
    found: dict[str, int] = {}
    for path in site.rglob("*"):
        if path.is_file():
            kind = re.sub(r"\d+", "N", path.relative_to(site).as_posix()).replace("/page/N", "")
            found[kind] = max(found.get(kind, 0), path.stat().st_size)
    return found


def has_pages(kind: str, site: Path) -> bool:
    """True for a list of the API that stands in pages too."""
    named = re.fullmatch(r"api/vN/(.+)\.json", kind)
    return bool(named) and any(
        re.sub(r"\d+", "N", folder.name) == named[1].replace("/", "--")  # type: ignore[index]
        for folder in (site / "api/v1/pages").iterdir()
    )


def test_no_file_grows_with_what_the_portal_holds_but_the_dumps(site: Path, smaller: Path) -> None:
    before, after = largest(smaller), largest(site)
    grown = {
        kind: (before[kind], size)
        for kind, size in after.items()
        if kind in before and size > GROWN * before[kind]
    }
    named = [kind for kind in grown if not has_pages(kind, site)]
    dumps = {kind: next((d for d in DUMPS if re.fullmatch(d, kind)), None) for kind in named}
    assert {kind: grown[kind] for kind, dump in dumps.items() if dump is None} == {}
    large = [kind for kind, size in after.items() if size > MOST_BYTES and "assets/" not in kind]
    assert [kind for kind in large if not any(re.fullmatch(dump, kind) for dump in DUMPS)] == []


def test_every_dump_that_is_named_is_there(site: Path) -> None:
    kinds = largest(site)
    assert [dump for dump in DUMPS if not any(re.fullmatch(dump, kind) for kind in kinds)] == []
