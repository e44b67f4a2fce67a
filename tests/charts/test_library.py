"""The library that draws in browsers: whole, light, the same bytes, asking for nothing."""

import gzip
import re

from builder.charts.library import library, library_uri
from builder.charts.svg import converted

MOST_BYTES = 250_000
"""What a reader who explores a chart is sent, with gzip."""


def test_it_names_no_address_that_could_be_fetched() -> None:
    found = set(re.findall(rb"https?://([^/\s\"'`)]+)", converted(library())))
    assert found == {b"www.w3.org"}, "only names of XML namespaces"
    assert not re.search(rb"\bimport\s*[(\"'{*]", converted(library()))


def test_it_hands_on_what_pages_take_of_it() -> None:
    exported = re.search(rb"export\{([^}]*)\}", converted(library()))
    assert exported is not None
    names = {part.split()[-1] for part in exported[1].split(b",")}
    assert names == {b"parse", b"View", b"expressionInterpreter"}


def test_it_says_whose_work_it_is() -> None:
    begin = converted(library())[:4000]
    assert begin.startswith(b"/*\nVega")
    assert b"Redistributions in binary form must reproduce" in begin


def test_it_is_light_and_named_by_its_version() -> None:
    assert len(gzip.compress(converted(library()), 9)) <= MOST_BYTES
    assert re.fullmatch(r"assets/vega-[0-9a-f]{12}\.js", library_uri())
