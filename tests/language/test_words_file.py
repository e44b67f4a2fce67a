"""The generator's words files are read as Babel reads them, and without it."""

import pytest

from builder.language.catalogues import entry, known_languages, shipped_catalog
from builder.language.words_file import parse_words_file
from builder.shipped import shipped

HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


@pytest.mark.parametrize("language", sorted(set(known_languages()) & {"vi", "en"}))
def test_a_words_file_of_the_generator_says_what_babel_reads(language: str) -> None:
    babels = shipped_catalog(language)
    assert babels is not None
    path = shipped().joinpath("builder", "locale", language, "portal.po")
    found = parse_words_file(path.read_text("utf-8"))
    assert found.texts == dict(entry(message) for message in babels if message.id)
    assert found.plural.strip("()") == babels.plural_expr.strip("()")


def test_strings_go_on_over_lines_and_have_escapes() -> None:
    text = f'# Words\n{HEAD}\nmsgid "a"\nmsgstr "one "\n"\\"two\\"\\n"\n'
    found = parse_words_file(text)
    assert (found.texts, found.plural) == ({"a": ('one "two"\n',)}, "(n != 1)")


def test_a_text_that_counts_has_its_forms_in_their_order() -> None:
    text = f'{HEAD}\nmsgid "a"\nmsgid_plural "a"\nmsgstr[0] "row"\nmsgstr[1] "rows"\n'
    assert parse_words_file(text).texts == {"a": ("row", "rows")}
