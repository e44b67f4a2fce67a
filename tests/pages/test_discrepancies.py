"""Discrepancies: each issue with its sides, by kind and by indicator, and the register's own."""

import pytest

from builder.pages.programme.discrepancies import discrepancies_page
from builder.pages.render import rendered
from builder.programme.issues import IssueKind, issues
from tests import register
from tests.bodies import PACKAGES, PORTAL
from tests.register import LANGUAGES, categories


def html_of(language: str) -> str:
    """The rendered page."""
    here = register.view(language, PORTAL)
    uri = here.uri("discrepancies")
    context = discrepancies_page(here)
    return rendered("discrepancies.html", context, uri=uri, language=language, svgs={})


def test_every_kind_of_the_schema_has_a_section() -> None:
    assert set(categories("known-issues", "kind")) == set(IssueKind)


def test_the_sides_of_an_issue_stand_in_their_order() -> None:
    (issue,) = issues(PACKAGES, LANGUAGES)
    assert [side.raw for side in issue.statements] == ["72,4%", "80%"]


def test_the_page_counts_first() -> None:
    page = discrepancies_page(register.view("en", PORTAL))
    assert page.lead.startswith("1 place where documents contradict")
    assert [(group.id, group.count) for group in page.groups] == [("kind-documents-disagree", 1)]


def test_a_side_that_is_a_task_links_to_it() -> None:
    (group,) = discrepancies_page(register.view("vi", PORTAL)).groups
    (card,) = group.issues
    first, second = card.sides
    assert first.row is None
    assert second.row is not None
    assert second.row.uri == "nhiem-vu/tasks-g/g1/"


def test_issues_are_found_by_indicator() -> None:
    (row,) = discrepancies_page(register.view("vi", PORTAL)).by_indicator
    assert (row.id, row.issues[0].uri) == ("for-fibre", "doi-chieu/#fibre-values")


def test_the_register_tells_which_sources_print_which_value() -> None:
    page = discrepancies_page(register.view("en"))
    (row,) = page.disagreeing
    assert row.indicator.uri == "en/indicators/fibre/#disagree"
    assert [(value, len(places)) for value, places in row.values] == [("100%", 1), ("≥\xa080%", 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_issue_has_an_anchor_and_opens_without_a_script(language: str) -> None:
    html = html_of(language)
    assert '<article class="issue" id="fibre-values">' in html
    assert html.count("<details>") == 1
    assert html.count("<h1") == 1
