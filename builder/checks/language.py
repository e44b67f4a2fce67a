"""Both languages there: every text of a person's reading in each language of the site."""

from collections.abc import Iterator, Sequence

from builder.language.text import Localised
from builder.model import Cell, Field, Package, Resource, Rows, Schema, Table
from builder.packages.read import DESCRIPTOR
from builder.problem import Place, Problem, Severity


def missing_language(
    schema: Schema, rows: Rows, file: str, languages: tuple[str, ...]
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


def untranslated(package: Package, awaited: Sequence[str]) -> Iterator[Problem]:
    """A language that a package may wait for, told once, with the number of texts to write."""
    first = next(iter(package.title))
    for language in awaited:
        texts = [text for text in _texts(package) if language not in text]
        count = len(texts) + sum(
            _untranslated_cells(resource.table, first, language)
            for resource in package.resources
            if resource.table
        )
        if count:
            yield Problem(
                code="translation-awaited",
                place=Place(file=f"datasets/{package.id}/{DESCRIPTOR}"),
                details={"language": language, "count": str(count), "first": first},
                severity=Severity.WARNING,
            )


def _texts(package: Package) -> Iterator[Localised]:
    """What the descriptor says for people, and the README."""
    tables = [resource.table for resource in package.resources if resource.table]
    fields = [field for table in tables for field in table.schema.fields]
    yield from (chart.title for chart in package.charts)
    named: list[Package | Resource | Field] = [package, *package.resources, *fields]
    found = (text for described in named for text in (described.title, described.description))
    yield from (text for text in (*found, package.readme) if text is not None)


def _untranslated_cells(table: Table, first: str, language: str) -> int:
    """Filled cells of the first language whose twin is empty or has no column."""
    stems = [
        field.name.removesuffix(f"_{first}")
        for field in table.schema.fields
        if field.name.endswith(f"_{first}") and field.type == "string"
    ]
    return sum(
        1
        for record in (table.records() if stems else ())
        for stem in stems
        if record[f"{stem}_{first}"] and not record.get(f"{stem}_{language}")
    )


def _empty_cells(
    row: tuple[Cell, ...], columns: list[int], names: list[str], place: Place
) -> Iterator[Problem]:
    filled = next(name for name, column in zip(names, columns, strict=True) if row[column])
    for name, column in zip(names, columns, strict=True):
        if not row[column]:
            cell = Place(file=place.file, row=place.row, field=name, column=column + 1)
            yield Problem(code="language-missing", place=cell, details={"twin": filled})
