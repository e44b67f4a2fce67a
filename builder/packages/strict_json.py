"""JSON as the standard has it: keys that stand once, numbers that are finite, whole characters.

Python reads more: the last of two equal keys wins, NaN is a number, half a character is a text.
"""

import json
import math
from typing import Any


def parse_json(text: str) -> Any:
    """The value of a JSON text.

    Raises: ValueError, whose text names what stands there, such as `"title" ×2` or `NaN`.
    """
    return json.loads(text, object_pairs_hook=_once, parse_constant=_refused, parse_float=_finite)


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


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text[:40])
    return number
