"""What people call rows, and what a cell that points to a row or a category stands for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from builder.history import Names
from builder.versions.state import Column, PackageState, row_names

NamedRows: TypeAlias = Mapping[tuple[str, str], Mapping[str, str]]
"""Rows that have an id of their own, by where they stand and the id.

Where is said twice: as the name of the column of the id, and as `package/table`.
"""


def all_names(packages: Iterable[PackageState]) -> NamedRows:
    """The rows with an id of their own of every package."""
    return {place: row for package in packages for place, row in naming_rows(package).items()}


def naming_rows(package: PackageState) -> dict[tuple[str, str], Mapping[str, str]]:
    """Rows of one package that have an id of their own."""
    return {
        (where, key[0]): row
        for table in package.tables.values()
        if len(table.key) == 1
        for where in (table.key[0], f"{package.id}/{table.name}")
        for key, row in table.rows.items()
    }


def cell_names(
    text: str, column: Column | None, package: str, rows: NamedRows, languages: Sequence[str]
) -> Names:
    """What a cell stands for by language: rows of other tables, a category with a label.

    A cell may point to several rows (`mic;mps`). Nothing where none of them has a name.
    """
    if column is None or not text:
        return {}
    if text in column.labels:
        return dict.fromkeys(languages, column.labels[text])
    if not column.references:
        return {}
    ids = text.split(";")
    found = [_named(name, column, package, rows, languages) for name in ids]
    if not any(found):
        return {}
    return {
        language: "; ".join(
            names.get(language) or name for name, names in zip(ids, found, strict=True)
        )
        for language in languages
    }


def _named(
    name: str, column: Column, package: str, rows: NamedRows, languages: Sequence[str]
) -> Names:
    for place in _places(column, package):
        row = rows.get((place, name))
        if row is not None:
            return row_names(row, languages)
    return {}


def _places(column: Column, package: str) -> Iterator[str]:
    """Where the rows may stand that a column points to: the table that it names, else its key."""
    for target in column.references:
        owner, table, field = [*target.split("/"), "", ""][:3]
        yield f"{package if owner == '.' else owner}/{table}"
        yield field
