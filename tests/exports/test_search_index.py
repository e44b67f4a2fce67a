"""The search index: everything a reader may look for, with the words to find it by."""

import json
from typing import Any
from unittest import mock

from builder.exports.harvesting import search_index as module
from builder.exports.harvesting.search_index import is_cut, search_index, search_rest
from tests import register
from tests.register import view


def index(language: str) -> dict[str, Any]:
    found = json.loads(search_index(view(language)))
    assert isinstance(found, dict)
    return found


def entries(language: str) -> dict[str, list[str]]:
    found = index(language)
    return {
        uri: [found["kinds"][kind], name, others, words]
        for kind, name, uri, others, words, _ in found["entries"]
    }


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
    assert "out of all" in entries("en")["en/indicators/fibre/"][3]
    assert "tasks" in entries("en")["en/datasets/tasks-a/"][3].split()


def test_a_thing_is_found_by_its_name_in_the_other_language() -> None:
    assert "Hộ gia đình có cáp quang" in entries("en")["en/indicators/fibre/"][2]


def test_a_document_is_found_by_its_number_and_leads_to_its_page() -> None:
    assert entries("vi")["van-ban/1-qd-bx/"][1::2] == ["1/QĐ-BX", "Kế hoạch năm 2024"]


def test_the_index_is_one_line_of_the_same_bytes() -> None:
    assert search_index(view("vi")) == search_index(view("vi"))
    assert search_index(view("vi")).count(b"\n") == 1


def test_a_long_index_is_cut_into_names_and_the_rest_in_the_same_order() -> None:
    whole = index("en")
    assert not is_cut(register.PORTAL)
    with mock.patch.object(module, "MANY", 0):
        names = index("en")
        rest = json.loads(search_rest(view("en")))
    assert names["rest"] == "search-en-rest.json"
    assert "rest" not in whole
    assert [entry[:3] for entry in names["entries"]] == [entry[:3] for entry in whole["entries"]]
    assert rest == [entry[3:] for entry in whole["entries"]]
    other = {entry[2]: entry[3] for entry in names["entries"]}
    assert other["en/indicators/fibre/"], "a short name in another language stays"
    assert all(len(name) <= module.SHORT for text in other.values() for name in text.split(" · "))
