"""Outputs become files; and a site takes the place of nothing but a site."""

from pathlib import Path

import pytest

from builder.publishing.write import MARKS, may_replace, write_outputs
from builder.site import Output
from tests.folders import contents


def output(uri: str, content: bytes = b"new") -> Output:
    return Output(uri=uri, content=lambda: content)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of yesterday."""
    folder = tmp_path / "portal/site"
    write_outputs([*map(output, MARKS), output("data/a.csv", b"old")], folder, lambda _: None)
    return folder


def test_outputs_are_files_at_their_uris(tmp_path: Path) -> None:
    done: list[str] = []
    write_outputs([output("a.txt"), output("data/b/c.csv", b"1")], tmp_path, done.append)
    assert contents(tmp_path) == {"a.txt": b"new", "data/b/c.csv": b"1"}
    assert done == ["a.txt", "data/b/c.csv"]


def test_a_file_that_is_there_already_is_refused(site: Path) -> None:
    with pytest.raises(FileExistsError):
        write_outputs([output("data/a.csv")], site, print)
    assert (site / "data/a.csv").read_bytes() == b"old"


def test_a_site_may_take_the_place_of_an_earlier_one(site: Path) -> None:
    assert may_replace(site, site.parent)
    assert may_replace(site.with_name("new"), site.parent)
    site.with_name("empty").mkdir()
    assert may_replace(site.with_name("empty"), site.parent)


@pytest.mark.parametrize("name", MARKS)
def test_the_site_of_another_program_is_not_replaced(name: str, site: Path) -> None:
    (site / name).unlink()
    assert not may_replace(site, site.parent)


def test_a_checkout_of_a_site_is_not_replaced(site: Path) -> None:
    (site / ".git").write_text("gitdir: ../.git/worktrees/site", "utf-8")
    assert not may_replace(site, site.parent)


def test_the_portal_itself_and_what_holds_it_are_not_replaced(site: Path) -> None:
    assert not may_replace(site, site)
    assert not may_replace(site.parent, site)
    assert not may_replace(site / MARKS[0], site.parent), "a file"
