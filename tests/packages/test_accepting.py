"""What the accepting path accepts, frictionless and the checks of cells accept, value by value.

Tables made at random are changed at random: `PORTAL_EXAMPLES=5000` makes more of them.
"""

import os
import random
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.checks import cells, tables
from builder.packages.accepting.acceptance import accepted_tables
from builder.packages.accepting.column_rows import HELD_ROWS, ColumnRows
from builder.packages.descriptor import parse_schema
from builder.packages.frictionless_adapter import validated_tables
from builder.packages.judged import FIELD_TYPES
from tests.packages.random_tables import CELLS, made, resource, written

EXAMPLES = int(os.environ.get("PORTAL_EXAMPLES", "600"))
LONG = 10**9
"""Bytes that no table here has: all of them are then read by the standard library."""


def told(descriptor: dict[str, Any], files: dict[str, bytes], rows: Mapping[str, Any]) -> list[str]:
    """What frictionless and our own checks say of tables, and where their values are others."""
    with tempfile.TemporaryDirectory() as name:
        for path, content in files.items():
            Path(name, path).write_bytes(content)
        names = {part["name"]: part["path"] for part in descriptor["resources"]}
        judged = validated_tables(descriptor, Path(name), names)
    codes = [problem.code for problem in judged.problems]
    for part in descriptor["resources"]:
        schema, found = parse_schema(part["schema"], ["en"]), judged.rows[part["name"]]
        codes += [f"other values: {found}"] * (repr(found) != repr(tuple(rows[part["name"]])))
        for check in (
            cells.faulty_text,
            cells.unprintable_number,
            tables.not_a_number,
            tables.unknown_category,
            tables.duplicate_unique_key,
            tables.incomplete_key,
        ):
            codes += [problem.code for problem in check(schema, found, part["path"])]
    return codes


def accepted(seed: int) -> Iterator[bool]:
    """Whether a table is accepted by each reader, with the rest of the verdict held to it."""
    descriptor, files = made(random.Random(seed))
    for short in (0, LONG):
        rows = accepted_tables(descriptor, files, short=short)
        if rows is not None:
            assert told(descriptor, files, rows) == [], (seed, descriptor, files)
        yield rows is not None


def test_what_is_accepted_has_no_problem() -> None:
    verdicts = [tuple(accepted(seed)) for seed in range(EXAMPLES)]
    by_arrow, by_python = (sum(column) for column in zip(*verdicts, strict=True))
    assert EXAMPLES * 0.2 < by_arrow <= by_python < EXAMPLES * 0.8


def one(kind: str, *texts: str, **parts: Any) -> bool:
    """True if a table of one column beside a key is accepted."""
    schema = {"fields": [{"name": "id", "type": "string"}, {"name": "c", "type": kind, **parts}]}
    rows = [[f"r{number}", text] for number, text in enumerate(texts)]
    files = {"table.csv": written(["id", "c"], rows)}
    found = accepted_tables({"resources": [resource("table", schema)]}, files)
    return found is not None


@pytest.mark.parametrize("kind", sorted(CELLS))
def test_plain_cells_of_each_type_are_accepted(kind: str) -> None:
    draw = random.Random(1)
    assert one(kind, *(CELLS[kind](draw) for _ in range(50)), "")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", "007"),
        ("integer", "+1"),
        ("integer", "0x1F"),
        ("integer", "9" * 20),
        ("number", "1e3"),
        ("number", "NaN"),
        ("number", "0.12345678901234567"),
        ("object", '{"a": "\\u00e9"}'),
        ("object", '{"a": 1, "a": 2}'),
        ("object", '{"a": NaN}'),
        ("object", "[1]"),
        ("date", "2024-02-30"),
        ("date", "2024-2-1"),
        ("date", "0000-01-01"),
        ("boolean", "yes"),
        ("year", "0999"),
        ("string", " a"),
        ("string", "a\u200b"),
        ("string", "e\u0302"),
        ("list", "a, b"),
        ("datetime", "2024-01-01T00:00:00"),
    ],
)
def test_what_has_other_rules_is_undecided(kind: str, text: str) -> None:
    assert not one(kind, text)


def test_doubles_decide_at_a_limit_as_decimals_do() -> None:
    assert one("number", "0.1", constraints={"minimum": 0.1})
    assert not one("number", "0.0999999999999", constraints={"minimum": 0.1})


def test_a_large_table_is_accepted_in_batches_and_gives_its_rows_when_asked() -> None:
    count = HELD_ROWS + 25_000
    fields = [
        {"name": "id", "type": "integer"},
        {"name": "value", "type": "number", "constraints": {"minimum": 0}},
        {"name": "name", "type": "string"},
        {"name": "parts", "type": "list"},
    ]
    files = {
        "table.csv": written(
            [str(field["name"]) for field in fields],
            [[str(number), f"{number}.50", "Huế", "a,b"] for number in range(count)],
        )
    }
    schema = {"fields": fields, "primaryKey": ["id"]}
    found = accepted_tables({"resources": [resource("table", schema)]}, files)
    assert found is not None
    rows = found["table"]
    assert isinstance(rows, ColumnRows)
    assert (len(rows), repr(rows[-1])) == (
        count,
        f"({count - 1}, Decimal('{count - 1}.50'), 'Huế', ('a', 'b'))",
    )
    assert [row[0] for row in rows[20_000:20_003]] == [20_000, 20_001, 20_002]
    assert list(rows.column(1)) == [row[1] for row in rows]
    doubled = {"table.csv": files["table.csv"] + files["table.csv"].splitlines()[1] + b"\n"}
    assert accepted_tables({"resources": [resource("table", schema)]}, doubled) is None


def test_the_field_types_are_those_of_frictionless() -> None:
    from frictionless import fields

    known = (name for name in dir(fields) if name.endswith("Field"))
    assert frozenset(name.removesuffix("Field").lower() for name in known) == FIELD_TYPES
