"""What is too large is refused at once, before a table is read."""

import json
from pathlib import Path
from typing import Any

import pytest

from builder.checks.sizes import CELL_CHARACTERS, COLUMNS, DEPTH, too_deep, too_large
from builder.packages.read import SourcePackage
from builder.packages.shapes.files import MOST_CELLS
from builder.problem import Problem
from tests.folders import spoken


def found(content: bytes, fields: int = 2) -> list[Problem]:
    resource: dict[str, Any] = {"name": "a", "path": "a.csv", "dialect": {"delimiter": ","}}
    resource["schema"] = {"fields": [{"name": f"x{number}"} for number in range(fields)]}
    source = SourcePackage(id="p", folder=Path("p"), root=Path(), files={"a.csv": content})
    return list(spoken(too_large({"resources": [resource]}, source)))


@pytest.mark.parametrize(
    ("content", "fields", "what", "row"),
    [
        (b"a,b\n1,2\n", COLUMNS + 1, "columns", None),
        (b"," * COLUMNS + b"\n1\n", 2, "columns", 1),
        (b"a,b\n" + b"1,2\n" * (MOST_CELLS // 2), 2, "cells", None),
        (b"a,b\n1," + b"x" * (CELL_CHARACTERS + 1) + b"\n", 2, "characters", 2),
    ],
)
def test_what_is_too_large_is_told_once(
    content: bytes, fields: int, what: str, row: int | None
) -> None:
    (problem,) = found(content, fields)
    assert (problem.code, problem.details["what"], problem.place.row) == ("too-large", what, row)


def test_what_just_fits_is_not_told() -> None:
    assert found(b"," * (COLUMNS - 1) + b"\n", COLUMNS) == []
    assert found(b"a,b\n1," + b"x" * CELL_CHARACTERS + b"\n") == []


def test_a_descriptor_is_not_nested_without_end() -> None:
    source = SourcePackage(id="p", folder=Path("p"), root=Path(), files={})
    fits, deep = ({"x": json.loads("[" * depth + "]" * depth)} for depth in (DEPTH, DEPTH + 1))
    assert list(too_deep(fits, source)) == []
    (problem,) = spoken(too_deep(deep, source))
    assert (problem.code, problem.place.field) == ("too-large", "x")
