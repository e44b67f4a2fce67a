"""A text that a regular expression takes, for people who do not read regular expressions."""

import re
from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from builder.language.text import MISSING

_OF_CATEGORY = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_WORD: "a", codes.CATEGORY_SPACE: " "}


def example(pattern: str) -> str:
    """A short text that fits the pattern; a dash where none is found."""
    try:
        text = _text(parser.parse(pattern))
        fits = re.search(pattern, text) is not None
    except (re.error, RecursionError, OverflowError, KeyError, ValueError):
        return MISSING
    return text if fits and text else MISSING


def _text(parts: Iterable[Any]) -> str:
    return "".join(_of_part(code, argument) for code, argument in parts)


def _of_part(code: Any, argument: Any) -> str:
    if code is codes.LITERAL:
        return chr(argument)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, body = argument
        times: int = min(max(least, 1), most)
        return _text(body) * times
    if code is codes.SUBPATTERN:
        return _text(argument[-1])
    if code is codes.BRANCH:
        return _text(argument[1][0])
    if code is codes.IN:
        return _of_class(*argument[0])
    return "a" if code in (codes.ANY, codes.NOT_LITERAL) else ""


def _of_class(code: Any, argument: Any) -> str:
    if code is codes.RANGE:
        first: int = argument[0]
        return "1" if first == ord("0") else chr(first)
    text: str = chr(argument) if code is codes.LITERAL else _OF_CATEGORY[argument]
    return text
