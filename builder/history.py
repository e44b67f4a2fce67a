"""What differs between two versions of packages, and which versions were recorded, as values."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Difference(StrEnum):
    """Kinds of difference, those that break what others rely on first."""

    DATASET_REMOVED = "dataset-removed"
    TABLE_REMOVED = "table-removed"
    COLUMN_REMOVED = "column-removed"
    ROW_REMOVED = "row-removed"
    ROW_RENAMED = "row-renamed"
    """A row that is the same but for its id."""
    COLUMN_RETYPED = "column-retyped"
    """A column whose cells are something else: texts where numbers were."""
    SIGNAL = "signal"
    """A verdict on an indicator."""
    STATUS = "status"
    """What is newest reported about a task."""
    CELL = "cell"
    ROW_MOVED = "row-moved"
    """A row without an id of its own that is the same but for one cell of its key."""
    ROW_ADDED = "row-added"
    COLUMN_ADDED = "column-added"
    TABLE_ADDED = "table-added"
    DATASET_ADDED = "dataset-added"
    TEXT = "text"
    """Title, description, sources or README."""


Names = Mapping[str, str]
"""A text by language code; a language that has none is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs between two versions of a package."""

    difference: Difference
    package: str
    package_name: Names
    table: str = ""
    """Name of the resource; empty where the whole package is meant."""
    table_name: Names = field(default_factory=dict)
    row: tuple[str, ...] = ()
    """Cells of the key."""
    row_parts: tuple[Names, ...] = ()
    """What each cell of the key stands for, such as a category of a dimension; no names where it is
    what it says, empty ones where it is the whole of a dimension."""
    row_name: Names = field(default_factory=dict)
    """What people call the row; empty where it has no name."""
    is_named_by_id: bool = False
    """True if the key is one column: an id, which others may refer to."""
    column: str = ""
    column_name: Names = field(default_factory=dict)
    type: str = "string"
    """Type of the column."""
    old: str = ""
    new: str = ""
    old_name: Names = field(default_factory=dict)
    """What `old` points to is called; empty where it is what it says."""
    new_name: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A version of a package as it was once published."""

    package: str
    version: str
    day: datetime.date
    files: Mapping[str, bytes] = field(repr=False)
    """Slash path within the package → bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What was published once and is not there any more, with what came in its place."""

    package: str
    table: str
    """Empty where the whole package is gone."""
    id: str
    """Row id or name of a column; empty where the whole table or package is gone."""
    successor: str
    """Id of what came in its place in the same kind of place; empty where nothing did."""
    day: datetime.date | None = None
    """When it went; None where nobody said."""
    reason: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Every recorded version, and what is gone."""

    recorded: Mapping[str, tuple[Recorded, ...]] = field(default_factory=dict)
    """By package id, the oldest version first."""
    gone: tuple[Gone, ...] = ()
    changes: Mapping[tuple[str, str], tuple[Change, ...]] = field(default_factory=dict)
    """What a version changed, by package id and version."""
