"""Text for people: localised strings, slugs, folding, Vietnamese order, numbers and dates."""

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from functools import lru_cache

from builder.language.catalogues import catalogue
from builder.language.moments import iso_text
from builder.language.periods import Period

ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Spaces that look like the plain one and are another character."""

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""

INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
"""Characters that nobody sees: controls, joiners, marks of direction, private use."""

MISSING = "–"
"""What stands where a value is missing."""

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


DIGITS = 400
"""Digits that a number on a page may have; checks.cells tells longer ones."""


class Foreign(str):
    """A text that stands in another language than its page, for want of a translation."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> "Foreign":
        """The text and the language it is in."""
        foreign = super().__new__(cls, text)
        foreign.language = language
        return foreign

    def __reduce__(self) -> "tuple[type[Foreign], tuple[str, str]]":
        """What a copy is made from."""
        return Foreign, (str(self), self.language)

    def __html__(self) -> str:
        """The text as a template writes it, between marks that `marked_languages` reads."""
        from markupsafe import escape

        return f"{_OPEN}{self.language}{_NAMED}{escape(str(self))}{_CLOSE}"


_OPEN, _NAMED, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
"""Noncharacters, which no checked text holds."""

_UNMARKABLE = re.compile(r"(<(title|option|script|style|textarea)\b.*?</\2>|<[^>]*>)", re.DOTALL)
"""Tags, and elements that hold text alone: neither takes a `span`."""


def marked_languages(html: str) -> str:
    """HTML of a template with each foreign text in a `span` that tells its language."""
    if _OPEN not in html:
        return html
    spots = _UNMARKABLE.split(html)
    del spots[2::3]  # the names of elements that hold text alone
    spots[::2] = map(_spans, spots[::2])
    spots[1::2] = map(_unmarked, spots[1::2])
    return "".join(spots)


_MARK = re.compile(f"{_OPEN}([^{_NAMED}]*){_NAMED}")


def _spans(text: str) -> str:
    if _OPEN not in text and _CLOSE not in text:  # most are a word between two tags
        return text
    return _MARK.sub(r'<span lang="\1">', text).replace(_CLOSE, "</span>")


def _unmarked(markup: str) -> str:
    if _OPEN not in markup and _CLOSE not in markup:
        return markup
    return _MARK.sub("", markup).replace(_CLOSE, "")


PLACES = 40
"""Places behind the point, and zeros before it, that a number on a page is written out with."""


class Localised(Mapping[str, str]):
    """A text in the languages of the site that it has; at least one, and none is empty.

    Asked for in a language that it waits for, it answers in its first, as a `Foreign`.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        if not texts or not all(texts.values()):
            raise ValueError(f"a localised text has no empty language: {dict(texts)!r}")
        self._texts = dict(texts)

    def __getitem__(self, language: str) -> str:
        if language in self._texts:
            return self._texts[language]
        first, text = next(iter(self._texts.items()))
        return Foreign(text, first)

    def __contains__(self, language: object) -> bool:
        return language in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        return f"Localised({self._texts!r})"


def language_of(text: Localised, language: str) -> str:
    """The language in which a text answers, asked for it in one of the site."""
    said = text[language]
    return said.language if isinstance(said, Foreign) else language


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


@lru_cache(maxsize=4096)
def _letter_and_tone(char: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", char)
    tone = "".join(mark for mark in decomposed if mark in _TONE_MARKS)
    rest = "".join(mark for mark in decomposed if mark not in _TONE_MARKS)
    return unicodedata.normalize("NFC", rest), _TONES.get(tone, 0)


def number_text(value: Decimal | int | float, language: str) -> str:
    """A reckoned number as a reader of the language writes it: 1.234,5 or 1,234.5."""
    return _decimal_text(value, f"#,##0.{'#' * PLACES}", language)


def printed_number(value: Decimal | int, language: str) -> str:
    """A number of the data with every digit that it has: 7,50 or 0.0000001."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    locale = fact(language, "locale")
    if not isinstance(exponent, int) or not -PLACES <= exponent <= PLACES:
        return str(value).replace(".", _marks(locale)[1])
    return in_locale(value, locale)


def in_locale(value: Decimal | int, locale: str) -> str:
    """A number with its digits and the marks of a locale; what Babel prints, ten times quicker."""
    group, point = _marks(locale)
    written = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    whole, _, places = written.partition(".")
    text = whole.replace(",", group)
    return f"{text}{point}{places}" if places else text


@lru_cache
def _marks(locale: str) -> tuple[str, str]:
    """What stands between thousands and before decimals."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_group_symbol(locale), get_decimal_symbol(locale)


def _decimal_text(value: Decimal | int | float, pattern: str, language: str) -> str:
    return _formatted(str(value), pattern, fact(language, "locale"))


@lru_cache(maxsize=100_000)
def _formatted(number: str, pattern: str, locale: str) -> str:
    """The number of a text, which tells 7.50 from 7.5; tables print the same ones over and over."""
    from babel.numbers import format_decimal

    with localcontext(prec=DIGITS):  # Babel rounds in the context, which holds 28 digits
        return str(format_decimal(Decimal(number), format=pattern, locale=locale))


@lru_cache(maxsize=100_000)
def date_text(date: datetime.date, language: str) -> str:
    """A day as a reader of the language writes it: 24/4/2024 or 24 April 2024."""
    return _printed_day(date, fact(language, "date"), fact(language, "locale"))


@lru_cache(maxsize=20_000)
def _printed_day(date: datetime.date, pattern: str, locale: str) -> str:
    """A day in a pattern of Babel; tables print the same ones over and over."""
    from babel.dates import format_date

    return str(format_date(date, format=pattern, locale=locale))


def moment_text(moment: datetime.datetime | datetime.time, language: str) -> str:
    """A time with its day and zone where it has them: 24 April 2024, 10:00:00 UTC+07:00."""
    clock = re.sub(r"Z$|(?=[+-])", " UTC", iso_text(moment).rpartition("T")[2])
    if not isinstance(moment, datetime.datetime):
        return clock
    return f"{date_text(moment.date(), language)}, {clock}"


def size_text(size: int, language: str) -> str:
    """A number of bytes as a reader says it: 12 kB, 1,3 MB (kB = 1,000 bytes)."""
    if size < 1000:
        return f"{size} B"
    unit, amount = ("kB", size / 1000) if size < 999_500 else ("MB", size / 1_000_000)
    digits = 0 if amount >= 10 else 1
    return f"{number_text(round(Decimal(amount), digits), language)} {unit}"


def period_text(period: Period, language: str) -> str:
    """A period such as 2022, 2024-S1, 2024-Q1, 2024-03 or 2024-03-15 as a reader says it."""
    if period.quarter:
        roman = ("I", "II", "III", "IV")[period.quarter - 1]
        pattern = fact(language, "quarter")
        return pattern.format(quarter=period.quarter, roman=roman, year=period.year)
    if period.half:
        return fact(language, f"half_{period.half}").format(year=period.year)
    if period.is_day:
        return date_text(period.start, language)
    if period.month:
        return _printed_day(period.start, fact(language, "month"), fact(language, "locale"))
    return str(period)


def shortened(text: str, characters: int) -> str:
    """A text no longer than so many characters, cut at a word with an ellipsis."""
    if len(text) <= characters:
        return text
    return text[: characters - 2].rsplit(" ", 1)[0] + " …"


def markdown_text(text: str) -> str:
    """A text on one line of a Markdown file: nothing in it opens an HTML tag or a link."""
    unmarked = re.sub(r"<(?=[A-Za-z/!?])|[\[\]]", r"\\\g<0>", text)
    return " ".join(unmarked.split())
