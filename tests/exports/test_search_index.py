"""The search index: everything a reader may look for, with the words to find it by."""

import json
from typing import Any
from urllib.parse import urljoin

import pytest

from builder.exports.harvesting.search_index import search_index
from tests import register
from tests.register import view

BASE = "https://data.example/"


def index(language: str) -> dict[str, Any]:
    found = json.loads(search_index(view(language)))
    assert isinstance(found, dict)
    return found


def entries(language: str) -> dict[str, list[str]]:
    return {uri: [kind, name, rest] for kind, name, uri, rest in index(language)["entries"]}


def test_indicators_datasets_tasks_and_documents_are_found() -> None:
    portal = register.PORTAL
    tasks = sum(len(tasks) for tasks in portal.tasks.values())
    wanted = len(portal.indicators) + len(portal.packages) + tasks + len(portal.documents)
    assert len(entries("vi")) >= wanted


def test_an_entry_has_its_kind_name_and_page_in_the_language() -> None:
    assert entries("vi")["chi-tieu/fibre/"][:2] == ["Chỉ tiêu", "Hộ gia đình có cáp quang"]
    assert entries("en")["en/indicators/fibre/"][:2] == ["Indicator", "Households with fibre"]
    assert entries("en")["en/tasks/tasks-a/t1/"][:2] == ["Task", "Lay cables"]


def test_further_words_find_an_entry_too() -> None:
    assert "out of all" in entries("en")["en/indicators/fibre/"][2]
    assert "tasks" in entries("en")["en/datasets/tasks-a/"][2].split()


def test_a_document_is_found_by_its_number_and_leads_to_its_place() -> None:
    assert entries("vi")["van-ban/#1-qd-bx"][1] == "1/QĐ-BX Kế hoạch năm 2024"


@pytest.mark.parametrize(("language", "page"), [("vi", "tim-kiem/"), ("en", "en/search/")])
def test_addresses_count_from_the_page_of_search(language: str, page: str) -> None:
    root = index(language)["root"]
    assert urljoin(f"{BASE}cong/{page}", f"{root}data/") == f"{BASE}cong/data/"


def test_the_index_is_one_line_of_the_same_bytes() -> None:
    assert search_index(view("vi")) == search_index(view("vi"))
    assert search_index(view("vi")).count(b"\n") == 1
