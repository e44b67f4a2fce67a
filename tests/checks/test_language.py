"""Both languages there: a text in one language wants its twin."""

import pytest

from builder.checks.language import missing_language
from builder.model import Cell, Field, Schema
from tests import tiny

Row = tuple[Cell, ...]


def missing(
    names: str, *rows: Row, languages: tuple[str, ...] = ("vi", "en")
) -> list[tuple[str | None, str]]:
    """Cell and filled twin of each text that is missing, in columns named after their letters."""
    title = tiny.text("Cột", "Column")
    fields = tuple(
        Field(name=name, type="string", title=title, description=None) for name in names.split()
    )
    found = missing_language(Schema(fields=fields), rows, "a.csv", languages)
    return [(problem.place.cell, problem.details["twin"]) for problem in found]


def test_pairs_are_both_filled_or_both_empty() -> None:
    assert missing("id name_vi name_en", ("a", "Mạng", "Net"), ("b", None, None)) == []


def test_a_missing_translation_is_told_at_its_cell() -> None:
    assert missing("id name_vi name_en", ("a", "Mạng", None)) == [("C2", "name_vi")]
    assert missing("id name_vi name_en", ("a", None, "Net")) == [("B2", "name_en")]


def test_each_pair_of_each_row_is_looked_at() -> None:
    rows: tuple[Row, ...] = (("Một", None, None, None), ("Hai", "Two", "Ghi chú", None))
    assert missing("name_vi name_en note_vi note_en", *rows) == [
        ("B2", "name_vi"),
        ("D3", "note_vi"),
    ]


@pytest.mark.parametrize("names", ["aliases_vi note", "name_en note", "name note"])
def test_a_field_without_a_twin_is_no_pair(names: str) -> None:
    assert missing(names, ("Mạng", None)) == []


def test_a_portal_in_one_language_has_no_pairs() -> None:
    assert missing("name_vi name_en", ("Mạng", None), languages=("vi",)) == []


def test_a_third_language_is_wanted_too() -> None:
    row = ("Mạng", "Net", None)
    found = missing("name_vi name_en name_fr", row, languages=("vi", "en", "fr"))
    assert found == [("C2", "name_vi")]
