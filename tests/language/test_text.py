"""Text for people: numbers, dates and sizes in each language, folding, Vietnamese order."""

import datetime
import random
import unicodedata
from decimal import Decimal, localcontext

import pytest
from babel.numbers import format_decimal
from hypothesis import assume, given
from hypothesis import strategies as st
from markupsafe import escape

from builder.language.periods import Period
from builder.language.text import (
    Localised,
    collation_key,
    date_text,
    folded,
    in_locale,
    language_of,
    marked_languages,
    moment_text,
    number_text,
    period_text,
    printed_number,
    size_text,
)

DAY = datetime.date(2024, 4, 24)


def test_a_text_cannot_be_made_with_an_empty_language() -> None:
    assert dict(Localised({"vi": "Nhiệm vụ", "en": "Task"})) == {"vi": "Nhiệm vụ", "en": "Task"}
    for missing in ({}, {"vi": "Nhiệm vụ", "en": ""}):
        with pytest.raises(ValueError, match="no empty language"):
            Localised(missing)


def test_a_text_that_waits_for_a_language_answers_in_its_first() -> None:
    text = Localised({"vi": "Nhiệm vụ", "en": "Task"})
    assert (text["fr"], language_of(text, "fr"), language_of(text, "en")) == (
        "Nhiệm vụ",
        "vi",
        "en",
    )
    assert "fr" not in text
    assert list(text) == ["vi", "en"]


def test_a_page_marks_foreign_texts_where_a_mark_can_stand() -> None:
    text = escape(Localised({"vi": "A < B"})["en"])
    html = f'<title>{text}</title><p title="{text}">{text} and {text}</p><a>{text}</a>'
    marked = '<span lang="vi">A &lt; B</span>'
    assert marked_languages(html) == (
        f'<title>A &lt; B</title><p title="A &lt; B">{marked} and {marked}</p><a>{marked}</a>'
    )


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (Decimal("1234.5"), "1.234,5", "1,234.5"),
        (Decimal("14.26"), "14,26", "14.26"),
        (Decimal("0.34"), "0,34", "0.34"),
        (Decimal("20.00"), "20", "20"),
        (Decimal("-1234567.25"), "-1.234.567,25", "-1,234,567.25"),
        (86, "86", "86"),
        (0, "0", "0"),
    ],
)
def test_a_number_has_the_marks_of_its_language(value: Decimal | int, vi: str, en: str) -> None:
    assert (number_text(value, "vi"), number_text(value, "en")) == (vi, en)


@given(st.decimals(-(10**9), 10**9, places=6), st.sampled_from(["vi", "en"]))
def test_no_digit_of_a_number_is_lost(value: Decimal, language: str) -> None:
    thousands, decimal = (".", ",") if language == "vi" else (",", ".")
    read = number_text(value, language).replace(thousands, "").replace(decimal, ".")
    assert Decimal(read) == value


def test_a_day_is_written_as_its_language_does() -> None:
    assert date_text(DAY, "vi") == "24/4/2024"
    assert date_text(DAY, "en") == "24 April 2024"


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        ("2022", "2022", "2022"),
        ("2024-Q1", "quý I/2024", "Q1 2024"),
        ("2023-Q4", "quý IV/2023", "Q4 2023"),
        ("2024-S1", "6 tháng đầu năm 2024", "first half of 2024"),
        ("2024-S2", "6 tháng cuối năm 2024", "second half of 2024"),
        ("2024-03", "3/2024", "March 2024"),
        ("2024-04-24", "24/4/2024", "24 April 2024"),
    ],
)
def test_a_period_is_said_as_its_language_does(period: str, vi: str, en: str) -> None:
    assert (period_text(Period(period), "vi"), period_text(Period(period), "en")) == (vi, en)


@pytest.mark.parametrize(
    ("size", "vi", "en"),
    [
        (0, "0 B", "0 B"),
        (999, "999 B", "999 B"),
        (1000, "1 kB", "1 kB"),
        (1300, "1,3 kB", "1.3 kB"),
        (9_960, "10 kB", "10 kB"),
        (12_345, "12 kB", "12 kB"),
        (1_300_000, "1,3 MB", "1.3 MB"),
        (999_999, "1 MB", "1 MB"),
    ],
)
def test_a_size_is_short_and_has_a_unit(size: int, vi: str, en: str) -> None:
    assert (size_text(size, "vi"), size_text(size, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Chuyển đổi số", "chuyen doi so"),
        ("ĐƯỜNG TRUYỀN", "duong truyen"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Nghị quyết 17/NQ-CP", "nghi quyet 17/nq-cp"),
        ("e\u0301\u0323", "e"),
    ],
)
def test_folding_takes_off_every_mark(text: str, bare: str) -> None:
    assert folded(text) == bare


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["da", "dạ", "dao", "đa"],
        ["má", "mạ", "mai", "măng", "mâm"],
        ["Bộ Công an", "Bộ Công Thương", "Bộ Y tế", "Đà Nẵng"],
        ["1 bộ", "2 tỉnh", "Cà Mau"],
    ],
    ids=" ".join,
)
def test_vietnamese_order_is_letters_first_then_tones(ordered: list[str]) -> None:
    shuffled = random.Random(0).sample(ordered, len(ordered))
    assert sorted(shuffled, key=collation_key) == ordered


@given(st.text(alphabet="aăâbdđeêoôơuưyáàảãạ ấờ"))
def test_order_does_not_depend_on_case_or_composition(text: str) -> None:
    assert collation_key(unicodedata.normalize("NFD", text.upper())) == collation_key(text)


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        ("7.50", "7,50", "7.50"),
        ("0.0000001", "0,0000001", "0.0000001"),
        ("1.00000049", "1,00000049", "1.00000049"),
        ("-1234567.0", "-1.234.567,0", "-1,234,567.0"),
        ("1E+3", "1.000", "1,000"),
        ("1.5E-60", "1,5E-60", "1.5E-60"),
        ("0.1234567890123456789", "0,1234567890123456789", "0.1234567890123456789"),
    ],
)
def test_a_printed_number_has_every_digit(number: str, vi: str, en: str) -> None:
    found = [printed_number(Decimal(number), language) for language in ("vi", "en")]
    assert found == [vi, en]


def test_a_reckoned_number_has_no_zeros_at_its_end() -> None:
    assert number_text(Decimal("7.50"), "en") == "7.5"
    assert number_text(Decimal("0.0000001"), "en") == "0.0000001"


def test_a_time_stands_with_its_day_and_zone() -> None:
    hanoi = datetime.timezone(datetime.timedelta(hours=7))
    moment = datetime.datetime(2024, 4, 24, 10, 0, 5, 500_000, hanoi)
    assert moment_text(moment, "vi") == "24/4/2024, 10:00:05.5 UTC+07:00"
    assert moment_text(moment.astimezone(datetime.UTC), "en") == "24 April 2024, 03:00:05.5 UTC"
    assert moment_text(moment.timetz(), "en") == "10:00:05.5 UTC+07:00"
    assert moment_text(datetime.time(10, 30), "en") == "10:30:00"


@given(
    number=st.decimals(allow_nan=False, allow_infinity=False, places=7, min_value=-(10**12))
    | st.decimals(allow_nan=False, allow_infinity=False).filter(
        lambda value: (
            -30 < int(value.as_tuple().exponent) < 30 and len(value.as_tuple().digits) < 30
        )
    )
    | st.integers(-(10**15), 10**15),
    locale=st.sampled_from(["vi", "en", "fr", "es", "hi", "pl", "de_CH", "sv", "pt_PT"]),
)
def test_a_printed_number_is_that_of_babel(number: Decimal | int, locale: str) -> None:
    exponent = int(number.as_tuple().exponent) if isinstance(number, Decimal) else 0
    assume(-30 < exponent < 30)
    pattern = f"#,##0.{'0' * -exponent}"
    with localcontext(prec=400):
        assert in_locale(number, locale) == format_decimal(number, format=pattern, locale=locale)
