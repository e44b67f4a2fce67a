"""Values as JSON whose numbers keep their digits: 7.50 stays 7.50, and so do thirty places.

The standard library writes a decimal only as a double, which ends at some sixteen digits.
Source: https://www.rfc-editor.org/rfc/rfc8259#section-6
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from json.encoder import encode_basestring

from builder.packages.cell_texts import digits
from builder.packages.strict_json import WrittenNumber

_STEP = "  "

_PIECE = 1_000_000
"""Characters of a piece of a long text."""

_OBJECTS = (dict, Mapping)
"""What is written as an object; most are the first, which is seen at once."""


def compact_json(value: object) -> bytes:
    """JSON as browsers are sent it: without blanks, numbers as doubles."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def json_text(value: object) -> bytes:
    """JSON as UTF-8, readable, with a newline at its end."""
    parts: list[str] = []
    _add_indented(value, "\n", parts.append)
    return ("".join(parts) + "\n").encode()


def json_pieces(value: Mapping[str, object]) -> Iterator[bytes]:
    """The same text of an object in pieces; iterators in it are long lists, which are never there
    as a whole."""
    return pieces(chain(_indented(value, "\n"), "\n"))


def pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Texts as the UTF-8 of a file, many short ones as one piece."""
    waiting: list[str] = []
    length = 0
    for text in texts:
        waiting.append(text)
        length += len(text)
        if length >= _PIECE:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    yield "".join(waiting).encode()


def _indented(value: object, margin: str) -> Iterator[str]:
    """The text of a value, thing by thing where it is a long list."""
    inner = margin + _STEP
    if isinstance(value, _OBJECTS) and any(map(_is_long, value.values())):
        mark = "{"
        for name, part in value.items():
            yield f"{mark}{inner}{encode_basestring(str(name))}: "
            yield from _indented(part, inner)
            mark = ","
        yield margin + "}"
    elif isinstance(value, Iterator):
        mark = "["
        for part in value:
            yield mark + inner
            yield from _indented(part, inner)
            mark = ","
        yield margin + "]" if mark == "," else "[]"
    else:
        parts: list[str] = []
        _add_indented(value, margin, parts.append)
        yield "".join(parts)


def _is_long(value: object) -> bool:
    """True of what holds an iterator."""
    if isinstance(value, _OBJECTS):
        return any(map(_is_long, value.values()))
    return isinstance(value, Iterator)


def json_line(value: object) -> str:
    """JSON on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{encode_basestring(name)}: {json_line(part)}" for name, part in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(json_line(part) for part in value)}]"
    return _scalar(value)


def _add_indented(value: object, margin: str, add: Callable[[str], None]) -> None:
    """Add the parts of a value; `margin` begins its lines."""
    if isinstance(value, str):
        add(encode_basestring(value))
    elif isinstance(value, _OBJECTS) and value:
        inner, mark = margin + _STEP, "{"
        for name, part in value.items():
            add(f"{mark}{inner}{encode_basestring(str(name))}: ")
            _add_indented(part, inner, add)
            mark = ","
        add(margin + "}")
    elif isinstance(value, list | tuple) and value:
        inner, mark = margin + _STEP, "["
        for part in value:
            add(mark + inner)
            _add_indented(part, inner, add)
            mark = ","
        add(margin + "]")
    else:
        add(json_line(value))


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, WrittenNumber):
        return value.text
    return digits(value) if isinstance(value, Decimal) else json.dumps(value)
