"""Terms of the glossary, found in the Vietnamese and looked for in the English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.checks.translation.glossary import Glossary, Term, comparable

DATABASE = Term(vi=("cơ sở dữ liệu", "CSDL"), en=("database",))
POPULATION = Term(vi=("cơ sở dữ liệu quốc gia về dân cư",), en=("National Population Database",))
MINISTRIES = Term(vi=("bộ, ngành",), en=("ministries and sectors", "ministry"))
E_GOVERNMENT = Term(vi=("Chính phủ điện tử",), en=("e-Government",))
GLOSSARY = Glossary((DATABASE, POPULATION, MINISTRIES, E_GOVERNMENT))


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("03 cơ sở dữ liệu", "3 databases"),
        ("CSDL đất đai", "the land Database"),
        ("các bộ, ngành", "each ministry"),
        ("Chính phủ điện tử", "E government"),
        ("cơ sở dữ liệu quốc gia về dân cư", "the National Population Database"),
        ("CSDLQG về đất đai", "national register of land"),
        ("cơ sở, dữ liệu", "bases and data"),
        ("", ""),
    ],
)
def test_an_accepted_form_passes_in_any_case_and_number(vi: str, en: str) -> None:
    assert not list(GLOSSARY.differing(vi, en))


@pytest.mark.parametrize(
    ("vi", "en", "written", "term"),
    [
        ("CSDL đất đai", "the land data set", "csdl", DATABASE),
        ("Các Bộ, ngành và địa phương", "departments and localities", "bộ, ngành", MINISTRIES),
        ("Chính phủ điện tử", "digital government", "chính phủ điện tử", E_GOVERNMENT),
    ],
)
def test_another_translation_is_told_with_the_term_as_written(
    vi: str, en: str, written: str, term: Term
) -> None:
    assert list(GLOSSARY.differing(vi, en)) == [(written, term)]


def test_the_longest_term_wins() -> None:
    found = GLOSSARY.differing("cơ sở dữ liệu quốc gia về dân cư", "database of people")
    assert [term for _, term in found] == [POPULATION]


def test_a_term_that_stands_twice_is_told_once() -> None:
    assert len(list(GLOSSARY.differing("CSDL và cơ sở dữ liệu", "data"))) == 1


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("localities", "locality"),
        ("classes", "class"),
        ("databases", "database"),
        ("SMEs", "SME"),
        ("status", "status"),
        ("e-Government", "e government"),
    ],
)
def test_plurals_are_compared_as_singulars(plural: str, singular: str) -> None:
    assert comparable(plural) == comparable(singular)


@given(st.text(), st.text())
def test_any_text_can_be_read(vi: str, en: str) -> None:
    assert all(
        term in (DATABASE, POPULATION, MINISTRIES, E_GOVERNMENT)
        for _, term in GLOSSARY.differing(vi, en)
    )
