"""Rows of tables as things of the API."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from jsonschema import Draft202012Validator

from builder.addresses import API
from builder.exports.api.api import Api
from builder.exports.api.openapi import openapi
from builder.exports.api.row_collections import (
    MOST_FILES,
    CollectionRows,
    row_collections,
)
from builder.model import Cell, Field, Resource, Schema, Table
from builder.portal import Portal
from tests import tiny
from tests.contents import loaded

ISSUES = {"issue_id": "string", "title_vi": "string", "title_en": "string", "year": "integer"}
SAID = {
    **{"issue_id": "string", "position": "integer", "statement_vi": "string"},
    **{"statement_en": "string", "source_id": "string", "source_locator": "string"},
    **{"source_lines": "string"},
}
PROVINCES = {"province_id": "string", "aliases_vi": "list", "aliases_en": "list", "area": "number"}


def resource(kind: str, columns: Mapping[str, str], rows: Sequence[tuple[Cell, ...]]) -> Resource:
    fields = tuple(
        Field(name=name, type=column, title=tiny.text(name, name), description=None)
        for name, column in columns.items()
    )
    table = Table(schema=Schema(fields=fields), rows=tuple(rows))
    original = tiny.RAINFALL.resources[0]
    return dataclasses.replace(original, name=kind, table_kind=kind, table=table)


def portal(*resources: Resource) -> Portal:
    package = dataclasses.replace(tiny.RAINFALL, resources=resources)
    return dataclasses.replace(tiny.PORTAL, packages=(package, tiny.TASKS))


WHOLE = portal(
    resource("known-issues", ISSUES, [("a", "Lệch", "Odd", 2022), ("b", "Thiếu", None, None)]),
    resource("issue-statements", SAID, [("a", 1, "Một", "One", "doc", "Mục I", None)]),
    resource("provinces", PROVINCES, [("hue", ("Thừa Thiên",), None, Decimal("4.50"))]),
)


def rows(name: str, found: Portal = WHOLE) -> list[dict[str, object]]:
    assert name in row_collections(found)
    return list(CollectionRows(name, found))


def test_a_row_has_its_texts_by_language_and_what_belongs_to_it() -> None:
    odd, missing = rows("known-issues")
    assert (odd["id"], odd["dataset"], odd["year"]) == ("a", "rainfall", 2022)
    assert odd["title"] == {"vi": "Lệch", "en": "Odd"}
    assert missing["title"] == {"vi": "Thiếu"}
    assert missing["statements"] == []
    assert odd["statements"] == [
        {
            "position": 1,
            "statement": {"vi": "Một", "en": "One"},
            "source": {"document": "doc", "locator": "Mục I", "lines": None},
        }
    ]


def test_lists_by_language_stay_lists_and_numbers_keep_their_digits() -> None:
    (row,) = rows("provinces")
    assert row["aliases"] == {"vi": ["Thừa Thiên"]}
    assert str(row["area"]) == "4.50"


def test_a_row_leads_to_its_place_on_the_page_of_its_section_or_to_its_dataset() -> None:
    odd, province = rows("known-issues")[0]["page"], rows("provinces")[0]["page"]
    assert isinstance(odd, dict)
    assert isinstance(province, dict)
    assert odd["en"].endswith("#a")
    assert province["en"] == f"{tiny.SETTINGS.base_url}en/datasets/rainfall/"


def test_a_row_has_a_file_of_its_own_unless_its_id_is_no_address_or_stands_twice() -> None:
    ids = ("hue", "da-nang", "da-nang", "../x", "Huế")
    found = portal(resource("provinces", PROVINCES, [(name, None, None, None) for name in ids]))
    published = dict(Api(found, tiny.files(), {}).files())
    listed = loaded(published[f"{API}/provinces.json"]())["items"]
    assert [row["id"] for row in listed if "self" in row] == ["hue"]
    assert [uri for uri in published if "/provinces/" in uri] == [
        f"{API}/provinces/rainfall/hue.json"
    ]
    assert json.loads(published[f"{API}/provinces/rainfall/hue.json"]()) == listed[0]


def test_rows_of_a_very_long_collection_have_no_files() -> None:
    found = [(f"p-{number}", None, None, None) for number in range(MOST_FILES + 1)]
    for rows_there, has_files in ((found[1:], True), (found, False)):
        listed = CollectionRows("provinces", portal(resource("provinces", PROVINCES, rows_there)))
        assert {"self" in row for row in listed} == {has_files}


def test_a_column_that_only_ends_like_a_language_is_none() -> None:
    columns = {"province_id": "string", "rate_vi": "number", "name": "string", "name_vi": "string"}
    found = portal(resource("provinces", columns, [("hue", Decimal(2), "Huế", "Huế")]))
    (row,) = rows("provinces", found)
    assert (row["rate_vi"], row["name"], row["name_vi"]) == (2, "Huế", "Huế")


def test_the_description_has_the_shape_of_every_row() -> None:
    described = openapi(WHOLE)
    published = dict(Api(WHOLE, tiny.files(), {}).files())
    for name, schema in (("known-issues", "KnownIssuesRow"), ("provinces", "ProvincesRow")):
        listed = loaded(published[f"{API}/{name}.json"]())
        reference = {
            "$ref": f"#/components/schemas/{schema}List",
            "components": described["components"],
        }
        Draft202012Validator(reference).validate(listed)
        listed["items"][0]["unknown"] = 1
        assert not Draft202012Validator(reference).is_valid(listed)


def test_a_portal_has_the_collections_of_its_tables_and_no_others() -> None:
    assert set(row_collections(WHOLE)) == {"known-issues", "provinces"}
    assert row_collections(tiny.PORTAL) == {}


def test_rows_are_the_same_however_they_are_asked_for() -> None:
    twice = [("a", "Lệch", "Odd", 2022), ("a", "Lại", "Again", 2023), ("b", "Thiếu", None, None)]
    tables = [resource("known-issues", ISSUES, twice[:1]), resource("known-issues", ISSUES, twice)]
    for found in (WHOLE, portal(*tables)):
        listed = CollectionRows("known-issues", found)
        every = list(listed)
        assert len(every) == listed.count
        assert listed.some(range(listed.count)) == every
        assert listed.some(range(1, listed.count)) == every[1:]
    known = CollectionRows("known-issues", WHOLE)
    assert [known.one((str(row["dataset"]), row["id"])) for row in known] == list(known)
