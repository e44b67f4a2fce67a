"""Bytes of a table in any format → rows of texts, each with the row that a person would find it in.

A value is written as its format has it: a number of JSON by its own digits, a day as ISO 8601, a
missing value as nothing.
"""

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from builder.packages.json_text import json_line

Row: TypeAlias = tuple[int, list[str]]
"""Number of a row as a spreadsheet counts it, and its cells."""

LINE_ENDS = ("\n", "\r\n", "\r")
"""What may stand between rows."""

csv.field_size_limit(2**31 - 1)


class UnreadableError(Exception):
    """Bytes that are not what they are said to be; the text names the format, or what is found."""

    def __init__(
        self, found: str, *, code: str = "format-differs", row: int | None = None, value: str = ""
    ) -> None:
        self.code, self.row, self.value = code, row, value
        super().__init__(found)


class UndeclaredError(UnreadableError):
    """A property of the dialect that does not fit the file, such as a sheet that is not there."""

    def __init__(self, name: str, value: str, *, rule: str, expected: str) -> None:
        self.name, self.rule, self.expected = name, rule, expected
        super().__init__(name, code="property-invalid", value=value)


def csv_grid(content: bytes, encoding: str, dialect: Mapping[str, Any]) -> list[Row]:
    """Rows of delimited text, without comments; blank rows are there as rows without a cell."""
    end = dialect.get("lineTerminator", "\n")
    if end not in LINE_ENDS:
        expected = ", ".join(map(json.dumps, LINE_ENDS))
        raise UndeclaredError("lineTerminator", str(end)[:200], rule="enum", expected=expected)
    try:
        text = decoded_text(content, encoding)
    except UnreadableError as error:
        raise _not_text(error, encoding, dialect) from error
    lines = _Lines(text, str(dialect.get("commentChar") or ""))
    skipped = set(dialect.get("commentRows") or ())
    quote = dialect.get("quoteChar", '"')
    escape = dialect.get("escapeChar") or None
    try:
        reader = csv.reader(
            lines,
            strict=True,  # a stray quote is told, not read as one likes
            delimiter=str(dialect.get("delimiter") or ","),
            quotechar=quote or None,
            doublequote=bool(dialect.get("doubleQuote", True)) and not escape,
            escapechar=escape,
            skipinitialspace=bool(dialect.get("skipInitialSpace", False)),
            quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        )
        return [(number, row) for number, row in lines.numbered(reader) if number not in skipped]
    except csv.Error as error:
        code = "format-differs" if "limit" in str(error) else "quote-stray"
        raise UnreadableError("CSV", code=code, row=lines.row, value=lines.begin) from error
    except (TypeError, ValueError) as error:
        raise UnreadableError("CSV") from error


def _not_text(error: UnreadableError, encoding: str, dialect: Mapping[str, Any]) -> UnreadableError:
    """An encoding that does not fit, told at the row where it stops to."""
    cause = error.__cause__
    if not isinstance(cause, UnicodeDecodeError):
        return error
    before = bytes(cause.object[: cause.start]) + b"x"
    try:
        row = csv_grid(before, encoding, dialect)[-1][0]
    except UnreadableError as unfinished:
        row = unfinished.row or 1
    if encoding != "utf-8":
        return UnreadableError(encoding, row=row)
    found = f"0x{cause.object[cause.start]:02x}"
    return UnreadableError(found, code="encoding-not-utf8", row=row)


def decoded_text(content: bytes, encoding: str) -> str:
    """The text of a file; Windows-1258 keeps the tones of Vietnamese apart from their letters.

    Raises: UnreadableError.
    """
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except (LookupError, UnicodeError) as error:
        raise UnreadableError(encoding) from error
    return unicodedata.normalize("NFC", text) if encoding == "cp1258" else text


class _Lines:
    """The lines of a text for a CSV reader: where a row begins, lines of comment are passed."""

    def __init__(self, text: str, comment: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._comment = comment
        self._is_fresh = True
        self.row = 0
        """Row that was begun last."""
        self.begin = ""
        """Its first line."""

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            if self._is_fresh:
                self.row += 1
                self.begin = line.rstrip("\r\n")
                if self._comment and line.startswith(self._comment):
                    continue
            self._is_fresh = False
            yield line

    def numbered(self, reader: Iterable[list[str]]) -> Iterator[Row]:
        for row in reader:
            yield self.row, row
            self._is_fresh = True


def json_grid(content: bytes, dialect: Mapping[str, Any]) -> list[Row]:
    """Rows of JSON: an array of objects or of arrays, or such rows a line each (JSON Lines)."""
    try:
        text = content.decode("utf-8-sig")
        try:
            value = json.loads(text, parse_float=_Digits, parse_int=_Digits)
        except json.JSONDecodeError:
            value = [
                json.loads(line, parse_float=_Digits, parse_int=_Digits)
                for line in text.split("\n")
                if line.strip()
            ]
    except (ValueError, RecursionError) as error:
        raise UnreadableError("JSON") from error
    for name in filter(None, str(dialect.get("property") or "").split(".")):
        value = value.get(name) if isinstance(value, dict) else None
    return value_grid(value)


class _Digits(str):
    """A number by the digits that it is written with."""

    __slots__ = ()


def value_grid(value: Any) -> list[Row]:
    """Rows of a value: a list of objects, whose names are the first row, or a list of lists."""
    if not isinstance(value, list) or not value:
        raise UnreadableError("JSON: [{…}, …]")
    if all(isinstance(row, list) for row in value):
        return [(number, [_json_text(cell) for cell in row]) for number, row in enumerate(value, 1)]
    if not all(isinstance(row, dict) for row in value):
        raise UnreadableError("JSON: [{…}, …]")
    names = list(dict.fromkeys(name for row in value for name in row))
    rows = ([_json_text(row.get(name)) for name in names] for row in value)
    return [(1, names), *enumerate(rows, start=2)]


def _json_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return str(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell) if isinstance(cell, int) else _compact(cell)


def _compact(value: Any) -> str:
    """An object or array as JSON, its numbers by their own digits."""
    if isinstance(value, _Digits):
        return str(value)
    if isinstance(value, Mapping):
        parts = (
            f"{json.dumps(name, ensure_ascii=False)}:{_compact(value[name])}" for name in value
        )
        return f"{{{','.join(parts)}}}"
    if isinstance(value, list):
        return f"[{','.join(_compact(part) for part in value)}]"
    return json_line(value)


def xlsx_grid(content: bytes, dialect: Mapping[str, Any]) -> list[Row]:
    """Rows of one sheet of a workbook: that of `sheetName` or `sheetNumber`, else the first."""
    from builder.packages.sheets import workbook_rows

    return _sheet(workbook_rows(content), dialect, "XLSX")


def ods_grid(content: bytes, dialect: Mapping[str, Any]) -> list[Row]:
    """Rows of one sheet of an OpenDocument spreadsheet."""
    from builder.packages.open_document import ods_rows

    sheets = None
    if zipfile.is_zipfile(io.BytesIO(content)):
        sheets = ods_rows(content)
    return _sheet(sheets, dialect, "ODS")


def _sheet(
    sheets: Mapping[str, Sequence[Sequence[str]]] | None, dialect: Mapping[str, Any], form: str
) -> list[Row]:
    if not sheets:
        raise UnreadableError(form)
    number = dialect.get("sheetNumber", dialect.get("sheet", 1))
    name = dialect.get("sheetName", number)
    if isinstance(name, int):
        name = [*sheets][name - 1] if 0 < name <= len(sheets) else name
    if name not in sheets:
        key = "sheetName" if isinstance(name, str) else "sheetNumber"
        known = ", ".join(sheets) if isinstance(name, str) else f"1–{len(sheets)}"
        raise UndeclaredError(key, str(name), rule="enum", expected=known)
    return [(place, list(row)) for place, row in enumerate(sheets[name], start=1)]


def parquet_grid(content: bytes, _dialect: Mapping[str, Any]) -> list[Row]:
    """Rows of a Parquet file, its names first."""
    import pyarrow as pa
    import pyarrow.parquet

    from builder.packages.sheets import value_text

    try:
        table = pyarrow.parquet.read_table(io.BytesIO(content), use_threads=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableError("Parquet") from error
    columns = [[value_text(cell) for cell in column.to_pylist()] for column in table.columns]
    rows = (list(row) for row in zip(*columns, strict=True))
    return [(1, list(table.column_names)), *enumerate(rows, start=2)]


READERS: Mapping[str, Callable[[bytes, Mapping[str, Any]], list[Row]]] = {
    "json": json_grid,
    "jsonl": json_grid,
    "ndjson": json_grid,
    "xlsx": xlsx_grid,
    "ods": ods_grid,
    "parquet": parquet_grid,
}
"""How a format other than delimited text is read."""
