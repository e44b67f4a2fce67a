"""The numbers and document ids that a text prints, read by the marks of its language; pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

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
    """As it stands in the text, such as `1.234,5 triệu` or `IV`."""
    value: Decimal
    power: int = 0
    """Power of ten of the word behind it: 6 for million."""

    @property
    def scaled(self) -> Decimal:
        """The value with the word behind it counted in."""
        return self.value.scaleb(self.power)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How a language writes numbers."""

    pattern: re.Pattern[str]
    """Groups: number and magnitude; word, which is a month or a Roman number."""
    thousands: str
    powers: Mapping[str, int]
    """Powers of ten of the words for magnitudes."""
    words: Mapping[str, int]
    """Words that may stand for a number, and need not: `năm` is five, and year."""
    word_pattern: re.Pattern[str]


_ROMAN = "I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII|XIII|XIV|XV|XVI|XVII|XVIII|XIX|XX"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_VALUES = {
    word: Decimal(value)
    for words in (_ROMAN, _MONTH)
    for value, word in enumerate(words.split("|"), start=1)
}


def _roman(*before: str) -> str:
    """Roman numbers: two letters or more, or one where it is no initial and no pronoun."""
    headed = "|".join(f"(?<={word} )" for word in before)
    return rf"\b(?:[IVX]{{2,}}\b|[IVX](?=[./]\d|\.\s)|(?:{headed})[IVX]\b)"


def _marks(
    number: str, thousands: str, powers: Mapping[str, int], words: str, certain: str
) -> Marks:
    """Marks from regular expressions, and from words such as `1 one/first; 2 two`."""
    entries = (entry.split(" ", maxsplit=1) for entry in words.split("; "))
    named = {word: int(value) for value, names in entries for word in names.split("/")}
    longest_first = "|".join(sorted(named, key=len, reverse=True))
    magnitude = rf"(?:\s(?P<magnitude>{'|'.join(powers)})\b(?! (?:lệ|trọng|số|suất)\b))?"
    return Marks(
        pattern=re.compile(rf"(?P<number>{number}){magnitude}|(?P<word>{certain})"),
        thousands=thousands,
        powers=powers,
        words=named,
        word_pattern=re.compile(rf"\b(?:{longest_first})\b(?! \d)", re.IGNORECASE),
    )


VIETNAMESE = _marks(
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d|\.\d)|\d+,\d+|\d+(?:\.\d+)*",
    ".",
    {"nghìn tỷ": 12, "tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3},
    "1 một/nhất/i; 2 hai; 3 ba; 4 bốn/tư; 5 năm/v; 6 sáu; 7 bảy; 8 tám; 9 chín; 10 mười/x; "
    "11 mười một; 12 mười hai",
    _roman("uý", "ục", "hần", "hương"),
)
ENGLISH = _marks(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)*",
    ",",
    {"thousand billion": 12, "trillion": 12, "billion": 9, "million": 6, "thousand": 3},
    "1 one/first/single/once/i; 2 two/second/both/twice/double/doubled; 3 three/third; "
    "4 four/fourth; 5 five/fifth/v; 6 six/sixth/first half/second half/half-year; "
    "7 seven/seventh; 8 eight/eighth; 9 nine/ninth; 10 ten/tenth/x; 11 eleven/eleventh; "
    "12 twelve/twelfth; "
    + "; ".join(f"{_VALUES[month]} {month.lower()}" for month in _MONTH.split("|")),
    rf"(?<=\d )(?:{_MONTH})\b|\b(?:{_MONTH})(?= \d)|"
    + _roman("uarter", "ection", "art", "ppendix", "nnex", "hapter"),
)

_DAYS = (
    re.compile(r"\b(\d{1,2})(?:/| tháng )(\d{1,2})\b"),
    re.compile(rf"\b(\d{{1,2}})(?:/| )(\d{{1,2}}\b|{_MONTH})"),
)
_QUOTED = re.compile(r'["“«]([^"“”«»]+)["”»]')
_NUMBER_LIKE = re.compile(r"\d|[IVX]{2}|\b[IVX][./ ]")


def document_differences(vi: str, en: str) -> Differences:
    """Ids of documents that stand in one text of a pair only."""
    if "/" not in vi and "/" not in en:
        return (), ()
    found = [dict.fromkeys(DOCUMENT.findall(text)) for text in (vi, en)]
    lost = tuple(number for number in found[0] if number not in found[1])
    return lost, tuple(number for number in found[1] if number not in found[0])


def number_differences(vi: str, en: str) -> Differences:
    """Numbers that stand in one text of a pair only, document ids and equal quotations apart.

    A number may become a word (1 and one, 6 tháng đầu năm and first half), a Roman number an
    Arabic one (quý IV and Q4), a magnitude another of the same value (1,5 triệu and 1,500,000).
    """
    if not _NUMBER_LIKE.search(vi) and not _NUMBER_LIKE.search(en):
        return (), ()
    vi, en = without_quotations(DOCUMENT.sub(" ", vi), DOCUMENT.sub(" ", en))
    texts = _Numerals(vi, VIETNAMESE), _Numerals(en, ENGLISH)
    plain = _differences(*texts, attrgetter("value"))
    if not any(plain) and texts[0].powers == texts[1].powers:
        return _swapped_days(vi, en)
    scaled = _differences(*texts, attrgetter("scaled"))
    return plain if any(plain) and any(scaled) else scaled


def without_quotations(vi: str, en: str) -> tuple[str, str]:
    """Both texts without what the English quotes as the Vietnamese prints it."""
    for quoted in dict.fromkeys(_QUOTED.findall(en)):
        whole = re.compile(rf"(?<![\w.,]){re.escape(quoted)}(?!\w|[.,]\d)", re.IGNORECASE)
        if whole.search(vi):
            times = min(len(whole.findall(text)) for text in (vi, en))
            vi, en = (whole.sub(" ", text, count=times) for text in (vi, en))
    return vi, en


def _swapped_days(vi: str, en: str) -> Differences:
    """Days whose month the English takes for the day: 5/4 and 4 May have the same numbers."""
    days, others = (
        {_day(match): match.group() for match in pattern.finditer(text)}
        for pattern, text in zip(_DAYS, (vi, en), strict=True)
    )
    wrong = [day for day in others if day not in days and day[::-1] in days]
    return tuple(days[day[::-1]] for day in wrong), tuple(others[day] for day in wrong)


def _day(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    day, month = match.groups()
    return Decimal(day), _VALUES[month] if month in _VALUES else Decimal(month)


class _Numerals:
    """The numbers of one text, and what its words may say beside them."""

    def __init__(self, text: str, marks: Marks) -> None:
        self._text, self._marks = text, marks
        self.certain = tuple(_numerals(text, marks))
        self.powers = {numeral.power for numeral in self.certain if numeral.power}

    def words(self) -> Iterator[Decimal]:
        """Values of the words that may stand for numbers."""
        for match in self._marks.word_pattern.finditer(self._text):
            yield Decimal(self._marks.words[match.group().lower()])


Reading = Callable[[Numeral], Decimal]


def _differences(vi: _Numerals, en: _Numerals, reading: Reading) -> Differences:
    return _unmatched(vi, en, reading), _unmatched(en, vi, reading)


def _unmatched(numerals: _Numerals, others: _Numerals, reading: Reading) -> tuple[str, ...]:
    """What one text prints and the other neither prints nor says in words."""
    rest = _without(numerals.certain, map(reading, others.certain), reading)
    if rest:
        rest = _without(rest, others.words(), reading)
    return tuple(numeral.printed for numeral in rest)


def _without(
    numerals: Iterable[Numeral], values: Iterable[Decimal], reading: Reading
) -> list[Numeral]:
    left = Counter(values)
    rest = []
    for numeral in numerals:
        value = reading(numeral)
        if left[value]:
            left[value] -= 1
        else:
            rest.append(numeral)
    return rest


def _numerals(text: str, marks: Marks) -> Iterator[Numeral]:
    for match in marks.pattern.finditer(text):
        number, magnitude, word = match.group("number", "magnitude", "word")
        if word:
            if word in _VALUES:
                yield Numeral(printed=word, value=_VALUES[word])
            continue
        parts = number.split(".")
        plain = _with_full_stop(number, marks.thousands)
        if plain is None:
            yield from (Numeral(printed=part, value=Decimal(part)) for part in parts)
        else:
            power = marks.powers.get(magnitude, 0)
            yield Numeral(printed=match.group(), value=Decimal(plain), power=power)


_GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?!\d)") for mark in ".,"}


def _with_full_stop(number: str, thousands: str) -> str | None:
    """A number with its decimals behind a full stop; None for the parts of 1.2.3 or 24.4.2024."""
    if _GROUPED[thousands].match(number):
        number = number.replace(thousands, "")
    number = number.replace(",", ".")
    return None if number.count(".") > 1 else number
