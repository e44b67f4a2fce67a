"""JSON in pieces is the same text, and long lists in it are never there as a whole."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from builder.packages import json_text as module
from builder.packages.json_text import json_pieces, json_text

THINGS: list[Any] = [{"name": "Láng", "value": Decimal("7.50"), "parts": [1, {}]}, [], "x", None]


@pytest.mark.parametrize("things", [THINGS, THINGS[:1], []])
@pytest.mark.parametrize("size", [1, 40, 1_000_000])
def test_pieces_are_the_text(things: list[Any], size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PIECE", size)
    shallow = {"count": len(things), "items": things, "last": "ừ"}
    deep = {"help": "", "result": shallow}
    pieces = b"".join(json_pieces({**shallow, "items": iter(things)}))
    assert pieces == json_text(shallow)
    pieces = b"".join(json_pieces({"help": "", "result": {**shallow, "items": iter(things)}}))
    assert pieces == json_text(deep)
    assert b"".join(json_pieces(deep)) == json_text(deep)


def test_a_long_list_is_made_while_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PIECE", 10)
    made: list[int] = []

    def things() -> Iterator[str]:
        for number in range(100):
            made.append(number)
            yield "a thing with a name"

    pieces = json_pieces({"items": things()})
    next(pieces)
    next(pieces)
    assert len(made) < 5
    assert b"".join(pieces)
    assert len(made) == 100
