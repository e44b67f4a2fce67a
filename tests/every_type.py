"""A package with every field type and format of Data Package v2, and what each cell must become.

Cells are chosen for what programs lose: zeros before and behind, digits beyond a double, zones,
signs, spaces, quotes, line breaks, and texts that look like something else.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.folders import BASE

NAME = "every-type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A cell, and what is made of it where that is not the text itself."""

    text: str
    canon: str
    """The form of the standard."""
    vi: str | None = None
    en: str | None = None
    """What the pages show; None where that follows from the form of the standard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A field with its cells."""

    name: str
    raw: Mapping[str, Any]
    """Type, format and further properties."""
    cells: tuple[Printed, ...]


def column(name: str, kind: str, *cells: str | tuple[str, ...], **properties: Any) -> Column:
    """A column of texts, or of texts with the form of the standard and what both pages show."""
    return Column(name=name, raw={"type": kind, **properties}, cells=tuple(map(_printed, cells)))


def _printed(cell: str | tuple[str, ...]) -> Printed:
    if isinstance(cell, str):
        return Printed(text=cell, canon=cell)
    text, canon, *shown = cell
    vi, en = (*shown, *shown) if len(shown) == 1 else shown or (None, None)
    return Printed(text=text, canon=canon, vi=vi, en=en)


def shown(text: str, vi: str, en: str) -> tuple[str, ...]:
    """A cell in the form of the standard with what the pages show."""
    return text, text, vi, en


DEFAULTS = (
    column("id", "integer", "1", "20300", "3", "4", constraints={"required": True}),
    column("text", "string", "007", "x", '=1+1 "a"', "two\nlines; and, marks"),
    column("odd", "string", "true", "NaN", "2024-01-02", "a  b\u00a0c"),
    column("address", "string", "https://a.example/?q=1", "", "ftp://b.example", "", format="uri"),
    column("mail", "string", "a@b.example", "", "", "A.B@c.example", format="email"),
    column("bytes", "string", "AAE=", "", "Zm9v", "", format="binary"),
    column("uuid", "string", "00112233-4455-6677-8899-aabbccddeeff", "", "", "", format="uuid"),
    column("number", "number", "7.50", "-0.0000001", "1234567.0", "0.1"),
    column("long", "number", "0.1234567890123456789", "", "123456789012345678.5", "-2.0"),
    column("power", "number", ("1E5", "1E+5", "100.000", "100,000"), "0", (".5", "0.5"), "1.0E-50"),
    column("whole", "integer", "0", "-12", "", "1000"),
    column("huge", "integer", "9223372036854775808", "1", "", "-12345678901234567890"),
    column("since", "integer", "1999", "2024", "", "2000"),
    column("zero", "number", "-0", "0.00", "0", ""),
    column("truth", "boolean", "true", "false", "", ("1", "true")),
    column("object", "object", '{"a": 1.50, "b": [1, 2]}', "{}", "", '{"ă": "ệ"}'),
    column("array", "array", "[1, 2.0]", "[]", "", '["a;b"]'),
    column("list", "list", "a,b", "a;b,c", "", "one"),
    column("date", "date", "2024-02-29", "1900-02-28", "", "9999-12-31"),
    column("time", "time", "10:00:00", "23:59:59.25", "", "00:00:00"),
    column(
        "zoned",
        "time",
        ("10:00:00+07:00", "10:00:00+07:00", "10:00:00 UTC+07:00"),
        ("10:00:00Z", "10:00:00Z", "10:00:00 UTC"),
        "",
        ("10:00:00.5-0330", "10:00:00.5-03:30", "10:00:00.5 UTC-03:30"),
    ),
    column(
        "moment",
        "datetime",
        shown("2024-04-24T10:00:01", "24/4/2024, 10:00:01", "24 April 2024, 10:00:01"),
        (
            "0999-01-02 23:59:59.123456",
            "0999-01-02T23:59:59.123456",
            "2/1/0999, 23:59:59.123456",
            "2 January 0999, 23:59:59.123456",
        ),
        "",
        "",
    ),
    column(
        "greenwich",
        "datetime",
        shown("2024-04-24T10:00:01Z", "24/4/2024, 10:00:01 UTC", "24 April 2024, 10:00:01 UTC"),
        "",
        (
            "2024-04-24T10:00:02+00:00",
            "2024-04-24T10:00:02Z",
            "24/4/2024, 10:00:02 UTC",
            "24 April 2024, 10:00:02 UTC",
        ),
        "",
    ),
    column(
        "hanoi",
        "datetime",
        shown(
            "2024-04-24T10:00:00+07:00",
            "24/4/2024, 10:00:00 UTC+07:00",
            "24 April 2024, 10:00:00 UTC+07:00",
        ),
        shown("2024-04-24T00:00:00", "24/4/2024, 00:00:00", "24 April 2024, 00:00:00"),
        "",
        "",
    ),
    column("year", "year", "2024", "1000", "", "9999"),
    column("yearmonth", "yearmonth", "2024-04", "0099-12", "", ""),
    column("duration", "duration", "P1Y2M", "PT0.50S", "", "P0D"),
    column("geopoint", "geopoint", "105.80, 21.0", "-1,2", "", ""),
    column("geojson", "geojson", '{"type":"Point","coordinates":[105.80,21.0]}', "", "", ""),
    column("any", "any", "1.50", "true", "", "2024-01-02"),
    column("untyped", "any", "01", "", "x", ""),
    column("empty", "string", "", "", "", ""),
)
"""Every type, read by default, with commas between cells."""

FORMATS = (
    column("id", "string", "a", "b", "c", "d"),
    column(
        "number",
        "number",
        ("1.234,50", "1234.50"),
        ("-0,5", "-0.5"),
        "-",
        "12",
        decimalChar=",",
        groupChar=".",
    ),
    column(
        "share", "number", ("95%", "95"), ("7.50%", "7.50"), "-", ("-3 %", "-3"), bareNumber=False
    ),
    column("whole", "integer", ("1.234.567", "1234567"), "-12", "-", "0", groupChar="."),
    column("money", "integer", ("5 đ", "5"), ("10đ", "10"), "-", ("-7 đ", "-7"), bareNumber=False),
    column(
        "truth",
        "boolean",
        ("Có", "true"),
        ("Không", "false"),
        "-",
        ("x", "true"),
        trueValues=["Có", "x"],
        falseValues=["Không"],
    ),
    column(
        "date",
        "date",
        ("24/4/2024", "2024-04-24"),
        ("01/02/2023", "2023-02-01"),
        "-",
        ("31/12/1999", "1999-12-31"),
        format="%d/%m/%Y",
    ),
    column(
        "any_date",
        "date",
        ("24 April 2024", "2024-04-24"),
        "2024-01-02",
        "-",
        ("13/1/2024", "2024-01-13"),
        format="any",
    ),
    column(
        "moment",
        "datetime",
        (
            "24/04/2024 10:30",
            "2024-04-24T10:30:00",
            "24/4/2024, 10:30:00",
            "24 April 2024, 10:30:00",
        ),
        ("1/2/2023 9:05", "2023-02-01T09:05:00", "1/2/2023, 09:05:00", "1 February 2023, 09:05:00"),
        "-",
        "-",
        format="%d/%m/%Y %H:%M",
    ),
    column(
        "time",
        "time",
        ("09:30 PM", "21:30:00"),
        ("12:00 AM", "00:00:00"),
        "-",
        "-",
        format="%I:%M %p",
    ),
    column("items", "list", "007|8", "9", "-", "10|011", delimiter="|", itemType="integer"),
    column("point", "geopoint", "[105.80, 21.0]", "-", "-", "-", format="array"),
    column("place", "geopoint", '{"lon": 105.80, "lat": 21.0}', "-", "-", "-", format="object"),
    column(
        "shape",
        "geojson",
        '{"type":"Topology","objects":{},"arcs":[]}',
        *("-", "-", "-"),
        format="topojson",
    ),
    column("own", "string", "-", "n/a", "x", "-", missingValues=["n/a"]),
    column(
        "level",
        "string",
        *("h", "l", "-", "h"),
        categories=[{"value": "h", "label": "High"}, {"value": "l", "label": "Low"}],
    ),
)
"""Every format and mark, with semicolons between cells and a dash for what is missing."""

TABLES: Mapping[str, tuple[Sequence[Column], Mapping[str, Any], Sequence[Any]]] = {
    "defaults": (DEFAULTS, {"delimiter": ","}, [""]),
    "formats": (FORMATS, {"delimiter": ";"}, [{"value": "-", "label": "not asked"}]),
    "quotes": (
        (
            column(
                "a", "string", "it's", "tab\there".replace("\t", " "), 'say "x"', "# no comment"
            ),
            column("b", "number", "1.10", "2", "", "3"),
        ),
        {"delimiter": "\t", "quoteChar": "'"},
        [""],
    ),
}
"""Columns, dialect and missing values of each table."""


def write_every_type(root: Path) -> None:
    """The package in a portal's folder, beside its others."""
    folder = root / "datasets" / NAME
    folder.mkdir()
    descriptor = json.loads(
        (BASE / "datasets" / "rainfall" / "datapackage.json").read_text("utf-8")
    )
    model = descriptor["resources"][0]
    descriptor |= {
        "name": NAME,
        "title": "Mọi kiểu",
        "description": "Mọi kiểu và định dạng của Data Package v2, để xem cổng giữ gì.",
    }
    english = {
        "title": {"en": "Every type"},
        "description": {"en": "Every type and format of Data Package v2, to see what is kept."},
    }
    descriptor["portal"] |= english
    del descriptor["portal"]["charts"]
    descriptor["resources"] = [_resource(model, name) for name in TABLES]
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    for language in ("vi", "en"):
        (folder / f"README.{language}.md").write_text("# …\n", "utf-8")
    for name, (columns, dialect, _) in TABLES.items():
        (folder / f"{name}.csv").write_text(_content(columns, dialect), "utf-8", newline="")


def _resource(model: Mapping[str, Any], name: str) -> dict[str, Any]:
    columns, dialect, missing = TABLES[name]
    fields = [
        {
            "name": column.name,
            "title": column.name,
            "portal": {"title": {"en": column.name}},
            **column.raw,
        }
        for column in columns
    ]
    return {
        **model,
        "name": name,
        "path": f"{name}.csv",
        "dialect": dict(dialect),
        "schema": {"fields": fields, "missingValues": list(missing)},
    }


def _content(columns: Sequence[Column], dialect: Mapping[str, Any]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(
        stream,
        delimiter=dialect["delimiter"],
        quotechar=dialect.get("quoteChar", '"'),
        lineterminator="\n",
    )
    writer.writerow([column.name for column in columns])
    writer.writerows(
        zip(*([cell.text for cell in column.cells] for column in columns), strict=True)
    )
    return stream.getvalue()
