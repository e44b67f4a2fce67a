"""Regular expressions that may take for ever: a repetition of what repeats, or of equal choices.

A repeated part is safe if it begins or ends with a character that the repetition in it cannot
take: `[a-z]+(-[a-z]+)*` is, `(a+)+` is not. Where that cannot be told, the pattern is not safe.
"""

import re
from collections.abc import Iterable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_SAMPLE = [chr(number) for number in range(0x20, 0x17F)] + list("ạếộừỹ \t\n")
"""Characters that stand for all: what two parts of a pattern may both take."""

_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT}


def is_endless(pattern: str) -> bool:
    """True if matching may take a time that doubles with each character."""
    try:
        parsed = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return False  # told as a pattern that cannot be read
    return any(_is_ambiguous(body) for body in _repeated(parsed))


def _repeated(parts: Iterable[Any]) -> Iterator[Any]:
    """The body of each unbounded repetition, however deep."""
    for code, argument in parts:
        if code in _REPEATS and argument[1] > 20:
            yield argument[2]
        for inner in _inner(code, argument):
            yield from _repeated(inner)


def _inner(code: Any, argument: Any) -> Iterator[Any]:
    if code in _REPEATS:
        yield argument[2]
    elif code is codes.SUBPATTERN:
        yield argument[-1]
    elif code is codes.BRANCH:
        yield from argument[1]
    elif code in (codes.ASSERT, codes.ASSERT_NOT):
        yield argument[1]


def _is_ambiguous(body: Any) -> bool:
    parts = list(_flat(body))
    if any(code is codes.BRANCH and _overlap(argument[1]) for code, argument in parts):
        return True
    loose = [part for part in parts if part[0] in _REPEATS and part[1][1] > 20]
    inner = [deep for part in parts for deep in _loose_in_choice(part)]
    if not loose:
        return bool(inner) and len(parts) == 1
    takes = set().union(*(_characters(part[1][2]) for part in loose))
    fixed = [_characters([part]) for part in parts if part[0] not in _REPEATS]
    return not any(characters and not characters & takes for characters in fixed)


def _loose_in_choice(part: Any) -> Iterator[Any]:
    code, argument = part
    if code is codes.BRANCH:
        for choice in argument[1]:
            yield from (inner for inner in choice if inner[0] in _REPEATS and inner[1][1] > 20)


def _flat(parts: Iterable[Any]) -> Iterator[Any]:
    """The parts of a pattern with its groups opened."""
    for code, argument in parts:
        if code is codes.SUBPATTERN:
            yield from _flat(argument[-1])
        else:
            yield code, argument


def _overlap(choices: Iterable[Any]) -> bool:
    """True if two choices may begin with the same character."""
    seen: set[str] = set()
    for choice in choices:
        first = next(iter(_flat(choice)), None)
        characters = _characters([first]) if first else set(_SAMPLE)
        if characters & seen:
            return True
        seen |= characters
    return False


def _characters(parts: Iterable[Any]) -> set[str]:
    """The characters of the sample that some part takes."""
    found: set[str] = set()
    for code, argument in _flat(parts):
        if code is codes.LITERAL:
            found.add(chr(argument))
        elif code is codes.NOT_LITERAL:
            found |= {char for char in _SAMPLE if ord(char) != argument}
        elif code is codes.ANY:
            found |= set(_SAMPLE)
        elif code is codes.IN:
            found |= {char for char in _SAMPLE if _is_in(char, argument)}
        else:
            for inner in _inner(code, argument):
                found |= _characters(inner)
    return found


_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def _is_in(char: str, members: Iterable[Any]) -> bool:
    is_negated, is_there = False, False
    for code, argument in members:
        if code is codes.NEGATE:
            is_negated = True
        elif code is codes.LITERAL:
            is_there |= ord(char) == argument
        elif code is codes.RANGE:
            is_there |= argument[0] <= ord(char) <= argument[1]
        elif code is codes.CATEGORY:
            is_there |= re.match(_CATEGORIES[argument], char) is not None
    return is_there != is_negated
