"""What a package offers for download: true sizes and sums, one ZIP, numbers as numbers."""

import dataclasses
import datetime
import hashlib
import io
import json
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.exports.downloads.cells import json_cell
from builder.exports.downloads.files import (
    PublishedFile,
    announced_files,
    json_table,
    published_files,
)
from builder.model import LARGE_ROWS, Cell, Field, Package, Schema, Table
from builder.packages.json_text import json_line, json_text
from builder.packages.strict_json import parse_json
from tests import tiny

NOON = datetime.datetime(
    2024, 4, 24, 12, 0, 0, 500_000, datetime.timezone(datetime.timedelta(hours=7))
)

BASE = tiny.SETTINGS.base_url


def files(package: Package = tiny.TASKS) -> dict[str, PublishedFile]:
    return {file.uri: file for file in published_files(package, BASE)}


def descriptor(package: Package = tiny.TASKS) -> dict[str, Any]:
    found = json.loads(files(package)[f"data/{package.id}/datapackage.json"].content)
    assert isinstance(found, dict)
    return found


def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(files()["data/tasks-tiny.zip"].content))


def test_a_package_offers_each_table_its_description_and_everything() -> None:
    assert {"data/tasks-tiny/tasks.csv", "data/tasks-tiny/tasks.json"} <= set(files())
    assert {"data/tasks-tiny/datapackage.json", "data/tasks-tiny.zip"} <= set(files())


def test_the_csv_is_what_the_steward_wrote() -> None:
    assert files()["data/tasks-tiny/tasks.csv"].content == tiny.TASKS.resources[0].content


def test_a_file_tells_its_size_and_sum() -> None:
    for file in files().values():
        assert file.size == len(file.content)
        assert file.sha256 == hashlib.sha256(file.content).hexdigest()


def test_the_descriptor_names_files_beside_it_with_their_bytes_and_sum() -> None:
    content = tiny.TASKS.resources[0].content
    (resource,) = descriptor()["resources"]
    assert resource["path"] == "tasks.csv"
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_descriptor_has_its_own_address_as_id() -> None:
    assert descriptor()["id"] == f"{BASE}data/tasks-tiny/datapackage.json"


def test_publishing_does_not_change_the_descriptor_that_was_read() -> None:
    descriptor()
    assert "id" not in tiny.TASKS.descriptor
    assert tiny.TASKS.descriptor["resources"] == [{"name": "tasks", "path": "data/tasks.csv"}]


def test_the_archive_holds_a_whole_package() -> None:
    with archive() as found:
        names = found.namelist()
        assert {"tasks-tiny/README.vi.md", "tasks-tiny/CHANGELOG.md"} <= set(names)
        described = json.loads(found.read("tasks-tiny/datapackage.json"))
        for resource in described["resources"]:
            content = found.read(f"tasks-tiny/{resource['path']}")
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_archive_is_the_same_bytes_whenever_it_is_made() -> None:
    assert files()["data/tasks-tiny.zip"].content == files()["data/tasks-tiny.zip"].content
    with archive() as found:
        assert {entry.date_time for entry in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert found.namelist() == sorted(found.namelist())


def test_a_package_without_a_readme_is_published_too() -> None:
    with zipfile.ZipFile(io.BytesIO(files(tiny.RAINFALL)["data/rainfall.zip"].content)) as found:
        assert {"rainfall/datapackage.json", "rainfall/rainfall.csv"} <= set(found.namelist())


def test_a_file_that_is_no_table_has_no_json() -> None:
    picture = dataclasses.replace(
        tiny.TASKS.resources[0], path="map.png", format="png", content=b"\x89PNG", table=None
    )
    found = files(dataclasses.replace(tiny.TASKS, resources=(picture,)))
    assert "data/tasks-tiny/tasks.png" in found
    assert "data/tasks-tiny/tasks.json" not in found


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, "null"),
        ("", '""'),
        (True, "true"),
        (Decimal("12.50"), "12.50"),
        (Decimal("86"), "86"),
        (Decimal("-0"), "-0"),
        (Decimal("0.0000001"), "0.0000001"),
        (Decimal("1E+30"), "1E+30"),
        (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        (7, "7"),
        (datetime.date(2024, 4, 24), '"2024-04-24"'),
        (NOON, '"2024-04-24T12:00:00.5+07:00"'),
        (NOON.timetz(), '"12:00:00.5+07:00"'),
        (NOON.replace(tzinfo=datetime.UTC, microsecond=0), '"2024-04-24T12:00:00Z"'),
        (("a", "b"), '["a", "b"]'),
        ((), "[]"),
    ],
)
def test_json_says_a_cell_with_every_digit_and_zone(cell: Cell, value: str) -> None:
    assert json_line(json_cell(cell)) == value
    assert json.loads(json_text([json_cell(cell)]), parse_float=Decimal)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
        lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    ).filter(lambda value: value not in (float("inf"), float("-inf")))
)
def test_json_is_written_as_the_standard_library_writes_it(value: object) -> None:
    usual = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    assert json_text(value).decode("utf-8", "surrogatepass") == usual
    assert json_line(value) == json.dumps(value, ensure_ascii=False)


def test_a_table_is_an_array_with_an_object_a_row() -> None:
    names = (
        Field(name=name, type="any", title=tiny.text(name, name), description=None) for name in "ab"
    )
    table = Table(schema=Schema(fields=tuple(names)), rows=((Decimal("1.5"), None), ("Đ", True)))
    assert json.loads(json_table(table)) == [{"a": 1.5, "b": None}, {"a": "Đ", "b": True}]
    assert json.loads(json_table(Table(schema=table.schema, rows=()))) == []


def test_a_file_saved_in_capitals_is_published_as_the_format_it_is() -> None:
    first, *others = tiny.TASKS.resources
    loud = dataclasses.replace(first, path="DATA.CSV")
    package = dataclasses.replace(tiny.TASKS, resources=(loud, *others))
    found = files(package)[f"data/{package.id}/{first.name}.csv"]
    assert found.format == "csv"


@pytest.mark.parametrize("package", tiny.PORTAL.packages, ids=lambda package: package.id)
def test_what_is_announced_is_what_is_published(package: Package) -> None:
    announced = {(file.uri, file.format, file.resource) for file in announced_files(package, BASE)}
    published = published_files(package, BASE)
    assert announced == {(file.uri, file.format, file.resource) for file in published}


def test_a_large_table_has_the_formats_that_are_read_in_parts() -> None:
    field = Field(name="id", type="integer", title=tiny.text("Mã", "Id"), description=None)
    rows = tuple((number,) for number in range(LARGE_ROWS + 1))
    table = Table(schema=Schema(fields=(field,)), rows=rows)
    resource = dataclasses.replace(tiny.TASKS.resources[0], table=table)
    large = dataclasses.replace(tiny.TASKS, resources=(resource,))
    formats = {file.format for file in published_files(large, BASE) if file.resource}
    assert formats == {"csv", "parquet"}
    assert "data/tasks-tiny.xlsx" not in files(large)


def test_a_number_of_a_descriptor_keeps_the_digits_it_is_written_with() -> None:
    written = b'{\n  "a": [\n    0.10,\n    5.0,\n    1E5,\n    12345678901234567890.1\n  ]\n}\n'
    assert json_text(parse_json(written.decode())) == written
