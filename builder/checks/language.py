"""Both languages there: every text of a person's reading in each language of the site."""

from collections.abc import Iterator

from builder.model import Cell, Schema
from builder.problem import Place, Problem


def missing_language(
    schema: Schema, rows: tuple[tuple[Cell, ...], ...], file: str, languages: tuple[str, ...]
) -> Iterator[Problem]:
    """Cells of a `*_vi`, `*_en` pair that are empty where their twin is filled."""
    names = [field.name for field in schema.fields]
    stems = {
        name.removesuffix(f"_{languages[0]}") for name in names if name.endswith(f"_{languages[0]}")
    }
    for stem in sorted(stems):
        pair = [f"{stem}_{language}" for language in languages]
        if not all(name in names for name in pair):
            continue
        columns = [names.index(name) for name in pair]
        for row_number, row in enumerate(rows, start=2):
            if any(row[column] for column in columns):
                yield from _empty_cells(row, columns, pair, Place(file=file, row=row_number))


def _empty_cells(
    row: tuple[Cell, ...], columns: list[int], names: list[str], place: Place
) -> Iterator[Problem]:
    filled = next(name for name, column in zip(names, columns, strict=True) if row[column])
    for name, column in zip(names, columns, strict=True):
        if not row[column]:
            cell = Place(file=place.file, row=place.row, field=name, column=column + 1)
            yield Problem(code="language-missing", place=cell, details={"twin": filled})
