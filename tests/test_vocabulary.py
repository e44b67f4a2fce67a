"""Terms of the standards as people write them."""

import pytest

from builder.vocabulary import licence_text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CC-BY-4.0", "CC BY 4.0"),
        ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
        ("CC0-1.0", "CC0 1.0"),
        ("ODbL-1.0", "ODbL-1.0"),
    ],
)
def test_a_creative_commons_licence_is_written_with_blanks(name: str, text: str) -> None:
    assert licence_text(name) == text
