"""Discrepancies: each issue with its sides, by kind and by indicator, and the register's own."""

import dataclasses

import pytest

from builder.pages.programme.discrepancies import discrepancies_page
from builder.pages.render import rendered
from builder.programme.known_issues import IssueKind, issues
from builder.programme.progress.result import Signal
from builder.programme.progress.results import progress_results
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
def test_each_issue_is_a_row_with_an_anchor_and_what_each_source_prints(language: str) -> None:
    html = html_of(language)
    assert '<tr class="issue" id="fibre-values"' in html
    assert '<strong lang="vi">72,4%</strong>' in html
    assert '<strong lang="vi">80%</strong>' in html
    assert html.count("<h1") == 1


def test_an_issue_that_changes_a_verdict_stands_first() -> None:
    before = register.view("en", PORTAL)
    judged = progress_results(PORTAL)
    disputed = dataclasses.replace(judged["fibre"], other_signals=(Signal.FAR_BEHIND,))
    disputed = dataclasses.replace(disputed, signal=Signal.MET)
    view = dataclasses.replace(before, progress={"fibre": disputed})
    page = discrepancies_page(view)
    assert [group.id for group in page.groups] == ["kind-verdict"]
    assert page.groups[0].issues[0].changes_verdict
