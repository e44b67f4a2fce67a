"""Rows of a package as records, and the parts that many of them share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from builder.language.text import Localised
from builder.model import Cell, Package, Source
from builder.packages.table_rows import TABLES

Row = TypeVar("Row", bound=Mapping[str, Any])
"""A class of `table_rows`; the schema of its table was checked, so cells have their types."""


def records(package: Package, row: type[Row]) -> list[Row]:
    """Rows of every table of that class's kind in a package, whatever the table's name."""
    return [
        cast("Row", dict(record))
        for resource in package.resources
        if resource.table_kind == TABLES[row] and resource.table is not None
        for record in resource.table.records()
    ]


def all_records(packages: Iterable[Package], row: type[Row]) -> list[Row]:
    """Rows of every table of that kind in any package, in the order of the packages."""
    return [record for package in packages for record in records(package, row)]


def text(record: Mapping[str, Any], stem: str, languages: Sequence[str]) -> Localised | None:
    """The text of a `*_vi`, `*_en` pair, or None where it is empty.

    A package may lack a language, the first of the portal as well.
    """
    texts = {language: record.get(f"{stem}_{language}") or "" for language in languages}
    found = {language: text for language, text in texts.items() if text}
    return Localised(found) if found else None


def required_text(record: Mapping[str, Any], stem: str, languages: Sequence[str]) -> Localised:
    """The text of a pair that its schema requires."""
    found = text(record, stem, languages)
    assert found is not None, f"{stem} is required by its schema"
    return found


def said(record: Mapping[str, Any], stem: str, language: str) -> str:
    """The text of a stem in one language; empty where there is none."""
    return str(record.get(f"{stem}_{language}") or "")


def ids(cell: Cell) -> tuple[str, ...]:
    """The ids of a list cell; none where it is empty."""
    return cell if isinstance(cell, tuple) else ()


def source(record: Mapping[str, Any]) -> Source:
    """Where the row stands in its document."""
    return Source(
        document=record["source_id"],
        locator=record["source_locator"],
        lines=record["source_lines"],
    )
