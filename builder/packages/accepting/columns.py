"""Texts of a column → its values, where each of them is written in the one plain way of its type.

A whole number, a year or a day is plain if it prints back to its text. Texts are judged once for
each that is different, by the same means as frictionless does.
"""

import datetime
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from builder.language.text import INVISIBLE, ODD_SPACE
from builder.packages.accepting.declared import (
    DIGITS,
    DeclaredField,
    DeclaredTable,
    UndecidedError,
    sure,
)
from builder.packages.accepting.reading import LONGEST_CELL, SHORT, read_batches, texts_array


def columns_of(
    content: bytes,
    table: DeclaredTable,
    names: Sequence[str] | None = None,
    *,
    short: int = SHORT,
) -> list[pa.ChunkedArray]:
    """Columns of some rows below their header, all of them or those of some names; of `short` bytes
    by the standard library.

    Raises: UndecidedError.
    """
    fields = [
        (place, field)
        for place, field in enumerate(table.fields)
        if names is None or field.name in names
    ]
    chunks: list[list[pa.Array]] = [[] for _ in fields]
    for batch in read_batches(content, table, short):
        for held, (place, field) in zip(chunks, fields, strict=True):
            held.append(plain_column(batch[place], field))
    sure(bool(chunks[0]))  # pyarrow gives nothing for a table without rows
    return [pa.chunked_array(held) for held in chunks]


def plain_column(texts: pa.Array, field: DeclaredField) -> pa.Array:
    """The values of a column, null where there is none; numbers stay the texts that they are.

    Values are compared in Python where one is enough: pyarrow would load pandas to look at it.

    Raises: UndecidedError.
    """
    sure(not field.constraints.get("required") or texts.null_count == 0)
    try:
        return _READ[field.type](texts, field)
    except (pa.ArrowInvalid, OverflowError) as error:
        raise UndecidedError from error


def _is_true(flags: pa.Array) -> bool:
    """True if no flag is false; those of missing values are null."""
    return pc.all(flags).as_py() is not False


def _printed_back(texts: pa.Array, kind: pa.DataType) -> pa.Array:
    """Values of a type that print back to the texts that they are read from."""
    values = pc.cast(texts, kind)
    sure(_is_true(pc.equal(pc.cast(values, pa.string()), texts)))
    return values


def _within(values: pa.Array, least: Any, most: Any) -> None:
    """Go on only if all values are within their limits; None is no limit."""
    if len(values) > values.null_count and (least, most) != (None, None):
        ends = pc.min_max(values).as_py()
        sure(least is None or ends["min"] >= least)
        sure(most is None or ends["max"] <= most)


def _integer(texts: pa.Array, field: DeclaredField) -> pa.Array:
    values = _printed_back(texts, pa.int64())
    _within(values, field.constraints.get("minimum"), field.constraints.get("maximum"))
    if field.categories:
        sure(_is_true(pc.is_in(texts.drop_null(), texts_array(sorted(field.categories)))))
    return values


_NUMBER = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"


def _number(texts: pa.Array, field: DeclaredField) -> pa.Array:
    """Numbers whose doubles are in the same order as they are.

    They have few digits, or those that their double is printed with.
    """
    sure(_is_true(pc.match_substring_regex(texts, _NUMBER)))
    if (pc.max(pc.binary_length(texts)).as_py() or 0) > DIGITS:
        long = pc.filter(texts, pc.greater(pc.binary_length(texts), DIGITS))
        sure(all(map(_is_printed_double, long.to_pylist())))
    limits = [field.constraints.get(name) for name in ("minimum", "maximum")]
    if limits != [None, None]:
        least, most = (None if limit is None else float(limit) for limit in limits)
        _within(pc.cast(texts, pa.float64()), least, most)
    return texts


def _is_printed_double(text: str) -> bool:
    return len(text) <= 2 * DIGITS and Decimal(repr(float(text))) == Decimal(text)


_FIRST_DAY = datetime.date(1, 1, 1)
"""The first day that Python knows; pyarrow knows earlier ones."""


def _date(texts: pa.Array, field: DeclaredField) -> pa.Array:
    values = _printed_back(texts, pa.date32())
    least, most = (
        datetime.date.fromisoformat(field.constraints[name]) if name in field.constraints else None
        for name in ("minimum", "maximum")
    )
    _within(values, least or _FIRST_DAY, most)
    return values


def _year(texts: pa.Array, _: DeclaredField) -> pa.Array:
    values = _printed_back(texts, pa.int64())
    _within(values, 1000, 9999)
    return values


_TRUTHS = texts_array(("true", "True", "TRUE", "1", "false", "False", "FALSE", "0"))


def _boolean(texts: pa.Array, _: DeclaredField) -> pa.Array:
    sure(_is_true(pc.is_in(texts.drop_null(), _TRUTHS)))
    return pc.cast(texts, pa.bool_())


def _string(texts: pa.Array, field: DeclaredField) -> pa.Array:
    conditions = tuple(_text_conditions(field))
    for text in pc.unique(texts).to_pylist():
        if text is not None:
            sure(len(text) < LONGEST_CELL and is_clean(text))
            sure(all(condition(text) for condition in conditions))
    return texts


def is_clean(text: str) -> bool:
    """True for a text in the one Unicode form, without blanks around it and unseen characters."""
    if text != text.strip():
        return False
    if text.isascii() and text.isprintable():
        return True
    return unicodedata.is_normalized("NFC", text) and not (
        INVISIBLE.search(text) or ODD_SPACE.search(text)
    )


def _text_conditions(field: DeclaredField) -> Iterator[Callable[[str], bool]]:
    limits = field.constraints
    if "enum" in limits:
        yield frozenset(limits["enum"]).__contains__
    if field.categories:
        yield field.categories.__contains__
    if "pattern" in limits:
        pattern = re.compile(f"^{limits['pattern']}$")
        yield lambda text: pattern.match(text) is not None
    if "minLength" in limits:
        yield lambda text: len(text) >= limits["minLength"]
    if "maxLength" in limits:
        yield lambda text: len(text) <= limits["maxLength"]


def _list(texts: pa.Array, field: DeclaredField) -> pa.Array:
    least, most = (field.constraints.get(name) for name in ("minLength", "maxLength"))
    for text in pc.unique(texts).to_pylist():
        if text is not None:
            parts = text.split(field.delimiter)
            sure(len(text) < LONGEST_CELL and all(map(is_clean, parts)))
            sure(least is None or len(parts) >= least)
            sure(most is None or len(parts) <= most)
    return texts


def _object(texts: pa.Array, _: DeclaredField) -> pa.Array:
    """Objects of JSON that print back to their texts, which are what stays of them."""
    for text in texts.to_pylist():
        if text is not None:
            sure(len(text) < LONGEST_CELL and is_clean(text))
            sure(text.startswith("{") and _printed_json(text) == text)
    return texts


def _printed_json(text: str) -> str | None:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, allow_nan=False)
    except (RecursionError, ValueError):
        return None


_READ: Mapping[str, Callable[[pa.Array, DeclaredField], pa.Array]] = {
    "boolean": _boolean,
    "date": _date,
    "integer": _integer,
    "list": _list,
    "number": _number,
    "object": _object,
    "string": _string,
    "year": _year,
}
