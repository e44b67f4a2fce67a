"""Dimensions of values: that they have a code list, and that each code is valid in its period."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.language.periods import Period
from builder.language.text import MISSING
from builder.model import Category, Cell, Package, Resource, Table
from builder.packages.boundaries import boundaries_of
from builder.packages.code_lists import CodeLists
from builder.packages.dimensions import categories, dimension_fields, lists_of
from builder.problem import Place, Problem


def faulty_dimensions(fields: Sequence[Mapping[str, Any]], place: Place) -> Iterator[Problem]:
    """Dimensions that are no text, or that have no code list; `place` is their schema."""
    for number, field in enumerate(fields):
        if "dimension" not in field.get("portal", {}):
            continue
        where = f"{place.field}.fields[{number}]"
        if field.get("type", "any") != "string":
            told = Place(file=place.file, field=f"{where}.type")
            details = {"rule": "const", "expected": "string"}
            kind = str(field.get("type", "any"))
            yield Problem(code="property-invalid", place=told, value=kind, details=details)
        if "references" not in field["portal"] and not field.get("categories"):
            told = Place(file=place.file, field=f"{where}.portal.references")
            yield Problem(code="property-missing", place=told)


def faulty_boundaries(package: Package, packages: Sequence[Package]) -> Iterator[Problem]:
    """Code lists whose shapes are not there, or stand in no file that has areas with codes."""
    known = {each.id: each for each in packages}
    for number, resource in enumerate(package.resources):
        if resource.boundaries is None or boundaries_of(known, resource.boundaries):
            continue
        field = f"resources[{number}].portal.boundaries"
        place = Place(file=f"datasets/{package.id}/datapackage.json", field=field)
        details = {"rule": "boundaries", "expected": "provinces/shapes/code"}
        value = resource.boundaries
        yield Problem(code="property-invalid", place=place, value=value, details=details)


def code_not_valid(package: Package, lists: CodeLists, language: str) -> Iterator[Problem]:
    """Cells with a code of a time before or after the period of their row."""
    for field in dimension_fields(package).values():
        if not all(map(lists.knows, lists_of(package.id, field))):
            continue  # the lost list is told, and may say that the codes are valid
        known: dict[str, list[Category]] = {}
        for category in categories(package.id, field, lists, [language]):
            known.setdefault(category.code, []).append(category)
        if not any(each.first or each.last for listed in known.values() for each in listed):
            continue
        for resource, table in _broken_down_by(package, field.name):
            column = table.schema.position(field.name)
            cells = zip(table.column(column), table.named("period"), strict=True)
            for number, (code, named) in enumerate(cells, start=2):
                found, period = known.get(str(code), []), Period(str(named))
                if found and not any(category.is_valid(period) for category in found):
                    yield Problem(
                        code="code-not-valid",
                        place=Place(
                            file=f"datasets/{package.id}/{resource.path}",
                            row=number,
                            field=field.name,
                            column=column + 1,
                        ),
                        value=str(code),
                        details=_validity(found[0], str(period), language),
                    )


def _validity(category: Category, period: str, language: str) -> dict[str, str]:
    return {
        "name": category.name[language],
        "period": period,
        "first": category.first.isoformat() if category.first else MISSING,
        "last": category.last.isoformat() if category.last else MISSING,
        "successor": category.successor or MISSING,
    }


def doubled_whole(package: Package) -> Iterator[Problem]:
    """Rows of the whole that stand twice: once with empty cells, once with the total's code."""
    fields = dimension_fields(package)
    if not any(field.breakdown and field.breakdown.total for field in fields.values()):
        return
    for resource, table in _broken_down_by(package, next(iter(fields))):
        first_seen: dict[tuple[Cell, ...], int] = {}
        for number, record in enumerate(table.records(), start=2):
            cells = tuple(
                None
                if name in fields and _is_total(record[name], fields[name].breakdown)
                else record[name]
                for name in table.schema.primary_key
            )
            earlier = first_seen.setdefault(cells, number)
            if earlier != number:
                name = next(iter(fields))
                file = f"datasets/{package.id}/{resource.path}"
                column = table.schema.position(name) + 1
                place = Place(file=file, row=number, field=name, column=column)
                details = {"row": str(earlier), "key": ", ".join(table.schema.primary_key)}
                value = ", ".join(str(cell) for cell in cells if cell is not None)
                yield Problem(code="duplicate-key", place=place, value=value, details=details)


def _is_total(cell: Cell, breakdown: Any) -> bool:
    return breakdown is not None and cell == breakdown.total


def _broken_down_by(package: Package, name: str) -> Iterator[tuple[Resource, Table]]:
    """The tables of a package that have the dimension."""
    for resource in package.resources:
        if resource.table is not None and any(
            field.name == name and field.breakdown for field in resource.table.schema.fields
        ):
            yield resource, resource.table
