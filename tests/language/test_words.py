"""The words of the interface: asked for by key, filled with values; a missing key is an error."""

import re

import pytest

from builder.language.words import Words, country_name, words

SMALL = Words("en", {"rows": "{count} rows", "braces": "as {is}"})
PLURAL = Words("en", {"rows": ("{count} row", "{count} rows")}, lambda count: int(count != 1))


def test_places_are_filled_with_values() -> None:
    assert SMALL("rows", count="1,234") == "1,234 rows"


@pytest.mark.parametrize(("count", "text"), [(0, "0 rows"), (1, "1 row"), (1234, "1,234 rows")])
def test_a_count_chooses_the_form_and_is_written_for_the_reader(count: int, text: str) -> None:
    assert PLURAL("rows", count=count) == text


def test_a_text_with_forms_wants_a_whole_number() -> None:
    with pytest.raises(TypeError):
        PLURAL("rows", count="1")


def test_each_language_has_as_many_forms_as_its_grammar() -> None:
    assert words("vi")("catalogue.rows", count=1) == "1 dòng"
    assert words("en")("catalogue.rows", count=1) == "1 row"
    assert words("en")("catalogue.rows", count=2) == "2 rows"


def test_words_without_values_stay_as_they_are() -> None:
    assert SMALL("braces") == "as {is}"


@pytest.mark.parametrize("missing", ["nothing", ""])
def test_a_key_that_is_not_there_is_an_error(missing: str) -> None:
    with pytest.raises(KeyError):
        SMALL(missing)


def test_a_value_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        SMALL("rows", number=3)


def test_each_language_has_a_catalogue_of_its_own() -> None:
    assert words("vi")("download") == "Tải về"
    assert words("en")("download") == "Download"
    assert words("vi").language == "vi"


def test_an_english_text_that_counts_things_has_a_singular() -> None:
    english = words("en")
    without = (forms for forms in map(english.forms, english.keys()) if len(forms) == 1)
    assert [text for (text,) in without if re.search(r"\{count\} [a-z]{3,}s\b", text)] == []


def test_a_country_is_called_as_the_words_file_or_else_as_babel_says() -> None:
    assert [country_name("VNM", language) for language in ("vi", "en")] == ["Việt Nam", "Viet Nam"]
    assert [country_name("LAO", language) for language in ("vi", "en")] == ["Lào", "Laos"]
    assert country_name("XYZ", "en") is None
