"""Rows of a package as records, and the parts that many of them share."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from builder.language.text import Localised
from builder.model import Cell, Package, Source

Record: TypeAlias = dict[str, Any]
"""A row by field name; its schema was checked, so its cells have their types."""


def records(package: Package, table_kind: str) -> list[Record]:
    """Rows of every table of that kind (schemas/tables) in a package, whatever its name."""
    return [
        dict(record)
        for resource in package.resources
        if resource.table_kind == table_kind and resource.table is not None
        for record in resource.table.records()
    ]


def all_records(packages: Iterable[Package], table_kind: str) -> list[Record]:
    """Rows of every table of that kind in any package, in the order of the packages."""
    return [record for package in packages for record in records(package, table_kind)]


def text(record: Record, stem: str, languages: Sequence[str]) -> Localised | None:
    """The text of a `*_vi`, `*_en` pair, or None where it is empty."""
    texts = {language: record.get(f"{stem}_{language}") or "" for language in languages}
    return Localised(texts) if all(texts.values()) else None


def required_text(record: Record, stem: str, languages: Sequence[str]) -> Localised:
    """The text of a pair that its schema requires."""
    found = text(record, stem, languages)
    assert found is not None, f"{stem} is required by its schema"
    return found


def ids(cell: Cell) -> tuple[str, ...]:
    """The ids of a list cell; none where it is empty."""
    return cell if isinstance(cell, tuple) else ()


def source(record: Record) -> Source:
    """Where the row stands in its document."""
    return Source(
        document=record["source_id"],
        locator=record["source_locator"],
        lines=record["source_lines"],
    )
