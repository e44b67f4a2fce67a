"""What the frame of a page says to browsers."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder.build import build
from builder.publishing.shell import POLICY, TITLE_CHARACTERS, page_policy
from builder.vocabulary import LICENCES
from tests.folders import edited, write_portal

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TITLE = re.compile("<title>(.*?)</title>")
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


SENTENCE = re.compile(r"(?:\w*[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]\w* ){5}", re.IGNORECASE)
"""More marked words than a name has."""

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


class Foreigners(HTMLParser):
    """Vietnamese sentences of an English page outside of what tells its language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            inherited = self._open[-1][1] if self._open else None
            self._open.append((tag, dict(attributes).get("lang", inherited)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, text: str) -> None:
        tag, language = self._open[-1] if self._open else ("", None)
        if tag not in ("script", "pre", "code") and language == "en" and SENTENCE.search(text):
            self.found.append(text.strip())


def hash_of(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_a_page_without_data_has_the_policy_of_the_site() -> None:
    assert page_policy(()) == POLICY


@pytest.mark.parametrize(
    "page",
    ["index.html", "en/datasets/organisations/index.html", "chi-tieu/index.html", "404.html"],
)
def test_the_policy_names_every_inline_script_by_its_hash_and_no_other(
    portal_site: Path, page: str
) -> None:
    html = (portal_site / page).read_text("utf-8")
    (policy,) = META.findall(html)
    wanted = {hash_of(text) for text in SCRIPT.findall(html)}

    assert set(re.findall(r"'sha256-[^']+'", policy)) == wanted
    assert "unsafe" not in policy


def test_no_page_holds_a_style_or_a_script_that_runs(portal_site: Path) -> None:
    for path in portal_site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert "<style" not in html, path
        assert not re.search(r"<script(?![^>]*(?:src=|ld\+json))", html), path
        assert not re.search(r"<[^>]+\sstyle=", html), path


def test_no_english_page_has_a_vietnamese_sentence_that_is_not_told_as_one(
    portal_site: Path,
) -> None:
    found = {}
    for path in portal_site.joinpath("en").rglob("*.html"):
        page = Foreigners()
        page.feed(path.read_text("utf-8"))
        if page.found:
            found[path.relative_to(portal_site)] = page.found
    assert found == {}


def test_no_two_pages_have_one_title(tiny_portal: Path) -> None:
    site = tiny_portal / "site"
    pages = [path for path in site.rglob("index.html") if "api" not in path.parts]
    titles = [TITLE.findall(path.read_text("utf-8"))[0] for path in pages]
    assert sorted(titles) == sorted(set(titles))
    assert max(map(len, titles)) <= TITLE_CHARACTERS


@pytest.mark.parametrize(
    ("changed", "foot"),
    [
        ("*", '<a rel="license" href="http://publicdomain.example/">CC0 1.0</a>'),
        ("indicators-tiny", "Each dataset states its own licence"),
    ],
)
def test_the_foot_names_the_licence_that_all_datasets_have(
    changed: str, foot: str, tmp_path: Path
) -> None:
    root = write_portal(tmp_path / "portal")
    for path in (root / "datasets").glob(f"{changed}/datapackage.json"):
        edited(path, "CC-BY-4.0", "CC0-1.0")
    build(root, root / "site")
    foot = foot.replace("http://publicdomain.example/", str(LICENCES["CC0-1.0"].url))
    page = (root / "site/en/index.html").read_text("utf-8")
    assert foot in page.split('<p class="foot__facts">')[1]
    assert "CC BY" not in page
    framed = (root / "site/en/embed/digital-economy-share/index.html").read_text("utf-8")
    assert "· CC0 1.0</p>" in framed
    slices = list((root / "site/charts").rglob("digital-economy-share.en.json"))
    assert slices
    assert all("Licence CC0 1.0" in path.read_text("utf-8") for path in slices)
