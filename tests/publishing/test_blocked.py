"""What browsers block of a page: found also where most of its tags are left out of the search."""

import pytest

from builder.publishing.blocked import blocked

BASE = "https://data.example/tiny/"
TABLE = '<table class="rows"><tr><td>1</td></tr></table>'


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="https://elsewhere.example/a.png">',
        '<img alt="<b>" src="https://elsewhere.example/a.png">',
        "<p onclick=\"alert('1')\">",
        '<p oNclick="alert(1)">',
        '<p class="a" style="color: red">',
        '<a hREF="java\nscript:alert(1)">',
        '<use xlink:href="data:image/svg+xml,x">',
        "<iframe>",
        '<meta http-equiv="refresh" content="0;url=https://elsewhere.example">',
        '<form action="https://elsewhere.example/">',
        '<button formaction="https://elsewhere.example/">',
        "<script>",
        "</main>",
    ],
)
def test_a_tag_that_is_blocked_is_told_as_it_is_written(tag: str) -> None:
    page = f"<main>{TABLE}<p>{tag}</p>{TABLE}</main>"
    assert list(blocked(page, BASE)) == [tag]


def test_a_tag_that_another_begins_in_is_told() -> None:
    page = f'<main><img src="https://elsewhere.example/a.png"<b>{TABLE}</main>'
    assert list(blocked(page, BASE))


def test_nothing_is_told_of_what_browsers_show() -> None:
    shown = f'<img src="../a.png"><a href="https://elsewhere.example/">x</a>{TABLE}'
    page = f'<div style="color: red"></div><main><svg viewBox="0 0 1 1"></svg>{shown}</main>'
    assert list(blocked(page, BASE)) == []
