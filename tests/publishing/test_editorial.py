"""Heads of hand-written pages: what a build could not use is told before one is made."""

import re
from pathlib import Path

import pytest

from tests.folders import edited, found_problems, spoken, write_portal


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_portal(tmp_path / "portal")


def told(root: Path) -> list[tuple[str, str, str | None]]:
    return [
        (problem.code, problem.place.file, problem.details.get("reason"))
        for problem in spoken(found_problems(root))
    ]


def test_a_page_of_one_language_only_is_told_in_the_other(root: Path) -> None:
    edited(root / "site_src/en/about.md", "id: about", "id: us")
    twins = {place for _, place, _ in told(root)}
    (page,) = {path.name for path in (root / "site_src/vi").glob("*.md")} & {"gioi-thieu.md"}
    assert twins == {f"site_src/en/{page}", "site_src/vi/about.md"}


@pytest.mark.parametrize("page_id", ["datasets", "terms"])
def test_an_id_is_free_and_no_section_of_the_site(page_id: str, root: Path) -> None:
    for path in (root / "site_src").glob("*/*.md"):
        if "id: about" in path.read_text("utf-8"):
            edited(path, "id: about", f"id: {page_id}")
    files = [
        path
        for path in (root / "site_src").glob("*/*.md")
        if f"id: {page_id}\n" in path.read_text("utf-8")
    ]
    problems = told(root)
    assert len(problems) == 2
    assert {reason for _, _, reason in problems} == {f"id: {page_id}"}
    assert {root / file for _, file, _ in problems} <= set(files)


def test_a_page_with_a_broken_head_is_told_once(root: Path) -> None:
    edited(root / "site_src/en/about.md", "title:", "titel:")
    assert told(root) == [("page-head-invalid", "site_src/en/about.md", "title, titel")]


@pytest.mark.parametrize("slug", ["data", "api", "assets", "en", "con", "lpt1"])
def test_a_page_cannot_have_the_address_of_files(slug: str, root: Path) -> None:
    path = root / "site_src/vi/gioi-thieu.md"
    path.write_text(re.sub("slug: .*", f"slug: {slug}", path.read_text("utf-8")), "utf-8")
    assert [(code, file) for code, file, _ in told(root)] == [
        ("path-conflict", "site_src/vi/gioi-thieu.md")
    ]


def test_a_mark_before_the_head_is_told_as_that(root: Path) -> None:
    path = root / "site_src/en/about.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [code for code, _, _ in told(root)] == ["byte-order-mark"]
