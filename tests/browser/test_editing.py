"""Links for mending as a reader meets them: seen, big enough to touch, and not on paper."""

from collections.abc import Iterator

import pytest

from builder.build import build
from tests.browser.conftest import Visitor
from tests.browser.server import served
from tests.folders import write_portal

EDIT = '\n[edit]\nurl = "https://github.com/owner/portal/edit/main/{file}#L{line}"\n'
TASK, TABLE = "nhiem-vu/tasks-tiny/t-2/", "du-lieu/tasks-tiny/tasks/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LEAST = 24
"""Pixels of what is touched, by WCAG 2.2 (2.5.8)."""


@pytest.fixture(scope="module")
def edited_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the small portal with links to the page where its files are edited."""
    root = write_portal(tmp_path_factory.mktemp("editing") / "portal")
    settings = root / "portal.toml"
    settings.write_text(settings.read_text("utf-8") + EDIT, "utf-8")
    build(root, root / "site")
    with served(root / "site", "/") as address:
        yield address


@pytest.mark.parametrize("uri", [TASK, TABLE])
def test_a_link_leads_to_the_line_of_the_file(uri: str, edited_at: str, visit: Visitor) -> None:
    link = visit(uri, at=edited_at).page.locator(".mending a", has_text="Sửa trên GitHub").first
    assert link.is_visible()
    address = link.get_attribute("href") or ""
    assert "/edit/main/datasets/tasks-tiny/data/tasks.csv#L" in address
    assert "nofollow" in (link.get_attribute("rel") or "")


@pytest.mark.parametrize("uri", [TASK, TABLE])
def test_a_link_is_big_enough_to_touch(uri: str, edited_at: str, visit: Visitor) -> None:
    page = visit(uri, at=edited_at, **PHONE).page
    for link in page.locator(".mending a:visible").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= LEAST


@pytest.mark.parametrize("uri", [TASK, TABLE])
def test_a_link_is_not_printed(uri: str, edited_at: str, visit: Visitor) -> None:
    page = visit(uri, at=edited_at).page
    page.emulate_media(media="print")
    assert page.locator(".mending a:visible").count() == 0
