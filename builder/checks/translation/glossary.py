"""The glossary of a portal: Vietnamese terms and the English that may stand for them; pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term and every English form that may stand for it."""

    vi: tuple[str, ...]
    """The term and its abbreviations, such as `cơ sở dữ liệu` and `CSDL`."""
    en: tuple[str, ...]
    """The form to prefer first."""


class Glossary:
    """Terms by their first word, so that a text is read once."""

    def __init__(self, terms: Iterable[Term]) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        for term in terms:
            for form in term.vi:
                tokens = tuple(_TOKEN.findall(form.lower()))
                by_first.setdefault(tokens[0], []).append((tokens, term))
        for entries in by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._by_first = by_first
        self._english = {
            term: tuple(f" {comparable(form)} " for form in term.en)
            for entries in by_first.values()
            for _, term in entries
        }

    def differing(self, vi: str, en: str) -> Iterator[tuple[str, Term]]:
        """Terms of the Vietnamese, as written there, without an accepted form in the English.

        The longest term wins; letter case, hyphens and plurals do not count.
        """
        found = dict[Term, str]()
        for written, term in self._terms(vi):
            found.setdefault(term, written)
        if not found:
            return
        english = f" {comparable(en)} "
        for term, written in found.items():
            if not any(form in english for form in self._english[term]):
                yield written, term

    def _terms(self, text: str) -> Iterator[tuple[str, Term]]:
        tokens = _TOKEN.findall(text.lower())
        position = 0
        while position < len(tokens):
            for form, term in self._by_first.get(tokens[position], ()):
                if tuple(tokens[position : position + len(form)]) == form:
                    yield " ".join(form).replace(" ,", ","), term
                    position += len(form) - 1
                    break
            position += 1


def comparable(text: str) -> str:
    """English words in lower case and singular, without marks between them."""
    return " ".join(_singular(word) for word in _WORD.findall(text.lower()))


def _singular(word: str) -> str:
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
