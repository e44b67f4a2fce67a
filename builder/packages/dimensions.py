"""What the values of a package are broken down by: its dimensions, with their code lists."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from builder.language.text import Localised
from builder.language.words import words
from builder.model import Category, Dimension, Field, Merger, Package, TilePlace
from builder.packages.code_lists import CodeLists, targets
from builder.packages.records import text
from builder.packages.table_rows import TABLES, ObservationRow

_NAMES = ("name", "title", "label")
"""Stems of the column of a code list that says what a code is called."""


def dimension_fields(package: Package) -> dict[str, Field]:
    """The fields by which the observations of a package are broken down, by name."""
    return {
        field.name: field
        for resource in package.resources
        if resource.table_kind == TABLES[ObservationRow] and resource.table is not None
        for field in resource.table.schema.fields
        if field.breakdown is not None
    }


def dimensions(
    packages: Sequence[Package], languages: Sequence[str]
) -> Mapping[str, tuple[Dimension, ...]]:
    """The dimensions of each package that has some, by its id, in the order of the columns."""
    lists = CodeLists(packages)
    fields = {package.id: dimension_fields(package) for package in packages}
    return {
        package_id: tuple(
            _dimension(package_id, field, lists, languages) for field in found.values()
        )
        for package_id, found in fields.items()
        if found
    }


def _dimension(
    package_id: str, field: Field, lists: CodeLists, languages: Sequence[str]
) -> Dimension:
    assert field.breakdown is not None
    found = list(categories(package_id, field, lists, languages))
    places = _places(found)
    return Dimension(
        name=field.name,
        title=field.title,
        categories={
            code: replace(category, place=places.get(code))
            for code, category in _united(found).items()
            if code != field.breakdown.total
        },
        additive=field.breakdown.additive,
        boundaries=tuple(
            shapes for target in lists_of(package_id, field) for shapes in lists.boundaries(target)
        ),
        mergers=tuple(_mergers(found)) if field.breakdown.additive else (),
    )


def _united(found: Iterable[Category]) -> Mapping[str, Category]:
    """Each code once: one that a later list has again (An Giang before and after the merger) is as
    that list says, and valid since it was in the first."""
    known: dict[str, Category] = {}
    for category in found:
        earlier = known.get(category.code, category)
        firsts = [each.first for each in (earlier, category) if each.first]
        lasts = [each.last for each in (earlier, category) if each.last]
        known[category.code] = replace(
            category,
            first=min(firsts) if len(firsts) == 2 else None,
            last=max(lasts) if len(lasts) == 2 else None,
        )
    return known


def _mergers(found: Sequence[Category]) -> Iterator[Merger]:
    """Codes that several became one, as the crosswalk of a code list says it.

    A list of after the merger may write its code as one of before does (An Giang, and An Giang
    with Kiên Giang): the sums are then of a code of their own, and say so in their name.
    """
    parts: dict[str, list[str]] = defaultdict(list)
    for category in found:
        if category.successor is not None and category.code not in parts[category.successor]:
            parts[category.successor].append(category.code)
    last = {category.code: category for category in found}
    for code, olds in parts.items():
        if len(olds) < 2 or code not in last:
            continue
        own = replace(last[code], successor=None)
        if code in olds:
            own = replace(own, code=_free_code(code, last), name=_since(own.name), place=None)
        yield Merger(category=own, code=code, parts=tuple(olds))


def _free_code(code: str, taken: Mapping[str, Category]) -> str:
    own = f"{code}-merged"
    while own in taken:
        own += "-merged"
    return own


def _since(name: Localised) -> Localised:
    return Localised(
        {
            language: words(language)("breakdown.merged", name=said)
            for language, said in name.items()
        }
    )


def lists_of(package_id: str, field: Field) -> tuple[str, ...]:
    """The code lists of a dimension; none where its field has the categories itself."""
    if field.references is None or field.breakdown is None:
        return ()
    return targets(package_id, field.references, field.breakdown.also)


def _places(found: Sequence[Category]) -> Mapping[str, TilePlace]:
    """Where each code lies on a map of tiles: a new one without a place at that of an old one."""
    places: dict[str, TilePlace] = {}
    for category in found:
        if category.place is not None:
            places.setdefault(category.code, category.place)
    for category in found:
        if category.place is not None and category.successor is not None:
            places.setdefault(category.successor, category.place)
    return places


def categories(
    package_id: str, field: Field, lists: CodeLists, languages: Sequence[str]
) -> Iterator[Category]:
    """Every code of a dimension: those of its lists, else the categories of the field."""
    if field.references is None or field.breakdown is None:
        for code in field.categories:
            name = field.labels.get(code, code)
            yield Category(code=code, name=Localised(dict.fromkeys(languages, name)))
        return
    for target in lists_of(package_id, field):
        key = target.split("/")[2]
        for record in lists.records(target):
            if record.get(key) is not None:
                yield _category(str(record[key]), record, languages)


def _category(code: str, record: Mapping[str, Any], languages: Sequence[str]) -> Category:
    names = (text(record, stem, languages) for stem in _NAMES)
    spoken = (record.get(stem) for stem in _NAMES)
    plain = next((str(name) for name in spoken if name), code)
    return Category(
        code=code,
        name=next((name for name in names if name), None)
        or Localised(dict.fromkeys(languages, plain)),
        first=_day(record.get("valid_from")),
        last=_day(record.get("valid_to")),
        successor=record.get("successor_id"),
        place=_place(record),
        iso=str(record["iso_3166_2"]) if record.get("iso_3166_2") else None,
    )


def _place(record: Mapping[str, Any]) -> TilePlace | None:
    """The tile of a code, where its list has all three columns and these cells are filled."""
    short = record.get("abbreviation")
    column, row = record.get("tile_column"), record.get("tile_row")
    if not isinstance(column, int) or not isinstance(row, int) or not short:
        return None
    return TilePlace(abbreviation=str(short), column=column, row=row)


def _day(cell: object) -> datetime.date | None:
    return cell if isinstance(cell, datetime.date) else None


def broken_down(record: Mapping[str, Any], fields: Iterable[Field]) -> tuple[tuple[str, str], ...]:
    """Dimension and code of each dimension that a row is of; none for the whole."""
    return tuple(
        (field.name, str(record[field.name]))
        for field in fields
        if field.breakdown is not None
        and record.get(field.name) not in (None, field.breakdown.total)
    )
