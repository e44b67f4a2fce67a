"""Pages as Markdown: they say what the page says, with whole addresses, and quote rightly."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from builder.language.text import markdown_text
from builder.pages.markdown import (
    bullets,
    document,
    linked,
    markdown_uri,
    section,
    table,
    untagged,
)
from builder.settings import read_settings
from builder.site import Link
from builder.view import View
from tests import tiny
from tests.markup import read_markup

READER = MarkdownIt("commonmark").enable("table")


@pytest.fixture(scope="module")
def base_url(tiny_portal: Path) -> str:
    return read_settings(tiny_portal).base_url


def page_of(site: Path, uri: str) -> str:
    return (site / uri).read_text("utf-8")


def cells(text: str) -> list[list[str]]:
    """The rows of the first table."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


def test_a_value_stands_with_its_period_kind_and_source(tiny_portal: Path) -> None:
    text = page_of(tiny_portal / "site", "en/indicators/digital-economy-share.md")
    assert cells(text)[0] == ["Period", "Kind", "Value", "As printed", "Source", "Data"]
    period, kind, value, printed, source, _ = cells(text)[2]
    assert (period, kind, value, printed) == ("2023", "Actual", "16.5%", "16,5%")
    assert source.startswith("[Report of 2024](<")
    assert source.endswith("Appendix, line 1")


def test_a_verdict_stands_with_what_it_rests_on(tiny_portal: Path) -> None:
    text = page_of(tiny_portal / "site", "en/indicators/digital-economy-share.md")
    verdict = next(line for line in text.splitlines() if line.startswith("**"))
    assert verdict.startswith("**One figure only · actual 2023.** ")
    assert "16.5% (2023)" in verdict


def test_a_dataset_names_its_files_and_columns(tiny_portal: Path, base_url: str) -> None:
    text = page_of(tiny_portal / "site", "du-lieu/rainfall.md")
    assert f"<{base_url}data/rainfall/rainfall.csv>" in text
    assert "| `station` |" in text
    assert "> " in text


def test_every_page_with_a_twin_names_it_and_every_address_in_it_is_there(
    tiny_portal: Path, base_url: str
) -> None:
    site = tiny_portal / "site"
    twins = [path for path in site.rglob("*.md") if path.is_file()]
    assert len(twins) > 10
    for twin in twins:
        page = site / twin.relative_to(site).with_suffix("") / "index.html"
        address = base_url + twin.relative_to(site).as_posix()
        assert address in {found.value for found in read_markup(page, site).addresses}
        for own in re.findall(rf"<({re.escape(base_url)}[^>]*)>", twin.read_text("utf-8")):
            target = site / own.removeprefix(base_url).partition("#")[0]
            assert target.is_file() or (target / "index.html").is_file(), (twin, own)


def test_llms_txt_leads_to_every_twin_of_its_language(tiny_portal: Path, base_url: str) -> None:
    site = tiny_portal / "site"
    names = {"llms.txt": "Cổng nhỏ", "en/llms.txt": "Tiny portal"}
    for name, folders in (
        ("llms.txt", ("chi-tieu", "du-lieu")),
        ("en/llms.txt", ("en/indicators", "en/datasets")),
    ):
        told = re.findall(r"\]\(([^)]*\.md)\)", page_of(site, name))
        twins = {path for folder in folders for path in (site / folder).glob("*.md")}
        assert {site / address.removeprefix(base_url) for address in told} == twins
        assert page_of(site, name).startswith(f"# {names[name]}\n\n> ")


def test_a_bar_or_a_line_break_does_not_break_a_table() -> None:
    text = table(["A", "B"], [("a | b", "c\nd"), ("e", "f")])
    html = READER.render(text)
    assert "<td>a | b</td>" in html
    assert "<td>c d</td>" in html
    assert html.count("<tr>") == 3


def test_a_column_that_is_empty_in_every_row_is_left_out() -> None:
    assert table(["A", "B"], [("1", ""), ("2", "")]) == "| A |\n| --- |\n| 1 |\n| 2 |"
    assert table(["A"], []) == ""


def test_a_section_without_anything_has_no_heading() -> None:
    assert section("Sources", "", None) == []
    assert document(["# A", *section("B", bullets(["c"]))]) == "# A\n\n## B\n\n- c\n"


def test_a_link_is_whole_and_brackets_do_not_end_it() -> None:
    view = View(portal=tiny.PORTAL, language="en")
    text = linked(Link(text="Plan [draft]", uri="en/documents/a b/"), view)
    assert READER.render(text).count("<a href=") == 1
    assert markdown_uri("en/datasets/tasks-tiny/") == "en/datasets/tasks-tiny.md"


@pytest.mark.parametrize("made", [markdown_text, untagged])
@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a</b> <!-- x", "<?x ?> <a href='b'>c</a>"]
)
def test_html_in_a_text_is_no_html(made: Callable[[str], str], text: str) -> None:
    rendered = MarkdownIt("commonmark").render(made(text))
    assert html.unescape(rendered) == f"<p>{text}</p>\n"
    assert set(re.findall("<[a-z/!?]+", rendered)) == {"<p", "</p"}


def test_an_address_between_angles_stays_a_link_and_a_comparison_is_none() -> None:
    assert untagged("a < b, <https://a.example/>") == "a < b, <https://a.example/>"
    assert markdown_text("< 5 [x](y)") == "< 5 \\[x\\](y)"
