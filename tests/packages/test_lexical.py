"""A value says what its cell says, or what would be lost is told."""

import pytest
from frictionless import Field as Reader
from hypothesis import given
from hypothesis import strategies as st

from builder.packages.cell_texts import text_cell
from builder.packages.lexical import Column, is_incomplete

KEPT = (
    # type and further properties, cell, what the table keeps of it
    ({"type": "string"}, " 007 ", " 007 "),
    ({"type": "any"}, "1.50", "1.50"),
    ({"type": "integer"}, "7", 7),
    ({"type": "integer"}, "-12345678901234567890", -12345678901234567890),
    ({"type": "boolean", "trueValues": ["có"], "falseValues": ["không"]}, "có", True),
    ({"type": "yearmonth"}, "0099-01", "0099-01"),
    ({"type": "duration"}, "P1Y0M", "P1Y0M"),
    ({"type": "geopoint"}, "105.80, 21.0", "105.80, 21.0"),
    ({"type": "geopoint", "format": "array"}, "[105.80, 21.0]", "[105.80, 21.0]"),
    ({"type": "geopoint", "format": "object"}, '{"lon": 1.0, "lat": 2}', '{"lon": 1.0, "lat": 2}'),
    ({"type": "object"}, '{"a": 1.50}', '{"a": 1.50}'),
    ({"type": "array"}, "[1, 2.0]", "[1, 2.0]"),
    ({"type": "list", "itemType": "integer", "delimiter": ";"}, "007;8", ("007", "8")),
    ({"type": "list", "itemType": "boolean"}, "true,false", ("true", "false")),
)

SAID = (
    # type and further properties, cells that print back or are another form of the same value
    ({"type": "number"}, ("0", "0.50", "-0", "+5", ".5", "5.", "1E5", "0.1234567890123456789")),
    ({"type": "number", "decimalChar": ",", "groupChar": "."}, ("1.234,50", "0,5", "-1.000")),
    ({"type": "number", "bareNumber": False}, ("95%", "5 %", "1.5%")),
    ({"type": "number", "bareNumber": False, "decimalChar": ","}, ("€ 1,5", "€-1,5")),
    ({"type": "integer"}, ("0", "-5", "+5")),
    ({"type": "date"}, ("2024-04-24", "0099-01-01")),
    ({"type": "date", "format": "%d/%m/%Y"}, ("24/04/2024", "1/4/2024")),
    ({"type": "date", "format": "%d %B %Y"}, ("24 April 2024", "1 april 2024")),
    ({"type": "date", "format": "any"}, ("2024-04-24", "24 April 2024", "24/4/2024", "1/1/2024")),
    (
        {"type": "datetime"},
        (
            "2024-04-24T10:00:00",
            "2024-04-24 10:00:00",
            "2024-04-24T10:00:00Z",
            "2024-04-24T10:00:00+07:00",
            "2024-04-24T10:00:00.5-0330",
            "2024-04-24T10:00:00.123456",
        ),
    ),
    ({"type": "datetime", "format": "%d/%m/%Y %H:%M"}, ("24/04/2024 09:05", "24/4/2024 9:05")),
    ({"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S.%f%z"}, ("2024-04-24T10:00:00.5+07:00",)),
    (
        {"type": "datetime", "format": "any"},
        ("24 April 2024 10:30", "24/4/2024 10:30:05.25 +07:00"),
    ),
    ({"type": "time"}, ("10:00:00", "10:00:00Z", "10:00:00+07:00", "10:00:00.25")),
    ({"type": "time", "format": "%I:%M %p"}, ("09:30 PM", "9:30 pm")),
    ({"type": "time", "format": "any"}, ("10:30", "10:30 PM")),
    ({"type": "year"}, ("2024", "0099")),
)

LOST = (
    # type and further properties, cell, how it would have to be written
    ({"type": "object"}, '{"a": NaN}', '{"a": null}'),
    ({"type": "object"}, '{"a": 1, "a": 2}', '{"a": 2}'),
    ({"type": "array"}, "[Infinity]", "[null]"),
    ({"type": "yearmonth"}, "2024-1", "2024-01"),
    ({"type": "integer"}, "007", "7"),
    ({"type": "integer"}, "-0", "0"),
    ({"type": "integer", "bareNumber": False}, "−5", "5"),
    ({"type": "number"}, "00.5", "0.5"),
    ({"type": "number", "decimalChar": ","}, "01,5", "1,5"),
    ({"type": "number", "groupChar": ","}, "1_000", "1000"),
    ({"type": "number", "bareNumber": False}, ".5", "5"),
    ({"type": "number", "bareNumber": False}, "(5)", "5"),
    ({"type": "date", "format": "%d/%m/%Y %H:%M"}, "24/04/2024 10:30", "24/04/2024 00:00"),
    ({"type": "date", "format": "%A %d %B %Y"}, "Monday 24 April 2024", "Wednesday 24 April 2024"),
    ({"type": "date", "format": "any"}, "01/02/2024", "2024-01-02"),
    ({"type": "date", "format": "any"}, "31/12/99", "1999-12-31"),
    ({"type": "date", "format": "any"}, "24 April 2024 10:30", "2024-04-24"),
    ({"type": "datetime"}, "2024-04-24T10:00:00.1234567", "2024-04-24T10:00:00.123456"),
    ({"type": "datetime"}, "2024-04-24T24:00:00", "2024-04-25T00:00:00"),
    ({"type": "datetime", "format": "any"}, "24 April 2024", "2024-04-24T00:00:00"),
    ({"type": "time"}, "10:00:00.0000001", "10:00:00"),
    ({"type": "time", "format": "%H:%M %p"}, "10:30 PM", "10:30 AM"),
    ({"type": "year"}, " 99 ", "0099"),
)


def read(field: dict[str, object], *cells: str) -> tuple[list[object], Column]:
    """What a column keeps of cells, each read by frictionless."""
    raw = {"name": "cell", **field}
    column, reader = Column(raw=raw), Reader.from_descriptor(raw)
    found = []
    for row, cell in enumerate(cells, start=2):
        value, notes = reader.read_cell(cell)
        assert not notes, (field, cell, notes)
        found.append(column.cell(row, cell, value))
    return found, column


@pytest.mark.parametrize(("field", "cell", "value"), KEPT)
def test_a_table_keeps_what_the_cell_says(
    field: dict[str, object], cell: str, value: object
) -> None:
    (found,), column = read(field, cell)
    assert (found, type(found)) == (value, type(value))
    assert column.loss is None


@pytest.mark.parametrize(("field", "cells"), SAID)
def test_a_value_that_prints_back_passes(field: dict[str, object], cells: tuple[str, ...]) -> None:
    for cell in cells:
        _, column = read(field, cell)
        assert column.loss is None, cell


@pytest.mark.parametrize(("field", "cell", "again"), LOST)
def test_what_a_type_would_lose_is_told_with_what_it_would_keep(
    field: dict[str, object], cell: str, again: str
) -> None:
    _, column = read(field, cell)
    assert column.loss
    assert (column.loss.text, column.loss.again) == (cell, again)
    _, mended = read(field, again)
    assert mended.loss is None, "the mend is no mend"


def test_a_column_is_told_once_with_the_number_of_its_cells() -> None:
    _, column = read({"type": "integer"}, "1", "02", "003", "4")
    assert column.loss
    assert (column.loss.row, column.loss.text, column.loss.count) == (3, "02", 2)


def test_units_that_differ_within_a_column_are_told() -> None:
    _, column = read({"type": "number", "bareNumber": False}, "1.5M", "2M", "200K")
    assert column.loss
    assert (column.loss.text, column.loss.again) == ("200K", "200")


@pytest.mark.parametrize(
    ("kind", "pattern", "verdict"),
    [
        ("date", "%d/%m/%Y", False),
        ("date", "%Y-%j", False),
        ("date", "%G-W%V-%u", False),
        ("date", "%m/%Y", True),
        ("date", "%d %b", True),
        ("datetime", "%d/%m/%y %H:%M", False),
        ("datetime", "%d/%m/%Y", True),
        ("datetime", "%H:%M", True),
        ("time", "%I:%M %p", False),
        ("time", "%I:%M", True),
    ],
)
def test_a_pattern_that_makes_up_a_part_is_incomplete(
    kind: str, pattern: str, verdict: bool
) -> None:
    assert is_incomplete(pattern, kind) is verdict


TEXTS = {
    "integer": r"[+-]?[0-9]{1,25}",
    "number": r"[+-]?[0-9]{0,20}(\.[0-9]{0,20})?([eE][+-]?[0-9]{1,2})?",
    "date": r"[0-9]{4}-[01][0-9]-[0-3][0-9]",
    "time": r"[012][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,8})?(Z|[+-][01][0-9]:?[0-5][0-9])?",
    "datetime": r"2024-0[1-9]-[0-3][0-9][T ][012][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,8})?"
    r"(Z|[+-][01][0-9]:?[0-5][0-9])?",
    "year": r"[0-9+ -]{4}",
}
"""Texts that nearly all are cells of a type."""


@pytest.mark.parametrize("kind", sorted(TEXTS))
@given(data=st.data())
def test_what_passes_is_the_same_when_its_files_are_read_again(
    kind: str, data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(TEXTS[kind], fullmatch=True))
    raw = {"name": "cell", "type": kind}
    value, notes = Reader.from_descriptor(raw).read_cell(text)
    if notes or value is None:
        return
    column = Column(raw=raw)
    cell = column.cell(2, text, value)
    if column.loss is None:
        (again,), _ = read({"type": kind}, text_cell(cell).zfill(4 * (kind == "year")))
        assert again == cell
        assert str(again) == str(cell)
