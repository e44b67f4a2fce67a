"""Terms: found in a text as whole words, the longer one first."""

import dataclasses

from builder.model import Field, Kind, Schema, Table
from builder.packages.definitions import Definition, first_sentence, terms_in
from builder.pages.catalogue.terms import term_rows
from tests import register, tiny


def definition(vi: str, en: str) -> Definition:
    return Definition(
        package="terms", term=tiny.text(vi, en), text=tiny.text(f"{vi} là.", f"{en} is. More.")
    )


KNOWN = (
    definition("Chính phủ", "Government"),
    definition("Chính phủ số", "Digital government"),
)


def found(text: str, language: str) -> list[str]:
    return [term.term[language] for term in terms_in([text], KNOWN, language)]


def test_a_longer_term_hides_the_shorter_one_within_it() -> None:
    assert found("Phát triển chính phủ số.", "vi") == ["Chính phủ số"]
    assert found("Chính phủ và chính phủ số.", "vi") == ["Chính phủ số", "Chính phủ"]


def test_a_term_within_a_word_is_not_found() -> None:
    assert found("governmental bodies", "en") == []
    assert found("A digital government.", "en") == ["Digital government"]


def test_the_first_sentence_ends_at_its_full_stop() -> None:
    assert first_sentence("Serves 1.5 million. Then more.") == "Serves 1.5 million."
    assert first_sentence("One only") == "One only"


def test_a_portal_that_defines_nothing_explains_nothing() -> None:
    assert term_rows(["Chính phủ số"], register.view("vi")) == ()


def test_a_page_links_the_definition_by_the_kind_of_its_table() -> None:
    names = ("term_vi", "term_en", "definition_vi", "definition_en")
    fields = tuple(
        Field(name=name, type="string", title=tiny.text(name, name), description=None)
        for name in names
    )
    rows = (("Cáp quang", "Fibre", "Sợi thủy tinh. Dài.", "A glass fibre. Long."),)
    package = register.package(
        "words", Kind.CODE_LIST, definitions=Table(schema=Schema(fields=fields), rows=rows)
    )
    view = register.view("en")
    portal = dataclasses.replace(view.portal, packages=(package,))
    (row,) = term_rows(["Homes with fibre"], dataclasses.replace(view, portal=portal))
    assert (row.term, row.text, row.uri) == ("Fibre", "A glass fibre.", "en/datasets/words/")
