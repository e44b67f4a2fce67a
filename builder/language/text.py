"""Text for people: localised strings, slugs, folding, Vietnamese order, numbers and dates."""

import datetime
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from builder.language.catalogues import catalogue
from builder.language.periods import Period

MISSING = "–"
"""What stands where a value is missing."""

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


DIGITS = 400
"""Digits that a number on a page may have; checks.cells tells longer ones."""


class Localised(Mapping[str, str]):
    """A text in every language of the site; it cannot be made with one missing or empty."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        if not texts or not all(texts.values()):
            raise ValueError(f"a localised text needs every language: {dict(texts)!r}")
        self._texts = dict(texts)

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        return f"Localised({self._texts!r})"


def fact(language: str, name: str) -> str:
    """What a words file says of its language under `language.`: locale, date, month, quarter."""
    return catalogue(language).texts[f"language.{name}"][0]


def folded(text: str) -> str:
    """Lower case without marks, đ as d: what a search without marks compares."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.replace("đ", "d")


@lru_cache(maxsize=20_000)
def collation_key(text: str) -> tuple[tuple[tuple[int, str], ...], tuple[int, ...]]:
    """Vietnamese order: letters first (a ă â … d đ), tones only between equal letters."""
    letters: list[tuple[int, str]] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        letter, tone = _letter_and_tone(char)
        letters.append((_LETTERS[letter] + 1000, "") if letter in _LETTERS else (0, letter))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _letter_and_tone(char: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", char)
    tone = "".join(mark for mark in decomposed if mark in _TONE_MARKS)
    rest = "".join(mark for mark in decomposed if mark not in _TONE_MARKS)
    return unicodedata.normalize("NFC", rest), _TONES.get(tone, 0)


def number_text(value: Decimal | int | float, language: str) -> str:
    """A number as a reader of the language writes it: 1.234,5 or 1,234.5."""
    with localcontext(prec=DIGITS):  # Babel rounds in the context, which holds 28 digits
        return str(format_decimal(value, format="#,##0.######", locale=fact(language, "locale")))


def date_text(date: datetime.date, language: str) -> str:
    """A day as a reader of the language writes it: 24/4/2024 or 24 April 2024."""
    return str(format_date(date, format=fact(language, "date"), locale=fact(language, "locale")))


def size_text(size: int, language: str) -> str:
    """A number of bytes as a reader says it: 12 kB, 1,3 MB (kB = 1,000 bytes)."""
    if size < 1000:
        return f"{size} B"
    unit, amount = ("kB", size / 1000) if size < 999_500 else ("MB", size / 1_000_000)
    digits = 0 if amount >= 10 else 1
    return f"{number_text(round(Decimal(amount), digits), language)} {unit}"


def period_text(period: Period, language: str) -> str:
    """A period such as 2022, 2024-Q1, 2024-03 or 2024-03-15 as a reader says it."""
    if period.quarter:
        roman = ("I", "II", "III", "IV")[period.quarter - 1]
        pattern = fact(language, "quarter")
        return pattern.format(quarter=period.quarter, roman=roman, year=period.year)
    if period.is_day:
        return date_text(period.start, language)
    if period.month:
        locale = fact(language, "locale")
        return str(format_date(period.start, format=fact(language, "month"), locale=locale))
    return str(period)


def shortened(text: str, characters: int) -> str:
    """A text no longer than so many characters, cut at a word with an ellipsis."""
    if len(text) <= characters:
        return text
    return text[: characters - 2].rsplit(" ", 1)[0] + " …"
