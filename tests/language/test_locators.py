"""Places in documents are said in English where every word of them is known."""

import pytest

from builder.checks.translation.review import LOCATORS, parse_review
from builder.language.locators import NO_LOCATORS, Locators

LOCATOR_WORDS = Locators({"Phụ lục": "Appendix", "nhiệm vụ": "task", "nhóm nhiệm vụ": "task group"})


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("Phụ lục 2, nhiệm vụ 4", "Appendix 2, task 4"),
        ("Phụ lục 2, nhóm nhiệm vụ 4", "Appendix 2, task group 4"),
        ("Phụ lục 2, mục «Hạ tầng số», nhiệm vụ 4", None),
        ("Phụ lục «Hạ tầng số»", "Appendix «Hạ tầng số»"),
        ("điểm đ", None),
        ("Phụ lục, đ", "Appendix, đ"),
    ],
)
def test_a_place_is_said_in_english_or_not_at_all(printed: str, said: str | None) -> None:
    assert LOCATOR_WORDS.english(printed) == said


def test_a_portal_without_words_for_places_leaves_them_as_printed() -> None:
    assert NO_LOCATORS.english("Phụ lục 2") is None
    assert NO_LOCATORS.english("II.3") == "II.3"


def test_the_words_are_a_file_of_the_portal() -> None:
    review, faults = parse_review({LOCATORS: "vi,en\nBảng,Table\n".encode()})
    assert (review.locators.english("Bảng 3"), faults) == ("Table 3", ())
    _, faults = parse_review({LOCATORS: "vi,en\nBảng,\n".encode()})
    assert [(fault.code, fault.place.row) for fault in faults] == [("required-empty", 2)]
