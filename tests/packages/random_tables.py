"""Tables made at random, right or wrong in a way or two; the same seed makes the same ones."""

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Random = random.Random

CELLS: Mapping[str, Callable[[Random], str]] = {
    "boolean": lambda draw: draw.choice(["true", "false", "True", "0", "1"]),
    "date": lambda draw: f"{draw.randint(1, 9999):04}-{draw.randint(1, 12):02}-15",
    "integer": lambda draw: str(draw.randint(-(10 ** draw.randint(1, 18)), 10**9)),
    "list": lambda draw: ",".join(draw.sample(["a", "b", "ê"], draw.randint(1, 3))),
    "number": lambda draw: f"{draw.uniform(-9999, 9999):.{draw.randint(0, 6)}f}",
    "string": lambda draw: draw.choice(["a", "b7", "Huế", "một hai", "ghi chú, dài", 'ô "kín"']),
    "year": lambda draw: str(draw.randint(1000, 2100)),
}
"""Cells that are right, by the type of their field."""

ODD_CELLS = (
    *(
        "",
        " ",
        "-",
        "NA",
        "0",
        "-0",
        "+1",
        "007",
        "1_000",
        "1e3",
        "1.",
        ".5",
        "0x1F",
        "1.50",
        "1.5",
    ),
    *("9" * 19, "9" * 30, "0.1234567890123456", "-0.0", "NaN", "INF", "inf", "sNaN", "١٢", "12 "),
    *("2024-02-30", "2024-2-1", "24-02-01", "0000-01-01", "2024-01-01T00:00", "2024-01-01 "),
    *(
        "TRUE",
        "yes",
        "tRue",
        "None",
        "null",
        "Hue\u0302\u0301",
        "a\u200bb",
        "\ufeffa",
        "a\tb",
        "a\nb",
    ),
    *("x" * 40, "a", "A", "b7\n", "999", "10000", "0999", '"', 'a"b', "a,b", "\u00a0a", "a\x7f"),
)
"""Cells of which most are wrong somewhere."""

CONSTRAINTS: Mapping[str, tuple[dict[str, Any], ...]] = {
    "boolean": ({"required": True}, {"unique": True}, {"enum": ["true"]}),
    "date": ({"minimum": "1000-01-01"}, {"maximum": "2024-01-15"}, {"minimum": "soon"}),
    "integer": ({"minimum": 0}, {"maximum": 10**6}, {"unique": True}, {"minimum": 0.5}),
    "list": ({"required": True}, {"minLength": 2}, {"maxLength": 2}),
    "number": ({"minimum": 0}, {"maximum": 1.5}, {"minimum": 0.1}, {"unique": True}),
    "string": (
        {"enum": ["a", "b7", "Huế"]},
        {"pattern": "[a-z]\\d?|H.*"},
        {"minLength": 2},
        {"maxLength": 7, "required": True},
        {"unique": True},
    ),
    "year": ({"required": True}, {"unique": True}, {"minimum": 1500}),
}

FIELD_PARTS: tuple[dict[str, Any], ...] = (
    {"format": "any"},
    {"format": "default"},
    {"format": "%d/%m/%Y"},
    {"bareNumber": False},
    {"decimalChar": ","},
    {"groupChar": "."},
    {"trueValues": ["có"]},
    {"categories": ["a", "b7", "0", "1"]},
    {"categories": [{"value": "a", "label": "A"}]},
    {"missingValues": ["a"]},
    {"delimiter": ";"},
    {"itemType": "integer"},
    {"type": "any"},
    {"type": "datetime"},
    {"example": "x"},
)
TABLE_PARTS: tuple[dict[str, Any], ...] = (
    {"missingValues": ["", "-", "NA"]},
    {"missingValues": ["-"]},
    {"missingValues": []},
    {"primaryKey": ["c0", "c1"]},
    {"primaryKey": "c0"},
    {"primaryKey": ["c0", "c1", "c2"]},
    {"uniqueKeys": [["c0"], ["c1", "c2"]]},
    {"foreignKeys": [{"fields": "c1", "reference": {"resource": "", "fields": "c0"}}]},
    {"foreignKeys": [{"fields": ["c0"], "reference": {"resource": "other", "fields": ["o0"]}}]},
)
RESOURCE_PARTS: tuple[dict[str, Any], ...] = (
    {"encoding": "utf8"},
    {"encoding": "latin1"},
    {"bytes": 7},
    {"hash": "0" * 32},
    {"dialect": {"delimiter": ";"}},
    {"dialect": {"delimiter": ",", "quoteChar": "'"}},
    {"dialect": {"delimiter": ",", "skipInitialSpace": True}},
    {"dialect": {"delimiter": ",", "nullSequence": "a"}},
    {"dialect": {"delimiter": ",", "header": True, "doubleQuote": True}},
)
BYTES: tuple[Callable[[bytes], bytes], ...] = (
    lambda content: b"\xef\xbb\xbf" + content,
    lambda content: content.replace(b"\n", b"\r\n"),
    lambda content: content.replace(b"\n", b"\n\n", 2),
    lambda content: content + b"\n",
    lambda content: content.rstrip(b"\n"),
    lambda content: content + content.split(b"\n", 1)[1],
    lambda content: content.replace(b",", b"", 1),
    lambda content: content.replace(b",", b",,", 2),
    lambda content: content.replace(b",", b'","', 3),
    lambda content: content.replace(b",", b', "', 3),
    lambda content: content + b"\x00",
    lambda content: content + b"\xff,\xfe\n",
    lambda content: content.replace(b"c0", b"c0 ", 1),
    lambda content: content.replace(b"c0", b"C0", 1),
    lambda content: content.replace(b"\n", b"\r"),
    lambda content: content[: len(content) // 2],
)


def written(names: list[str], rows: list[list[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([names, *rows])
    return stream.getvalue().encode("utf-8", "surrogatepass")


def made(draw: Random) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A descriptor of a table or two, and their files: often right, else wrong in a way or two."""
    kinds = draw.choices(sorted(CELLS), k=draw.randint(1, 4))
    fields: list[dict[str, Any]] = [
        {"name": f"c{number}", "type": kind} for number, kind in enumerate(kinds)
    ]
    rows = [[CELLS[kind](draw) for kind in kinds] for _ in range(draw.randint(0, 6))]
    for _ in range(draw.choice([0, 0, 0, 1, 2]) if rows else 0):
        draw.choice(rows)[draw.randrange(len(kinds))] = draw.choice(ODD_CELLS)
    for field in fields:
        field.update(
            sometimes(draw, 0.25, [{"constraints": x} for x in CONSTRAINTS[field["type"]]])
        )
        field.update(sometimes(draw, 0.04, FIELD_PARTS))
    schema = {"fields": fields, **known(sometimes(draw, 0.4, TABLE_PARTS), len(fields))}
    content = written([field["name"] for field in fields], rows)
    content = draw.choice(BYTES)(content) if draw.random() < 0.15 else content
    table = {**resource("table", schema), **sometimes(draw, 0.08, RESOURCE_PARTS)}
    other = [[CELLS[kinds[0]](draw)] for _ in range(4)] + [row[:1] for row in rows]
    descriptor = {
        "resources": [table, resource("other", {"fields": [{"name": "o0", "type": kinds[0]}]})]
    }
    return descriptor, {"table.csv": content, "other.csv": written(["o0"], other)}


def sometimes(draw: Random, share: float, parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One of some parts, or nothing."""
    return dict(draw.choice(parts)) if draw.random() < share else {}


def known(part: dict[str, Any], count: int) -> dict[str, Any]:
    """A part of a schema that names no field that is not there: our own checks tell of these."""
    text = repr(part)
    return {} if any(f"c{number}" in text for number in range(count, 4)) else part


def resource(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ","},
        "schema": schema,
    }
