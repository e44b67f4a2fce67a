"""Years, ids and codes stand on a page as the file prints them."""

import pytest

from builder.model import Cell, Field, Schema, Table
from builder.pages.catalogue.plain_numbers import is_plain
from tests import tiny


def table(name: str, *cells: Cell, key: bool = False, kind: str = "integer") -> Table:
    field = Field(name=name, type=kind, title=tiny.text(name, name), description=None)
    schema = Schema(fields=(field,), primary_key=(name,) if key else ())
    return Table(schema=schema, rows=tuple((cell,) for cell in cells))


@pytest.mark.parametrize(
    "name",
    [
        "id",
        "year",
        "Year",
        "geoname_id",
        "Country Code",
        "countryCode",
        "postcode",
        "ma",
        "ma-xa.id",
    ],
)
def test_a_name_says_that_numbers_are_names(name: str) -> None:
    assert is_plain(table(name, 12345, 12345, None), 0)


@pytest.mark.parametrize("name", ["paid", "drama", "covid", "people", "area"])
def test_other_numbers_have_thousands_marks(name: str) -> None:
    assert not is_plain(table(name, 12345, 12345, None), 0)


def test_a_column_of_years_and_a_key_are_plain_whatever_their_name() -> None:
    assert is_plain(table("t", 1999, 2024, None), 0)
    assert is_plain(table("t", 12345, key=True), 0)
    assert is_plain(table("geonameid", 3040051, 3040052), 0)
    assert not is_plain(table("t", 1999, 12345), 0)
    assert not is_plain(table("year", 1999, kind="number"), 0)
