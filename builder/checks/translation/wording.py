"""One text in Vietnamese and English, and what its translation lost, changed or left; pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from builder.checks.translation.glossary import Glossary
from builder.checks.translation.numerals import (
    DOCUMENT,
    Differences,
    document_differences,
    number_differences,
    without_quotations,
)
from builder.language.text import MISSING

LENGTHS = ((120, 0.65, 1.9), (40, 0.45, 2.4))
"""Over how many Vietnamese characters the English must have which share of that length."""

_VOWELS = "aăâeêioôơuưy"
_MARKED = "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_MARK = re.compile(f"[{_MARKED}]", re.IGNORECASE)
_CONSONANTS = f"[^\\W\\d_{_VOWELS}{_MARKED.replace('đ', '')}]*"
_SYLLABLE = re.compile(
    f"{_CONSONANTS}[{_VOWELS}{_MARKED.replace('đ', '')}]*{_CONSONANTS}", re.IGNORECASE
)
"""A Vietnamese word has its vowels together; café and Genève do not."""

_SYMBOL = re.compile(r"\b[A-ZĐ]{2,}-[A-ZĐ]\w+")
"""The symbol of a document without its number, such as QĐ-TTg."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_BODIES = frozenset(
    ("Bộ", "Sở", "Cục", "Vụ", "Viện", "Ủy", "Uỷ", "Tỉnh", "Huyện", "Quận", "Phường", "Xã")
)
"""First words of the names of bodies, which English translates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A rule that a pair of texts breaks."""

    rule: str
    """Code of the problem, such as `translation-number`."""
    details: Mapping[str, str] = field(default_factory=dict)


class Wording:
    """The rules with the glossary and the place names of a portal; equal pairs are read once."""

    def __init__(self, glossary: Glossary, places: Collection[str]) -> None:
        self._glossary = glossary
        longest_first = sorted(places, key=len, reverse=True)
        names = "|".join(re.escape(name) for name in longest_first) or r"\b\B"
        self._places = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
        self._faults: dict[tuple[str, str], tuple[Fault, ...]] = {}

    def faults(self, vi: str, en: str) -> tuple[Fault, ...]:
        """Every rule that a pair breaks."""
        pair = (vi, en)
        if pair not in self._faults:
            self._faults[pair] = tuple(self._read(vi, en))
        return self._faults[pair]

    def _read(self, vi: str, en: str) -> Iterator[Fault]:
        if vi.casefold() == en.casefold():
            if self._vietnamese_left(vi, en) or any(self._glossary.differing(vi, en)):
                yield Fault(rule="translation-same")
            return
        yield from _different("translation-number", number_differences(vi, en))
        yield from _different("translation-document", document_differences(vi, en))
        words = self._vietnamese_left(vi, en)
        if words:
            details = {"words": ", ".join(dict.fromkeys(words))}
            yield Fault(rule="translation-vietnamese", details=details)
        for written, term in self._glossary.differing(vi, en):
            details = {"term": written, "expected": ", ".join(term.en)}
            yield Fault(rule="translation-term", details=details)
        yield from _unlikely_length(vi, en)

    def _vietnamese_left(self, vi: str, en: str) -> list[str]:
        """Vietnamese words of the English but for ids, places, quotations and names."""
        if not _MARK.search(en):
            return []
        en = _SYMBOL.sub(" ", DOCUMENT.sub(" ", en))
        if vi != en:
            _, en = without_quotations(vi, en)
        unnamed = self._places.sub(" ", _without_names(en, vi))
        return [
            word
            for word in _TOKEN.findall(unnamed)
            if _MARK.search(word) and _SYLLABLE.fullmatch(word)
        ]


def _without_names(en: str, vi: str) -> str:
    """A text without its names: capitalised words side by side, as they stand in the Vietnamese."""
    tokens = _TOKEN.findall(en)
    named: set[int] = set()
    for position, (token, following) in enumerate(pairwise(tokens)):
        capitals = token.istitle() and following.istitle()
        if capitals and not {token, following} & _BODIES and f"{token} {following}" in vi:
            named |= {position, position + 1}
    return " ".join("," if place in named else token for place, token in enumerate(tokens))


def _different(rule: str, differences: Differences) -> Iterator[Fault]:
    lost, added = differences
    if lost or added:
        details = {"vi": ", ".join(lost) or MISSING, "en": ", ".join(added) or MISSING}
        yield Fault(rule=rule, details=details)


def _unlikely_length(vi: str, en: str) -> Iterator[Fault]:
    for over, low, high in LENGTHS:
        if len(vi) > over:
            if not low <= len(en) / len(vi) <= high:
                details = {"vi": str(len(vi)), "en": str(len(en))}
                yield Fault(rule="translation-length", details=details)
            return
