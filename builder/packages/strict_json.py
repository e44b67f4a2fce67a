"""JSON as the standard has it: keys that stand once, numbers that are finite, whole characters.

Python reads more: the last of two equal keys wins, NaN is a number, half a character is a text.
"""

import json
import math
from dataclasses import replace
from typing import Any

from builder.problem import BuildError, Place, Problem


def parse_json(text: str) -> Any:
    """The value of a JSON text.

    Raises: ValueError, whose text names what stands there, such as `"title" ×2` or `NaN`.
    """
    return json.loads(
        text,
        object_pairs_hook=_once,
        parse_constant=_refused,
        parse_float=finite_number,
        parse_int=_whole,
    )


def json_object(content: bytes, place: Place) -> dict[str, Any]:
    """The object of a JSON file at a place.

    Raises: BuildError with the one fault that keeps it from being read.
    """
    try:
        found = parse_json(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        details = {"found": f"0x{error.object[error.start]:02x}"}
        problem = Problem(code="encoding-not-utf8", place=place, details=details)
        raise BuildError([problem]) from error
    except json.JSONDecodeError as error:
        where = replace(place, row=error.lineno)
        raise BuildError([_no_json(where, _said(error.msg), error.colno)]) from error
    except RecursionError as error:
        raise BuildError([_no_json(place, "[[[…")]) from error
    except ValueError as error:
        # a number of more digits than Python reads has a sentence of Python's own
        reason = "9" * 20 + "…" if "limit" in str(error) else str(error)
        raise BuildError([_no_json(place, reason)]) from error
    if not isinstance(found, dict):
        raise BuildError([_no_json(place, "object")])
    return found


def _no_json(place: Place, reason: str, column: int = 1) -> Problem:
    details = {"column": str(column), "reason": reason}
    return Problem(code="descriptor-not-json", place=place, details=details)


JSON_FAULTS = {
    "Expecting property name": "name",
    "Illegal trailing comma": "name",
    "Expecting ':'": "colon",
    "Expecting ','": "comma",
    "Expecting value": "value",
    "Extra data": "extra",
    "Unterminated string": "quote",
    "Invalid control character": "control",
    "Invalid \\": "escape",
    "Unexpected UTF-8 BOM": "bom",
}
"""What Python's reader says, and how the portal's words name it."""


def _said(message: str) -> str:
    return next((name for begin, name in JSON_FAULTS.items() if message.startswith(begin)), "value")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f'"{name}" ×2')
        for text in (name, value):
            _refuse_half_characters(text)
        found[name] = value
    return found


def _refuse_half_characters(value: Any) -> None:
    if isinstance(value, str):
        half = next((char for char in value if "\ud800" <= char <= "\udfff"), None)
        if half:
            raise ValueError(f"\\u{ord(half):04x}")
    if isinstance(value, list):
        for part in value:
            _refuse_half_characters(part)


def _refused(name: str) -> float:
    raise ValueError(name)


class WrittenNumber(float):
    """A number of a JSON text that keeps the digits it is written with: `0.10`."""

    text: str


def written_json(text: str | bytes) -> Any:
    """The value of a JSON text as Python reads it, but with numbers that keep their digits.

    Raises: ValueError.
    """
    return json.loads(text, parse_float=_written, parse_int=_whole)


def _written(text: str) -> WrittenNumber:
    number = WrittenNumber(text)
    number.text = text
    return number


def _whole(text: str) -> int | WrittenNumber:
    return _written(text) if text == "-0" else int(text)  # there is no such whole number


def finite_number(text: str) -> WrittenNumber:
    """A number with the digits of a text.

    Raises: ValueError.
    """
    number = _written(text)
    if not math.isfinite(number):
        raise ValueError(text[:40])
    return number
