"""Rows of a package as records, and the parts that many of them share."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from builder.language.text import Localised
from builder.model import Cell, Package, Source

Record: TypeAlias = dict[str, Any]
"""A row by field name; its schema was checked, so its cells have their types."""


def records(package: Package | None, resource_name: str) -> list[Record]:
    """Rows of a resource; none where package, resource or table is missing."""
    resource = package.resource(resource_name) if package else None
    if resource is None or resource.table is None:
        return []
    return [dict(record) for record in resource.table.records()]


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
