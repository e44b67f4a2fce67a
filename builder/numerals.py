"""The numbers and document ids that a text prints, read by the marks of its language; pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

DOCUMENT = re.compile(
    r"(?<![\w/])\d+[A-ZĐ]?(?:(?:/\d{4})?/|-(?=[A-ZĐ]{2,}/))"
    r"[A-ZĐ]{2,}[\wĐ]*(?:[-/][A-ZĐ][\wĐ]*)*"
)
"""411/QĐ-TTg, 154/2013/NĐ-CP, 52-NQ/TW, 1145/BTTTT-CATTT, 57/2010/QH12, 06/CP."""

_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_NUMBERS = {
    "vi": r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.])|\d+,\d+|\d+(?:\.\d+)*",
    "en": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*",
}
_THOUSANDS = {"vi": ".", "en": ","}
_MAGNITUDES: Mapping[str, Mapping[str, int]] = {
    "vi": {"nghìn tỷ": 12, "tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3},
    "en": {"trillion": 12, "billion": 9, "million": 6, "thousand": 3},
}
_HEADINGS = {
    "vi": "quý|mục|phần|phụ lục|chương|nhóm|hạng|loại|khoá|khóa|phụ biểu",
    "en": "quarters?|q|sections?|parts?|appendix|annex|chapter|group|class|term",
}
_MONTHS = dict(
    zip(
        (
            "January|February|March|April|May|June|July|August|September|October|November|December"
        ).split("|"),
        range(1, 13),
        strict=True,
    )
)
_SMALL: Mapping[str, Mapping[str, int]] = {
    "vi": {
        "một": 1, "nhất": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6,
        "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12,
    },
    "en": {
        "one": 1, "first": 1, "single": 1, "once": 1, "two": 2, "second": 2, "both": 2,
        "twice": 2, "double": 2, "doubled": 2, "three": 3, "third": 3, "four": 4, "fourth": 4,
        "five": 5, "fifth": 5, "six": 6, "sixth": 6, "seven": 7, "seventh": 7, "eight": 8,
        "eighth": 8, "nine": 9, "ninth": 9, "ten": 10, "tenth": 10, "eleven": 11,
        "eleventh": 11, "twelve": 12, "twelfth": 12,
    },
}  # fmt: skip
