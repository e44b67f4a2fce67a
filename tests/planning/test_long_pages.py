"""Nothing grows without a bound on one page or in one file, but the dumps that are named here."""

import re
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import lxml.html
import pytest

from builder.build import build
from builder.pages import paging
from tests.bench import portals
from tests.bench.portals import Size, write_bench_portal

FEW = 3
"""Rows of a page here, in place of 120."""

MOST_ELEMENTS = 3_000
MOST_BYTES = 2_000_000

FRAME = 600
"""Elements that a page may have beside its rows: frame, head, filters, tables of contents."""

DUMPS = re.compile(r"catalog\.|data\.json$|checksums\.txt$|data/all\.zip$|assets/|data-cube\.ttl$")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A portal where all belongs to one body, one topic and one document."""
    root = tmp_path_factory.mktemp("long") / "portal"
    whole = portals._column

    def first(path: Path, name: str, where: str, value: str) -> list[str]:
        return whole(path, name, where, value)[:1]

    with mock.patch.object(portals, "_column", first):
        write_bench_portal(root, Size(packages=14, rows=3, tasks=20, indicators=14))
    with mock.patch.object(paging, "LIST_ROWS", FEW):
        build(root, root / "site")
    return root / "site"


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
    assert found == {f"set-{number:06}" for number in range(14)}


def test_no_file_is_large_but_the_dumps(site: Path) -> None:
    large = {
        path.relative_to(site).as_posix(): path.stat().st_size
        for path in site.rglob("*")
        if path.is_file() and path.stat().st_size > MOST_BYTES
    }
    assert {name for name in large if not DUMPS.search(name)} == set()
