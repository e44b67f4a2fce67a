"""Derived packages: a draft and rows become a package that could as well be a folder."""

from decimal import Decimal

import pytest

from builder.model import Field, Package, Schema, Table
from builder.packages.generated import Draft, csv_text, derived_package, read_draft
from tests import tiny

SCHEMAS = {
    "tables/sums.schema.json": {
        "name": "sums",
        "fields": [
            {"name": "of", "type": "string", "title": "Của", "portal": {"title": {"en": "Of"}}},
            {"name": "sum", "type": "number", "title": "Tổng", "portal": {"title": {"en": "Sum"}}},
        ],
        "primaryKey": ["of"],
        "missingValues": [""],
    }
}

DRAFT = Draft(
    descriptor={
        "name": "sums",
        "title": "Các tổng",
        "description": "Tổng của từng thứ.",
        "version": "1.0.0",
        "licenses": [{"name": "CC-BY-4.0"}],
        "portal": {
            "kind": "other",
            "title": {"en": "Sums"},
            "description": {"en": "The sum of each thing."},
            "keywords": {"en": ["sums"]},
            "publisher": "maintainers",
            "topics": [],
            "frequency": "IRREG",
            "spatial": "VNM",
            "issued": "2024-04-24",
            "modified": "2024-04-24",
        },
        "resources": [
            {
                "name": "sums",
                "path": "data/sums.csv",
                "title": "Các tổng",
                "format": "csv",
                "portal": {"table": "sums", "title": {"en": "Sums"}},
            }
        ],
    },
    texts={"README.vi.md": b"Ch\xc3\xa0o.\n", "README.en.md": b"Hello.\n"},
)


def made() -> Package:
    rows = [{"sum": Decimal("12.50"), "of": "mưa"}, {"of": "nắng", "sum": None}]
    return derived_package(DRAFT, {"sums": rows}, schemas=SCHEMAS, languages=("vi", "en"))


def test_the_rows_become_a_table_and_its_csv() -> None:
    resource = made().resource("sums")
    assert resource is not None
    assert resource.content.decode() == "of,sum\nmưa,12.50\nnắng,\n"
    assert resource.table is not None
    assert resource.table.rows == (("mưa", Decimal("12.50")), ("nắng", None))


def test_the_package_is_marked_as_derived_and_has_its_texts() -> None:
    package = made()
    assert package.derived
    assert package.title["en"] == "Sums"
    assert package.readme is not None
    assert package.readme["vi"] == "Chào.\n"


def test_the_descriptor_carries_the_schema_of_the_table() -> None:
    (resource,) = made().descriptor["resources"]  # type: ignore[misc]
    assert [field["name"] for field in resource["schema"]["fields"]] == ["of", "sum"]
    assert resource["schema"]["primaryKey"] == ["of"]


def test_a_row_without_a_field_is_a_fault_of_the_generator() -> None:
    with pytest.raises(KeyError, match="sum"):
        derived_package(DRAFT, {"sums": [{"of": "mưa"}]}, schemas=SCHEMAS, languages=("vi", "en"))


def test_cells_are_written_as_every_csv_of_the_portal_writes_them() -> None:
    names = ("list", "flag", "number")
    fields = tuple(
        Field(name=name, type="any", title=tiny.text(name, name), description=None)
        for name in names
    )
    row = (("a", "b"), False, Decimal("1E+2"))
    assert csv_text(Table(schema=Schema(fields=fields), rows=(row,))) == (
        b"list,flag,number\na;b,false,100\n"
    )


def test_what_the_build_says_completes_a_draft() -> None:
    draft = read_draft(
        "builder.quality", {"version": "9.0.0", "portal": {"publisher": "me"}}, ("vi", "en")
    )
    assert draft.descriptor["version"] == "9.0.0"
    assert draft.descriptor["portal"]["publisher"] == "me"
    assert draft.descriptor["portal"]["kind"] == "other"
    assert set(draft.texts) == {"README.vi.md", "README.en.md", "CHANGELOG.md"}
