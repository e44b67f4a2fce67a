"""The pictures of the guides: each is there, shown somewhere, described, and small enough."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.folders import ROOT
from tests.screenshots import FOLDER, names

GUIDES = [*sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*.md"))]
LARGEST = 130_000
"""Bytes of a picture: the guides are read over slow lines too."""


def shown() -> Iterator[tuple[Path, str, Path]]:
    """Guide, description and file of each picture that a guide shows."""
    for guide in GUIDES:
        for text, uri in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", guide.read_text("utf-8")):
            yield guide, text, (guide.parent / uri).resolve()


def test_a_guide_shows_pictures_that_are_there_and_says_what_they_show() -> None:
    found = list(shown())
    assert found
    for guide, text, path in found:
        assert path.is_file(), f"{guide.name} shows {path.name}, which is not there"
        assert len(text) > 20, f"{guide.name} does not say what {path.name} shows"


def test_every_picture_is_shown() -> None:
    there = {path.resolve() for path in (ROOT / "docs").rglob("*.png")}
    assert there - {path for _, _, path in shown()} == set()


def test_the_pictures_are_those_that_the_script_writes() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(names())


@pytest.mark.parametrize("name", list(names()))
def test_a_picture_is_small_and_of_the_width_of_a_page(name: str) -> None:
    content = (FOLDER / name).read_bytes()
    assert len(content) <= LARGEST
    width, height = struct.unpack(">II", content[16:24])
    assert 600 <= width <= 1200
    assert 100 <= height <= 700


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_guide_shows_pictures_of_its_language(language: str) -> None:
    other = {"vi": "en", "en": "vi"}[language]
    for guide, _, path in shown():
        is_vietnamese = guide.name.endswith(".vi.md")
        if is_vietnamese == (language == "vi"):
            assert not path.name.endswith(f".{other}.png"), guide.name
