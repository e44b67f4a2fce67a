"""A large CSV file in parts: together they are the whole, and each is read alone."""

import csv
import dataclasses
import hashlib
import io
from collections.abc import Iterator
from unittest import mock

import pytest

from builder.exports.downloads import csv_parts
from builder.exports.downloads.files import published_descriptor, published_file
from builder.model import Package
from tests import tiny


@pytest.fixture
def small() -> Iterator[None]:
    """A table of more than three rows is large, a part has two."""
    with mock.patch("builder.model.LARGE_ROWS", 3), mock.patch.object(csv_parts, "PART_ROWS", 2):
        yield


def package(rows: list[list[str]]) -> Package:
    """A package whose one table has these rows, and a text in quotes where they need them."""
    (resource,) = tiny.TASKS.resources
    assert resource.table
    stream = io.StringIO()
    names = [field.name for field in resource.table.schema.fields]
    csv.writer(stream, lineterminator="\n").writerows([names, *rows])
    table = dataclasses.replace(resource.table, rows=tuple(map(tuple, rows)))
    own = dataclasses.replace(resource, content=stream.getvalue().encode(), table=table)
    return dataclasses.replace(tiny.TASKS, resources=(own,))


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode())))


@pytest.mark.parametrize("text", ["plain", 'with "quotes"', "two\nlines, and\n\nfour"])
@pytest.mark.parametrize("count", [4, 5, 7])
def test_parts_are_together_the_whole_and_have_the_header_each(
    count: int, text: str, small: None
) -> None:
    (resource,) = tiny.TASKS.resources
    assert resource.table
    width = len(resource.table.schema.fields)
    whole = package([[str(row), *[text] * (width - 1)] for row in range(count)])
    (own,) = whole.resources
    parts = [part.content(own.content) for part in csv_parts.csv_parts(whole, own)]
    header, *rows = read(own.content)
    assert len(parts) > 1
    assert [row for part in parts for row in read(part)[1:]] == rows
    assert all(read(part)[0] == header for part in parts)
    told = csv_parts.described_parts(whole, own)
    assert [entry["rows"] for entry in told] == [len(read(part)) - 1 for part in parts]
    assert [entry["bytes"] for entry in told] == [len(part) for part in parts]


def test_the_published_descriptor_names_them_and_a_small_table_has_none(small: None) -> None:
    (resource,) = tiny.TASKS.resources
    assert resource.table
    width = len(resource.table.schema.fields)
    large, few = (package([[str(row)] * width for row in range(count)]) for count in (4, 3))
    found = {}
    for whole in (large, few):
        (table,) = whole.resources
        files = {table.name: published_file("x.csv", "csv", table.name, table.content)}
        described = published_descriptor(whole, files, "https://x/")["resources"][0]
        found[len(read(table.content))] = described.get("portal", {}).get("parts", [])
    first, none = found.values()
    assert none == []
    (own,) = large.resources
    contents = [part.content(own.content) for part in csv_parts.csv_parts(large, own)]
    hashes = [f"sha256:{hashlib.sha256(content).hexdigest()}" for content in contents]
    assert [part["hash"] for part in first] == hashes
    assert [part["path"] for part in first] == [
        f"{own.name}-parts/0001.csv",
        f"{own.name}-parts/0002.csv",
    ]
