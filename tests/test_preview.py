"""The preview shows what the built site has, made when somebody looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.build import build
from builder.preview import Preview, previewed
from builder.problem import BuildError
from tests.folders import edited, no_room, write_portal

STATUS = "datasets/tasks-tiny/data/status.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


@pytest.fixture
def preview(root: Path) -> Iterator[Preview]:
    found = previewed(root)
    yield found
    found.end()


def test_every_page_and_file_is_that_of_the_built_site(root: Path, preview: Preview) -> None:
    site = root / "site"
    build(root, site)
    built = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    for uri, path in built.items():
        preview.lay(uri)
        if not uri.endswith(".gz"):  # for hosts alone
            assert (preview.folder / uri).read_bytes() == path.read_bytes(), uri
    assert len(built) > 100


def test_nothing_is_made_before_somebody_asks(preview: Preview) -> None:
    assert {path.name for path in preview.folder.rglob("*.html")} == {"404.html"}
    preview.lay("en/index.html")
    preview.lay("en/index.html")
    assert [path.parent.name for path in preview.folder.rglob("index.html")] == ["en"]


@pytest.mark.parametrize("uri", ["", "../portal.toml", "nothing/index.html", "en"])
def test_what_the_site_has_not_is_not_made(uri: str, preview: Preview) -> None:
    before = sorted(preview.folder.rglob("*"))
    preview.lay(uri)
    assert sorted(preview.folder.rglob("*")) == before


def test_the_folder_goes_with_the_preview(root: Path) -> None:
    found = previewed(root)
    found.end()
    assert not found.folder.exists()


def test_what_a_build_would_refuse_is_refused(root: Path) -> None:
    edited(root / STATUS, ",completed,", ",xong,")
    with pytest.raises(BuildError) as raised:
        previewed(root)
    assert [problem.code for problem in raised.value.problems] == ["category-unknown"]


def test_a_disk_that_fills_up_while_a_page_is_made_is_told(preview: Preview) -> None:
    with no_room(1), pytest.raises(BuildError) as raised:
        preview.lay("en/index.html")
    assert [problem.code for problem in raised.value.problems] == ["disk-full"]
