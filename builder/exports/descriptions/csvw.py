"""A resource as CSV on the Web describes it: what its columns mean, and how their cells parse.

Left out on purpose: foreign keys, which must point into the same group of tables, while ours
point into other packages; formats of dates and words for true and false that the vocabulary
cannot say, whose columns are texts.
Source: https://www.w3.org/TR/tabular-metadata/
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from builder.exports.downloads.cells import fits_double
from builder.exports.downloads.raw_schema import (
    Raw,
    list_delimiter,
    raw_fields,
    raw_part,
    raw_resource,
)
from builder.language.text import Localised
from builder.model import Cell, Columnar, Field, Package, Resource, Table
from builder.packages.cell_texts import digits

_DATATYPES: Mapping[str, str] = {
    "string": "string",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "datetime": "dateTime",
    "time": "time",
    "year": "gYear",
    "yearmonth": "gYearMonth",
    "duration": "duration",
    "object": "json",
    "array": "json",
    "geojson": "json",
}
"""Built-in datatypes by field type; the cells of any other type are texts."""

_ORDER: Mapping[str, str] = {
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "minExclusive",
    "exclusiveMaximum": "maxExclusive",
}
_RESTRICTIONS: Mapping[str, Mapping[str, str]] = {
    "string": {"minLength": "minLength", "maxLength": "maxLength"},
    **dict.fromkeys(("number", "integer", "date", "datetime", "time"), _ORDER),
}
"""Properties of a datatype by constraint, for each field type that has them."""

_DIALECT: Mapping[str, str] = {
    "delimiter": "delimiter",
    "quoteChar": "quoteChar",
    "doubleQuote": "doubleQuote",
    "skipInitialSpace": "skipInitialSpace",
    "commentChar": "commentPrefix",
}
"""Properties of a dialect by their names in Data Package."""

_MARKS = ("decimalChar", "groupChar")
"""Marks within numbers; both standards have the same words."""

_ZERO_FIRST = re.compile(r"[+-]?0\d")
"""A number that would lose its zeros."""

_SYNTAX = re.compile(r"[\\^$.*+?()[\]{}|/]")
"""Characters that a regular expression of ECMAScript does not take as they are."""


def csvw_metadata(package: Package, resource: Resource, url: str) -> dict[str, Any]:
    """The metadata of a CSV file, which lie beside it as `<name>.csv-metadata.json`.

    `url` is the address of the file relative to them.
    """
    languages = tuple(package.title)
    dialect = raw_part(raw_resource(package, resource), "dialect")
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": languages[0]}],
        "url": url,
        **_about(package, resource),
        "dialect": {
            "encoding": "utf-8",
            "header": True,
            **_no_comments(resource),
            **_renamed(dialect, _DIALECT),
        },
        "tableSchema": _schema(package, resource, languages),
    }


def _no_comments(resource: Resource) -> dict[str, str]:
    """A mark that no table has, where a row begins with that of a comment by default."""
    has_mark = resource.content.startswith(b"#") or b"\n#" in resource.content
    return {"commentPrefix": "\x01"} if has_mark else {}


def _renamed(raw: Raw, names: Mapping[str, str]) -> dict[str, Any]:
    return {name: raw[key] for key, name in names.items() if key in raw}


def _about(package: Package, resource: Resource) -> dict[str, Any]:
    address = package.licence.url if package.licence else None
    return {
        "dc:title": _texts(resource.title),
        **({"dc:description": _texts(resource.description)} if resource.description else {}),
        "dc:modified": {"@value": package.modified.isoformat(), "@type": "xsd:date"},
        **({"dc:license": {"@id": address}} if address else {}),
    }


def _texts(text: Localised) -> list[dict[str, str]]:
    return [{"@value": letter, "@language": language} for language, letter in text.items()]


def _schema(package: Package, resource: Resource, languages: Sequence[str]) -> dict[str, Any]:
    assert resource.table is not None
    schema = resource.table.schema
    raw_schema = raw_part(raw_resource(package, resource), "schema")
    raws = raw_fields(package, resource)
    key = [_name(column) for column in schema.primary_key]
    return {
        "null": _missing_values(raw_schema),
        "columns": [
            _column(field, raws.get(field.name, {}), base, languages)
            for field, base in zip(schema.fields, _bases(resource.table, raws), strict=True)
        ],
        **({"primaryKey": key} if key else {}),
    }


def _missing_values(raw: Raw) -> list[str]:
    values = raw.get("missingValues", [""])
    return [str(value["value"] if isinstance(value, Mapping) else value) for value in values]


def _column(field: Field, raw: Raw, base: str, languages: Sequence[str]) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": _name(field.name),
        # The header of the file is a title too, in no language: readers compare the two.
        "titles": {"und": field.name, **field.title},
        "datatype": _datatype(field, raw, base),
        "required": field.required,
    }
    if field.description:
        column["dc:description"] = _texts(field.description)
    if field.name.endswith(tuple(f"_{language}" for language in languages)):
        column["lang"] = field.name.rpartition("_")[2]
    if delimiter := list_delimiter(field, raw):
        column["separator"] = delimiter
    if "missingValues" in raw:
        column["null"] = _missing_values(raw)
    return column


def _name(field_name: str) -> str:
    """A field's name where only letters, digits, dots and _ may stand, and no _ first."""
    name = quote(field_name, safe="").replace("-", "%2D").replace("~", "%7E")
    return re.sub(r"^_", "%5F", name)


def _bases(table: Table, raws: Mapping[str, Raw]) -> Iterator[str]:
    """The built-in datatype of each field or item: one that loses no digit, mark or zero."""
    for place, field in enumerate(table.schema.fields):
        raw = raws.get(field.name, {})
        if field.type == "list":
            yield _item_base(raw, table.column(place))
        elif field.type == "number":
            is_short = isinstance(table.rows, Columnar)  # no digit can be lost
            yield _number_base(raw, () if is_short else table.column(place))
        else:
            yield _DATATYPES.get(field.type, "string")


def _item_base(raw: Raw, cells: Iterable[Cell]) -> str:
    parts = (part for cell in cells if isinstance(cell, tuple) for part in cell)
    is_lost = any(_ZERO_FIRST.match(part) for part in parts)
    return "string" if is_lost else _DATATYPES.get(raw.get("itemType", "string"), "string")


def _number_base(raw: Raw, cells: Iterable[Cell]) -> str:
    """Decimals where a double would lose digits, or the file has marks of its own."""
    numbers = [cell for cell in cells if isinstance(cell, Decimal)]
    is_lost = any(mark in raw for mark in _MARKS) or not all(map(fits_double, numbers))
    is_plain = not any("E" in digits(number) for number in numbers)
    return "decimal" if is_lost and is_plain else "number"


def _datatype(field: Field, raw: Raw, base: str) -> str | dict[str, Any]:
    """The datatype of a field with what restricts it; that of each item of a list without."""
    if field.type == "list":
        return base
    cell_format = _format(field, raw)
    if cell_format is None:
        return "string"
    limits = _renamed(raw_part(raw, "constraints"), _RESTRICTIONS.get(field.type, {}))
    restricted = {**({"format": cell_format} if cell_format else {}), **limits}
    return {"base": base, **restricted} if restricted else base


def _format(field: Field, raw: Raw) -> str | dict[str, Any] | None:
    """The format of cells, empty where it is the usual one; None if it cannot be said."""
    if field.type == "string":
        return _pattern(field, raw_part(raw, "constraints"))
    if field.type in ("number", "integer"):
        if not raw.get("bareNumber", True):
            return None  # of `95%` CSVW would make 0.95
        return {mark: raw[mark] for mark in _MARKS if mark in raw}
    if field.type == "boolean":
        return _truth(raw)
    if field.type in ("date", "datetime", "time") and raw.get("format", "default") != "default":
        return None
    return "yyyy-MM-dd" if field.type == "date" else ""


def _pattern(field: Field, constraints: Raw) -> str:
    values = field.categories or constraints.get("enum", ())
    if values:
        return f"^(?:{'|'.join(_literal(str(value)) for value in values)})$"
    return f"^(?:{constraints['pattern']})$" if "pattern" in constraints else ""


def _literal(text: str) -> str:
    return _SYNTAX.sub(r"\\\g<0>", text)


def _truth(raw: Raw) -> str | None:
    """The one word for true and the one for false; CSVW knows true, false, 1 and 0 by itself."""
    if "trueValues" not in raw and "falseValues" not in raw:
        return ""
    true, false = raw.get("trueValues", ()), raw.get("falseValues", ())
    return f"{true[0]}|{false[0]}" if len(true) == len(false) == 1 else None
