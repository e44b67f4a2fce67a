"""The words of the interface: asked for by key, filled with values; a missing key is an error."""

import pytest

from builder.words import Words, words

SMALL = Words("en", {"rows": "{count} rows", "braces": "as {is}"})


def test_places_are_filled_with_values() -> None:
    assert SMALL("rows", count="1,234") == "1,234 rows"


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
