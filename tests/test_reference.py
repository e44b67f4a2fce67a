"""docs/reference*.md say what the generator says: `make reference` writes them anew."""

import pytest

from tests.reference import FILES, TEMPLATES, reference, templates_text


@pytest.mark.parametrize("language", FILES)
def test_the_reference_is_current(language: str) -> None:
    assert FILES[language].read_text("utf-8") == reference(language), "run `make reference`"


def test_charts_without_their_data_are_those_that_altair_drafts() -> None:
    assert TEMPLATES.read_text("utf-8") == templates_text(), "run `make reference`"
