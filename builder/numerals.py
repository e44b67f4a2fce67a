"""The numbers and document ids that a text prints, read by the marks of its language; pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

DOCUMENT = re.compile(
    r"(?<![\w/])(?:\d+[A-Z]?(?:/\d{4})?/[A-ZĐ]{2,}[\wĐ]*(?:[-/][A-ZĐ][\wĐ]*)*"
    r"|\d+-[A-ZĐ]{2,}/[A-ZĐ]{2,})"
)
"""411/QĐ-TTg, 154/2013/NĐ-CP, 57/2010/QH12, 1145/BTTTT-CATTT, 06/CP, 52-NQ/TW."""

Differences = tuple[tuple[str, ...], tuple[str, ...]]
"""What only the Vietnamese prints, and what only the English prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """One number of a text."""

    printed: str
    """As it stands in the text, such as `1.234,5` or `IV`."""
    value: Decimal
    power: int = 0
    """Power of ten of the word behind it: 6 for million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How a language writes numbers."""

    pattern: re.Pattern[str]
    """Groups: number and magnitude, month, roman."""
    thousands: str
    magnitudes: Mapping[str, int]
    small: Mapping[str, int]
    """Words that may stand for a number, and need not: `năm` is five, and year."""
    small_pattern: re.Pattern[str]


_MONTHS = {
    name: number
    for number, name in enumerate(
        "January February March April May June July August September October November "
        "December".split(),
        start=1,
    )
}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def _roman(*before: str) -> str:
    """Roman numbers: two letters or more, or one where it cannot be a letter or a pronoun."""
    headed = "|".join(f"(?<={word} )" for word in before)
    return rf"\b(?P<roman>[IVX]{{2,}}\b|[IVX](?=[./]\d|\.\s)|(?:{headed})[IVX]\b)"


def _marks(
    number: str, thousands: str, magnitudes: Mapping[str, int], small: str, others: str
) -> Marks:
    words = {
        word: int(value)
        for value, words in (entry.split(" ", maxsplit=1) for entry in small.split("; "))
        for word in words.split("/")
    }
    magnitude = rf"(?:\s(?P<magnitude>{'|'.join(magnitudes)})\b(?! (?:lệ|trọng|số|suất)\b))?"
    longest_first = sorted(words, key=len, reverse=True)
    return Marks(
        pattern=re.compile(rf"(?P<number>{number}){magnitude}|{others}"),
        thousands=thousands,
        magnitudes=magnitudes,
        small=words,
        small_pattern=re.compile(rf"\b(?:{'|'.join(longest_first)})\b(?! \d)", re.IGNORECASE),
    )


_MARKS: Mapping[str, Marks] = {
    "vi": _marks(
        r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d|\.\d)|\d+,\d+|\d+(?:\.\d+)*",
        ".",
        {"nghìn tỷ": 12, "tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3},
        "1 một/nhất; 2 hai; 3 ba; 4 bốn/tư; 5 năm; 6 sáu; 7 bảy; 8 tám; 9 chín; 10 mười; "
        "11 mười một; 12 mười hai",
        _roman("uý", "ục", "hần", "hương"),
    ),
    "en": _marks(
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)*",
        ",",
        {"thousand billion": 12, "trillion": 12, "billion": 9, "million": 6, "thousand": 3},
        "1 one/first/single/once; 2 two/second/both/twice/double/doubled; 3 three/third; "
        "4 four/fourth; 5 five/fifth; 6 six/sixth; 7 seven/seventh; 8 eight/eighth; "
        "9 nine/ninth; 10 ten/tenth; 11 eleven/eleventh; 12 twelve/twelfth",
        rf"(?P<month>(?<=\d )(?:{'|'.join(_MONTHS)})\b|\b(?:{'|'.join(_MONTHS)})(?= \d))|"
        + _roman("Quarter", "quarter", "ection", "art", "ppendix", "nnex", "hapter"),
    ),
}


def document_differences(vi: str, en: str) -> Differences:
    """Ids of documents that stand in one text of a pair only."""
    if "/" not in vi and "/" not in en:
        return (), ()
    found = [dict.fromkeys(DOCUMENT.findall(text)) for text in (vi, en)]
    lost = tuple(one for one in found[0] if one not in found[1])
    return lost, tuple(one for one in found[1] if one not in found[0])


def number_differences(vi: str, en: str) -> Differences:
    """Numbers that stand in one text of a pair only, document ids and equal quotations apart.

    A number may become a word (1 and one) or take another magnitude of the same value
    (1,5 triệu and 1,500,000).
    """
    vi, en = _without_quotations(DOCUMENT.sub(" ", vi), DOCUMENT.sub(" ", en))
    numerals = [list(_numerals(text, language)) for text, language in ((vi, "vi"), (en, "en"))]
    plain = _unmatched(numerals, (vi, en), scaled=False)
    powers = [{one.power for one in side if one.power} for side in numerals]
    if not any(plain) and powers[0] == powers[1]:
        return plain
    scaled = _unmatched(numerals, (vi, en), scaled=True)
    return plain if any(plain) and any(scaled) else scaled
