"""docs/reference*.md say what the generator says: `make reference` writes them anew."""

import pytest

from tests.reference import FILES, reference


@pytest.mark.parametrize("language", FILES)
def test_the_reference_is_current(language: str) -> None:
    assert FILES[language].read_text("utf-8") == reference(language), "run `make reference`"
