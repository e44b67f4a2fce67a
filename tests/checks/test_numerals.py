"""Numbers and document ids of two texts, read by the marks of their languages."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.checks.translation.numerals import document_differences, number_differences
from builder.language.text import date_text, number_text

numbers = st.decimals(min_value=0, max_value=10**9, places=3)
days = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31))


@given(numbers)
def test_a_number_equals_itself_as_each_language_writes_it(number: Decimal) -> None:
    vi, en = (f"{number_text(number, language)} x" for language in ("vi", "en"))
    assert number_differences(vi, en) == ((), ())


@given(numbers, numbers)
def test_two_numbers_always_differ(number: Decimal, other: Decimal) -> None:
    assume(number != other)
    lost, added = number_differences(number_text(number, "vi"), number_text(other, "en"))
    assert lost == (number_text(number, "vi"),)
    assert added == (number_text(other, "en"),)


@given(days)
def test_a_day_equals_itself_as_each_language_writes_it(day: datetime.date) -> None:
    assert number_differences(date_text(day, "vi"), date_text(day, "en")) == ((), ())


@given(days, days)
def test_two_days_always_differ_even_with_day_and_month_swapped(
    day: datetime.date, other: datetime.date
) -> None:
    assume(day != other)
    assert any(number_differences(date_text(day, "vi"), date_text(other, "en")))


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("05 nhiệm vụ", "5 tasks"),
        ("01 đầu mối", "one contact point"),
        ("một đầu mối, hai bộ", "1 contact point, 2 ministries"),
        ("Quý IV/2023", "Q4 2023"),
        ("6 tháng đầu năm 2024", "First half of 2024"),
        ("Quý I và Quý II", "first quarter and Q2"),
        ("Phụ lục II, mục I.2", "Appendix 2, section I.2"),
        ("tháng 12 năm 2020", "December 2020"),
        ("từ tháng 5 đến tháng 10/2023", "from May to October 2023"),
        ("ngày 07/4, 17/4/2024", "7 April and 17 April 2024"),
        ("trên 152 triệu", "more than 152 million"),
        ("1,5 triệu", "1,500,000"),
        ("10 đến 20 nghìn", "10 thousand to 20 thousand"),
        ("tăng 3 tỷ lệ", "3 shares rose"),
        ("2.000 tỷ đồng", "2 trillion dong"),
        ("Công nghiệp 4.0, 5G, IPv6", "Industry 4.0, 5G, IPv6"),
        ("dịch vụ 24/7", "24/7 service"),
        ("mục 1.2.3", "item 1.2.3"),
        ("in là «4,36» và «1»", 'printed as "4,36" and "1"'),
        ("Quyết định 749/QĐ-TTg năm 2020", "Decision 749/QĐ-TTg of 2020"),
    ],
)
def test_the_same_numbers_in_other_words_are_no_difference(vi: str, en: str) -> None:
    assert number_differences(vi, en) == ((), ())


@pytest.mark.parametrize(
    ("vi", "en", "lost", "added"),
    [
        ("14,26%", "14.62%", ("14,26",), ("14.62",)),
        ("1.077 thôn", "1.077 villages", ("1.077",), ("1.077",)),
        ("152 triệu", "152 billion", ("152 triệu",), ("152 billion",)),
        ("đến năm 2025", "in the coming years", ("2025",), ()),
        ("đạt mục tiêu", "met 2 targets", (), ("2",)),
        ("Quý III", "Q2", ("III",), ("2",)),
        ("24/4/2024", "24 May 2024", ("4",), ("May",)),
        ("05/4/2024", "4 May 2024", ("05/4",), ("4 May",)),
        ("21/25 dịch vụ", "21 services", ("25",), ()),
        ("in «4,36»", 'printed "4.36" as 5', (), ("5",)),
    ],
)
def test_a_number_lost_or_changed_is_named_as_printed(
    vi: str, en: str, lost: tuple[str, ...], added: tuple[str, ...]
) -> None:
    assert number_differences(vi, en) == (lost, added)


@pytest.mark.parametrize(
    "number",
    [
        "411/QĐ-TTg", "17/NQ-CP", "154/2013/NĐ-CP", "1145/BTTTT-CATTT", "57/2010/QH12", "06/CP",
        "52-NQ/TW", "34:2019/BTTTT", "339/BC-BCA-C06", "1278/UBKHCNMT15", "2323A/BTTTT-THH",
    ],
)  # fmt: skip
def test_a_document_must_stand_as_printed(number: str) -> None:
    vi = f"Văn bản số {number} ngày 3/4"
    assert document_differences(vi, f"Document {number} of 3 April") == ((), ())
    assert document_differences(vi, "The document of 3 April")[0]
    assert any(document_differences(vi, f"Document {number[:-1]} of 3 April"))


def test_a_document_may_be_named_once_for_twice() -> None:
    vi = "Quyết định 749/QĐ-TTg; thực hiện Quyết định 749/QĐ-TTg"
    assert document_differences(vi, "Decision 749/QĐ-TTg, and carrying it out") == ((), ())


def test_a_document_that_only_the_english_names_is_told() -> None:
    assert document_differences("Chỉ thị của Thủ tướng", "Directive 04/CT-TTg") == (
        (),
        ("04/CT-TTg",),
    )


@given(st.text(), st.text())
def test_any_text_can_be_read(vi: str, en: str) -> None:
    for differences in (number_differences(vi, en), document_differences(vi, en)):
        assert len(differences) == 2
