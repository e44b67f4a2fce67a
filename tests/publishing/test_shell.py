"""What the frame of a page says to browsers."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from builder.publishing.shell import POLICY, page_policy

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


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
