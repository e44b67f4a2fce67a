"""Named mutations of the package `rainfall`: each is its files with one thing changed."""

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

from builder.packages.read import DESCRIPTOR

TABLE = "rainfall.csv"

Files = Mapping[str, bytes]

CELLS: Mapping[str, str] = {
    "1e400": "1e400",
    "1e5000": "1e5000",
    "1e99999999": "1e99999999",
    "snan": "sNaN",
    "nan": "NaN",
    "infinity": "INF",
    "30-digits": "9" * 30,
    "5000-digits": "9" * 5000,
    "arabic-digits": "٢٠٢٤",
    "superscript": "²",
    "underscore": "2_000",
    "minus": "−4",
    "comma": '"1,5"',
    "plus": "+4",
    "leading-zero": "007",
    "blank-before": " x",
    "blank-after": "x ",
    "no-break": "x\u00a0",
    "zero-width": "x\u200by",
    "joiner": "x\u200dy",
    "soft-hyphen": "x\u00ady",
    "rtl-override": "x\u202ey",
    "isolate": "x\u2066y",
    "line-separator": "x\u2028y",
    "private-use": "x\ue000y",
    "tag": "x\U000e0041y",
    "noncharacter": "x\uffffy",
    "replacement": "x\ufffdy",
    "nfd": "Ha\u0300",
    "nul": "x\0y",
    "bell": "x\ay",
    "script": "<script>alert(1)</script>",
    "formula": "=1+1",
    "template": "{{ 7*7 }}",
    "quote": '"a ""b"" c"',
    "line-break": '"a\nb"',
    "31-june": "2024-06-31",
    "month-13": "2024-13-01",
    "year-0": "0000-01-01",
    "year-9999": "9999-12-31",
    "year-99999": "99999-01-01",
    "day-first": "24/04/2024",
    "astral": "𝔘😀",
    "long": "x" * 100_000,
    "true": "true",
    "blank": "",
}
"""Texts put into a cell."""

COLUMNS = ("reading", "station", "day", "millimetres", "level", "note_vi", "note_en")

VALUES: Mapping[str, Any] = {
    "null": None,
    "true": True,
    "number": 5,
    "minus": -1,
    "text": "x",
    "blank": " ",
    "list": ["x"],
    "object": {"x": 1},
    "empty": "",
    "long": "x" * 10_000,
    "invisible": "x\u200b",
    "javascript": "javascript:alert(1)",
    "line-feed": "rainfall\n",
}
"""Values put in place of a property of the descriptor."""

PROPERTIES: tuple[tuple[str | int, ...], ...] = (
    ("name",),
    ("title",),
    ("description",),
    ("version",),
    ("created",),
    ("keywords",),
    ("licenses",),
    ("licenses", 0, "name"),
    ("licenses", 0, "path"),
    ("sources",),
    ("sources", 0, "path"),
    ("portal",),
    ("portal", "kind"),
    ("portal", "publisher"),
    ("portal", "topics"),
    ("portal", "frequency"),
    ("portal", "spatial"),
    ("portal", "issued"),
    ("portal", "modified"),
    ("portal", "temporal"),
    ("portal", "charts"),
    ("resources",),
    ("resources", 0, "name"),
    ("resources", 0, "type"),
    ("resources", 0, "path"),
    ("resources", 0, "title"),
    ("resources", 0, "format"),
    ("resources", 0, "mediatype"),
    ("resources", 0, "encoding"),
    ("resources", 0, "hash"),
    ("resources", 0, "bytes"),
    ("resources", 0, "dialect"),
    ("resources", 0, "dialect", "delimiter"),
    ("resources", 0, "dialect", "quoteChar"),
    ("resources", 0, "schema"),
    ("resources", 0, "schema", "primaryKey"),
    ("resources", 0, "schema", "uniqueKeys"),
    ("resources", 0, "schema", "foreignKeys"),
    ("resources", 0, "schema", "missingValues"),
    ("resources", 0, "schema", "fields", 1, "type"),
    ("resources", 0, "schema", "fields", 1, "format"),
    ("resources", 0, "schema", "fields", 1, "constraints"),
    ("resources", 0, "schema", "fields", 1, "constraints", "pattern"),
    ("resources", 0, "schema", "fields", 1, "constraints", "minLength"),
    ("resources", 0, "schema", "fields", 3, "constraints", "minimum"),
    ("resources", 0, "schema", "fields", 4, "categories"),
)

_SELF = {"resource": "", "fields": ["station"]}
_NUMBER = ("resources", 0, "schema", "fields", 3)
_DIALECT = ("resources", 0, "dialect")
_KEYS = ("resources", 0, "schema", "foreignKeys")

DECLARED: Mapping[str, tuple[tuple[str | int, ...], Any]] = {
    "fk-nothing": (_KEYS, [{"fields": "station", "reference": {**_SELF, "resource": "gone"}}]),
    "fk-target-field": (_KEYS, [{"fields": "station", "reference": {**_SELF, "fields": "x"}}]),
    "fk-own-field": (_KEYS, [{"fields": ["x"], "reference": _SELF}]),
    "fk-number": (_KEYS, [{"fields": 5, "reference": _SELF}]),
    "fk-list": (_KEYS, [{"fields": "station", "reference": {**_SELF, "resource": ["a"]}}]),
    "fk-widths": (_KEYS, [{"fields": ["station", "day"], "reference": _SELF}]),
    "delimiter-letter": ((*_DIALECT, "delimiter"), "a"),
    "delimiter-two": ((*_DIALECT, "delimiter"), ";;"),
    "delimiter-other": ((*_DIALECT, "delimiter"), "→"),
    "quote-is-delimiter": ((*_DIALECT, "quoteChar"), ","),
    "header-text": ((*_DIALECT, "header"), "yes"),
    "header-rows-text": ((*_DIALECT, "headerRows"), "yes"),
    "header-rows-99": ((*_DIALECT, "headerRows"), [99]),
    "double-quote-text": ((*_DIALECT, "doubleQuote"), "yes"),
    "header-case-text": ((*_DIALECT, "headerCase"), "yes"),
    "null-sequence-number": ((*_DIALECT, "nullSequence"), 5),
    "compression-rar": (("resources", 0, "compression"), "rar"),
    "scheme-http": (("resources", 0, "scheme"), "http"),
    "path-address": (("resources", 0, "path"), "https://data.example/a.csv"),
    "data-number": (("resources", 0, "data"), 5),
    "description-number": (("resources", 0, "description"), 5),
    "licence-number": (("resources", 0, "licenses"), 5),
    "homepage-number": (("homepage",), 5),
    "rdf-type-number": ((*_NUMBER, "rdfType"), 5),
    "decimal-char-two": ((*_NUMBER, "decimalChar"), ",,"),
    "bare-number-text": ((*_NUMBER, "bareNumber"), "no"),
    "minimum-text": ((*_NUMBER, "constraints", "minimum"), "few"),
    "minimum-true": ((*_NUMBER, "constraints", "minimum"), True),
    "pattern-of-number": ((*_NUMBER, "constraints", "pattern"), "a"),
    "length-of-number": ((*_NUMBER, "constraints", "minLength"), 3),
    "constraint-unknown": ((*_NUMBER, "constraints", "least"), 3),
    "enum-of-texts": ((*_NUMBER, "constraints", "enum"), ["few"]),
    "list-with-minimum": ((*_NUMBER, "type"), "list"),
    "missing-values-number": ((*_NUMBER, "missingValues"), 5),
    "day-after-soon": (("resources", 0, "schema", "fields", 2, "constraints", "minimum"), "soon"),
    "key-unknown": (("resources", 0, "schema", "uniqueKeys"), [["station", "x"]]),
}
"""Properties that say what cannot be read: each is told where it stands."""

PATTERNS = ("(a+)+b", "([a-zA-Z]+)*x", "(a|aa)+c", "(.*)*x", "(", "[", "(?P<x", "")

JSON_EDITS: Mapping[str, tuple[str, str]] = {
    "key-twice": ('"name": "rainfall",', '"name": "rainfall", "name": "other",'),
    "title-twice": ('"version":', '"title": "x", "version":'),
    "nan": ('"version":', '"x": NaN, "version":'),
    "infinity": ('"version":', '"x": Infinity, "version":'),
    "1e400": ('"version":', '"x": 1e400, "version":'),
    "5000-digits": ('"version":', f'"x": {"9" * 5000}, "version":'),
    "half-character": ('"version":', '"x": "\\ud800", "version":'),
    "deep": ('"version":', f'"x": {"[" * 10_000}{"]" * 10_000}, "version":'),
    "comma": ('"version":', ',"version":'),
    "curly-quotes": ('"version":', "“version”:"),
    "modified-before-issued": ('"modified": "2024-05-01"', '"modified": "2023-05-01"'),
    "reserved": ('"name": "rainfall",\n      "type"', '"name": "datapackage",\n      "type"'),
}


def mutations(files: Files) -> Iterator[tuple[str, Files]]:
    """Every mutation by its name."""
    yield from _of_cells(files)
    yield from _of_bytes(files)
    yield from _of_properties(files)
    yield from _of_json(files)


def _of_cells(files: Files) -> Iterator[tuple[str, Files]]:
    header, first, *others = files[TABLE].decode().splitlines()
    for column, name in enumerate(COLUMNS):
        for label, text in CELLS.items():
            cells = first.split(",")
            cells[column] = text
            table = "\n".join((header, ",".join(cells), *others, ""))
            yield f"cell/{name}/{label}", {**files, TABLE: table.encode()}


def _of_bytes(files: Files) -> Iterator[tuple[str, Files]]:
    content = files[TABLE]
    text = content.decode()
    tables = {
        "utf-16": text.encode("utf-16"),
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "cp1252": text.replace("Đ", "D").encode("cp1252", errors="replace"),
        "cp1258": text.replace("ô", "o").encode("cp1258", errors="replace"),
        "bom": b"\xef\xbb\xbf" + content,
        "zip": b"PK\x03\x04" + content,
        "empty": b"",
        "blank": b"\n\n",
        "header-only": content.split(b"\n")[0] + b"\n",
        "nul": content + b"\0",
        "byte-ff": content + b"\xff\n",
        "semicolon": content.replace(b",", b";"),
        "tab": content.replace(b",", b"\t"),
        "pipe": content.replace(b",", b"|"),
        "sep-line": b"sep=,\n" + content,
        "crlf": content.replace(b"\n", b"\r\n"),
        "lone-cr": content.replace(b"\n", b"\r"),
        "open-quote": content + b'4,"x',
        "extra-cell": content + b"4,x,2024-04-25,1,none,,,more\n",
        "missing-cell": content + b"4,x\n",
        "blank-row": content.replace(b"\n2,", b"\n\n2,"),
        "row-twice": content + content.split(b"\n")[1] + b"\n",
        "header-blank": content.replace(b"station", b"station "),
        "header-no-break": content.replace(b"station", b"station\xc2\xa0"),
        "header-twice": content.replace(b"station", b"reading"),
        "header-upper": content.replace(b"station", b"STATION"),
        "columns-moved": content.replace(b"reading,station", b"station,reading"),
        "columns-500": content.replace(b"note_en", b"note_en," + b",".join([b"x"] * 500), 1),
        "mojibake": content.decode("utf-8").encode("utf-8").decode("cp1252", "ignore").encode(),
    }
    for name, table in tables.items():
        yield f"bytes/{name}", {**files, TABLE: table}
    yield "bytes/no-table", {path: files[path] for path in files if path != TABLE}
    yield "bytes/no-descriptor", {path: files[path] for path in files if path != DESCRIPTOR}
    for name in ("README.vi.md", "README.en.md"):
        yield f"bytes/{name}-not-utf-8", {**files, name: b"\xff\xfe\x00"}
        yield f"bytes/{name}-empty", {**files, name: b""}
        yield f"bytes/{name}-script", {**files, name: b"<script>alert(1)</script>\n\n![](x.png)"}


def _of_properties(files: Files) -> Iterator[tuple[str, Files]]:
    descriptor = json.loads(files[DESCRIPTOR])
    for path in PROPERTIES:
        for label, value in VALUES.items():
            name = "property/" + ".".join(map(str, path)) + f"/{label}"
            yield name, {**files, DESCRIPTOR: _with(descriptor, path, value)}
    for label, (path, value) in DECLARED.items():
        yield f"declared/{label}", {**files, DESCRIPTOR: _with(descriptor, path, value)}
    pattern = ("resources", 0, "schema", "fields", 1, "constraints", "pattern")
    for number, text in enumerate(PATTERNS):
        yield f"pattern/{number}", {**files, DESCRIPTOR: _with(descriptor, pattern, text)}


def _with(descriptor: Any, path: tuple[str | int, ...], value: Any) -> bytes:
    changed = copy.deepcopy(descriptor)
    parent = changed
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = value
    return json.dumps(changed, ensure_ascii=False).encode()


def _of_json(files: Files) -> Iterator[tuple[str, Files]]:
    text = files[DESCRIPTOR].decode()
    for name, (old, new) in JSON_EDITS.items():
        assert old in text, name
        yield f"json/{name}", {**files, DESCRIPTOR: text.replace(old, new, 1).encode()}
    contents = {
        "empty": b"",
        "list": b"[]",
        "null": b"null",
        "deep-alone": b"[" * 100_000,
        "utf-16": text.encode("utf-16"),
        "latin-1": text.encode("latin-1", errors="replace") + b"\xe9",
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "cut": text.encode()[:500],
    }
    for name, content in contents.items():
        yield f"json/{name}", {**files, DESCRIPTOR: content}
