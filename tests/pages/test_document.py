"""The page of a document: what it is, and everything that was taken from it."""

import dataclasses

import pytest

from builder.pages.programme.document import document_page, document_sentence
from builder.pages.render import rendered
from builder.portal import Portal
from builder.programme.documents import all_taken
from tests import register, tiny
from tests.bodies import PORTAL
from tests.register import LANGUAGES

DOCUMENT = next(iter(PORTAL.documents.values()))


def html_of(language: str, portal: Portal = PORTAL) -> str:
    here = register.view(language, portal)
    uri = here.uri("documents", DOCUMENT.id)
    context = document_page(DOCUMENT, here)
    return rendered("document.html", context, uri=uri, language=language, svgs={})


def test_rows_are_counted_by_table_and_part() -> None:
    tables = all_taken(PORTAL)[DOCUMENT.id].tables
    (tasks,) = (table for table in tables if table.resource.name == "tasks")
    assert (tasks.rows, tasks.parts) == (4, (("Bảng 1", 4),))


def test_tasks_indicators_and_issues_of_a_document_lead_to_their_pages() -> None:
    page = document_page(DOCUMENT, register.view("vi", PORTAL))
    assert page.tasks[0].tasks[0].uri == "nhiem-vu/tasks-g/g1/"
    assert [link.uri for link in page.indicators] == ["chi-tieu/fibre/"]
    assert [row.link.uri for row in page.issues] == ["doi-chieu/#fibre-values"]
    assert page.issues[0].sides == ("Ước tính 2022: 72,4%", "Nhiệm vụ ghi 80%")


def test_a_document_without_rows_says_that_it_is_only_cited() -> None:
    portal = dataclasses.replace(PORTAL, packages=(), tasks={}, indicators=())
    here = register.view("en", portal)
    assert document_sentence(DOCUMENT, here).startswith("This document is only cited")


def test_an_address_is_never_guessed() -> None:
    assert "Not in the data yet" in html_of("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_in_both_languages(language: str) -> None:
    html = html_of(language)
    assert html.count("<h1") == 1
    assert DOCUMENT.title[language] in html


def test_a_document_is_linked_to_its_page() -> None:
    link = register.view("vi", tiny.PORTAL).document("1-qd-bx")
    assert (link.text, link.uri) == ("1/QĐ-BX", "van-ban/1-qd-bx/")
    assert register.view("vi", tiny.PORTAL).document("none").uri == "van-ban/#none"
